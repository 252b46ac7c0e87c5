"""`negmap concessions`."""

from __future__ import annotations

from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options, package_options
from negmap.cli.remembered import remembered


@click.command("concessions")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@package_options
@click.option("--all", "everything", is_flag=True, help="Show every package that was found.")
@remembered
def command(everything: bool, package: str | None, **values: Any) -> int:
    """Show the least that would have to move, and who would move.

    Packages of concessions that open a settlement, smallest first: nobody gives anything up, only
    one party moves, several move, by going without. A reading order, not advice.
    """
    from negmap.cli.output import report_out
    from negmap.cli.packages import reported
    from negmap.render.text.concessions import concessions_text
    from negmap.report.concessions import Shown, concessions_report

    shared, own = asked(values)
    report = reported(concessions_report, shared, own, Shown(everything, package))
    return report_out(report, shared, concessions_text)
