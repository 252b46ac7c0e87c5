"""The table of verbs: each form on it is a position that negmap reads, and no row lacks a reason."""

from __future__ import annotations

import re

import pytest
from folders import written
from generated import DOCS

import negmap
from negmap.model.positions import Stance

PAGE = (DOCS / "howto" / "verbs-to-stances.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| English", "| ---"))
]
TERMS = "x: {title: X}\ny: {title: Y}\nn: {title: N, quantity: {unit: people}}\n"


def test_every_row_has_both_languages_a_form_and_a_reason() -> None:
    assert len(ROWS) > 30
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []
    assert [row for row in ROWS if not re.search(r"[ぁ-んァ-ヶ一-龠]", row[1])] == []


def test_every_stance_is_on_it() -> None:
    assert {stance.value for stance in Stance} <= set(re.findall(r"\{(\w+):", "".join(row[2] for row in ROWS)))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_form_is_a_position(row: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    if row[2] == "nothing":
        return
    said = f"party: north\ndate: 2025-03-01\npositions: [{row[2].strip('`')}]\n"
    text = f"--- file: terms.yaml\n{TERMS}--- file: statements/north.yaml\n{said}"
    made = negmap.load(written(text, tmp_path_factory.mktemp("verbs") / "strip"))
    assert [*made.positions] == ["north#1"]
