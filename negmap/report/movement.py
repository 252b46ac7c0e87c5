"""What moved in the last days, in short: conflicts that appeared and vanished, words that took the place of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from negmap.comparisons.changes import SPELL
from negmap.comparisons.history import Turn, moved
from negmap.explain.evidence import occasion
from negmap.findings.comparisons import Move
from negmap.findings.overview_reports import MovedRow, MovementRow
from negmap.report.context import Context
from negmap.report.rows import Rows


def movement_row(context: Context, rows: Rows, turns: Sequence[Turn]) -> MovementRow:
    """Return what changed in the 30 days up to that of the study."""
    since = beginning(context.study.view.as_of)
    before = [turn for turn in turns if turn.day <= since]
    old = before[-1].moment.conflicts if before else None
    then = {c.id for c in old.conflicts} if old else set()
    found = context.study.conflicts
    now = {c.id for c in found.conflicts}
    return MovementRow(
        since=since.isoformat(),
        appeared=len(now - then),
        vanished=len(then - now),
        new_points=tuple(n for n, o in enumerate(found.obstacles, 1) if then.isdisjoint(o.conflicts)),
        moved=tuple(_rows(context, rows, moved(context.study, tuple(turns), since))),
        complete=found.completeness.complete and (old is None or old.completeness.complete),
    )


def beginning(day: date) -> date:
    """Return the day after whose end the last 30 days begin."""
    return day - min(SPELL, day - date.min) if day > date.min + timedelta(days=1) else date.min


def _rows(context: Context, rows: Rows, found: Sequence[Move]) -> Iterator[MovedRow]:
    negotiation, phrases = context.study.view.negotiation, context.phrases
    for move in found:
        key = (move.by or move.before[0]).partition("#")[0]
        statement = negotiation.statements[key]
        yield MovedRow(
            kind=move.kind,
            day=move.day.isoformat(),
            party=move.party,
            before=tuple(phrases.stance(negotiation.positions[p]) for p in move.before),
            after=tuple(phrases.stance(negotiation.positions[p]) for p in move.after),
            positions=(*move.after, *move.before),
            occasion=occasion(statement, phrases) if move.by else None,
            sources=tuple(rows.source(ref) for ref in statement.sources),
        )
