"""Every negotiation below a folder, and the bytes of one, to be read on another machine."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from negmap.diagnostics import Diagnostic
from negmap.files.disk import content
from negmap.files.find import ABOUT
from negmap.files.folder import contents

Files = Mapping[str, bytes]
"""The files of a negotiation: name inside its folder, with forward slashes, and content."""


def below(root: Path) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return where every negotiation below a folder lies, sorted, and the folders that could not be read, with why.

    Each is a path below the folder, with forward slashes ("." for the folder itself). Links are not followed,
    folders that begin with a dot are not entered, nor is a negotiation's own.
    """
    found: list[str] = []
    unread: list[tuple[str, str]] = []
    left = [root]
    while left:
        folder = left.pop()
        inside = folder.relative_to(root).as_posix()
        if (folder / ABOUT).exists():
            found.append(inside)
            continue
        try:
            with os.scandir(folder) as entries:
                left += [Path(e.path) for e in entries if e.is_dir(follow_symlinks=False) and e.name[0] != "."]
        except OSError as wrong:
            unread.append((name_of(root, inside), wrong.strerror or type(wrong).__name__))
    return tuple(sorted(found)), tuple(sorted(unread))


def name_of(root: Path, inside: str) -> str:
    """Return the name of a negotiation of a corpus: its path below it; bytes that are no text are replaced."""
    name = root.resolve().name if inside == "." else inside
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def files_of(folder: Path) -> tuple[Files, tuple[Diagnostic, ...]]:
    """Return the files of a negotiation with their bytes, and what is wrong with those that cannot be read."""
    inside = contents(folder.resolve())
    found = [*inside.files.values(), *(file for files in inside.folders.values() for file in files)]
    wrong = [d for d in inside.diagnostics if d.is_error and d.code != "missing-file"]
    read: dict[str, bytes] = {}
    for file in sorted(found, key=lambda f: f.name):
        data = file.path.read_bytes() if file.path.suffix == ".jsonl" and _readable(file.path) else content(file)
        if isinstance(data, bytes):
            read[file.name] = data
        else:
            wrong.append(data)
    return read, tuple(wrong)


def _readable(path: Path) -> bool:
    return os.access(path, os.R_OK)


@contextmanager
def laid_out(name: str, files: Files) -> Iterator[Path]:
    """Write the files of a negotiation into a folder of its name that lasts as long as the context; give the folder."""
    with tempfile.TemporaryDirectory(prefix="negmap-") as temporary:
        folder = Path(temporary) / name.rpartition("/")[2]
        folder.mkdir()
        for inside, data in files.items():
            path = folder.joinpath(*inside.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield folder


def program(package: Path, *more: str) -> str:
    """Return a digest of the program itself by content, the same on every machine; `more` is what it runs on."""
    digest = hashlib.sha256("\n".join(more).encode())
    for path in sorted(package.rglob("*.py")):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(package).as_posix()} {len(data)} ".encode())
        digest.update(data)
    return digest.hexdigest()
