"""Which words did it: what came into force or went out of it on a day, and what of that bears on a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from negmap.comparisons.differences import by_id
from negmap.comparisons.moments import Moment
from negmap.findings.comparisons import AskedDifference, Cause, Difference, TermChange
from negmap.logic.budget import OutOfTime
from negmap.logic.claims import claims_of, on_the_table
from negmap.model.variants import Ending, View


@dataclass(frozen=True, slots=True)
class Step:
    """One day on which words came into force or went out of it, and what that changed.

    A part that the time did not suffice for is None. `causes` are all of the day; each change has its
    own among them.
    """

    day: date
    before: Moment
    after: Moment
    causes: tuple[Cause, ...]
    conflicts: Difference | None = None
    terms: tuple[TermChange, ...] | None = None
    asked: AskedDifference | None = None
    tensions: Difference | None = None


def causes(before: View, after: View) -> tuple[Cause, ...]:
    """Return the positions that are in force on the second of two days only, or on the first only, by id."""
    old, new = {p.id: p for p in before.positions}, {p.id: p for p in after.positions}
    found = [Cause("said", key) for key in new if key not in old]
    for key, said in old.items():
        if key not in new:
            ended = [e for e in after.endings if e.ended == key and e.effective]
            found += [_ended(e, after) for e in ended] or [Cause("ran-out", said.id)]
    return tuple(found)


def _ended(ending: Ending, view: View) -> Cause:
    return Cause(
        "replaced" if ending.carrier in view.negotiation.positions else "withdrawn", ending.ended, ending.carrier
    )


class Blame:
    """Tells which of a day's words did what."""

    def __init__(self, step: Step) -> None:
        """Take the day."""
        self._step = step
        self._before, self._after = step.before.study, step.after.study
        n = self._after.view.negotiation
        self._states = {cause: tuple(claims_of(n.positions[cause.position], n.proposals)) for cause in step.causes}

    def appeared(self, claims: Iterable[str]) -> tuple[Cause, ...]:
        """Return the words by which the last of these claims came to bind."""
        return self._voicing(c for c in claims if c not in self._step.before.binding)

    def vanished(self, claims: Iterable[str]) -> tuple[Cause, ...]:
        """Return the words whose end left some of these claims without a binding voice."""
        return self._voicing(c for c in claims if c not in self._step.after.binding)

    def _voicing(self, claims: Iterable[str]) -> tuple[Cause, ...]:
        names = frozenset(claims)
        return tuple(
            cause for cause, stated in self._states.items() if any(c.binding and c.id in names for c in stated)
        )

    def term(self, change: TermChange) -> tuple[Cause, ...]:
        """Return the words by which a term came to stand otherwise; all of the day's where the time was up."""
        if len(self._step.causes) == 1:
            return self._step.causes
        try:
            against = self._against(self._step.before, change.term), self._against(self._step.after, change.term)
        except OutOfTime:
            return self._step.causes
        found = {*self.vanished(against[0]), *self.appeared(against[1])}
        return tuple(cause for cause in self._step.causes if cause in found) or self._naming(change.term)

    @staticmethod
    def _against(moment: Moment, term: str) -> set[str]:
        """Return the claims that hold up a term: of its refusals, else of all its reasons."""
        refused = {name for item in moment.blocked.rejected if item.term == term for name in item.by}
        if refused or moment.holds.get(term) != "blocked":
            return refused
        return {name for reason in moment.study.reasons(term) for name in reason.claims}

    def _naming(self, term: str) -> tuple[Cause, ...]:
        """Return the words that put a term on the table, or took it off."""
        view = self._after.view
        found = [
            cause
            for cause in self._step.causes
            if term in on_the_table(replace(view, positions=(view.negotiation.positions[cause.position],)))
        ]
        return tuple(found) or self._step.causes

    def asked(self) -> tuple[Cause, ...]:
        """Return the words that bear on the parts of the map whose first package is another than before."""
        firsts = by_id([p.id for p in self._step.before.firsts], [p.id for p in self._step.after.firsts])
        changed = {*firsts.gone, *firsts.new}
        near: set[str] = set()
        for component in (*self._step.before.concessions.components, *self._step.after.concessions.components):
            near.update(component.claims if changed.intersection(p.id for p in component.packages[:1]) else ())
        return self._voicing(near) or self._step.causes
