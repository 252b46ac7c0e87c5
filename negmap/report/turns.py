"""Day by day in words: who spoke, which sticking points appeared and vanished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from negmap.comparisons.history import Turn
from negmap.explain.evidence import occasion
from negmap.explain.plainly import plainly
from negmap.findings.conflicts import Obstacle
from negmap.findings.records import PointChange, TurnRow
from negmap.report.context import Context
from negmap.study import Study


def turn_rows(context: Context, turns: Sequence[Turn]) -> tuple[TurnRow, ...]:
    """Return a row for each day that changed which words are in force."""
    return tuple(_rows(context, turns))


def _rows(context: Context, turns: Sequence[Turn]) -> Iterator[TurnRow]:
    numbers = {o.id: number for number, o in enumerate(context.study.conflicts.obstacles, 1)}
    before: Mapping[str, Obstacle] = {}
    study = context.study
    for turn in turns:
        found = turn.moment.conflicts
        now = {o.id: o for o in found.obstacles}
        yield TurnRow(
            day=turn.day.isoformat(),
            date=context.phrases.day(turn.day),
            spoken=tuple(_spoken(context, turn)),
            conflicts=len(found.conflicts),
            points=len(now),
            complete=turn.known,
            appeared=tuple(_change(context, o, turn.moment.study, numbers) for k, o in now.items() if k not in before),
            vanished=tuple(_change(context, o, study, numbers) for k, o in before.items() if k not in now),
        )
        before, study = now, turn.moment.study


def _change(context: Context, obstacle: Obstacle, study: Study, numbers: Mapping[str, int]) -> PointChange:
    needed = {d.id for c in study.conflicts.conflicts if c.id == obstacle.conflicts[0] for d in c.definitions}
    definitions = [d for d in study.view.definitions if d.id in needed]
    sentence = plainly(obstacle, study.claims, definitions, context.phrases)
    return PointChange(number=numbers.get(obstacle.id), sentence=sentence)


def _spoken(context: Context, turn: Turn) -> Iterator[tuple[str, str]]:
    """Yield each statement whose words came into force on a day, with who spoke where."""
    positions = context.study.view.negotiation.positions
    for key in dict.fromkeys(positions[c.position].statement.id for c in turn.causes if c.kind == "said"):
        statement = context.study.view.negotiation.statements[key]
        who = context.phrases.party(statement.party)
        yield key, context.words("{party}: {text}", party=who, text=occasion(statement, context.phrases))
