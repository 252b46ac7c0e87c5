"""CSV files: written for spreadsheets and scripts alike, and read with any usual separator."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from negmap.diagnostics import Diagnostic
from negmap.exchange.raw import Cell, Raw, wrong
from negmap.files.disk import MAX_FILE, Found, content, text_of

BOM = "\ufeff"
"""Stands first in a file, for without it spreadsheets take the text for another encoding."""
_SEPARATORS = ",;\t"


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV (RFC 4180)."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def read_csv(path: Path, name: str) -> tuple[Raw | None, tuple[Diagnostic, ...]]:
    """Return the sheet in a CSV file with what is wrong with the file."""
    data = content(Found(path, name))
    if isinstance(data, Diagnostic):
        return None, (data,)
    text, found = text_of(name, data)
    if text is None or any(d.is_error for d in found):
        return None, tuple(found)
    rows: list[tuple[int, tuple[str, ...]]] = []
    csv.field_size_limit(MAX_FILE)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        rows += ((number, tuple(row)) for number, row in enumerate(reader, 1) if any(row))
    except csv.Error as error:
        place = Cell(name, len(rows) + 1, 1, "", "")
        remedy = "close every quotation mark, and write one inside a cell twice"
        return None, (*found, wrong(place, "bad-csv", f"this row is no CSV: {error}", remedy))
    return Raw(name, path.stem.lower(), tuple(rows)), tuple(found)


def _separator(text: str) -> str:
    """Return the separator that the first line has most of; some spreadsheets write semicolons."""
    first = text.partition("\n")[0]
    return max(_SEPARATORS, key=first.count)
