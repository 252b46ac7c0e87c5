"""`negmap corpus`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.options import Seconds, language_option

if TYPE_CHECKING:  # nothing but the options is imported before the command runs
    from negmap.comparisons.corpus.run import Run
    from negmap.comparisons.corpus.task import Settings
    from negmap.comparisons.engines import Engine

_FAILED = 1


@click.command("corpus")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("negmap-corpus"),
    show_default=True,
    metavar="DIR",
    help="The folder for the tables; what is known of each negotiation is kept there too.",
)
@click.option(
    "--tables",
    type=click.Choice(["csv", "parquet"]),
    default="csv",
    show_default=True,
    help="The format of the tables.",
)
@click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The format of the output.",
)
@language_option
@click.option(
    "--as-of", metavar="DAY|FROM..TO", help="The day of each map, or a range of days (either end may be left out)."
)
@click.option("--step", metavar="STEP", help="From one map of a range to the next: 7d, 1w, 3m, 1y (default: 1w).")
@click.option("--first-hand", is_flag=True, help="Leave out what was relayed or said anonymously.")
@click.option("--stated", is_flag=True, help="Leave out what the analyst inferred.")
@click.option("--must-agree", is_flag=True, help="Only the claims of those who must agree bind.")
@click.option(
    "--include",
    multiple=True,
    type=click.Choice(["internal"]),
    help="Use statements marked internal; every output is stamped.",
)
@click.option("--partial", is_flag=True, help="Leave out what is faulty in a negotiation and analyse the rest.")
@click.option(
    "--timeout",
    type=Seconds(),
    metavar="SECONDS",
    help="The time that every search on one map together may take, in seconds, above 0.",
)
@click.option(
    "-p",
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many at once (default: one a core).",
)
@click.option("--scheduler", metavar="ADDRESS", help="Use the Dask cluster whose scheduler is at this address.")
def command(directory: Path, **values: Any) -> int:
    """Analyse every negotiation below DIR, into one table a question.

    The tables are negotiations, conflicts, obstacles, blocked, packages, relations, faults, for a
    range of days evolution, and the shapes of deadlock over all negotiations, with a picture. A
    negotiation that fails is a row of faults. What was cut off goes on where it was.
    """
    from negmap.comparisons.corpus.run import Run
    from negmap.comparisons.engines import NoEngine, engine

    if values["scheduler"] is not None and values["processes"] is not None:
        raise click.UsageError("--processes is for this machine, --scheduler for a cluster; give one of them")
    _parquet_is_there(values["tables"])
    run = Run(directory, values["output"], _settings(values))
    if not run.places and not run.unread:
        raise NotUnderstood(f"no negotiation below {directory}: it is a folder with a negotiation.yaml")
    try:
        _analysed(run, engine(values["processes"], values["scheduler"]), values["lang"])
        return _written(run, values)
    except NoEngine as wrong:
        raise NotUnderstood(f"{wrong}. What is done is kept; the same command goes on from there.") from None
    except OSError as wrong:
        raise NotUnderstood(f"{wrong.filename or values['output']}: {wrong.strerror or wrong}") from None


def _parquet_is_there(kind: str) -> None:
    """Say at once, not after hours, that the library for Parquet is missing."""
    from importlib.util import find_spec

    if kind == "parquet" and find_spec("pyarrow") is None:
        raise NotUnderstood("--tables parquet needs the extra: pip install 'negmap[parquet]'")


def _settings(values: dict[str, Any]) -> Settings:
    from negmap.comparisons.corpus.days import Days, NotDays
    from negmap.comparisons.corpus.task import Settings

    try:
        days = Days.parse(values["as_of"], values["step"])
    except NotDays as wrong:
        raise NotUnderstood(str(wrong)) from None
    return Settings(
        days,
        first_hand=values["first_hand"],
        stated=values["stated"],
        must_agree=values["must_agree"],
        internal="internal" in values["include"],
        partial=values["partial"],
        timeout=values["timeout"],
    )


def _analysed(run: Run, engine: Engine, lang: str) -> None:
    from contextlib import closing

    from negmap.cli.meter import Meter
    from negmap.explain.messages import Words

    meter = Meter(run.progress, Words(lang))
    try:
        with closing(run.go(engine)) as steps:
            for _ in steps:
                meter.show()
    except KeyboardInterrupt:
        meter.end()
        done, of = run.progress.done, run.progress.of
        click.echo(f"{done} of {of} negotiations are done and kept; the same command goes on from there.", err=True)
        raise
    meter.end()


def _written(run: Run, values: dict[str, Any]) -> int:
    """Write the tables and the picture, print the report."""
    import json
    from itertools import chain

    from negmap.comparisons.corpus.task import VERSION
    from negmap.explain.messages import Words
    from negmap.findings.reports import Applied
    from negmap.render.json import json_text
    from negmap.render.tables import Tables
    from negmap.render.text.corpus import corpus_text
    from negmap.render.views.shapes import shapes_picture
    from negmap.report.corpus import Told, corpus_report, days_row, gathered, table_columns

    is_range, settings = run.settings.days.is_range, run.settings
    with Tables(run.output, values["tables"], table_columns(evolution=is_range)) as out:
        parts = chain(run.store.all(run.keys), [json.loads(run.unread_part().rows)])
        found = gathered(parts, out, VERSION, evolution=is_range)
    told = Told(
        corpus=run.root.resolve().name,
        days=days_row(settings.days),
        must_agree=settings.must_agree,
        applied=Applied(first_hand=settings.first_hand, stated=settings.stated, internal=settings.internal),
        negotiations=len(run.places),
        tables={out.file(name): length for name, length in out.lengths.items()},
    )
    report = corpus_report(found, told, VERSION, Words(values["lang"]))
    from negmap.cli.target import write

    write(shapes_picture(report), run.output / "shapes.svg")
    write(json_text(report) if values["format"] == "json" else corpus_text(report), None)
    return _FAILED if found.fault_count else 0
