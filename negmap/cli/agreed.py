"""`negmap agreed`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered


@click.command("agreed")
@folder_options
@output_options("text", "json")
@analysis_options
@click.option("--all", "everything", is_flag=True, help="List all there is, however long.")
@remembered
def command(everything: bool, **values: Any) -> int:
    """Show what is agreed, what nobody contradicts, and what nobody has spoken about.

    Agreed: all who must agree have asked for it, offered it or accepted it, in words of their own.
    Silence is neither consent nor refusal.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.render.text.relations import agreed_text
    from negmap.report.relations import agreed_report

    shared, _ = asked(values)
    return report_out(agreed_report(context(shared)), shared, partial(agreed_text, everything=everything))
