"""What commands that write into the folder share: the lock, the commit, and how they refuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from negmap.cli.errors import NotUnderstood
from negmap.cli.options import Asked
from negmap.cli.prepare import folder_of
from negmap.diagnostics import Diagnostic, Severity
from negmap.files.commit import CannotWrite, Change, locked, write
from negmap.files.edits import CannotEdit
from negmap.render.diagnostics import lines


@contextmanager
def writing(asked: Asked) -> Iterator[Path]:
    """Find the negotiation's folder and be its only writer."""
    folder = folder_of(asked)
    try:
        with locked(folder):
            yield folder
    except CannotWrite as wrong:
        raise _told(wrong) from None


def commit(folder: Path, changes: Sequence[Change]) -> None:
    """Make all changes or none, then bring the schemas up to date where they are kept."""
    write(folder, changes)


def refused(wrong: CannotEdit) -> NotUnderstood:
    """Return what to say where a value cannot be changed."""
    said = Diagnostic(Severity.ERROR, "cannot-edit", wrong.message, wrong.span, wrong.excerpt, wrong.remedy)
    return NotUnderstood("\n".join(lines(said)))


def _told(wrong: CannotWrite) -> NotUnderstood:
    return NotUnderstood(f"{wrong.message}\n  remedy: {wrong.remedy}" if wrong.remedy else wrong.message)
