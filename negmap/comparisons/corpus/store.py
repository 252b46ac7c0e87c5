"""What is known of each negotiation, kept by the content it was made of: a run that was cut off goes on from there."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from negmap.comparisons.corpus.task import Part
from negmap.files.below import Files
from negmap.findings.corpus import Cell

Tables = dict[str, list[list[Cell]]]
"""Rows by the name of their table, as plain values."""
FOLDER = "parts"


class Store:
    """A folder of parts. Each is written in one step, and read only if it is whole. It can be deleted at any time."""

    def __init__(self, folder: Path, program: str, settings: str) -> None:
        """Take the folder of the tables, and what every part in it depends on besides the files."""
        self._folder = folder / FOLDER
        self._base = hashlib.sha256(f"{program}\n{settings}\n".encode())

    def key(self, name: str, files: Files) -> str:
        """Return what names a part by its content: the program, the settings, the name and every byte of the files."""
        digest = self._base.copy()
        digest.update(f"{len(name)} {name} ".encode())
        for inside, data in files.items():
            digest.update(f"{len(inside)} {inside} {len(data)} ".encode())
            digest.update(data)
        return digest.hexdigest()

    def kept(self, key: str) -> int | None:
        """Return how many faults a whole part holds that need not be made again; None where there is none."""
        found = self._read(key)
        return found.faults if found is not None and found.kept else None

    def tables(self, key: str) -> Tables:
        """Return the rows of a part that is there."""
        found = self._read(key)
        if found is None:
            raise OSError(f"{self._path(key)} is gone or damaged; run the command again")
        tables: Tables = json.loads(found.rows)
        return tables

    def all(self, keys: list[str]) -> Iterator[Tables]:
        """Yield the rows of each part, one at a time."""
        return (self.tables(key) for key in keys)

    def write(self, key: str, part: Part) -> None:
        """Keep a part."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_head(part) + part.rows)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _read(self, key: str) -> Part | None:
        try:
            head, _, rows = self._path(key).read_bytes().partition(b"\n")
            faults, kept = (int(field) for field in head.split()[:2])
        except (OSError, ValueError):
            return None
        found = Part(rows, faults, bool(kept))
        return found if _head(found) == head + b"\n" else None

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def _head(part: Part) -> bytes:
    return f"{part.faults} {int(part.kept)} {hashlib.sha256(part.rows).hexdigest()}\n".encode()
