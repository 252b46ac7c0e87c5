"""Forward chaining: the least settlement of rules that leave no choice, without a solver (method.md §3)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from negmap.findings.conflicts import Settlement
from negmap.logic.encoding import Groups
from negmap.logic.order import earliest
from negmap.logic.rules import Bound, Edge, In, Literal, Rule


def without_choice(groups: Groups) -> bool:
    """Say whether no rule has several alternatives."""
    return all(len(rule.heads) < 2 for rules in groups.values() for rule in rules)


def least_settlement(groups: Groups, leaving_out: str) -> Settlement:
    """Return the settlement with the fewest terms, at their earliest steps, that satisfies all groups but one.

    There must be one, and no rule may leave a choice. A quantity gets the number it has to reach, or the
    least that is named for it.
    """
    rules = [rule for name, own in groups.items() if name != leaving_out for rule in own if rule.heads]
    terms, held = brought_in(rules)
    edges = [lit for lit in held if isinstance(lit, Edge) and lit.first in terms and lit.then in terms]
    return Settlement(earliest(terms, edges), _values(groups, terms, held))


def brought_in(rules: list[Rule], asked: Iterable[str] = ()) -> tuple[set[str], set[Literal]]:
    """Return the terms that must be in, with those asked for, and everything that then holds; no rule may refuse."""
    terms = set(asked)
    held: set[Literal] = set()
    while ready := [rule for rule in rules if rule.body <= terms]:
        rules = [rule for rule in rules if not rule.body <= terms]
        held.update(lit for rule in ready for lit in rule.heads[0])
        terms.update(lit.term for lit in held if isinstance(lit, In))
    return terms, held


def _values(groups: Groups, terms: set[str], held: set[Literal]) -> dict[str, Decimal]:
    named: dict[str, list[Decimal]] = {}
    for literal in (lit for rules in groups.values() for rule in rules for head in rule.heads for lit in head):
        if isinstance(literal, Bound) and literal.term in terms:
            named.setdefault(literal.term, []).append(literal.number)
    reached: dict[str, list[Decimal]] = {}
    for literal in held:
        if isinstance(literal, Bound) and literal.least:
            reached.setdefault(literal.term, []).append(literal.number)
    return {term: max(reached[term]) if term in reached else min(numbers) for term, numbers in sorted(named.items())}
