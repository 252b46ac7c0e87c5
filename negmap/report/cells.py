"""Cells and rows of spreadsheets: never a formula, and the same text again when they are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

GUARD = "'"
_STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def guarded(text: str) -> str:
    """Return a text as a cell holds it: an apostrophe before what a spreadsheet could take for a formula.

    A text that begins with an apostrophe gets another one, and an empty text is one apostrophe, so
    that an empty cell always means that there is nothing.
    """
    return GUARD + text if not text or text.startswith((*_STARTS_FORMULA, GUARD)) else text


def unguarded(cell: str) -> str:
    """Return the text that a cell holds, without its guard."""
    return cell.removeprefix(GUARD)


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV (RFC 4180)."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()
