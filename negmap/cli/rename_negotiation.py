"""`negmap rename negotiation`: another name for a whole folder, in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.new_records import near

if TYPE_CHECKING:
    from negmap.cli.options import Asked
    from negmap.diagnostics import Span
    from negmap.files.moved import Move


def rename_negotiation(shared: Asked, old: str, new: str, *, dry_run: bool) -> None:
    """Give a negotiation's folder another name, and say so; `dry_run` only shows it. Raises NotUnderstood.

    No file in the folder names it, so that one with faults can be renamed too.
    """
    from negmap.cli.writing import told
    from negmap.files.commit import CannotWrite, locked
    from negmap.files.moved import move, moving

    folder = _folder(shared, old)
    _accept(folder, old, new)
    try:
        with locked(folder):
            planned = moving(folder, new)
            if dry_run:
                _show(planned)
                return
            move(planned)
    except CannotWrite as wrong:
        raise told(wrong) from None
    _tell(shared, planned, old, new)


def _folder(shared: Asked, old: str) -> Path:
    """Return the folder of the negotiation that is to be renamed, as a path that can be renamed."""
    from negmap.cli.prepare import understood
    from negmap.prepare.reading import folder_of

    if shared.name not in (None, old):
        raise NotUnderstood(f"-n {shared.name} is another negotiation than `{old}`\n  remedy: leave -n out")
    with understood():
        folder = folder_of(shared.positions, old)
    if folder.name in ("", ".."):  # these cannot be renamed, what they stand for can
        return folder.resolve()
    return folder.parent.resolve() / folder.name  # a link is renamed, not what it leads to


def _accept(folder: Path, old: str, new: str) -> None:
    """Refuse a new name that is malformed or taken."""
    from negmap.files.ids import unfit

    if folder.name != old:
        raise NotUnderstood(f"`{old}` is reached by a link `{folder.name}`\n  remedy: name the folder around it")
    if wrong := unfit(new):
        raise NotUnderstood(f"{wrong[0]}\n  remedy: {wrong[1]}")
    if os.path.lexists(folder.with_name(new)):
        raise NotUnderstood(f"{_shown(folder.with_name(new))} is there already\n  remedy: take another id")


def _show(planned: Move) -> None:
    from negmap.files.differences import diff

    click.echo(f"rename from {_shown(planned.old)}")
    click.echo(f"rename to {_shown(planned.new)}")
    if planned.settings is not None:
        name = str(near(planned.settings))
        for line in diff(name, name, planned.before, planned.after):
            click.echo(line)


def _shown(folder: Path) -> Path:
    return near(folder.parent) / folder.name


def _tell(shared: Asked, planned: Move, old: str, new: str) -> None:
    """Say what was done, and which comments still name the old id."""
    from negmap.explain.messages import Words

    words = Words(shared.lang)
    click.echo(words("`{old}` is now `{new}`: {path}", old=old, new=new, path=_shown(planned.new)))
    if planned.settings is not None:
        click.echo(f"  {near(planned.settings)}")
    if left := list(_in_comments(planned.new, old)):
        click.echo(words("Comments still name it; they stay as you wrote them:"))
        for span in left:
            click.echo(f"  {span}")


def _in_comments(folder: Path, word: str) -> Iterator[Span]:
    from negmap.files.renaming import in_comments

    for path in sorted(folder.rglob("*.y*ml")):
        text = path.read_bytes().decode("utf-8", "replace")
        yield from in_comments(text, path.relative_to(folder).as_posix(), word)
