"""Workbooks, read: cells as text, nothing run, and no more than a bounded amount of it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negmap.diagnostics import Diagnostic
from negmap.exchange.headings import PASSED_OVER
from negmap.exchange.packed import Refused, harmless
from negmap.exchange.raw import MAX_ROWS, Cell, Raw, wrong
from negmap.exchange.xlsx import number_text
from negmap.files.disk import Found, about_file, content

if TYPE_CHECKING:
    from openpyxl.cell import Cell as BookCell

MAX_CELLS = 5_000_000
"""The most cells of a workbook that are read; those that are empty before others in a row count."""
_HEX = "[0-9A-Fa-f]{4}"
_ESCAPED = re.compile(f"_x005F(_x{_HEX}(?=_x005F_x{_HEX}_)|_x{_HEX}_)|_x(00[01][0-9A-Fa-f])_")


def read_xlsx(path: Path, name: str) -> tuple[tuple[Raw, ...], tuple[Diagnostic, ...]]:
    """Return the sheets of a workbook with what is wrong with it."""
    data = content(Found(path, name))
    if isinstance(data, Diagnostic):
        return (), (data,)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            harmless(packed)
        return _sheets(data, name)
    except Refused as refused:
        return (), (about_file(name, refused.code, refused.message, refused.remedy),)
    except Exception as error:  # whatever the library makes of a broken workbook, it is the input that is at fault
        remedy = "open it in a spreadsheet and save it again as .xlsx, or save its sheets as CSV"
        return (), (about_file(name, "bad-workbook", f"no workbook can be read here: {error}"[:300], remedy),)


def _sheets(data: bytes, name: str) -> tuple[tuple[Raw, ...], tuple[Diagnostic, ...]]:
    found: list[Diagnostic] = []
    sheets: list[Raw] = []
    left = MAX_CELLS
    for page in _book(data).worksheets:
        if page.title.strip().lower() in PASSED_OVER:
            continue
        sheet, left = _sheet(page, f"{name}[{page.title}]", left, found)
        sheets.append(sheet)
    return tuple(sheets), tuple(found)


def _book(data: bytes) -> Any:
    """Return a workbook whose shared texts are as they stand in it: openpyxl would drop each `x005F_` from them."""
    from openpyxl.cell.text import Text
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    class Reader(ExcelReader):
        def read_strings(self) -> None:
            part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
            if part is None:
                return
            with self.archive.open(part.PartName[1:]) as stream:
                for _, node in iterparse(stream):
                    if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                        text = Text.from_tree(node)
                        self.shared_strings.append(text.content if text else "")
                        node.clear()

    reader = Reader(io.BytesIO(data), read_only=True)
    reader.read()
    return reader.wb


def _sheet(page: Any, label: str, left: int, found: list[Diagnostic]) -> tuple[Raw, int]:
    """Return a sheet, and how many cells may still be read; raises Refused."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    page.reset_dimensions()
    for number, row in enumerate(page.iter_rows(max_row=MAX_ROWS), 1):
        left -= len(row)
        if left < 0:
            message = f"the workbook has more than {MAX_CELLS:,} cells, the empty ones before others counted"
            raise Refused("too-large", message, "take out what stands far to the right of the table, or split it")
        cells = tuple(_text(cell, label, (number, column), found) for column, cell in enumerate(row, 1))
        if any(cells):
            rows.append((number, cells))
    return Raw(label, page.title.strip().lower(), tuple(rows)), left


def _text(cell: BookCell, label: str, at: tuple[int, int], found: list[Diagnostic]) -> str:
    """Return what a cell holds as text; a formula or an error is a fault."""
    value: Any = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        place = Cell(label, *at, "", "")
        found.append(wrong(place, "formula", "a formula stands here", "put its value in its place, as text"))
        return ""
    if cell.data_type == "e":
        message = f"the spreadsheet could not compute this cell: {value}"
        found.append(wrong(Cell(label, *at, "", ""), "bad-cell", message, "write the value"))
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.isoformat()[:10] if _is_day(value) else value.isoformat()
    return number_text(value) if isinstance(value, float) else unescaped(str(value))


def unescaped(text: str) -> str:
    """Return a text of a workbook with its escapes undone.

    Control characters are written as _x000D_, and text that only looks so with _x005F before it (ECMA-376,
    ST_Xstring). Where two such texts share their underscore, XlsxWriter marks the first and Excel both; either is read.
    """
    return _ESCAPED.sub(lambda match: match[1] or chr(int(match[2], 16)), text)


def _is_day(value: date) -> bool:
    return not isinstance(value, datetime) or value == datetime(value.year, value.month, value.day)
