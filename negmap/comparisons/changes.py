"""What appeared and what vanished between two days, and which words did it (method.md §10.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from negmap.comparisons.causes import Step, causes
from negmap.comparisons.differences import asked_difference, by_id, conflict_difference, term_changes
from negmap.comparisons.moments import Clock, Moment
from negmap.comparisons.moves import moves
from negmap.findings.comparisons import Move, Unfinished
from negmap.model.variants import View, view as view_of
from negmap.progress import Work, begin, count

SPELL = timedelta(days=30)
"""How far back a comparison goes where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from the end of one day to the end of another: day by day, and which positions moved."""

    since: date
    until: date
    first: Moment
    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    unfinished: Unfinished

    @property
    def last(self) -> Moment:
        """Return the map at the end."""
        return self.steps[-1].after if self.steps else self.first


def changes(view: View, since: date, timeout: float | None = None) -> Changes:
    """Return what changed after the end of a day, up to the day of a view and under its filters."""
    clock = Clock(timeout)
    first = Moment(clock.study(on_day(view, since)))
    steps = list(_steps(view, first, clock))
    unfinished: dict[str, date] = {}
    for part, compare in _PARTS.items():
        begin(Work.DAYS, len(steps))
        steps, cut = _compared(steps, compare)
        if cut is not None:
            unfinished[part] = cut
    ended = [(step.day, cause) for step in steps for cause in step.causes if cause.kind != "said"]
    return Changes(since, view.as_of, first, tuple(steps), moves(view, since, ended), Unfinished(unfinished))


def on_day(view: View, day: date) -> View:
    """Return the view of the same negotiation under the same filters on another day."""
    return view_of(view.negotiation, replace(view.filters, as_of=day), view.hypothetical)


def days(view: View, since: date) -> tuple[date, ...]:
    """Return the days after one, up to that of the view, on which words can come into force or go out of it."""
    spoken = {s.date.last for s in view.statements if s.positions or s.withdraws}
    limits = {p.until.last for s in view.statements for p in s.positions if p.until is not None}
    past = {day + timedelta(days=1) for day in limits if day < view.as_of}
    return tuple(sorted(day for day in spoken | past if since < day))


def _steps(view: View, first: Moment, clock: Clock) -> Iterator[Step]:
    """Yield the days that change which positions are in force, with nothing compared yet."""
    before = first
    for day in days(view, since=first.study.view.as_of):
        here = on_day(view, day)
        found = causes(before.study.view, here)
        if found:
            after = Moment(clock.study(here), before)
            yield Step(day, before, after, found)
            before = after


def _compared(steps: list[Step], compare: Callable[[Step], Step | None]) -> tuple[list[Step], date | None]:
    """Return the steps with one part more compared, and the first day for which the time did not suffice."""
    for number, step in enumerate(steps):
        count()
        done = compare(step)
        if done is None:
            return steps, step.day
        steps = [*steps[:number], done, *steps[number + 1 :]]
    return steps, None


def _conflicts(step: Step) -> Step | None:
    found = (step.before.conflicts, step.after.conflicts)
    if not all(part.completeness.complete for part in found):
        return None
    return replace(step, conflicts=conflict_difference(step.before, step.after))


def _terms(step: Step) -> Step | None:
    if not (step.before.blocked.completeness.complete and step.after.blocked.completeness.complete):
        return None
    return replace(step, terms=term_changes(step.before, step.after))


def _asked(step: Step) -> Step | None:
    if not (step.before.packages_known and step.after.packages_known):
        return None
    return replace(step, asked=asked_difference(step.before, step.after))


def _tensions(step: Step) -> Step | None:
    found = (step.before.tensions, step.after.tensions)
    if not all(part.completeness.complete for part in found):
        return None
    old, new = (["\n".join(names) for names in part.sets] for part in found)
    return replace(step, tensions=by_id(old, new))


_PARTS: dict[str, Callable[[Step], Step | None]] = {
    "conflicts": _conflicts,
    "terms": _terms,
    "packages": _asked,
    "tensions": _tensions,
}
"""What is compared, first what matters most."""
