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
from negmap.files.loader import load
from negmap.files.schema_files import kept, schema_texts, stale
from negmap.render.diagnostics import lines


@contextmanager
def writing(asked: Asked) -> Iterator[Path]:
    """Find the negotiation's folder and be its only writer."""
    folder = folder_of(asked)
    try:
        with locked(folder):
            yield folder
    except CannotWrite as wrong:
        raise told(wrong) from None


def commit(folder: Path, changes: Sequence[Change]) -> None:
    """Make all changes or none; the schemas go with them where the folder keeps any and they were up to date."""
    fresh = kept(folder) and not any(stale(folder, load(folder)[0]))
    if changes:
        write(folder, changes)
    if fresh:
        texts = schema_texts(load(folder)[0])
        old = {name: (folder / name).read_bytes() for name in texts}
        write(folder, [Change(n, old[n], t.encode()) for n, t in texts.items() if old[n] != t.encode()])


def refused(wrong: CannotEdit) -> NotUnderstood:
    """Return what to say where a value cannot be changed."""
    said = Diagnostic(Severity.ERROR, "cannot-edit", wrong.message, wrong.span, wrong.excerpt, wrong.remedy)
    return NotUnderstood("\n".join(lines(said)))


def told(wrong: CannotWrite) -> NotUnderstood:
    """Return what to say where nothing could be written."""
    return NotUnderstood(f"{wrong.message}\n  remedy: {wrong.remedy}" if wrong.remedy else wrong.message)
