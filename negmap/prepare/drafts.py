"""The draft that is meant: one of the negotiation's own, or a file."""

from __future__ import annotations

from pathlib import Path

from negmap.checks import check
from negmap.diagnostics import in_order
from negmap.files.extra import added, load_extra, load_proposal
from negmap.model.proposals import Proposal
from negmap.prepare.errors import NOT_COMPARED, FilesAtFault, NotUnderstood
from negmap.report.context import Context
from negmap.report.lookup import NoSuchId, find


def draft(made: Context, text: str) -> Proposal:
    """Return the draft of an id, else of a file; raise NotUnderstood, or FilesAtFault for what is wrong with it."""
    try:
        return made.study.view.negotiation.proposals[find(made, text, ("proposal",))[1]]
    except NoSuchId as wrong:
        path = Path(text)
        if path.is_file():
            return _read(made, path)
        if path.suffix or len(path.parts) > 1:
            raise NotUnderstood(f"there is no file {text}, and no proposal `{text}`") from None
        raise NotUnderstood(str(wrong)) from None


def _read(made: Context, path: Path) -> Proposal:
    extra, found = load_extra(path)
    if extra is not None and not isinstance(extra.record, Proposal):
        found = load_proposal(path)[1]
    if extra is not None:
        whole = check(added(made.study.view.negotiation, extra))
        found = (*found, *(d for d in whole if d.subject == f"proposal:{extra.record.id}"))
    if errors := tuple(d for d in found if d.is_error):
        raise FilesAtFault(in_order(errors), NOT_COMPARED)
    assert extra is not None
    assert isinstance(extra.record, Proposal)
    return extra.record
