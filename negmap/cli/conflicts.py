"""`negmap conflicts`."""

from __future__ import annotations

from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered


@click.command("conflicts")
@folder_options
@output_options("text", "json")
@analysis_options
@click.option("--party", metavar="P", help="Show only what touches this party or its members.")
@click.option("--issue", metavar="I", help="Show only what touches this issue.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show at most so many conflicts.")
@click.option("--tensions", is_flag=True, help="Show tensions too: clashes with a preference in them.")
@click.option("--fail-on", type=click.Choice(["any"]), help="any: exit with 1 where a conflict is reported.")
@remembered
def command(fail_on: str | None, **values: Any) -> int:
    """Show which positions cannot stand together, and why.

    Every minimal set of binding claims that no settlement satisfies, under the conditions and
    refusals that stand in the way; then the terms that are blocked or rejected.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.cli.shown import known
    from negmap.render.text.conflicts import conflicts_text
    from negmap.report.conflicts import Choice, conflicts_report

    shared, own = asked(values)
    made = context(shared)
    negotiation = made.study.view.negotiation
    choice = Choice(
        known("party", own["party"], negotiation.parties),
        known("issue", own["issue"], negotiation.issues),
        own["limit"],
        own["tensions"],
        reasons=shared.format == "json",
    )
    report = conflicts_report(made, choice)
    code = report_out(report, shared, conflicts_text)
    return 1 if fail_on and report.conflicts else code
