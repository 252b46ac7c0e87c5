"""Studies of several variants within one time, each taking over what has not changed since the one before."""

from __future__ import annotations

from functools import cached_property

from negmap.analysis.concessions import Wanted
from negmap.findings.claims import Claim
from negmap.findings.comparisons import Hold
from negmap.findings.conflicts import Blocked, Clashes, Conflicts
from negmap.findings.packages import Concession, Concessions, Package
from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.components import components
from negmap.logic.rungs import rung_groups
from negmap.model.variants import View
from negmap.study import Study

WANTED = Wanted()
"""The packages that `negmap concessions` lists, of which the first of each component is compared."""
_NO_TIME = 0.001


class Clock:
    """One time for many studies."""

    def __init__(self, timeout: float | None = None) -> None:
        """Take the seconds that all searches together may take, from now (none: no limit)."""
        self._budget = Budget.of(timeout)

    def study(self, view: View) -> Study:
        """Return a study that ends when the time is up."""
        try:
            return Study(view, self._budget.seconds)
        except OutOfTime:
            return Study(view, _NO_TIME)


class Moment:
    """What one map shows; `before` is the one to take over results from where nothing that bears on them changed.

    Both have the same definitions. Each result is computed once, when it is asked for.
    """

    def __init__(self, study: Study, before: Moment | None = None) -> None:
        """Take the study, and the moment before it."""
        self.study = study
        self._before = before

    @cached_property
    def binding(self) -> dict[str, Claim]:
        """Return the binding claims, by id."""
        return {name: claim for name, claim in self.study.claims.items() if claim.binding}

    @cached_property
    def conflicts(self) -> Conflicts:
        """Return the conflicts: they depend on which claims bind, not on who voices them."""
        before = self._before
        same = before is not None and before.binding.keys() == self.binding.keys()
        return before.conflicts if before is not None and same else self.study.conflicts

    @cached_property
    def blocked(self) -> Blocked:
        """Return the blocked and rejected terms: they depend on the claims that bind and on the table."""
        before = self._before
        if before is not None and before.binding.keys() == self.binding.keys() and self._same_table(before):
            return before.blocked
        return self.study.blocked

    def _same_table(self, before: Moment) -> bool:
        return before.study.table == self.study.table

    @cached_property
    def tensions(self) -> Clashes:
        """Return the tensions, as bare sets of claims."""
        before = self._before
        if before is not None and before._all_claims() == self._all_claims():
            return before.tensions
        return self.study.tension_sets

    def _all_claims(self) -> dict[str, bool]:
        return {name: claim.binding for name, claim in self.study.claims.items()}

    @cached_property
    def concessions(self) -> Concessions:
        """Return the packages of each component: they depend on the ladders that matter, and on who is on them."""
        before = self._before
        if before is not None and before._stakes == self._stakes:
            return before.concessions
        return self.study.concessions(WANTED)

    @cached_property
    def _stakes(self) -> dict[str, object]:
        """Return all that packages rest on (method.md §9): rungs that can matter, and the parties on their claims."""
        ladders = self.study.ladders()
        groups = rung_groups(ladders)
        touched = {key.rpartition("@")[0] for soft, _ in components(groups, self.study.definitions) for key in soft}
        return {
            name: (
                [(rung.name, rung.gives_up, groups.get(f"{name}@{n}")) for n, rung in enumerate(ladders[name])],
                {(v.party, v.firmness) for v in self.binding[name].voices if v.binding},
            )
            for name in sorted(touched)
        }

    @property
    def firsts(self) -> tuple[Package, ...]:
        """Return the first package of each component."""
        return tuple(c.packages[0] for c in self.concessions.components if c.packages)

    @property
    def asked(self) -> tuple[Concession, ...]:
        """Return what the first packages ask for."""
        return tuple(concession for package in self.firsts for concession in package.concessions)

    @property
    def packages_known(self) -> bool:
        """Say whether the first package of every component was found."""
        found = self.concessions
        return found.completeness.reason is None and all(c.packages for c in found.components)

    @cached_property
    def holds(self) -> dict[str, Hold]:
        """Return how each term stands that is blocked, rejected or on the table."""
        found: dict[str, Hold] = dict.fromkeys(self.study.table, "open")
        found.update(dict.fromkeys(self.blocked.blocked, "blocked"))
        found.update({item.term: "rejected" for item in self.blocked.rejected})
        return found
