"""Files to import: CSV files, a folder of them, or a workbook, as sheets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from negmap.diagnostics import Diagnostic
from negmap.exchange.csv_sheets import read_csv
from negmap.exchange.raw import Raw
from negmap.exchange.read_xlsx import read_xlsx
from negmap.files.disk import about_file

_BOOKS = (".xlsx", ".xlsm")


def sheets_in(paths: Iterable[Path]) -> tuple[tuple[Raw, ...], tuple[Diagnostic, ...]]:
    """Return the sheets of files and folders, with what is wrong with the files."""
    raws: list[Raw] = []
    found: list[Diagnostic] = []
    for path in _files(paths):
        name = path.as_posix()
        if path.suffix.lower() in _BOOKS:
            more, wrong = read_xlsx(path, name)
            raws += more
        elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
            one, wrong = read_csv(path, name)
            raws += [one] if one else []
        else:
            wrong = (about_file(name, "other-format", "this is neither .csv nor .xlsx", "save it as one of the two"),)
        found += wrong
    return tuple(raws), tuple(found)


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        yield from sorted(p for p in path.iterdir() if p.suffix.lower() == ".csv") if path.is_dir() else [path]
