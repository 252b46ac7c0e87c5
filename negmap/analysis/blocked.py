"""Blocked and rejected terms (method.md §6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from negmap.findings.claims import Claim
from negmap.findings.conflicts import SIZE, TIME, Blocked, Completeness, Reason, RejectedTerm
from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.clashes import anatomy
from negmap.logic.components import Scattered, components
from negmap.logic.encoding import Groups
from negmap.logic.enumerate import smallest_first
from negmap.logic.questions import Questions
from negmap.logic.rules import of_claim, present


class Reasons:
    """Why terms cannot be in: minimal sets of binding claims, satisfiable by themselves."""

    def __init__(
        self,
        claims: Iterable[Claim],
        definitions: Groups,
        table: Iterable[str],
        conflicts: Iterable[tuple[str, ...]],
        budget: Budget,
    ) -> None:
        """Take the claims, the definitions, the terms on the table, and every conflict among the claims."""
        binding = {claim.id: claim for claim in claims if claim.binding}
        self._rules = {name: of_claim(claim) for name, claim in binding.items()}
        self._refusing = frozenset(name for name, claim in binding.items() if claim.kind == "out")
        self._definitions, self._budget = definitions, budget
        self._known = Scattered(frozenset(names) for names in conflicts)
        self._table = frozenset(table)

    @cached_property
    def _parts(self) -> dict[str, Questions]:
        return dict(self._part_of_each(self._table))

    def _part_of_each(self, table: frozenset[str]) -> Iterator[tuple[str, Questions]]:
        """Yield each term that something touches, with the part of the map it stands in."""
        self._budget.check()
        for soft, hard in components(self._rules, self._definitions, table, self._budget):
            touched = {term for group in (soft, hard) for rs in group.values() for rule in rs for term in rule.body}
            inside = sorted(touched & table)
            part = Questions(soft, hard, inside, self._known.within(soft.keys()), self._budget)
            yield from ((term, part) for term in inside)

    def summary(self) -> Blocked:
        """Return which terms are blocked and which are rejected, by id."""
        blocked: list[str] = []
        rejected: list[RejectedTerm] = []
        completeness = Completeness()
        try:
            for term, part in sorted(self._parts.items()):
                refusals = part.refusals(term, self._refusing)
                if refusals:
                    rejected.append(RejectedTerm(term, refusals))
                elif part.blocked(term):
                    blocked.append(term)
        except OutOfTime:
            completeness = Completeness(complete=False, reason=TIME)
        sizes = [size for part in self._parts.values() for size in part.sizes] if completeness.complete else []
        if sizes:
            completeness = Completeness(complete=False, limit=max(min(sizes) - 1, 0), reason=SIZE)
        return Blocked(tuple(blocked), tuple(rejected), completeness)

    def of(self, term: str) -> tuple[Reason, ...]:
        """Return every reason for which a term cannot be in, smallest first. Raises OutOfTime."""
        if term not in self._parts:
            return ()
        sets = smallest_first(map(frozenset, self._parts[term].reasons(term)))
        return tuple(self._reason(names, term) for names in sets)

    def _reason(self, names: tuple[str, ...], term: str) -> Reason:
        parts = anatomy(names, self._rules, self._definitions, self._budget.late(), present(term))
        return Reason(names, tuple(d.id for d in parts.definitions), parts.rings)
