"""Sheets of statements: written and read again without loss, as CSV and as workbooks; no cell a formula."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook, load_workbook
from random_sayings import said_in_full, words
from strategies import negotiations
from syrupy.assertion import SnapshotAssertion
from terminal import negmap

from negmap.cli.export import TABLES
from negmap.exchange.csv_sheets import BOM
from negmap.exchange.imported import imported
from negmap.exchange.incoming import sheets_in
from negmap.exchange.notation import of_free, to_free
from negmap.exchange.read_xlsx import unescaped
from negmap.exchange.sheets import Sheet, statement_sheets
from negmap.exchange.xlsx import workbook
from negmap.files.loader import load
from negmap.files.statement_text import plain_data, statement_text
from negmap.model.negotiation import Negotiation
from negmap.model.statements import Statement
from negmap.report.cells import csv_text, guarded, unguarded

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "positions" / "ukraine-2025"
CASES = sorted(path for path in (ROOT / "tests" / "cases").iterdir() if path.is_dir())
Write = Callable[..., Path]
_ROOM = 300_000_000
"""How much memory a refusal may take, in bytes."""


def _as_csv(sheets: tuple[Sheet, ...], folder: Path) -> Path:
    for sheet in sheets:
        (folder / f"{sheet.name}.csv").write_bytes((BOM + csv_text(sheet.cells())).encode())
    return folder


def _as_xlsx(sheets: tuple[Sheet, ...], folder: Path) -> Path:
    (folder / "map.xlsx").write_bytes(workbook(sheets, "A map"))
    return folder / "map.xlsx"


FORMS = pytest.mark.parametrize("form", [_as_csv, _as_xlsx])
Form = Callable[[tuple[Sheet, ...], Path], Path]


def _again(statements: dict[str, Statement], bare: Negotiation, form: Form, folder: Path) -> dict[str, Statement]:
    """Return statements after they were written and read again, into a negotiation that has none."""
    raws, wrong = sheets_in([form(statement_sheets(statements.values()), folder)])
    assert wrong == ()
    return dict(imported(raws, bare).new)


@st.composite
def _full(draw: st.DrawFn) -> Negotiation:
    drawn = draw(negotiations(history=True, max_terms=3, max_positions=5))
    others = tuple(drawn.statements)
    return replace(drawn, statements={k: draw(said_in_full(s, others)) for k, s in drawn.statements.items()})


@FORMS
@given(negotiation=_full())
@settings(max_examples=40)
def test_random_statements_are_the_same_again(form: Form, negotiation: Negotiation) -> None:
    with TemporaryDirectory() as name:
        again = _again(dict(negotiation.statements), replace(negotiation, statements={}), form, Path(name))
    assert again == negotiation.statements


@given(negotiation=_full())
@settings(max_examples=40)
def test_random_statements_are_the_same_as_files(negotiation: Negotiation) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "statements"
        folder.mkdir()
        for key, statement in negotiation.statements.items():
            (folder / f"{key}.yaml").write_text(statement_text(plain_data(statement)), encoding="utf-8", newline="")
        assert load(Path(name))[0].statements == negotiation.statements


@FORMS
@pytest.mark.parametrize("folder", [SHIPPED, *CASES], ids=lambda path: path.name)
def test_whole_negotiations_are_the_same_again(form: Form, folder: Path, tmp_path: Path) -> None:
    negotiation = load(folder)[0]
    assert (
        _again(dict(negotiation.statements), replace(negotiation, statements={}), form, tmp_path)
        == negotiation.statements
    )


@given(texts=st.lists(words(), max_size=4))
def test_free_texts_in_one_cell_are_the_same_again(texts: list[str]) -> None:
    assert to_free(of_free(list(texts))) == texts


@given(text=words())
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = guarded(text)
    assert cell[0] not in "=+-@\t\r＝＋－＠"
    assert unguarded(cell) == text


def _hostile(folder: Path) -> Path:
    """Write a statement whose every free text begins as a formula."""
    path = folder / "statements" / "hostile.yaml"
    path.write_text(
        statement_text(
            {
                "party": "north",
                "date": "2025-03-01",
                "speaker": {"name": "=HYPERLINK(1)"},
                "summary": {"en": '=cmd|"/c calc"!A1', "ja": "@SUM(1)"},
                "tags": ["+1"],
                "note": "-2+3",
                "positions": [{"demand": "ceasefire", "at_least": "-5", "note": "\t=1"}],
            }
        ),
        encoding="utf-8",
    )
    return path


NORTH = """
--- file: terms.yaml
ceasefire: {title: Ceasefire, quantity: {unit: days}}
withdrawal: {title: "=Withdrawal"}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions:
  - {demand: withdrawal}
