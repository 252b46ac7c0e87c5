"""Completion in the shell: what options and arguments can name, by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from negmap.files.find import NotFound, find_negotiation, negotiations
from negmap.files.names import names

_ANY = ("party", "term", "stage", "issue", "statement", "position", "scenario", "proposal")
_NAMED: Mapping[str, Sequence[str]] = {
    "party": ("party",),
    "only": ("party",),
    "hold": ("party",),
    "by": ("party",),
    "member_of": ("party",),
    "issue": ("issue",),
    "without": ("statement", "position"),
    "ids": ("term", "stage", "statement", "position"),
    "id_": _ANY,
    "draft": ("proposal",),
    "names": ("scenario",),
}
"""The kinds that an option or argument of this name takes, in every command."""


class Known(click.types.StringParamType):
    """A text that names a record of some kinds, or a negotiation."""

    name = "text"

    def __init__(self, kinds: Sequence[str]) -> None:
        self._kinds = kinds

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return what the word could become; nothing where a file is at fault, since a shell is no place to say so."""
        try:
            return list(self._found(ctx, incomplete))
        except Exception:
            return []

    def _found(self, ctx: click.Context, incomplete: str) -> Iterator[CompletionItem]:
        positions = ctx.params.get("positions")
        positions = Path(positions) if positions else None
        renamed = ctx.params.get("kind") if ctx.info_name == "rename" else None
        if not self._kinds or renamed == "negotiation":
            yield from (CompletionItem(name) for name in _folders(positions) if name.startswith(incomplete))
            return
        folder = find_negotiation(Path.cwd(), positions, ctx.params.get("name"))
        kinds = [renamed] if renamed else self._kinds
        head, colon, rest = incomplete.partition(":")
        if colon and head in kinds:
            kinds, incomplete, head = [head], rest, f"{head}:"
        else:
            head = ""
        for kind in kinds:
            for name, title in names(folder, kind, incomplete).items():
                if name.startswith(incomplete):
                    yield CompletionItem(head + name, help=title or kind)


def _folders(positions: Path | None) -> Iterable[str]:
    """Return the names of the negotiations around here: those beside the one that this folder lies in, or that one."""
    try:
        return negotiations(Path.cwd(), positions, "")
    except NotFound:
        return negotiations(Path.cwd(), positions)


def taught(command: click.Command) -> click.Command:
    """Let every option and argument of a command that names something complete it; return the command."""
    for param in command.params:
        if param.name == "name":
            param.type = Known(())
        elif kinds := _ANY if (command.name, param.name) == ("rename", "old") else _NAMED.get(param.name or ""):
            param.type = Known(kinds)
    if isinstance(command, click.Group):
        for child in command.commands.values():
            taught(child)
    return command
