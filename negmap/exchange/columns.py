"""The columns of the sheets that hold statements, their positions and their sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from negmap.exchange import notation
from negmap.files.marked_yaml import Data
from negmap.model.positions import Stance

Sort = Literal["word", "text", "ids", "each", "guard", "free", "number"]
"""What a column holds; a text has a column without a language and one for each language, as `note.en`."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and the keys under which a file writes the value."""

    name: str
    path: tuple[str, ...]
    sort: Sort = "word"


def _columns(**paths: str) -> tuple[Column, ...]:
    """Return columns from ``heading="path sort"``; a dot in the path leads into a record."""
    found = []
    for name, text in paths.items():
        path, _, sort = text.partition(" ")
        found.append(Column(name, tuple(path.split(".")), sort or "word"))  # type: ignore[arg-type]
    return tuple(found)


STATEMENT = _columns(
    party="party",
    date="date",
    speaker="speaker.name text",
    role="speaker.role text",
    venue="venue text",
    via="via",
    relayed_by="relayed_by text",
    summary="summary text",
    setting="setting",
    handling="handling",
    disputed_by="disputed_by ids",
    withdraws="withdraws ids",
    tags="tags free",
    coded_by="coded_by",
    checked_by="checked_by",
    note="note text",
)
POSITION = (
    *_columns(id="id", before="before each", after="after each"),
    Column("with", ("with",), "each"),
    *_columns(no_later_than="no_later_than each", requires="requires each", includes="includes each"),
    *_columns(at_least="at_least number", at_most="at_most number", exactly="exactly number"),
    Column("if", ("if",), "guard"),
    *_columns(unless="unless guard", firmness="firmness", quote="quote.text", quote_lang="quote.lang"),
    *_columns(reason="reason text", read="read", replaces="replaces ids", until="until", note="note text"),
)
SOURCE = _columns(
    publisher="publisher",
    origin="origin",
    title="title text",
    url="url",
    archive="archive",
    lang="lang",
    published="published",
    accessed="accessed",
    note="note text",
)
KEYS = {
    "statements": ("statement",),
    "positions": ("statement", "number", "reading", "stance", "on"),
    "sources": ("statement", "number"),
}
"""The first columns of each sheet: what a row is, and what it hangs on."""
COLUMNS = {"statements": STATEMENT, "positions": POSITION, "sources": SOURCE}
SHOWN = {"statements": (), "positions": ("party", "date", "in_force", "says"), "sources": ()}
"""The last columns of each sheet: to read only, and passed over when a sheet is read."""
NUMBERS = frozenset(column.name for column in POSITION if column.sort == "number") | {"number"}
"""Headings of columns with numbers."""
STANCES = tuple(stance.value for stance in Stance)

_WRITE: dict[Sort, Callable[[Data], str]] = {
    "ids": notation.of_ids,
    "each": notation.of_each,
    "guard": notation.of_guard,
    "free": notation.of_free,
}
_READ: dict[Sort, Callable[[str], Data]] = {
    "ids": notation.to_ids,
    "each": notation.to_each,
    "guard": notation.to_guard,
    "free": notation.to_free,
}


def written(sort: Sort, value: Data) -> str:
    """Return a value, as a file holds it, as the text of a cell."""
    return _WRITE.get(sort, str)(value)


def read(sort: Sort, cell: str) -> Data:
    """Return the text of a cell as the value that a file would hold."""
    return _READ.get(sort, str)(cell)