--- file: statements/south.yaml
party: south
date: 2025-03-01
positions:
  - {reject: withdrawal}
"""


@pytest.fixture
def north(write_folder: Write) -> Path:
    return write_folder(NORTH, "north")


def test_formulas_are_text_everywhere(north: Path, tmp_path: Path) -> None:
    """Free texts that begin as formulas: no cell of any table does, and an import gives the same statement."""
    hostile = _hostile(north)
    before = load(north)[0]
    assert negmap("export", "csv", "-o", tmp_path / "out", "--positions", north).code == 0
    assert negmap("export", "xlsx", "-o", tmp_path / "out.xlsx", "--positions", north).code == 0
    cells = [cell for path in (tmp_path / "out").iterdir() for row in _rows(path) for cell in row if cell]
    assert [cell for cell in cells if cell[0] in "=+-@\t\r"] == []
    assert "'=HYPERLINK(1)" in cells
    book = load_workbook(tmp_path / "out.xlsx")
    types = {cell.data_type for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert types <= {"s", "n"}
    hostile.unlink()
    for path in (tmp_path / "out", tmp_path / "out.xlsx"):
        assert negmap("import", path, "--positions", north).out.endswith(
            "\n1 statement with 1 position written, 2 were there already\n"
        )
        assert load(north)[0] == before
        hostile.unlink()


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_exports_are_the_same_bytes_every_time(north: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        negmap("export", "csv", "-o", tmp_path / name, "--positions", north)
        negmap("export", "xlsx", "-o", tmp_path / f"{name}.xlsx", "--positions", north)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    files = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())  # else spreadsheets garble it
    assert sorted(files) == [f"{name}.csv" for name in sorted(["about", *TABLES])]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_reports_are_equal_after_the_round_trip(form: str, tmp_path: Path) -> None:
    """The shipped negotiation, its statements written anew from an export: every report is the same text."""
    copy = tmp_path / "ukraine-2025"
    shutil.copytree(SHIPPED, copy)
    out = tmp_path / ("out" if form == "csv" else "out.xlsx")
    assert negmap("export", form, "-o", out, "--positions", copy).code == 0
    shutil.rmtree(copy / "statements")
    assert negmap("check", "--positions", copy).code != 0
    assert negmap("import", out, "--positions", copy).code == 0
    for command in (["conflicts", "--format", "json"], ["concessions"], ["relations"], ["gaps"]):
        assert negmap(*command, "--positions", copy).out == negmap(*command, "--positions", SHIPPED).out


def _import(folder: Path, into: Path, **tables: str) -> Any:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text("".join(f"{line.strip()}\n" for line in text.strip().splitlines()))
    return negmap("import", folder.name, "--positions", into, at=folder.parent)


def test_every_fault_of_every_sheet_at_once(north: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    ran = _import(
        tmp_path / "in",
        north,
        statements="""
            statement,party,date,sumary,via
            east-1,easst,2025-02-30,x,phone
            East 2,north,2025-03-02,,
            north,south,2025-03-02,,
            """,
        positions="""
            statement,number,reading,stance,on,after,at_least,note,note.en
            east-1,1,,demnd,withdrawal,,,,
            east-1,3,,reject,widthdrawal,,,a,b
            east-1,,,support,ceasefire,withdrawl | ceasefire,few,,
            east-1,,,demand,,,,,
            east-9,,,demand,withdrawal,,,,
            """,
    )
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == snapshot


def test_an_unknown_name_is_told_once(north: Path, tmp_path: Path) -> None:
    """A table with terms and parties that the negotiation lacks: a line for each, with where it stands first."""
    rows = "".join(f"east-{n % 7},,demand,{'ceasefire' if n % 3 else 'cease'},pause | stop\n" for n in range(14))
    ran = _import(
        tmp_path / "in",
        north,
        statements="statement,party,date\n" + "".join(f"east-{n},{'easst'},2025-03-02\n" for n in range(6)),
        positions=f"statement,number,stance,on,after\n{rows}",
        more="statement,number,stance,on,after\neast-1,,demand,stop,\n",
    )
    assert (ran.code, ran.out) == (2, "")
    assert [line for line in ran.err.splitlines() if "remedy" not in line] == [
        "in/more.csv:2:4: unknown-term unknown term `stop`, 13 times "
        "(cells D2, in/positions.csv E2, E3, E4, E5 and 8 more)",
        "in/positions.csv:2:4: unknown-term unknown term `cease`, 4 times (cells D2, D5, D11, D14)",
        "in/positions.csv:2:5: unknown-term unknown term `pause`, 12 times (cells E2, E3, E4, E5, E6 and 7 more)",
        "in/positions.csv:8:1: unknown-statement no statement `east-6` in these sheets, 2 times (cells A8, A15)",
        "in/statements.csv:2:2: unknown-party unknown party `easst`, 6 times (cells B2, B3, B4, B5, B6 and 1 more)",
        "5 faults: nothing was written.",
    ]


def test_what_is_there_is_never_overwritten(north: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in north.rglob("*.yaml")}
    statements = """
        statement,party,date
        east,north,2025-03-02
        north,north,2025-03-09
        """
    ran = _import(tmp_path / "in", north, statements=statements)
    assert (ran.code, ran.out) == (2, "")
    assert "in/statements.csv:3:1: duplicate-id `north` is in the negotiation already, in other words" in ran.err
    assert {path: path.read_bytes() for path in north.rglob("*") if path.is_file()} == before


def test_a_file_in_the_way_stops_all(north: Path, tmp_path: Path) -> None:
    """A folder that is named as the second file to be: nothing is written, the first file neither."""
    (north / "statements" / "west.yaml").mkdir()
    statements = "statement,party,date\neast,north,2025-03-02\nwest,north,2025-03-02"
    ran = _import(tmp_path / "in", north, statements=statements)
    assert ran.code == 2
    assert sorted(path.name for path in (north / "statements").iterdir()) == ["north.yaml", "south.yaml", "west.yaml"]


def test_a_dry_run_writes_nothing(north: Path, tmp_path: Path) -> None:
    statements = "statement,party,date\neast,north,2025-03-02"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "statements.csv").write_text(statements)
    ran = negmap("import", tmp_path / "in", "--dry-run", "--positions", north)
    assert ran.out == "statements/east.yaml\n1 statement with 0 positions would be written, 0 were there already\n"
    assert not (north / "statements" / "east.yaml").exists()


def _book(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """Write a workbook as a spreadsheet would: dates as dates, numbers as numbers, formulas as formulas."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def test_a_workbook_as_a_spreadsheet_saves_it(north: Path, tmp_path: Path) -> None:
    """Days that became dates, numbers that became numbers, blank rows between, a sheet of one's own notes."""
    path = _book(
        tmp_path / "map.xlsx",
        {
            "Statements": [["statement", "party", "date"], [], ["east", "north", datetime(2025, 3, 2)]],
            "positions": [
                ["statement", "number", "stance", "on", "at_least"],
                ["east", 1.0, "demand", "ceasefire", 30],
            ],
            "about": [["what"], ["mine"]],
        },
    )
    ran = negmap("import", path, "--positions", north)
    assert (ran.code, ran.err) == (0, "")
    assert (north / "statements" / "east.yaml").read_text() == (
        "party: north\ndate: 2025-03-02\npositions:\n  - demand: ceasefire\n    at_least: 30\n"
    )


