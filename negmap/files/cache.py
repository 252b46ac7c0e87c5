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

from negmap.files import disk, marked_yaml, text as text_rules, yaml_places
from negmap.files.marked_yaml import Data, Reading, YamlSource

MOST = 400_000_000
"""A larger file of kept data, in bytes, is begun anew."""
_TABLE = "CREATE TABLE IF NOT EXISTS parsed (key BLOB PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID"


class Cache:
    """Parsed files; a context manager, at whose end what is new is kept in one step."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the cache."""
        self._place = folder / "parsed.sqlite3"
        self._known: sqlite3.Connection | None = None
        self._new: list[tuple[bytes, str]] = []
        self._reader = hashlib.sha256(_reader_stamp())

    def __enter__(self) -> Cache:
        try:
            self._known = _opened(self._place)
            self._known.execute("BEGIN")  # one look at what is kept, not one for each file
        except (OSError, sqlite3.Error):
            self._known = None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._known is not None:
            with closing(self._known) as known, suppress(sqlite3.Error):
                known.commit()
                if self._new and kind is None:
                    with known:
                        known.executemany("INSERT OR REPLACE INTO parsed VALUES (?, ?)", self._new)

    def known(self, name: str, content: bytes) -> Reading | None:
        """Return what a file of this content was found to hold, if that was kept."""
        if self._known is None:
            return None
        try:
            row = self._known.execute("SELECT data FROM parsed WHERE key = ?", (self._key(content),)).fetchone()
            return None if row is None else Reading(json.loads(row[0]), YamlSource(name, content))
        except (sqlite3.Error, ValueError, TypeError):
            return None

    def keep(self, content: bytes, reading: Reading) -> None:
        """Remember what a content was found to hold, with nothing wrong in it, if that is public."""
        if self._known is not None and _public(reading.data):
            self._new.append((self._key(content), json.dumps(reading.data, ensure_ascii=False, separators=(",", ":"))))

    def _key(self, content: bytes) -> bytes:
        digest = self._reader.copy()
        digest.update(content)
        return digest.digest()


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


def _public(data: Data) -> bool:
    return not isinstance(data, dict) or data.get("handling", "public") == "public"


def _connected(place: Path) -> sqlite3.Connection:
    if not place.exists():
        place.touch(0o600)  # unpublished work is for nobody else's eyes
    known = sqlite3.connect(place, timeout=0.5)
    try:
        known.execute(_TABLE)
    except BaseException:
        known.close()
        raise
    return known


def _reader_stamp() -> bytes:
    """Return what changes when files are read in another way: the reader's own text, and the version of its parser."""
    parts = [Path(module.__file__ or "").read_bytes() for module in (disk, marked_yaml, yaml_places, text_rules)]
    return hashlib.sha256(b"\0".join([*parts, yaml.__version__.encode()])).digest()
