"""Workbooks: written with every cell as a text or a number, and read without running anything."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negmap.diagnostics import Diagnostic
from negmap.exchange.columns import NUMBERS
from negmap.exchange.raw import MAX_ROWS, Cell, Raw, wrong
from negmap.exchange.sheets import Sheet
from negmap.files.disk import Found, about_file, content
from negmap.report.cells import unescaped

if TYPE_CHECKING:
    from openpyxl.cell import Cell as BookCell

MAX_TEXT = 32_767
"""The longest text that a cell of a workbook holds, in characters."""
_MAX_UNPACKED = 400_000_000
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
        return len(text) <= 15 and Decimal(_number(float(text))) == Decimal(text)
    except (ValueError, ArithmeticError):
        return False


def _number(value: float) -> str:
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def read_xlsx(path: Path, name: str) -> tuple[tuple[Raw, ...], tuple[Diagnostic, ...]]:
    """Return the sheets of a workbook with what is wrong with it."""
    data = content(Found(path, name))
    if isinstance(data, Diagnostic):
        return (), (data,)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > _MAX_UNPACKED:
                return (), (about_file(name, "too-large", "the workbook unpacks to more than 400 MB", "split it"),)
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data), read_only=True)
        found: list[Diagnostic] = []
        sheets = tuple(_sheet(page, f"{name}[{page.title}]", found) for page in book.worksheets)
        return sheets, tuple(found)
    except Exception as error:  # whatever the library makes of a broken workbook, it is the input that is at fault
        remedy = "open it in a spreadsheet and save it again as .xlsx, or save its sheets as CSV"
        return (), (about_file(name, "bad-workbook", f"no workbook can be read here: {error}"[:300], remedy),)


def _sheet(page: Any, label: str, found: list[Diagnostic]) -> Raw:
    rows: list[tuple[int, tuple[str, ...]]] = []
    page.reset_dimensions()
    for number, row in enumerate(page.iter_rows(max_row=MAX_ROWS), 1):
        cells = tuple(_text(cell, Cell(label, number, column, "", ""), found) for column, cell in enumerate(row, 1))
        if any(cells):
            rows.append((number, cells))
    return Raw(label, page.title.strip().lower(), tuple(rows))


def _text(cell: BookCell, place: Cell, found: list[Diagnostic]) -> str:
    """Return what a cell holds as text; a formula or an error is a fault."""
    value: Any = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        found.append(wrong(place, "formula", "a formula stands here", "put its value in its place, as text"))
        return ""
    if cell.data_type == "e":
        found.append(
            wrong(place, "bad-cell", f"the spreadsheet could not compute this cell: {value}", "write the value")
        )
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.isoformat()[:10] if _is_day(value) else value.isoformat()
    return _number(value) if isinstance(value, float) else unescaped(str(value))


def _is_day(value: date) -> bool:
    return not isinstance(value, datetime) or value == datetime(value.year, value.month, value.day)
