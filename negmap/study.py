"""A study: one negotiation as it stands, each result computed once, when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from negmap.analysis import conflicts as _conflicts, precedence as _precedence
from negmap.analysis.blocked import Reasons
from negmap.analysis.robustness import Evidence, robustness
from negmap.findings.claims import Claim
from negmap.findings.conflicts import Blocked, Clashes, Conflict, Conflicts, Reason
from negmap.findings.robustness import Robustness, Standing
from negmap.logic.budget import Budget
from negmap.logic.claims import claims, on_the_table
from negmap.logic.rules import Rule, of_definition
from negmap.model.variants import View

if TYPE_CHECKING:  # what only some commands need is imported when it is asked for: start-up time is felt
    from negmap.analysis.concessions import Wanted
    from negmap.findings.packages import Concessions, Package, Rung
    from negmap.findings.proposal import Comparison
    from negmap.findings.relations import Agreed, Gaps, Relations
    from negmap.findings.sequence import SequenceResult
    from negmap.model.proposals import Proposal


class Study:
    """Answers every question about one view of a negotiation, within one budget of time."""

    def __init__(self, view: View, timeout: float | None = None) -> None:
        """Take a view, and the seconds that every search together may take (none: no limit)."""
        self.view = view
        self._budget = Budget.of(timeout)
        self._standings: dict[str, Standing] = {}
        self._packages: dict[Wanted, Concessions] = {}
        self._ladders: dict[bool, dict[str, tuple[Rung, ...]]] = {}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Return the claims of the positions in force, by id."""
        return {claim.id: claim for claim in claims(self.view)}

    @cached_property
    def definitions(self) -> dict[str, tuple[Rule, ...]]:
        """Return the rules of each definition, by id."""
        return {d.id: of_definition(d) for d in self.view.definitions}

    @cached_property
    def table(self) -> tuple[str, ...]:
        """Return the terms on the table, by id."""
        return on_the_table(self.view)

    @cached_property
    def conflicts(self) -> Conflicts:
        """Return the conflicts, by obstacle."""
        return _conflicts.conflicts(self.claims.values(), self.definitions, self._budget)

    @cached_property
    def tensions(self) -> Conflicts:
        """Return the tensions: clashes in which a preference takes part."""
        return _conflicts.described(self.tension_sets, self.claims, self.definitions, self._budget)

    @cached_property
    def tension_sets(self) -> Clashes:
        """Return the tensions as bare sets of claims, which is enough to count them."""
        return _conflicts.tensions(self.claims.values(), self.definitions, self.conflicts, self._budget)

    @cached_property
    def blocked(self) -> Blocked:
        """Return the blocked and the rejected terms."""
        return self._reasons.summary()

    @cached_property
    def _reasons(self) -> Reasons:
        known = (conflict.claims for conflict in self.conflicts.conflicts)
        return Reasons(self.claims.values(), self.definitions, self.table, known, self._budget)

    def reasons(self, term: str) -> tuple[Reason, ...]:
        """Return every reason for which a term cannot be in, smallest first; raises OutOfTime."""
        return self._reasons.of(term)

    def standing(self, conflict: Conflict) -> Standing:
        """Return among whom a conflict or tension stands, and on how much evidence."""
        if conflict.id not in self._standings:
            self._standings[conflict.id] = self._evidence.standing(conflict)
        return self._standings[conflict.id]

    @cached_property
    def _evidence(self) -> Evidence:
        return Evidence(self.view, self.claims)

    @cached_property
    def robustness(self) -> Robustness:
        """Return how many of the conflicts rest on little."""
        return robustness(self.standing(c) for c in self.conflicts.conflicts)

    @cached_property
    def relations(self) -> Relations:
        """Return what every two parties share, where they are opposed, and who has said what on which issue."""
        from negmap.analysis.relations import relations

        return relations(self.view, self.claims, (*self.conflicts.conflicts, *self.tensions.conflicts))

    @cached_property
    def agreed(self) -> Agreed:
        """Return what is agreed, what nobody contradicts, what nobody has spoken about."""
        from negmap.analysis.agreed import agreed

        return agreed(self.view, self.claims, self.table)

    @cached_property
    def gaps(self) -> Gaps:
        """Return what is not known."""
        from negmap.analysis.gaps import gaps

        result = self.sequence()
        standings = {c.id: self.standing(c) for c in self.conflicts.conflicts}
        return gaps(self.view, result.settlement if result else None, standings)

    def precedence(self, first: str, then: str, *, strict: bool = True) -> tuple[Reason, ...]:
        """Return why one term comes before another (or no later, where not strict), if anything says so."""
        return _precedence.precedence(self.claims.values(), self.definitions, first, then, self._budget, strict=strict)

    def concessions(self, wanted: Wanted | None = None) -> Concessions:
        """Return the packages of each component, smallest first."""
        from negmap.analysis import concessions

        wanted = wanted or concessions.Wanted()
        if wanted not in self._packages:
            conflicts = {c.id: frozenset(c.claims) for c in self.conflicts.conflicts}
            self._packages[wanted] = concessions.concessions(
                self.view.negotiation, self.claims, self.definitions, conflicts, self._budget, wanted
            )
        return self._packages[wanted]

    def first_packages(self) -> tuple[Package, ...]:
        """Return the package that comes first in each component, and search for no other; raises OutOfTime."""
        from negmap.analysis.concessions import first_packages

        return first_packages(self.view.negotiation, self.claims, self.definitions, self._budget)

    def sequence(self, package: Package | None = None, wanted: Wanted | None = None) -> SequenceResult | None:
        """Return the settlement that a package opens, with the first package of every other component, and its order.

        Without a package the first of every component is applied. None where some component has no package.
        """
        from negmap.analysis.sequence import sequence
        from negmap.logic.rungs import rung_rules

        components = self.concessions(wanted).components
        applied = [package] if package is not None else []
        for component in components:
            own = {p.id for p in component.packages}
            if package is not None and package.id in own:
                continue
            if not component.packages:
                return None
            applied.append(component.packages[0])
        ladders = self.ladders(drop_only=bool(wanted and wanted.drop_only))
        rungs = {c.claim: rung_rules(ladders[c.claim][c.rung]) for p in applied for c in p.concessions}
        return sequence(self.view, self.claims, self.definitions, self._budget, rungs=rungs)

    def ladders(self, *, drop_only: bool = False) -> dict[str, tuple[Rung, ...]]:
        """Return the ladder of each binding claim."""
        from negmap.logic.ladders import ladders

        if drop_only not in self._ladders:
            made = ladders(self.claims.values(), self.view.negotiation.issues, drop_only=drop_only)
            self._ladders[drop_only] = made
        return self._ladders[drop_only]

    def proposal(self, draft: Proposal) -> Comparison:
        """Return a draft held against every position in force."""
        from negmap.analysis.proposal import compare

        return compare(draft, self.view, self.claims, self.definitions, self._budget)

    @cached_property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what the independent checker finds wrong with conflicts, tensions and packages, as (id, message)."""
        from negmap.witness import verify, verify_packages

        found = verify(self.view, self.conflicts.conflicts, self.tensions.conflicts)
        found += verify_packages(self.view, self.concessions())
        return tuple((problem.conflict, problem.message) for problem in found)
