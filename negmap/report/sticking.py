"""Sticking points in one plain sentence each, with each side's words and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negmap.explain.plainly import plainly, sided
from negmap.findings.claims import Claim, Voice
from negmap.findings.conflicts import Conflict, Obstacle
from negmap.findings.overview_reports import SideRow, StickingRow
from negmap.findings.robustness import Standing
from negmap.report.context import Context
from negmap.report.rows import Rows

FOREMOST = 5
"""How many sticking points the first screen has at most."""


def sticking_rows(context: Context, rows: Rows) -> tuple[StickingRow, ...]:
    """Return every sticking point, those that hold up the most of what is asked for first, then as on the map."""
    study = context.study
    numbered = list(enumerate(study.conflicts.obstacles, 1))
    numbered.sort(key=lambda item: -len(held_up(context, item[1])))
    return tuple(_row(context, rows, number, obstacle) for number, obstacle in numbered)


def held_up(context: Context, obstacle: Obstacle) -> tuple[str, ...]:
    """Return the wants that a sticking point holds up, those of conflicts that follow from it among them, by id."""
    claims = context.study.claims
    wants = {name for c in hanging(context, obstacle) for name in c.claims if claims[name].want}
    return tuple(sorted({*obstacle.blocks, *wants} - set(obstacle.claims)))


def hanging(context: Context, obstacle: Obstacle) -> tuple[Conflict, ...]:
    """Return the conflicts of a sticking point, and those that follow from it."""
    found = context.study.conflicts.conflicts
    return tuple(c for c in found if c.id in obstacle.conflicts or c.follows_from == obstacle.id)


def _row(context: Context, rows: Rows, number: int, obstacle: Obstacle) -> StickingRow:
    study, phrases = context.study, context.phrases
    claims = study.claims
    own = {c.id: c for c in study.conflicts.conflicts}
    first = own[obstacle.conflicts[0]]
    standing = study.standing(first)
    needed = {d.id: d.stands_without for d in first.definitions}
    definitions = [d for d in study.view.definitions if d.id in needed]
    sides = tuple(_side(rows, context, claims[name]) for name in sided(obstacle, claims))
    return StickingRow(
        id=obstacle.id,
        number=number,
        conflict=first.id,
        kind=obstacle.kind,
        core=standing.core,
        parties=tuple(sorted({p for name in sided(obstacle, claims) for p in claims[name].holders})),
        sentence=plainly(obstacle, claims, definitions, phrases),
        sides=sides,
        definitions=tuple(rows.definition(d.id, stands_without=needed[d.id]) for d in definitions),
        holds_up=tuple(phrases.claim(claims[name]) for name in held_up(context, obstacle)),
        conflicts=len(hanging(context, obstacle)),
        marks=tuple(_marks(standing, sides)),
    )


def _side(rows: Rows, context: Context, claim: Claim) -> SideRow:
    counted = [v for v in claim.voices if v.binding or not claim.binding]
    return SideRow(
        claim=claim.id,
        want=claim.want,
        parties=claim.holders,
        text=context.phrases.claim(claim),
        voice=rows.voice(_latest(context, counted)),
        more=len(counted) - 1,
    )


def _latest(context: Context, voices: Iterable[Voice]) -> Voice:
    said = context.study.view.negotiation.positions
    return max(voices, key=lambda v: (said[v.position].statement.date.last, v.position))


def _marks(standing: Standing, sides: tuple[SideRow, ...]) -> Iterator[str]:
    """Yield what a reader should know of the evidence before relying on it."""
    if standing.weakest.statements == 1:
        yield "one-statement"
    if standing.gone_without_source:
        yield "one-source"
    if not standing.first_hand:
        yield "relayed"
    if not standing.stated:
        yield "our-reading"
    if standing.gone_without_definition:
        yield "definition"
    if any(side.voice.disputed_by for side in sides):
        yield "disputed"
    if any(side.voice.old for side in sides):
        yield "old"
