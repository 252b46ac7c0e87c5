"""Two revisions of a negotiation's folder: what differs in the files, and what that did (method.md §10.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from negmap.comparisons.differences import conflict_difference, obstacle_difference, term_changes
from negmap.comparisons.edits import edits
from negmap.comparisons.moments import Moment
from negmap.findings.comparisons import Difference, RecordEdit, TermChange
from negmap.findings.conflicts import Completeness, Conflict
from negmap.logic.budget import OutOfTime
from negmap.logic.claims import on_the_table
from negmap.model.positions import OnProposal
from negmap.model.variants import View

Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True)
class Revised:
    """Two states of a folder as of one day: the records that differ, and what differs in what they imply."""

    before: Moment
    after: Moment

    @cached_property
    def edits(self) -> tuple[RecordEdit, ...]:
        """Return the records that differ, by file, kind and id."""
        return edits(self.before.study.view.negotiation, self.after.study.view.negotiation)

    @cached_property
    def conflicts(self) -> Difference:
        """Return the conflicts that vanished, appeared and stayed."""
        return conflict_difference(self.before, self.after)

    @cached_property
    def obstacles(self) -> Difference:
        """Return the sticking points that vanished, appeared and stayed."""
        return obstacle_difference(self.before, self.after, self.conflicts)

    @cached_property
    def terms(self) -> tuple[TermChange, ...]:
        """Return the terms that stand otherwise."""
        return term_changes(self.before, self.after)

    @property
    def completeness(self) -> Completeness:
        """Return whether no search was cut."""
        found = [part for m in (self.before, self.after) for part in (m.conflicts.completeness, m.blocked.completeness)]
        return next((part for part in found if not part.complete), Completeness())

    def appeared(self, key: str) -> tuple[RecordEdit, ...]:
        """Return the edits by which a conflict of the second state came to be."""
        return self._by_conflict(key, self.after, self.before)

    def vanished(self, key: str) -> tuple[RecordEdit, ...]:
        """Return the edits by which a conflict of the first state is none any more."""
        return self._by_conflict(key, self.before, self.after)

    def _by_conflict(self, key: str, here: Moment, there: Moment) -> tuple[RecordEdit, ...]:
        conflict = next(c for c in here.conflicts.conflicts if c.id == key)
        found = self._named(_bearing(conflict.claims, (d.id for d in conflict.definitions), here, there))
        return found or self._named(_of_smaller(conflict, here, there)) or self.edits

    def term(self, change: TermChange) -> tuple[RecordEdit, ...]:
        """Return the edits by which a term came to stand otherwise; all where the time was up."""
        try:
            keys = {*_against(change.term, self.before, self.after), *_against(change.term, self.after, self.before)}
        except OutOfTime:
            return self.edits
        found = self._named(keys)
        return (
            found or self._named({*_naming(change.term, self.before), *_naming(change.term, self.after)}) or self.edits
        )

    def _named(self, keys: Iterable[Key]) -> tuple[RecordEdit, ...]:
        keys = frozenset(keys)
        return tuple(e for e in self.edits if (e.kind, e.id) in keys or (e.was and (e.kind, e.was) in keys))


def _bearing(claims: Iterable[str], definitions: Iterable[str], here: Moment, there: Moment) -> Iterator[Key]:
    """Yield the records that make claims bind and definitions hold in one state and not in the other."""
    known = {d.id: d for d in there.study.view.definitions}
    own = {d.id: d for d in here.study.view.definitions}
    yield from (("definition", key) for key in definitions if known.get(key) != own[key])
    for name in claims:
        if name not in there.binding:
            for voice in here.binding[name].voices:
                if voice.binding:
                    yield from _of_position(voice.position, here.study.view)
                    yield from _ending(voice.position, there.study.view)
            yield from _of_binding(here.study.view, there.study.view)


def _of_binding(here: View, there: View) -> Iterator[Key]:
    """Yield the records that say whose claims bind, where that differs."""
    if here.binding_parties != there.binding_parties:
        yield "negotiation", here.negotiation.name
        yield from (("party", key) for key in here.negotiation.parties)


def _of_position(key: str, view: View) -> Iterator[Key]:
    said = view.negotiation.positions[key]
    yield "position", key
    yield "statement", said.statement.id
    if isinstance(said.position.target, OnProposal):
        yield "proposal", said.position.target.proposal


def _ending(key: str, view: View) -> Iterator[Key]:
    """Yield what ends a position in a state."""
    for ending in view.endings:
        if ending.ended == key and ending.effective:
            yield "statement", ending.by.id
            yield "position", ending.carrier


def _of_smaller(conflict: Conflict, here: Moment, there: Moment) -> Iterator[Key]:
    """Yield what bears on a conflict that is smaller, and stands only in the other state."""
    claims = set(conflict.claims)
    for other in there.conflicts.conflicts:
        if set(other.claims) < claims:
            yield from _bearing(other.claims, (d.id for d in other.definitions), there, here)


def _against(term: str, here: Moment, there: Moment) -> Iterator[Key]:
    """Yield the records by which a term is held up in one state and not in the other."""
    if here.holds.get(term) not in ("blocked", "rejected"):
        return
    for reason in here.study.reasons(term):
        yield from _bearing(reason.claims, reason.definitions, here, there)


def _naming(term: str, moment: Moment) -> Iterator[Key]:
    """Yield the positions in force that put a term on the table."""
    view = moment.study.view
    for said in view.positions:
        if term in on_the_table(replace(view, positions=(said,))):
            yield from _of_position(said.id, view)
