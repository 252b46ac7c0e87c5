"""A record's id in every file: the edits of values, and the files that are named after it, as changes to commit."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from negmap.diagnostics import Span
from negmap.files.commit import Change
from negmap.files.edits import Edit, edited


@dataclass(frozen=True, slots=True)
class FileEdit:
    """One file before and after: its name and text; no old name where it is new."""

    old_name: str | None
    new_name: str
    old: str
    new: str


def file_edits(folder: Path, edits: Iterable[Edit], moves: Mapping[str, str]) -> list[FileEdit]:
    """Return what becomes of each file, by name; raises CannotEdit. `moves` gives files their new names."""
    by_file: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_file[edit.origin.source.name].append(edit)
    return [
        FileEdit(name, moves.get(name, name), text := _text(folder / name), edited(name, text, by_file.get(name, ())))
        for name in sorted({*by_file, *moves})
    ]


def changes(folder: Path, made: Iterable[FileEdit]) -> Iterator[Change]:
    """Yield what is to be written. A byte-order mark stays."""
    for one in made:
        if one.old_name is None:
            yield Change(one.new_name, None, one.new.encode())
            continue
        before = (folder / one.old_name).read_bytes()
        mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
        after = mark + one.new.encode()
        if one.old_name == one.new_name:
            yield Change(one.old_name, before, after)
        else:
            yield Change(one.new_name, None, after)
            yield Change(one.old_name, before, None)


def renamed_file(name: str, old: str, new: str) -> str:
    """Return a file's name with another id; folder and ending stay."""
    path = PurePosixPath(name)
    return str(path.with_name(new + path.name[len(old) :]))


def in_comments(text: str, name: str, word: str) -> Iterator[Span]:
    """Yield where a comment names an id: a word with a hyphen, or any word in backticks."""
    inner = rf"(?<![\w-]){re.escape(word)}(?![\w-])" if "-" in word else f"`{re.escape(word)}`"
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.search(rf"^\s*#.*?({inner})", line):
            yield Span(name, number, match.start(1) + 1, len(match[1]))


def _text(path: Path) -> str:
    return path.read_bytes().removeprefix(codecs.BOM_UTF8).decode()
