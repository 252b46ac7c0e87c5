"""`negmap proposal`."""

from __future__ import annotations

from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options


@click.command("proposal")
@click.argument("draft", metavar="ID | FILE")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@click.option("--party", metavar="P", help="Show only how this party and its members stand to it.")
def command(draft: str, party: str | None, **values: Any) -> int:
    """Hold a draft against every position.

    The draft is one of proposals/ by its ID, or a YAML FILE of the same form anywhere. Shows which
    positions it meets, violates or leaves open, what it says against itself, and the smallest
    changes that would meet one position more.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context, understood
    from negmap.cli.shown import known
    from negmap.prepare.drafts import draft as find_draft
    from negmap.render.text.proposal import proposal_text
    from negmap.report.proposal import proposal_report

    shared, _ = asked(values)
    made = context(shared)
    chosen = known("party", party, made.study.view.negotiation.parties)
    with understood():
        found = find_draft(made, draft)
    return report_out(proposal_report(made, found, chosen), shared, proposal_text)
