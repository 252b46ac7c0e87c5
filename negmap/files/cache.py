"""What YAML files were found to hold, kept by their content, so that what did not change is not parsed again.

A file is known by the digest of its bytes and of the reader, so what is kept is never out of date; it is plain data,
and is checked as data from the file itself would be. Everything is in one SQLite file that may be deleted at any time,
used by several processes at once, and cut off in the middle of a write. Where it cannot be used, files are read.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType

import yaml

from negmap.files import marked_yaml, text as text_rules, yaml_places
from negmap.files.marked_yaml import Data, Reading, YamlSource, read_yaml

MOST = 400_000_000
"""A larger file of kept data, in bytes, is begun anew."""
_TABLE = "CREATE TABLE IF NOT EXISTS parsed (key BLOB PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID"


class Cache:
    """Parsed files; a context manager, at whose end what is new is kept in one step."""

    def __init__(self, folder: Path | None) -> None:
        """Take the folder of the cache; None for one that keeps nothing."""
        self._place = None if folder is None else folder / "parsed.sqlite3"
        self._known: sqlite3.Connection | None = None
        self._new: list[tuple[bytes, str]] = []
        self._reader = _reader_stamp() if folder is not None else b""

    def __enter__(self) -> Cache:
        if self._place is not None:
            try:
                self._known = _opened(self._place)
            except (OSError, sqlite3.Error):
                self._known = None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._known is not None:
            with closing(self._known) as known, suppress(sqlite3.Error):
                if self._new and kind is None:
                    with known:
                        known.executemany("INSERT OR REPLACE INTO parsed VALUES (?, ?)", self._new)

    def read_yaml(self, name: str, content: bytes, text: str) -> Reading:
        """Do as `read_yaml` does for the text of a file's content; what had nothing wrong with it is remembered."""
        if self._known is None:
            return read_yaml(name, text)
        key = hashlib.sha256(self._reader + content).digest()
        found, data = self._kept(key)
        if found:
            return Reading(data, YamlSource(name, text))
        reading = read_yaml(name, text)
        if reading.whole and not reading.problems:
            self._new.append((key, json.dumps(reading.data, ensure_ascii=False, separators=(",", ":"))))
        return reading

    def _kept(self, key: bytes) -> tuple[bool, Data]:
        try:
            row = (
                self._known.execute("SELECT data FROM parsed WHERE key = ?", (key,)).fetchone() if self._known else None
            )
            return (False, None) if row is None else (True, json.loads(row[0]))
        except (sqlite3.Error, ValueError, TypeError):
            return False, None


def _opened(place: Path) -> sqlite3.Connection:
    """Open what is kept; begin anew where it is no longer a database, or has grown too large."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists() and place.stat().st_size > MOST:
        place.unlink()
    try:
        return _connected(place)
    except sqlite3.OperationalError:
        raise  # somebody else writes just now, or it may only be read
    except sqlite3.DatabaseError:
        place.unlink()
        return _connected(place)


def _connected(place: Path) -> sqlite3.Connection:
    known = sqlite3.connect(place, timeout=0.5)
    try:
        known.execute(_TABLE)
    except BaseException:
        known.close()
        raise
    return known


def _reader_stamp() -> bytes:
    """Return what changes when files are read in another way: the reader's own text, and the version of its parser."""
    parts = [Path(module.__file__ or "").read_bytes() for module in (marked_yaml, yaml_places, text_rules)]
    return hashlib.sha256(b"\0".join([*parts, yaml.__version__.encode()])).digest()
