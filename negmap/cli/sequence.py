"""`negmap sequence`."""

from __future__ import annotations

from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options, package_options
from negmap.cli.remembered import remembered


@click.command("sequence")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@package_options
@click.option("--all", "everything", is_flag=True, help="Show the sequence of every package that was found.")
@remembered
def command(everything: bool, package: str | None, **values: Any) -> int:
    """Show in which orders a settlement could take effect.

    For the map as it is where it has no conflict; else for the first package of concessions, for
    --package ID, or for the map --without what stands in the way.
    """
    from negmap.cli.output import report_out
    from negmap.cli.packages import reported
    from negmap.render.text.sequence import sequence_text
    from negmap.report.concessions import Shown, sequence_report

    shared, own = asked(values)
    report = reported(sequence_report, shared, own, Shown(everything, package))
    return report_out(report, shared, sequence_text)
