"""`negmap why`."""

from __future__ import annotations

from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered


@click.command("why")
@click.argument("ids", nargs=-1, required=True, metavar="TERM | A B")
@folder_options
@output_options("text", "json")
@analysis_options
@remembered
def command(ids: tuple[str, ...], **values: Any) -> int:
    """Show one derivation.

    One TERM: why it is blocked or rejected. Two terms A B: why one must come before the other. Two
    positions A B: why they cannot both stand.
    """
    from negmap.cli.errors import NotUnderstood
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.render.text.show import why_text
    from negmap.report.lookup import NoSuchId, find
    from negmap.report.why import why_order, why_positions, why_term

    if len(ids) > 2:
        raise click.UsageError("name one term, two terms or two positions")
    shared, _ = asked(values)
    made = context(shared)
    try:
        named = [find(made, text, ("term", "position")) for text in ids]
    except NoSuchId as wrong:
        raise NotUnderstood(str(wrong)) from None
    bare = [key for kind, key in named if kind == "term" and key not in made.study.view.negotiation.term_of]
    if bare:
        stages = ", ".join(made.study.view.negotiation.terms[bare[0]].names)
        raise NotUnderstood(f"`{bare[0]}` has stages; name one of {stages}")
    kinds = [kind for kind, _ in named]
    if kinds == ["term"]:
        report = why_term(made, named[0][1])
    elif kinds == ["term", "term"] and named[0][1] != named[1][1]:
        report = why_order(made, named[0][1], named[1][1])
    elif kinds == ["position", "position"] and named[0][1] != named[1][1]:
        report = why_positions(made, named[0][1], named[1][1])
    else:
        raise click.UsageError("name one term, two different terms or two different positions")
    return report_out(report, shared, why_text)
