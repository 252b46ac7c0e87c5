"""`negmap gaps`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options, scope_options
from negmap.cli.remembered import remembered


@click.command("gaps")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@scope_options
@click.option("--all", "everything", is_flag=True, help="List all there is, however long.")
@remembered
def command(everything: bool, **values: Any) -> int:
    """Show what is not known: silence, single voices, old words, thin evidence.

    Where a settlement needs words that nobody has said, where one party alone has spoken, where words
    are old, and which conflicts rest on one statement or one source.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.cli.shown import scope
    from negmap.render.text.relations import gaps_text
    from negmap.report.relations import gaps_report

    shared, own = asked(values)
    made = context(shared)
    return report_out(gaps_report(made, *scope(made, own)), shared, partial(gaps_text, everything=everything))
