"""Rules as clauses that need nobody's help: terms, steps and numbers in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from negmap.logic.rules import Alternative, Bound, Edge, In, Literal, Rule
from negmap.model.values import plain

Clause = list[int]


@dataclass
class Clauses:
    """Clauses by the claim or definition that they come from, and what each variable means.

    A step is written by counting: one variable says that a term stands at step 2 or later, one that it
    stands at step 3 or later, and so on, up to as many steps as terms have an order. A number is
    written by the numbers that are named: one variable for at least so much, one for more.
    """

    meaning: list[str] = field(default_factory=list)
    always: list[Clause] = field(default_factory=list)
    by_reason: dict[str, list[Clause]] = field(default_factory=dict)

    def variable(self, meaning: str) -> int:
        """Return a new variable with its meaning."""
        self.meaning.append(meaning)
        return len(self.meaning)


def clauses(groups: Mapping[str, Iterable[Rule]], switches: Mapping[str, str]) -> tuple[Clauses, dict[str, int]]:
    """Return rules as clauses, and the variable that switches each group on which `switches` gives a meaning."""
    made = Clauses()
    rules = {name: tuple(rules) for name, rules in sorted(groups.items())}
    literals = _Literals(made, [rule for group in rules.values() for rule in group])
    on = {name: made.variable(switches[name]) for name in rules if name in switches}
    for name, group in rules.items():
        off = [-on[name]] if name in on else []
        made.by_reason[name] = [clause for rule in group for clause in literals.of(rule, off)]
    return made, on


class _Literals:
    """The variables of terms, orders, steps and numbers."""

    def __init__(self, made: Clauses, rules: list[Rule]) -> None:
        self._made = made
        literals = {literal for rule in rules for head in rule.heads for literal in head}
        terms = {term for rule in rules for term in rule.body} | {lit.term for lit in literals if isinstance(lit, In)}
        edges = sorted(lit for lit in literals if isinstance(lit, Edge))
        self._known: dict[Literal, int] = {In(t): made.variable(f"{t} is in") for t in sorted(terms)}
        self._steps(edges)
        self._numbers(sorted((lit.term, lit.number) for lit in literals if isinstance(lit, Bound)))

    def _steps(self, edges: list[Edge]) -> None:
        ordered = sorted({term for edge in edges for term in (edge.first, edge.then)})
        last = len(ordered)
        later = {
            (term, step): self._made.variable(f"{term} takes effect at step {step} or later")
            for term in ordered
            for step in range(2, last + 1)
        }
        for term in ordered:
            self._made.always += ([-later[term, step + 1], later[term, step]] for step in range(2, last))
        for edge in edges:
            sign = "before" if edge.strict else "no later than"
            self._known[edge] = own = self._made.variable(f"{edge.first} takes effect {sign} {edge.then}")
            for step in range(1, last + 1):
                head = [later[edge.then, step + edge.strict]] if 1 < step + edge.strict <= last else []
                body = [-later[edge.first, step]] if step > 1 else []
                if head or step + edge.strict > last:
                    self._made.always.append([-own, *body, *head])

    def _numbers(self, named: list[tuple[str, Decimal]]) -> None:
        previous: dict[str, int] = {}
        for term, number in sorted(set(named)):
            least = self._made.variable(f"the number of {term} is at least {plain(number)}")
            above = self._made.variable(f"the number of {term} is more than {plain(number)}")
            self._known[Bound(term, least=True, number=number)] = least
            self._known[Bound(term, least=False, number=number)] = -above
            self._made.always.append([-above, least])
            if term in previous:
                self._made.always.append([-least, previous[term]])
            previous[term] = above

    def of(self, rule: Rule, off: Clause) -> Iterator[Clause]:
        """Yield the clauses of a rule, which hold unless it is switched off."""
        bare = off + [-self._known[In(term)] for term in sorted(rule.body)]
        if len(rule.heads) == 1:
            yield from ([*bare, self._known[literal]] for literal in rule.heads[0])
            return
        choices: Clause = []
        for head in rule.heads:
            choices.append(self._known[head[0]] if len(head) == 1 else self._made.variable(_told(head)))
            if len(head) > 1:
                yield from ([-choices[-1], self._known[literal]] for literal in head)
        yield [*bare, *choices]


def _told(head: Alternative) -> str:
    parts = [f"{lit.term} is in" if isinstance(lit, In) else _order(lit) for lit in head]
    return " and ".join(parts)


def _order(literal: Literal) -> str:
    assert isinstance(literal, Edge)  # alternatives of several parts are a term and its order
    return f"{literal.first} {'before' if literal.strict else 'no later than'} {literal.then}"