def test_what_a_spreadsheet_computes_is_refused(north: Path, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["statement", "party", "date"]]
    rows += [["east", "=A1", date(2025, 3, 2)], ["west", "north", "#N/A"]]
    path = _book(tmp_path / "map.xlsx", {"statements": rows, "ideas": [["a"], ["b"]]})
    ran = negmap("import", path.name, "--positions", north, at=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    told = [line for line in ran.err.splitlines() if not line.startswith("  ")]
    assert told[0] == "map.xlsx[ideas]: unknown-sheet this sheet is none that is read"
    assert "map.xlsx[statements]:2:2: formula a formula stands here" in told
    assert any(line.startswith("map.xlsx[statements]:3:3: bad-cell") for line in told)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("map.xlsx", b"no workbook", "bad-workbook"),
        ("map.xlsx", b"PK\x05\x06" + bytes(18), "bad-workbook"),
        ("statements.csv", b'statement,party,date\n"east,north,2025', "bad-csv"),
        ("statements.csv", b"statement,party,date\n\xff\xfe", "not-utf8"),
        ("statements.csv", b"", "missing-column"),
        ("statements.pdf", b"%PDF", "other-format"),
    ],
)
def test_a_file_that_is_none(north: Path, tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    ran = negmap("import", name, "--positions", north, at=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert f" {code} " in ran.err
    assert "Traceback" not in ran.err


_ESCAPES = st.lists(st.sampled_from(["_", "x", "005F", "000D", "0041", "_x005F_", "_x000D_", "y"]), max_size=8)


@given(texts=st.lists(_ESCAPES.map("".join), min_size=1, max_size=5))
@settings(max_examples=60)
def test_text_that_looks_like_an_escape_is_the_same_again(texts: list[str]) -> None:
    """`_x000D_` in a text is these seven signs, in a workbook too, which has it for a carriage return."""
    sheet = Sheet("statements", ("summary",), tuple({"summary": guarded(text)} for text in texts))
    with TemporaryDirectory() as name:
        (raw,), wrong = sheets_in([_as_xlsx((sheet,), Path(name))])
    assert wrong == ()
    assert [unguarded(cells[0]) for _, cells in raw.rows[1:]] == texts


@given(text=_ESCAPES.map("".join))
def test_escapes_as_excel_writes_them(text: str) -> None:
    """Excel marks each text that looks like an escape, also where two share an underscore."""
    assert unescaped(re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)) == text
    assert unescaped(f"a_x000D_{text and 'b'}") == f"a\r{text and 'b'}"


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_workbook_that_defines_entities_is_refused(part: str, north: Path, tmp_path: Path) -> None:
    """A billion laughs: nothing is expanded, wherever in the workbook it stands, and in any encoding."""
    ha = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    for encoding in ("utf-8", "utf-16"):
        laughs = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE sst [{ha}]><sst>&l9;</sst>'
        _packed(tmp_path / "map.xlsx", {part: laughs.encode(encoding)})
        ran = negmap("import", "map.xlsx", "--positions", north, at=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines()[:2] == [
            f"map.xlsx: bad-workbook `{part}` in the workbook has a document type, as no spreadsheet writes it",
            "  remedy: open it in a spreadsheet and save it again as .xlsx",
        ]


def _packed(path: Path, parts: dict[str, bytes]) -> None:
    """Write a workbook with some of its parts replaced."""
    sheets = [Sheet("statements", ("statement", "party", "date"), ({"statement": "east"},)), Sheet("sources", (), ())]
    with (
        zipfile.ZipFile(io.BytesIO(workbook(sheets, "A map"))) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))


_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_BOMBS = {
    "unpacks to more than 200 MB": lambda: f"<!--{' ' * 101_000_000}-->",
    "has more than 10,000,000 tags and attributes": lambda: "<a>" * 5_000_001,
    "has more than 5,000,000 cells, the empty ones before others counted": lambda: _SHEET.format(
        "".join(f'<row r="{r}"><c r="XFD{r}"><v>1</v></c></row>' for r in range(1, 201))
    ),
}


@pytest.mark.parametrize("what", _BOMBS)
def test_a_bomb_is_refused_before_it_takes_memory(what: str, north: Path, tmp_path: Path) -> None:
    """A small file that unpacks to much, has a tree without end, or rows as wide as can be: refused, in 300 MB.

    Half of it stands in each of two sheets.
    """
    half = _BOMBS[what]().encode()
    _packed(tmp_path / "map.xlsx", {f"xl/worksheets/sheet{number}.xml": half for number in (1, 2)})
    assert (tmp_path / "map.xlsx").stat().st_size < 300_000
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({_ROOM}, {_ROOM}))"
    run = f"{limit}; from negmap.__main__ import main; main()"
    arguments = ["import", "map.xlsx", "--positions", str(north)]
    ran = subprocess.run(
        [sys.executable, "-c", run, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"map.xlsx: too-large the workbook {what}\n  remedy: ")


def test_notes_beside_the_tables_may_compute(north: Path, tmp_path: Path) -> None:
    """Sheets that are only to be read are passed over, whatever stands in them."""
    rows: list[list[Any]] = [["statement", "party", "date"], ["east", "north", "2025-03-02"]]
    path = _book(tmp_path / "map.xlsx", {"statements": rows, "About": [["=SUM(1,2)"]]})
    assert negmap("import", path, "--positions", north).code == 0


def test_semicolons_and_tabs(north: Path, tmp_path: Path) -> None:
    for sign, key in ((";", "east"), ("\t", "west")):
        text = f"statement,party,date,tags\n{key},north,2025-03-02,a b\n".replace(",", sign)
        (tmp_path / "statements.csv").write_text(text)
        assert negmap("import", tmp_path / "statements.csv", "--positions", north).code == 0
    assert load(north)[0].statements["west"].tags == ("a b",)


def test_rows_may_stand_in_any_order(north: Path, tmp_path: Path) -> None:
    """Sorted by something else in a spreadsheet: numbers tell where a position, and a reading, belongs."""
    ran = _import(
        tmp_path / "in",
        north,
        statements="statement,party,date\neast,north,2025-03-02",
        positions="""
            statement,number,reading,stance,on
            east,2,2,support,withdrawal
            east,2,,demand,withdrawal
            east,1,,demand,ceasefire
            east,2,1,consider,withdrawal
            """,
    )
    assert (ran.code, ran.err) == (0, "")
    first, second = load(north)[0].statements["east"].positions
    assert (first.stance, second.stance) == ("demand", "demand")
    assert [reading.stance for reading in second.readings] == ["consider", "support"]


def test_an_export_with_new_rows_adds_only_those(north: Path, tmp_path: Path) -> None:
    negmap("export", "csv", "-o", tmp_path / "out", "--positions", north)
    before = {path: path.read_bytes() for path in (north / "statements").iterdir()}
    with (tmp_path / "out" / "statements.csv").open("a", encoding="utf-8", newline="") as stream:
        stream.write("east,north,2025-03-02\r\n")
    out = negmap("import", tmp_path / "out", "--positions", north).out
    assert out == "statements/east.yaml\n1 statement with 0 positions written, 2 were there already\n"
    assert {path: path.read_bytes() for path in before} == before


def test_a_list_that_was_cut_says_so(tmp_path: Path) -> None:
    negmap("export", "csv", "--limit", "1", "-o", tmp_path / "cut", "--positions", SHIPPED)
    assert ["note", "INCOMPLETE: the search stopped at 1 package of a part of the map; there may be more."] in _rows(
        tmp_path / "cut" / "about.csv"
    )
    ran = negmap("export", "gexf", "--timeout", "0.000001", "--positions", SHIPPED)
    assert "INCOMPLETE: the time given was up" in ran.out
