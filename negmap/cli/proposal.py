"""`negmap proposal`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options

if TYPE_CHECKING:
    from negmap.diagnostics import Diagnostic
    from negmap.model.proposals import Proposal
    from negmap.report.context import Context


@click.command("proposal")
@click.argument("draft", metavar="ID | FILE")
@folder_options
@output_options("text", "json")
@analysis_options
@click.option("--party", metavar="P", help="Show only how this party and its members stand to it.")
def command(draft: str, party: str | None, **values: Any) -> int:
    """Hold a draft against every position.

    The draft is one of proposals/ by its ID, or a YAML FILE of the same form anywhere. Shows which
    positions it meets, violates or leaves open, what it says against itself, and the smallest
    changes that would meet one position more.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.cli.shown import known
    from negmap.render.text.proposal import proposal_text
    from negmap.report.proposal import proposal_report

    shared, _ = asked(values)
    made = context(shared)
    chosen = known("party", party, made.study.view.negotiation.parties)
    return report_out(proposal_report(made, _draft(made, draft), chosen), shared, proposal_text)


def _draft(made: Context, text: str) -> Proposal:
    """Return the draft of an id, else of a file; print what is wrong with the file and exit with 2."""
    from negmap.cli.errors import NotUnderstood
    from negmap.report.lookup import NoSuchId, find

    proposals = made.study.view.negotiation.proposals
    try:
        return proposals[find(made, text, ("proposal",))[1]]
    except NoSuchId as wrong:
        path = Path(text)
        if path.is_file():
            return _read(made, path)
        if path.suffix or len(path.parts) > 1:
            raise NotUnderstood(f"there is no file {text}, and no proposal `{text}`") from None
        raise NotUnderstood(str(wrong)) from None


def _read(made: Context, path: Path) -> Proposal:
    from negmap.checks import check
    from negmap.files.extra import added, load_extra, load_proposal
    from negmap.model.proposals import Proposal

    extra, found = load_extra(path)
    if extra is not None and not isinstance(extra.record, Proposal):
        found = load_proposal(path)[1]
    if extra is not None:
        whole = check(added(made.study.view.negotiation, extra))
        found = (*found, *(d for d in whole if d.subject == f"proposal:{extra.record.id}"))
    _refuse(tuple(d for d in found if d.is_error))
    assert extra is not None
    assert isinstance(extra.record, Proposal)
    return extra.record


def _refuse(errors: tuple[Diagnostic, ...]) -> None:
    """Print faults, if there are any, and exit with 2."""
    from negmap.diagnostics import in_order
    from negmap.render.diagnostics import lines

    for fault in in_order(errors):
        click.echo("\n".join(lines(fault)), err=True)
    if errors:
        count = len(errors)
        click.echo(f"{count} fault{'s' if count > 1 else ''}: the draft was not compared.", err=True)
        click.get_current_context().exit(2)
