"""`negmap agreed`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options, scope_options
from negmap.cli.remembered import remembered


@click.command("agreed")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@scope_options
@click.option("--all", "everything", is_flag=True, help="List all there is, however long.")
@remembered
def command(everything: bool, **values: Any) -> int:
    """Show what is agreed, what nobody contradicts, and what nobody has spoken about.

    Agreed: all who must agree have asked for it, offered it or accepted it, in words of their own.
    Silence is neither consent nor refusal.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.cli.shown import scope
    from negmap.render.text.relations import agreed_text
    from negmap.report.relations import agreed_report

    shared, own = asked(values)
    made = context(shared)
    return report_out(agreed_report(made, *scope(made, own)), shared, partial(agreed_text, everything=everything))
