"""Workbooks, written: every cell a text or a number."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from negmap.exchange.columns import NUMBERS
from negmap.exchange.sheets import Sheet

MAX_TEXT = 32_767
"""The longest text that a cell of a workbook holds, in characters."""
_MADE = datetime(2000, 1, 1)  # a workbook names a day; a fixed one keeps the same input the same bytes
_WIDE = 60


class TooLong(ValueError):
    """A text that no cell of a workbook can hold; says which."""


def workbook(sheets: Iterable[Sheet], title: str) -> bytes:
    """Return sheets as a workbook; raises TooLong."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": _MADE})
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    body = book.add_format({"valign": "top", "text_wrap": True})
    for sheet in sheets:
        _written(book.add_worksheet(sheet.name), sheet, head, body)
    book.close()
    return stream.getvalue()


def _written(page: Any, sheet: Sheet, head: Any, body: Any) -> None:
    page.freeze_panes(1, 1)
    for number, heading in enumerate(sheet.headings):
        longest = max((len(row.get(heading, "")) for row in sheet.rows), default=0)
        page.set_column(number, number, min(_WIDE, max(len(heading), longest) + 2))
    for row, cells in enumerate(sheet.cells()):
        for column, text in enumerate(cells):
            if len(text) > MAX_TEXT:
                raise TooLong(f"{sheet.name}, row {row + 1}, {sheet.headings[column]}: {len(text)} characters")
            if row and sheet.headings[column] in NUMBERS and _exact(text.removeprefix("'")):
                page.write_number(row, column, float(text.removeprefix("'")), body)
            elif text:
                page.write_string(row, column, text, body if row else head)


def _exact(text: str) -> bool:
    """Say whether a number stays the same when a spreadsheet keeps it in its own way."""
    try:
        return len(text) <= 15 and Decimal(number_text(float(text))) == Decimal(text)
    except (ValueError, ArithmeticError):
        return False


def number_text(value: float) -> str:
    """Return a number of a cell as text, without an exponent."""
    return format(Decimal(repr(value)), "f").removesuffix(".0")
