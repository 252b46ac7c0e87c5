"""Every report as CSV: nothing of it is lost, every row is of one width, no cell begins as a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from strip import STRIP
from terminal import negmap, texts

REPORTS: dict[str, list[str]] = {
    "conflicts": ["conflicts", "--tensions"],
    "concessions": ["concessions", "--all"],
    "sequence": ["sequence"],
    "relations": ["relations"],
    "agreed": ["agreed"],
    "gaps": ["gaps"],
    "why": ["why", "ceasefire"],
    "show": ["show", "north"],
    "verify": ["verify"],
    "scenarios": ["scenarios"],
    "changes": ["changes"],
    "proposal": ["proposal", "draft"],
}
"""Each report of the made-up negotiation, by the command that gives it."""
ALL = pytest.mark.parametrize("name", REPORTS)
LOOKUPS = ("names", "titles", "wordings", "issues", "dates")


@pytest.fixture(scope="module")
def strip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from inspect import cleandoc

    from folders import written

    return written(cleandoc(STRIP), tmp_path_factory.mktemp("csv") / "strip")


def _rows(text: str) -> list[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(set(rows[0])) == len(rows[0])
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def _both(name: str, strip: Path) -> tuple[list[dict[str, str]], dict[str, Any]]:
    args = [*REPORTS[name], "--positions", str(strip)]
    ran = negmap(*args, "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    return _rows(ran.out), negmap(*args, "--format", "json").report


@ALL
def test_every_text_of_the_report_is_in_the_table(name: str, strip: Path) -> None:
    rows, report = _both(name, strip)
    held = "\n".join(cell.removeprefix("'") for row in rows for cell in row.values())
    for text in texts({key: value for key, value in report.items() if key not in LOOKUPS}):
        assert text in held


@ALL
def test_every_record_is_a_row(name: str, strip: Path) -> None:
    rows, report = _both(name, strip)
    for field, value in report.items():
        if isinstance(value, list) and field not in LOOKUPS:
            assert sum(row["part"] == field for row in rows) == len(value)


@ALL
def test_no_cell_begins_as_a_formula(name: str, strip: Path) -> None:
    rows, _ = _both(name, strip)
    assert [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")] == []


def test_a_row_leads_to_what_it_belongs_to(strip: Path) -> None:
    rows, report = _both("conflicts", strip)
    conflict = report["conflicts"][0]
    voices = [row for row in rows if row["part"] == "conflicts.claims.voices" and row["of"].startswith(conflict["id"])]
    assert [row["of"] for row in voices] == [
        f"{conflict['id']} / {claim['id']}" for claim in conflict["claims"] for _ in claim["voices"]
    ]
    assert [row["party.words"] for row in voices] == [
        report["names"][voice["party"]] for claim in conflict["claims"] for voice in claim["voices"]
    ]


def test_what_is_left_out_is_said_first(strip: Path) -> None:
    ran = negmap("conflicts", "--first-hand", "--include", "internal", "--format", "csv", "--positions", strip)
    head = {row["key"]: row["value"] for row in _rows(ran.out) if row["part"] == "report"}
    assert head["scope"].endswith("Not what parties would accept.")
    assert (head["applied.first_hand"], head["applied.internal"]) == ("yes", "yes")
