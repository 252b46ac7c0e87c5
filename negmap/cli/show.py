"""`negmap show`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered


@click.command("show")
@click.argument("id_", metavar="ID")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@click.option("--all", "everything", is_flag=True, help="List all there is, however long.")
@remembered
def command(id_: str, everything: bool, **values: Any) -> int:
    """Show anything that has an ID, with everything that hangs on it.

    A party, term, issue, statement, position (STATEMENT#1), scenario, proposal, definition, claim,
    conflict, tension or obstacle. Where one word is the id of two kinds of thing, write KIND:ID.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context, understood
    from negmap.prepare.questions import show
    from negmap.render.text.show import show_text

    shared, _ = asked(values)
    made = context(shared)
    with understood():
        report = show(made, id_)
    return report_out(report, shared, partial(show_text, everything=everything))
