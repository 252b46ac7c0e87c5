"""The report of `negmap report`: the first screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from negmap.comparisons.history import Turn, history
from negmap.findings.overview_reports import (
    MovementRow,
    OverviewReport,
    StandRow,
    StandsRow,
    StickingRow,
)
from negmap.findings.relations import OpenTerm
from negmap.model.values import Day
from negmap.report.context import Context
from negmap.report.coverage import coverage_rows
from negmap.report.movement import movement_row
from negmap.report.rows import Rows
from negmap.report.sticking import FOREMOST, sticking_rows
from negmap.report.waiting import ring_rows


def overview_report(context: Context, timeout: float | None = None) -> OverviewReport:
    """Return the first screen; `timeout` is for the days before that of the study, which it looks back on."""
    rows = Rows(context)
    return overview(context, rows, sticking_rows(context, rows), history(context.study, timeout))


def overview(context: Context, rows: Rows, points: Sequence[StickingRow], turns: Sequence[Turn]) -> OverviewReport:
    """Return the first screen from sticking points and the history of the map."""
    view, lang = context.study.view, context.words.lang
    negotiation = view.negotiation
    movement = movement_row(context, rows, turns)
    coverage = coverage_rows(context)
    speaking = {row.party for row in coverage if row.statements}
    head: dict[str, Any] = context.head("report", context.study.conflicts.completeness)
    return OverviewReport(
        **head,
        summary=negotiation.about.summary.within(lang) if negotiation.about.summary else None,
        must_agree=negotiation.must_agree,
        others=tuple(p for p in negotiation.parties if p in speaking and p not in negotiation.must_agree),
        points=tuple(points[:FOREMOST]),
        points_in_all=len(points),
        rings=ring_rows(context),
        stands=_stands(context),
        movement=movement,
        coverage=coverage,
        dates=_dates(context, points, movement),
        sources=rows.footnotes,
    )


def _stands(context: Context) -> StandsRow:
    found, phrases = context.study.agreed, context.phrases
    agreed = {item.term for item in found.agreed}
    return StandsRow(
        agreed=tuple(_stand(context, item) for item in found.agreed),
        contradicted=tuple(found.contradicted),
        not_contradicted=tuple(_stand(context, item) for item in _asked_first(found.not_contradicted, agreed)),
        not_spoken=tuple(
            StandRow(term=term, title=phrases.term(term), consenting=(), silent=()) for term in found.not_spoken
        ),
    )


def _asked_first(items: Iterable[OpenTerm], agreed: set[str]) -> list[OpenTerm]:
    """Return terms that are not agreed already, those first that more parties asked for, offered or accepted."""
    return sorted((item for item in items if item.term not in agreed), key=lambda item: -len(item.consenting))


def _stand(context: Context, item: OpenTerm) -> StandRow:
    return StandRow(
        term=item.term, title=context.phrases.term(item.term), consenting=item.consenting, silent=item.silent
    )


def _dates(context: Context, points: Iterable[StickingRow], movement: MovementRow) -> dict[str, str]:
    """Return each date of the report in words."""
    view = context.study.view
    days = {side.voice.date for point in points for side in point.sides} | {row.day for row in movement.moved}
    days |= {s.date.text for s in view.statements} | {movement.since, view.as_of.isoformat()}
    return {day: context.phrases.day(Day.parse(day)) for day in sorted(days)}
