"""Tables of any length, written row by row: CSV, or Parquet. The same rows give the same bytes."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, get_args

from negmap.findings.corpus import SHAPES, TABLES, Cell, Column
from negmap.report.cells import guarded

Kind = Literal["csv", "parquet"]
GROUP = 2_000
"""So many rows are held before they are written."""


class NoParquet(Exception):
    """The library that writes Parquet is not installed."""


class _Writer(Protocol):
    def write(self, rows: Sequence[Sequence[Cell]]) -> None: ...
    def close(self) -> None: ...


class Tables:
    """Tables in one folder, one file a table. None is there before all are whole."""

    def __init__(self, folder: Path, kind: Kind, tables: Mapping[str, Sequence[Column]]) -> None:
        """Take the folder, made if need be, and the columns of each table. Raises NoParquet, OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._kind = folder, kind
        self._work = tempfile.TemporaryDirectory(dir=folder, prefix=".new-")
        made = _Csv if kind == "csv" else _Parquet
        self._writers: dict[str, _Writer] = {}
        self._held: dict[str, list[Sequence[Cell]]] = {name: [] for name in tables}
        self.lengths = dict.fromkeys(tables, 0)
        try:
            for name, columns in tables.items():
                self._writers[name] = made(Path(self._work.name) / self.file(name), columns)
        except ImportError:
            self._work.cleanup()
            raise NoParquet from None

    def file(self, name: str) -> str:
        """Return the name of a table's file."""
        return f"{name}.{self._kind}"

    def add(self, rows: Mapping[str, Iterable[Sequence[Cell]]]) -> None:
        """Add rows to tables."""
        for name, more in rows.items():
            held = self._held[name]
            held.extend(more)
            while len(held) >= GROUP:
                self._write(name, held[:GROUP])
                del held[:GROUP]

    def _write(self, name: str, rows: Sequence[Sequence[Cell]]) -> None:
        self._writers[name].write(rows)
        self.lengths[name] += len(rows)

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, at: TracebackType | None) -> None:
        """Put the tables in their places if all went well."""
        for name, rows in self._held.items():
            if rows and kind is None:
                self._write(name, rows)
            self._writers[name].close()
        if kind is None:
            for name in self._writers:
                (Path(self._work.name) / self.file(name)).replace(self._folder / self.file(name))
            self._remove_others()
        self._work.cleanup()

    def _remove_others(self) -> None:
        """Remove tables of an earlier run that are none of this one's, so that no two runs are mixed up."""
        own = {self.file(name) for name in self._writers}
        for name in (f"{table}.{kind}" for table in (*TABLES, SHAPES) for kind in get_args(Kind)):
            if name not in own:
                (self._folder / name).unlink(missing_ok=True)


class _Csv:
    """UTF-8, a line a row; the items of a list joined by blanks (ids hold none), nothing where there is no value.

    Words are never a formula: an apostrophe stands before what a spreadsheet could take for one.
    """

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._stream = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\n")
        self._writer.writerow(column.name for column in columns)

    def write(self, rows: Sequence[Sequence[Cell]]) -> None:
        self._writer.writerows([_text(cell) for cell in row] for row in rows)

    def close(self) -> None:
        self._stream.close()


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if cell is None or isinstance(cell, int):
        return "" if cell is None else str(cell)
    text = " ".join(cell) if isinstance(cell, list) else cell
    return guarded(text) if text else ""


class _Parquet:
    """Lists as lists, days as days."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        types: dict[str, Any] = {
            "text": pa.string(),
            "number": pa.int64(),
            "truth": pa.bool_(),
            "day": pa.date32(),
            "texts": pa.list_(pa.string()),
        }
        self._columns, self._table = columns, pa.Table
        self._schema = pa.schema([(column.name, types[column.kind]) for column in columns])
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")

    def write(self, rows: Sequence[Sequence[Cell]]) -> None:
        by_column = {
            column.name: [_day(row[n]) if column.kind == "day" else row[n] for row in rows]
            for n, column in enumerate(self._columns)
        }
        self._writer.write_table(self._table.from_pydict(by_column, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


def _day(cell: Cell) -> date | None:
    return date.fromisoformat(cell) if isinstance(cell, str) else None
