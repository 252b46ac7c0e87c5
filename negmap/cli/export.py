"""`negmap export`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negmap.cli.options import Asked, analysis_options, asked, folder_options, language_option

if TYPE_CHECKING:
    from negmap.analysis.concessions import Wanted
    from negmap.report.context import Context

TABLES = ("statements", "positions", "sources", "conflicts", "packages")


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice(["csv", "xlsx", "graphml", "gexf", "wcnf"]))
@folder_options
@language_option
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there; for csv, a folder.")
@analysis_options
@click.option("--table", type=click.Choice(TABLES), help="csv: only this table.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=25,
    show_default=True,
    metavar="N",
    help="csv, xlsx: list at most so many packages of each part of the map.",
)
def command(format_: str, **values: Any) -> int:
    """Write the map in the format of another tool.

    \b
    csv       statements, positions, sources, conflicts, packages: a folder, or one --table
    xlsx      the same as one workbook; `negmap import` reads both again
    graphml   the map as a graph: who said what of which terms, what depends on what, what clashes
    gexf      the same for Gephi, with the days between which each thing holds
    wcnf      the claims as weighted clauses with a key, so that any MaxSAT solver can check again
    """
    from negmap.cli.prepare import context

    shared, own = asked(values)
    made = context(shared)
    _FORMATS[format_](made, shared, own)
    return 0 if made.partial is None else 1


def _csv(made: Context, shared: Asked, own: dict[str, Any]) -> None:
    from negmap.cli.target import write
    from negmap.exchange.csv_sheets import BOM, csv_text
    from negmap.exchange.tables import every_sheet, named
    from negmap.render.text.layout import notes

    if own["table"] is not None:
        write(csv_text(named(own["table"], made, _wanted(own)).cells()), shared.output)
        return
    folder = _needed(shared, "csv writes a file for each table: name a folder with -o, or one table with --table")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise _unwritable(folder, wrong) from None
    for sheet in every_sheet(made, _wanted(own), partial(notes, words=made.words)):
        write(BOM + csv_text(sheet.cells()), folder / f"{sheet.name}.csv")


def _xlsx(made: Context, shared: Asked, own: dict[str, Any]) -> None:
    from negmap.cli.errors import NotUnderstood
    from negmap.cli.target import write
    from negmap.exchange.tables import every_sheet
    from negmap.exchange.xlsx import MAX_TEXT, TooLong, workbook
    from negmap.render.text.layout import notes

    path = _needed(shared, "a workbook is no text for a terminal: name a file with -o")
    title = made.study.view.negotiation.about.title.within(shared.lang)
    try:
        write(workbook(every_sheet(made, _wanted(own), partial(notes, words=made.words)), title), path)
    except TooLong as wrong:
        raise NotUnderstood(f"{wrong}; a cell of a workbook holds {MAX_TEXT}. CSV has no such limit.") from None


def _wcnf(made: Context, shared: Asked, own: dict[str, Any]) -> None:
    from negmap.cli.target import write
    from negmap.exchange.wcnf import wcnf

    write(wcnf(made, _notes(made)), shared.output)


def _graphml(made: Context, shared: Asked, own: dict[str, Any]) -> None:
    from negmap.cli.target import write
    from negmap.exchange.graphs import graphml

    write(graphml(made, _notes(made)).decode(), shared.output)


def _gexf(made: Context, shared: Asked, own: dict[str, Any]) -> None:
    from negmap.cli.target import write
    from negmap.exchange.graphs import gexf

    write(gexf(made, _notes(made)).decode(), shared.output)


def _notes(made: Context) -> tuple[str, ...]:
    """Return what a reader of any export must know first: what was left out, taken out, cut, not public."""
    from negmap.findings.conflicts import Completeness
    from negmap.findings.reports import Head
    from negmap.render.text.layout import notes

    head: dict[str, Any] = made.head("export", Completeness())
    return tuple(notes(Head(**head), made.words))


def _wanted(own: dict[str, Any]) -> Wanted:
    from negmap.analysis.concessions import Wanted

    return Wanted(limit=own["limit"])


def _needed(shared: Asked, message: str) -> Path:
    if shared.output is None:
        raise click.UsageError(message)
    return shared.output


def _unwritable(path: Path, wrong: OSError) -> click.ClickException:
    from negmap.cli.errors import NotUnderstood

    return NotUnderstood(f"cannot write {path}: {wrong.strerror}")


_FORMATS: dict[str, Callable[[Context, Asked, dict[str, Any]], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "graphml": _graphml,
    "gexf": _gexf,
    "wcnf": _wcnf,
}
