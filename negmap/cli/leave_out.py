"""`negmap leave-out`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.options import analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered

if TYPE_CHECKING:  # nothing but the options is imported before the command runs
    from negmap.findings.leave_out import LeaveOut, UnitKind
    from negmap.report.context import Context

_MANY = 200
"""From so many maps on it is worth starting other processes."""


@click.command("leave-out")
@click.option(
    "--by",
    "kind",
    type=click.Choice(["statement", "speaker", "source"]),
    default="statement",
    show_default=True,
    help="What is left out: single statements, all that one speaker said, all that one independent source carries.",
)
@click.option(
    "-k", "size", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="How many at a time."
)
@click.option(
    "--samples",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    metavar="N",
    help="Where there are more such maps than this, a sample of so many is made.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, metavar="N", help="Of the sample: the same one, the same maps."
)
@click.option(
    "-p",
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many at once (default: as it pays).",
)
@click.option("--scheduler", metavar="ADDRESS", help="Use the Dask cluster whose scheduler is at this address.")
@folder_options
@output_options("text", "json", "markdown", "csv", "svg")
@analysis_options
@click.option("--all", "everything", is_flag=True, help="Write every list out, however long.")
@remembered
def command(everything: bool, **values: Any) -> int:
    """Show in what share of maps each result stands when something that was said is left out.

    One statement, one speaker or one independent source at a time, or several. Every such map is
    made where there are few, else a sample. What falls without what; which results fall together.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.cli.target import write
    from negmap.render.text.leave_out import leave_out_text
    from negmap.report.leave_out import leave_out_report

    shared, own = asked(values)
    made = context(shared)
    report = leave_out_report(made, _studied(made, own, shared.timeout))
    if shared.format == "csv":
        from negmap.render.leave_out_csv import leave_out_csv

        write(leave_out_csv(report), shared.output)
        return 0 if report.partial is None else 1
    if shared.format == "svg":
        from negmap.render.views.leave_out import leave_out_picture

        write(leave_out_picture(report), shared.output)
        return 0 if report.partial is None else 1
    return report_out(report, shared, partial(leave_out_text, everything=everything))


def _studied(made: Context, own: dict[str, Any], timeout: float | None) -> LeaveOut:
    from negmap.cli.meter import Meter
    from negmap.comparisons.corpus.run import Progress
    from negmap.comparisons.engines import Here, NoEngine, engine
    from negmap.comparisons.leave_out.study import leave_out
    from negmap.comparisons.leave_out.units import number_of_maps

    kind, size, samples = cast("UnitKind", own["kind"]), own["size"], own["samples"]
    if own["scheduler"] is not None and own["processes"] is not None:
        raise click.UsageError("--processes is for this machine, --scheduler for a cluster; give one of them")
    view = made.study.view
    units, maps = number_of_maps(view, kind, size, samples)
    if size > max(units, 1):
        raise NotUnderstood(f"-k {size}: there are only {units} to leave out")
    progress = Progress(of=maps)
    meter = Meter(progress, made.words, maps=True)

    def step(done: int, of: int) -> None:
        progress.done = done
        meter.show()

    few = maps < _MANY and own["processes"] is None and own["scheduler"] is None
    try:
        chosen = Here() if few else engine(own["processes"], own["scheduler"])
        return leave_out(view, kind, size, samples, own["seed"], chosen, timeout, step)
    except NoEngine as wrong:
        raise NotUnderstood(str(wrong)) from None
    finally:
        meter.end()
