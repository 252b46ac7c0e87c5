"""Whether files have changed: by their names, times and sizes, which is cheap enough to ask many times a second.

Asking works on every file system; being told does not (network drives, containers, some editors).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import scandir
from pathlib import Path

Mark = tuple[str, int, int, int]
State = frozenset[Mark]


def state(places: Iterable[Path]) -> State:
    """Return the state of files and of everything in folders; what cannot be read is not there."""
    return frozenset(mark for place in places for mark in _place(place))


def _place(place: Path) -> Iterator[Mark]:
    try:
        found = place.stat()
    except OSError:
        return
    yield str(place), found.st_mtime_ns, found.st_size, found.st_ino
    if place.is_dir():
        yield from _inside(str(place))


def _inside(folder: str) -> Iterator[Mark]:
    """Yield the marks of everything in a folder but hidden names, which are other programs' own."""
    try:
        with scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith("."):
                    found = entry.stat()
                    yield entry.path, found.st_mtime_ns, found.st_size, found.st_ino
                    if entry.is_dir():
                        yield from _inside(entry.path)
    except OSError:
        return
