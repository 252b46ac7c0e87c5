"""Rules as clauses: terms, order and numbers, with a switch for each claim and definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from negmap.findings.conflicts import Settlement
from negmap.logic.budget import Budget
from negmap.logic.order import broken_rings, earliest, strong_parts
from negmap.logic.rules import Alternative, Bound, Edge, In, Literal, Rule
from negmap.logic.solver import Model, Solver

Groups = Mapping[str, tuple[Rule, ...]]
"""Rules by the claim, definition or question they come from; each group can be switched on alone."""


class Encoding:
    """Answers whether some settlement satisfies chosen groups of rules.

    Orders are added as they are needed: when a model holds a ring, a clause forbids that ring
    (clauses added to one answer serve all later ones). Numbers are encoded by order on the numbers
    that are named, with "at least n" and "more than n" for each, so that no unit is assumed.
    """

    def __init__(self, groups: Groups, budget: Budget | None = None) -> None:
        self._budget = budget or Budget()
        self.solver = Solver()
        self._literals: dict[Literal, int] = {}
        self._above: dict[tuple[str, Decimal], int] = {}
        self._edges: dict[int, Edge] = {}
        self._order = self.solver.new_variable()
        self._switches = {name: self.solver.new_variable() for name in sorted(groups)}
        self.solver.prefer(self._switches.values())
        self._names = {switch: name for name, switch in self._switches.items()}
        self._numbers(groups)
        for name in sorted(groups):
            for rule in groups[name]:
                self._add(rule, [-self._switches[name]])
        self._followed = self._on_rings()
        self._orderly: set[tuple[int, ...]] = set()  # most models ask for the same few orders

    def _on_rings(self) -> list[int]:
        """Return the variables of the edges that can lie on a ring with a strict edge, in the order of the edges."""
        part = strong_parts(self._edges.values())
        inside = [v for v, e in self._edges.items() if part[e.first] == part[e.then]]
        strict = {part[self._edges[v].first] for v in inside if self._edges[v].strict}
        followed = (v for v in inside if part[self._edges[v].first] in strict)
        return sorted(followed, key=lambda v: (self._edges[v].first, self._edges[v].then, self._edges[v].strict))

    def switch(self, name: str) -> int:
        """Return the variable that switches a group on."""
        return self._switches[name]

    def literal(self, literal: Literal) -> int:
        """Return the variable of a literal, made on first use."""
        if isinstance(literal, Bound):
            return self._bound(literal)
        if literal not in self._literals:
            self._literals[literal] = self.solver.new_variable()
            if isinstance(literal, Edge):
                self._edges[self._literals[literal]] = literal
        return self._literals[literal]

    def _bound(self, bound: Bound) -> int:
        return self._literals[bound] if bound.least else -self._above[bound.term, bound.number]

    def _numbers(self, groups: Groups) -> None:
        named: dict[str, set[Decimal]] = {}
        for bound in (lit for rules in groups.values() for rule in rules for alt in rule.heads for lit in alt):
            if isinstance(bound, Bound):
                named.setdefault(bound.term, set()).add(bound.number)
        for term, numbers in sorted(named.items()):
            previous = None
            for number in sorted(numbers):
                at_least, above = self.solver.new_variable(), self.solver.new_variable()
                self._literals[Bound(term, least=True, number=number)] = at_least
                self._above[term, number] = above
                self.solver.add([-above, at_least])
                if previous is not None:
                    self.solver.add([-at_least, previous])
                previous = above

    def _add(self, rule: Rule, off: list[int]) -> None:
        clause = off + [-self.literal(In(term)) for term in sorted(rule.body)]
        if len(rule.heads) == 1:
            for literal in rule.heads[0]:
                self.solver.add([*clause, self.literal(literal)])
            return
        self.solver.add(clause + [self._whole(head) for head in rule.heads])

    def _whole(self, head: Alternative) -> int:
        if len(head) == 1:
            return self.literal(head[0])
        whole = self.solver.new_variable()
        for literal in head:
            self.solver.add([-whole, self.literal(literal)])
        return whole

    def model(self, groups: Iterable[str], *, ordered: bool = True) -> Model | None:
        """Return a model of the groups, whose orders admit steps (unless not `ordered`); None if there is none."""
        return self.model_of(sorted(map(self._switches.__getitem__, groups)), ordered=ordered)

    def model_of(self, switches: Sequence[int], *, ordered: bool = True) -> Model | None:
        """Do as `model` does, for groups given by their switches."""
        assumptions = [self._order if ordered else -self._order, *switches]
        while True:
            self._budget.check()
            model = self.solver.solve(assumptions)
            if not ordered or model is None or not self.forbid_rings(model):
                return model

    def forbid_rings(self, model: Model) -> list[list[int]]:
        """Forbid the rings that a model holds, and return the clauses that do; none where it holds no ring."""
        active = tuple(v for v in self._followed if v <= len(model) and model[v - 1] > 0)
        if active in self._orderly:
            return []
        found = broken_rings([self._edges[v] for v in active])
        if not found:
            self._orderly.add(active)
        clauses = [[-self._order, *(-self._literals[edge] for edge in ring)] for ring in found]
        for clause in clauses:
            self.solver.add(clause)
        return clauses

    @property
    def clauses(self) -> list[list[int]]:
        """Return every clause so far, with one by which orders count."""
        return [*self.solver.clauses, [self._order]]

    def holds(self, groups: Iterable[str], *, ordered: bool = True) -> bool:
        """Say whether some settlement satisfies the groups."""
        return self.model(groups, ordered=ordered) is not None

    @property
    def core(self) -> frozenset[int]:
        """Return switches of groups that clash, after the last question was answered no."""
        return self.solver.core().intersection(self._names)

    def settlement(self, model: Model) -> Settlement:
        """Return the settlement of a model: its terms at their earliest steps, a value for each named quantity."""
        held = {lit for lit, variable in self._literals.items() if variable <= len(model) and model[variable - 1] > 0}
        terms = {lit.term for lit in held if isinstance(lit, In)}
        edges = [e for e in held if isinstance(e, Edge) and e.first in terms and e.then in terms]
        values = {t: v for t, v in sorted(self._values(held).items()) if t in terms}
        return Settlement(earliest(terms, edges), values)

    def _values(self, held: set[Literal]) -> dict[str, Decimal]:
        """Pick, for each quantity, the greatest named number it must reach, else the least that is named."""
        values: dict[str, Decimal] = {}
        for term, number in sorted(self._above):
            if Bound(term, least=True, number=number) in held or term not in values:
                values[term] = number
        return values
