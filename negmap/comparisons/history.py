"""The map day by day: which conflicts stood, since when each position has been in force and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from negmap.comparisons.causes import causes
from negmap.comparisons.changes import days, on_day
from negmap.comparisons.moments import Clock, Moment
from negmap.comparisons.moves import moves
from negmap.findings.comparisons import Cause, Move
from negmap.study import Study


@dataclass(frozen=True, slots=True)
class Turn:
    """One day on which words came into force or went out of it, and the map at its end."""

    day: date
    causes: tuple[Cause, ...]
    moment: Moment

    @property
    def known(self) -> bool:
        """Say whether every conflict of the day was found."""
        return self.moment.conflicts.completeness.complete


def history(study: Study, timeout: float | None = None, since: date = date.min) -> tuple[Turn, ...]:
    """Return the days after one, up to that of a study, that changed which positions are in force."""
    return tuple(_turns(study, Clock(timeout), since))


def _turns(study: Study, clock: Clock, since: date) -> Iterator[Turn]:
    view = study.view
    before = Moment(clock.study(on_day(view, since)))
    for day in days(view, since):
        here = on_day(view, day)
        if found := causes(before.study.view, here):
            same = here.positions == view.positions
            before = Moment(study if same else clock.study(here), before)
            yield Turn(day, found, before)


Spans = tuple[tuple[date, date | None], ...]
"""From each first day on, to the day on which it no longer was so; None where it is still so at the end."""


def in_force(turns: Iterable[Turn]) -> dict[str, Spans]:
    """Return when each position was in force, by id."""
    found: dict[str, Spans] = {}
    for turn in turns:
        for cause in turn.causes:
            known = found.get(cause.position, ())
            if cause.kind == "said":
                found[cause.position] = (*known, (turn.day, None))
            elif known:
                found[cause.position] = (*known[:-1], (known[-1][0], turn.day))
    return found


def standing(turns: Iterable[Turn], wanted: Mapping[str, frozenset[str]]) -> dict[str, Spans]:
    """Return when one of some conflicts stood, for each set of conflicts by its name."""
    found: dict[str, Spans] = dict.fromkeys(wanted, ())
    for turn in turns:
        there = frozenset(c.id for c in turn.moment.conflicts.conflicts)
        for name, conflicts in wanted.items():
            known = found[name]
            stood, stands = bool(known) and known[-1][1] is None, not there.isdisjoint(conflicts)
            if stands and not stood:
                found[name] = (*known, (turn.day, None))
            elif stood and not stands:
                found[name] = (*known[:-1], (known[-1][0], turn.day))
    return found


def moved(study: Study, turns: tuple[Turn, ...], since: date) -> tuple[Move, ...]:
    """Return the positions that moved after a day, among the turns of a history."""
    ended = [(t.day, cause) for t in turns if t.day > since for cause in t.causes if cause.kind != "said"]
    return moves(study.view, since, ended)
