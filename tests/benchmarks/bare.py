"""Bare references on the clauses of a map: MARCO on PySAT, and RC2, with no rule of negmap's but the encoding.

Rules are turned into clauses once; orders are closed under transitivity among terms on rings. Each part (after
trimming and splitting, which both sides share) is enumerated by MARCO in its plain form.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from pysat.solvers import Solver

from negmap.logic.encoding import Groups
from negmap.logic.order import strong_parts
from negmap.logic.rules import Edge, In, Rule


class Clauses:
    """The clauses of a part, with a switch for each claim."""

    def __init__(self, soft: Groups, hard: Groups) -> None:
        self.clauses: list[list[int]] = []
        self._numbers: dict[object, int] = {}
        self.switches = [self._of(("switch", name)) for name in sorted(soft)]
        for name in sorted(soft):
            for rule in soft[name]:
                self._rule(rule, [-self._of(("switch", name))])
        for name in sorted(hard):
            for rule in hard[name]:
                self._rule(rule, [])
        self._closure()

    def _of(self, what: object) -> int:
        return self._numbers.setdefault(what, len(self._numbers) + 1)

    def _rule(self, rule: Rule, off: list[int]) -> None:
        body = off + [-self._of(In(term)) for term in sorted(rule.body)]
        if not rule.heads:
            self.clauses.append(body)
        for literal in rule.heads[0] if rule.heads else ():
            self.clauses.append([*body, self._of(literal)])

    def _closure(self) -> None:
        edges = [e for e in self._numbers if isinstance(e, Edge)]
        part = strong_parts(edges)
        members: dict[int, set[str]] = {}
        for edge in edges:
            if part[edge.first] == part[edge.then]:
                members.setdefault(part[edge.first], set()).update((edge.first, edge.then))
        for terms in members.values():
            self._close(sorted(terms))

    def _close(self, terms: list[str]) -> None:
        for a in terms:
            self.clauses.append([-self._of(Edge(a, a, strict=True))])
            for b in terms:
                self.clauses.append([-self._of(Edge(a, b, strict=True)), self._of(Edge(a, b, strict=False))])
                for c in terms:
                    first, then = self._of(Edge(a, b, strict=False)), self._of(Edge(b, c, strict=False))
                    self.clauses.append([-first, -then, self._of(Edge(a, c, strict=False))])
                    strict = self._of(Edge(a, b, strict=True))
                    self.clauses.append([-strict, -then, self._of(Edge(a, c, strict=True))])
                    self.clauses.append([-first, -self._of(Edge(b, c, strict=True)), self._of(Edge(a, c, strict=True))])


def marco(made: Clauses, until: float) -> Iterator[frozenset[int]]:
    """Yield every minimal set of switches that clashes, until a moment of processor time."""
    with Solver("g4", bootstrap_with=made.clauses) as clauses, Solver("g4") as seeds:
        seeds.set_phases(made.switches)
        every = set(made.switches)
        while seeds.solve() and time.process_time() < until:
            model = set(seeds.get_model() or ())
            seed = {s for s in every if -s not in model}
            if clauses.solve(assumptions=sorted(seed)):
                for switch in sorted(every - seed):
                    if clauses.solve(assumptions=sorted(seed | {switch})):
                        seed.add(switch)
                seeds.add_clause(sorted(every - seed))
                continue
            core = set(clauses.get_core() or ())
            for switch in sorted(core):
                if not clauses.solve(assumptions=sorted(core - {switch})):
                    core.discard(switch)
            seeds.add_clause([-switch for switch in sorted(core)])
            yield frozenset(core)
