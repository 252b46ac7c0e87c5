"""`negmap export`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from negmap.cli.options import Asked, analysis_options, asked, folder_options, language_option

if TYPE_CHECKING:
    from negmap.analysis.concessions import Wanted
    from negmap.report.context import Context

FORMATS = ("csv", "xlsx", "graphml", "gexf", "dot", "mermaid", "markdown", "json", "wcnf")
TABLES = ("statements", "positions", "sources", "conflicts", "packages")


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice(FORMATS))
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
    dot       the picture of `negmap render` for Graphviz
    mermaid   the same for Mermaid
    markdown  a briefing to send on: sticking points, the words on each side, evidence, sources
    json      all that the files say, in one file, and the report of `negmap conflicts`
    wcnf      the claims as weighted clauses with a key, so that any MaxSAT solver can check again
    """
    from negmap.cli.prepare import context
    from negmap.cli.target import write

    shared, own = asked(values)
    made = context(shared)
    text = _WRITTEN[format_](made, shared, own)
    if text is not None:
        write(text, shared.output)
    return 0 if made.partial is None else 1


def _csv(made: Context, shared: Asked, own: dict[str, Any]) -> str | None:
    from negmap.exchange.tables import named
    from negmap.report.cells import csv_text

    if own["table"] is not None:
        return csv_text(named(own["table"], made, _wanted(own)).cells())
    if shared.output is None:
        raise click.UsageError("csv writes a file for each table: name a folder with -o, or one table with --table")
    _csv_folder(made, shared.output, own)
    return None


def _csv_folder(made: Context, folder: Path, own: dict[str, Any]) -> None:
    from negmap.cli.errors import NotUnderstood
    from negmap.cli.target import write
    from negmap.exchange.csv_sheets import BOM
    from negmap.exchange.tables import every_sheet
    from negmap.render.text.layout import notes
    from negmap.report.cells import csv_text

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise NotUnderstood(f"cannot write into {folder}: {wrong.strerror}") from None
    for sheet in every_sheet(made, _wanted(own), partial(notes, words=made.words)):
        write(BOM + csv_text(sheet.cells()), folder / f"{sheet.name}.csv")


def _xlsx(made: Context, shared: Asked, own: dict[str, Any]) -> bytes:
    from negmap.cli.errors import NotUnderstood
    from negmap.exchange.tables import every_sheet
    from negmap.exchange.xlsx import MAX_TEXT, TooLong, workbook
    from negmap.render.text.layout import notes

    if shared.output is None:
        raise click.UsageError("a workbook is no text for a terminal: name a file with -o")
    title = made.study.view.negotiation.about.title.within(shared.lang)
    try:
        return workbook(every_sheet(made, _wanted(own), partial(notes, words=made.words)), title)
    except TooLong as wrong:
        raise NotUnderstood(f"{wrong}; a cell of a workbook holds {MAX_TEXT}. CSV has no such limit.") from None


def _graphml(made: Context, shared: Asked, own: dict[str, Any]) -> bytes:
    from negmap.exchange.graphs import graphml

    return graphml(made, _notes(made, searched=True))


def _gexf(made: Context, shared: Asked, own: dict[str, Any]) -> bytes:
    from negmap.exchange.graphs import gexf

    return gexf(made, _notes(made, searched=True))


def _picture(format_: Literal["dot", "mermaid"], made: Context, shared: Asked) -> str | bytes:
    from negmap.cli.errors import NotUnderstood
    from negmap.render.errors import PictureError
    from negmap.render.formats import written
    from negmap.render.pictures import sketch

    try:
        drawn = sketch(made.study, "positions", lang=shared.lang, files=made.files, partial=made.partial)
        return written(drawn, format_)
    except PictureError as wrong:
        raise NotUnderstood(str(wrong)) from None


def _markdown(made: Context, shared: Asked, own: dict[str, Any]) -> str:
    from negmap.render.markdown.briefing import briefing
    from negmap.report.conflicts import conflicts_report
    from negmap.report.relations import agreed_report

    return briefing(conflicts_report(made), agreed_report(made))


def _json(made: Context, shared: Asked, own: dict[str, Any]) -> str:
    from negmap.exchange.model import model_data
    from negmap.render.json import json_text
    from negmap.report.conflicts import Choice, conflicts_report

    report = conflicts_report(made, Choice(tensions=True))
    return json_text({**model_data(made, _notes(made, searched=True)), "report": report})


def _wcnf(made: Context, shared: Asked, own: dict[str, Any]) -> str:
    from negmap.exchange.wcnf import wcnf

    return wcnf(made, _notes(made))


def _notes(made: Context, *, searched: bool = False) -> tuple[str, ...]:
    """Return what a reader of an export must know first: what was left out, taken out, not public; what was cut."""
    from negmap.findings.conflicts import Completeness
    from negmap.findings.reports import Head
    from negmap.render.text.layout import notes

    complete = made.study.conflicts.completeness if searched else Completeness()
    head: dict[str, Any] = made.head("export", complete)
    return tuple(notes(Head(**head), made.words))


def _wanted(own: dict[str, Any]) -> Wanted:
    from negmap.analysis.concessions import Wanted

    return Wanted(limit=own["limit"])


_WRITTEN: Mapping[str, Callable[[Context, Asked, dict[str, Any]], str | bytes | None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "graphml": _graphml,
    "gexf": _gexf,
    "dot": lambda made, shared, own: _picture("dot", made, shared),
    "mermaid": lambda made, shared, own: _picture("mermaid", made, shared),
    "markdown": _markdown,
    "json": _json,
    "wcnf": _wcnf,
}
