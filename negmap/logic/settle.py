"""Which terms are in the settlement that is shown (method.md §7.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from negmap.findings.sequence import Range
from negmap.logic.best import first, holds, most
from negmap.logic.budget import Budget
from negmap.logic.clashes import terms_of
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.pull import parts, weighing
from negmap.logic.rules import Alternative, Bound, In, Rule


@dataclass(frozen=True, slots=True)
class Called:
    """Terms that somebody offers, that somebody accepts, and that somebody asks for, offers or accepts."""

    offered: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    at_all: frozenset[str] = frozenset()

    @classmethod
    def of(cls, consents: Mapping[str, Mapping[str, Collection[str]]]) -> Called:
        """Read them from what `logic.claims.consents` returns."""
        offered, accepted = (
            frozenset(term for term, words in consents.items() if words[word]) for word in ("offered", "accepted")
        )
        return cls(offered, accepted, frozenset(consents))


@dataclass(frozen=True, slots=True)
class Choice:
    """The terms of a settlement, and the preferences that it meets and does not meet, by id."""

    terms: frozenset[str]
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()


def choose(binding: Groups, preferences: Groups, definitions: Groups, called: Called, budget: Budget) -> Choice:
    """Return the terms of the settlement that is shown, of all that satisfy binding claims and definitions.

    The groups are rules by id, claims as they are held (at their rungs). Raises Contradiction (a
    ValueError) when the binding claims conflict, and OutOfTime when the budget is spent.
    """
    pulled = called.offered | called.accepted
    groups = weighing({**definitions, **preferences, **binding}, pulled)
    inside = set(pulled - terms_of(rule for rules in groups.values() for rule in rules))
    unmet: set[str] = set()
    for part in parts(groups):
        terms, broken = _Part(part, preferences, called, budget).best()
        inside |= terms
        unmet |= broken
    return Choice(frozenset(inside), tuple(sorted(preferences.keys() - unmet)), tuple(sorted(unmet)))


class _Part:
    """One part of the map, as clauses: what is fixed holds, preferences have a switch each."""

    def __init__(self, groups: Groups, preferences: Groups, called: Called, budget: Budget) -> None:
        self._encoding = Encoding(groups, budget)
        self._switches = {name: self._encoding.switch(name) for name in groups if name in preferences}
        terms = sorted(terms_of(rule for rules in groups.values() for rule in rules))
        self._terms = {term: self._encoding.literal(In(term)) for term in terms}
        self._called = called
        for name in groups.keys() - preferences.keys():
            self._encoding.solver.add([self._encoding.switch(name)])

    def best(self) -> tuple[set[str], set[str]]:
        """Return the terms that are in and the preferences that are not met."""
        model = most(self._encoding, self._switches.values())
        for wishes in self._on_terms():
            model = most(self._encoding, wishes)
        model = first(self._encoding, model, [-variable for variable in self._terms.values()])
        model = first(self._encoding, model, self._switches.values())
        terms = {term for term, variable in self._terms.items() if holds(model, variable)}
        return terms, {name for name, switch in self._switches.items() if not holds(model, switch)}

    def _on_terms(self) -> Iterator[list[int]]:
        yield [variable for term, variable in self._terms.items() if term in self._called.offered]
        yield [variable for term, variable in self._terms.items() if term in self._called.accepted]
        yield [-variable for term, variable in self._terms.items() if term not in self._called.at_all]


def possible(rule: Rule, terms: Collection[str]) -> tuple[Alternative, ...]:
    """Return the alternatives of a rule that such terms leave; none where it asks for nothing."""
    if not rule.body <= set(terms):
        return ()
    return tuple(head for head in rule.heads if all(lit.term in terms for lit in head if isinstance(lit, In)))


def ranges(held: Iterable[Rule], terms: Collection[str]) -> dict[str, Range]:
    """Return what rules leave to the quantity of each term that they bound; None where they do not."""
    low: dict[str, Decimal] = {}
    high: dict[str, Decimal] = {}
    for bound in _bounds(held, terms):
        if bound.least:
            low[bound.term] = max(bound.number, low.get(bound.term, bound.number))
        else:
            high[bound.term] = min(bound.number, high.get(bound.term, bound.number))
    return {term: Range(low.get(term), high.get(term)) for term in sorted(low.keys() | high.keys())}


def _bounds(held: Iterable[Rule], terms: Collection[str]) -> Iterator[Bound]:
    for rule in held:
        left = possible(rule, terms)
        if len(left) == 1:
            yield from (literal for literal in left[0] if isinstance(literal, Bound))
