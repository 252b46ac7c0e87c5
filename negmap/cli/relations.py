"""`negmap relations`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options, scope_options
from negmap.cli.remembered import remembered


@click.command("relations")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@scope_options
@click.option("--all", "everything", is_flag=True, help="List all there is, however long.")
@remembered
def command(everything: bool, **values: Any) -> int:
    """Show what every two parties share, where they are opposed, and who spoke on which issue.

    For each two parties the claims that both voice, and the conflicts and tensions between these
    two alone; then who has said what on which issue. No ranking, and no count by party.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.cli.shown import scope
    from negmap.render.text.relations import relations_text
    from negmap.report.relations import relations_report

    shared, own = asked(values)
    made = context(shared)
    return report_out(relations_report(made, *scope(made, own)), shared, partial(relations_text, everything=everything))
