"""The map as sheets: what was said, to be read again, and what was found, to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from negmap.analysis.concessions import Wanted
from negmap.exchange.results import about_sheet, conflicts_sheet, packages_sheet
from negmap.exchange.sheets import Row, Sheet, statement_sheets
from negmap.findings.package_reports import ConcessionsReport
from negmap.findings.reports import Head
from negmap.report.cells import guarded
from negmap.report.concessions import Shown, concessions_report
from negmap.report.conflicts import conflicts_report
from negmap.report.context import Context

NAMES = ("statements", "positions", "sources", "conflicts", "packages")
"""The sheets of an export, by name."""


def said(context: Context) -> tuple[Sheet, ...]:
    """Return the sheets of the statements that count, their positions and their sources."""
    statements = [s for s in context.study.view.statements if s.id not in context.study.view.hypothetical]
    return statement_sheets(statements, _shown(context))


def _packages(context: Context, wanted: Wanted) -> ConcessionsReport:
    return concessions_report(context, wanted, Shown(everything=True))


def every_sheet(context: Context, wanted: Wanted, notes: Callable[[Head], Iterable[str]]) -> tuple[Sheet, ...]:
    """Return all sheets, with one first that says what they are; `notes` says what a reader must know of a report."""
    conflicts, packages = conflicts_report(context), _packages(context, wanted)
    told = dict.fromkeys((*notes(conflicts), *notes(packages)))
    return (about_sheet(conflicts, told), *said(context), conflicts_sheet(conflicts), packages_sheet(packages))


def named(name: str, context: Context, wanted: Wanted) -> Sheet:
    """Return one of the sheets."""
    if name == "conflicts":
        return conflicts_sheet(conflicts_report(context))
    if name == "packages":
        return packages_sheet(_packages(context, wanted))
    return next(sheet for sheet in said(context) if sheet.name == name)


def _shown(context: Context) -> Mapping[str, Row]:
    """Return, by position, what is put beside it for reading: whose it is, when, whether it counts, in words."""
    in_force = {said.id for said in context.study.view.positions}
    return {
        key: {
            "party": said.party,
            "date": said.statement.date.text,
            "in_force": "yes" if key in in_force else "no",
            "says": guarded(context.phrases.stance(said)),
        }
        for key, said in context.positions.items()
    }
