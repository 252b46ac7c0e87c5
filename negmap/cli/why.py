"""`negmap why`."""

from __future__ import annotations

from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered


@click.command("why")
@click.argument("ids", nargs=-1, required=True, metavar="TERM | A B")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@remembered
def command(ids: tuple[str, ...], **values: Any) -> int:
    """Show one derivation.

    One TERM: why it is blocked or rejected. Two terms A B: why one must come before the other. Two
    positions A B: why they cannot both stand.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context, understood
    from negmap.prepare.questions import why
    from negmap.render.text.show import why_text

    if len(ids) > 2:
        raise click.UsageError("name one term, two terms or two positions")
    shared, _ = asked(values)
    made = context(shared)
    with understood():
        report = why(made, *ids)
    return report_out(report, shared, why_text)
