"""The fingerprint of a folder: two folders with the same one hold the same files with the same bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from negmap.files.bytes_of import first_bytes

MOST = 200_000_000
"""A folder with more bytes than this gets no fingerprint."""


def fingerprint(folder: Path, extra: Iterable[Path] = ()) -> str | None:
    """Return a digest of every file below a folder, by name and content, and of single files beside it.

    None where it cannot be told: a link, a file that is no file, that cannot be read, or too much to read.
    """
    digest = hashlib.sha256(folder.resolve().name.encode())
    size = 0
    try:
        for name, path in (*_files(str(folder), ""), *((str(p), str(p)) for p in extra)):
            content = _content(path, MOST - size + 1) if path else b""
            size += len(content)
            if size > MOST:
                return None
            digest.update(f"{len(name)} {name} {len(content)} ".encode(errors="surrogateescape"))
            digest.update(content)
    except (OSError, _NotPlain):
        return None
    return digest.hexdigest()


def _content(path: str, most: int) -> bytes:
    with open(path, "rb") as stream:  # noqa: PTH123 - this is on the start-up path
        return first_bytes(stream, most)


class _NotPlain(Exception):
    """There is something other than files and folders."""


def _files(folder: str, inside: str) -> Iterable[tuple[str, str]]:
    """Yield the name and the path of every file, and the name of every folder without a path."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{inside}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield f"{name}/", ""
            yield from _files(entry.path, f"{name}/")
        elif entry.is_file(follow_symlinks=False):
            yield name, entry.path
        else:
            raise _NotPlain


def code_stamp(package: Path) -> str:
    """Return what changes when the program itself does: the names, sizes and times of its files."""
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(names):
            stat = os.stat(f"{folder}/{name}")  # noqa: PTH116 - this is on the start-up path
            digest.update(f"{folder}/{name} {stat.st_size} {stat.st_mtime_ns} ".encode(errors="surrogateescape"))
    return digest.hexdigest()
