"""Who waits for whom: each ring of the map in one line."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.comparisons.scenarios import trials
from negmap.findings.comparisons import Deadlock, Place
from negmap.findings.overview_reports import RingRow
from negmap.report.context import Context


def ring_rows(context: Context) -> tuple[RingRow, ...]:
    """Return each ring of each sticking point, once."""
    rows = [_row(context, deadlock) for deadlock in trials(context.study, ()).deadlocks]
    return tuple({row.terms: row for row in reversed(rows)}.values())[::-1]


def _row(context: Context, deadlock: Deadlock) -> RingRow:
    claims = context.study.claims
    places = list(_short(deadlock.places))
    named = [name for place in places for name in place.claims]
    return RingRow(
        obstacle=deadlock.obstacle,
        parties=tuple(sorted({p for name in named for p in claims[name].holders})),
        terms=deadlock.ring,
        text=context.words("{waits}.", waits=context.words(", ").join(_waits(context, places))),
    )


def _short(places: tuple[Place, ...]) -> Iterator[Place]:
    """Yield the places backwards, since the later waits for the earlier; those by definition alone in one."""
    waiting: Place | None = None
    for place in reversed(_from_a_claim(places)):
        if place.claims or waiting is None:
            if waiting is not None:
                yield waiting
            waiting = place
        elif waiting.claims:
            yield waiting
            waiting = place
        else:
            waiting = Place(place.first, waiting.then, True, (), (*waiting.definitions, *place.definitions))
    if waiting is not None:
        yield waiting


def _from_a_claim(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places turned so that the last of them is by a claim, if any is."""
    said = [number for number, place in enumerate(places) if place.claims]
    turn = said[-1] + 1 if said else 0
    return (*places[turn:], *places[:turn])


def _waits(context: Context, places: list[Place]) -> Iterator[str]:
    words, phrases, claims = context.words, context.phrases, context.study.claims
    for number, place in enumerate(places):
        parties = {p for name in place.claims for p in claims[name].holders}
        who = phrases.parties(parties) if parties else words("by definition")
        x, y = phrases.term(place.then), phrases.term(place.first)
        if number:
            yield words("that for {y} ({who})", y=y, who=who)
        else:
            yield words("{x} waits for {y} ({who})", x=x, y=y, who=who)
