"""CSV files as sheets, with any usual separator."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from negmap.diagnostics import Diagnostic
from negmap.exchange.raw import Cell, Raw, wrong
from negmap.files.disk import MAX_FILE, Found, content, text_of

BOM = "\ufeff"
"""Stands first in a file, for without it spreadsheets take the text for another encoding."""
_SEPARATORS = ",;\t"


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
