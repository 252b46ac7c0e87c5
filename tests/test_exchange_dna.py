"""Exports of Discourse Network Analyzer: who agrees or disagrees with what becomes support and oppose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import negmap

from negmap.files.loader import load

TALKS = """
    --- file: parties.yaml
    north: {name: {en: Government of the North, ja: 北政府}}
    south: {name: South}
    --- file: terms.yaml
    ceasefire: {title: A ceasefire without conditions}
    withdrawal: {title: Withdrawal, stages: [begun, done]}
    """
CODED = """\
ID;Date;Document;Person;Organization;Concept;Agreement
1;2025-03-01 10:00:00;"Northern Post; front page";A minister;Government of the North;A ceasefire without conditions;1
2;2025-03-01 10:00:00;"Northern Post; front page";A minister;Government of the North;withdrawal;0
3;2025-03-01 10:00:00;"Northern Post; front page";A minister;Government of the North;withdrawal;0
4;01.03.2025;Isle Times;;北政府;CEASEFIRE;no
5;2025-03-02;Isle Times;The speaker;south;Withdrawal;true
"""


@pytest.fixture
def talks(write_folder: Callable[..., Path]) -> Path:
    folder = write_folder(TALKS, "talks")
    (folder / "statements").mkdir(exist_ok=True)
    return folder


def _import(text: str, talks: Path) -> tuple[int, str, str]:
    path = talks.parent / "dna.csv"
    path.write_text(text, encoding="utf-8")
    ran = negmap("import", "dna.csv", "--positions", talks, at=talks.parent)
    return ran.code, ran.out, ran.err


def test_agreement_is_support_and_disagreement_is_oppose(talks: Path) -> None:
    code, out, err = _import(CODED, talks)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "statements/2025-03-01-north.yaml",
        "statements/2025-03-01-north-2.yaml",
        "statements/2025-03-02-south.yaml",
        "3 statements with 4 positions written, 0 were there already",
    ]
    assert (talks / "statements" / "2025-03-01-north.yaml").read_text(encoding="utf-8") == (
        "party: north\n"
        "date: 2025-03-01\n"
        "speaker:\n"
        "  name: A minister\n"
        "sources:\n"
        "  - title: Northern Post; front page\n"
        "positions:\n"
        "  - support: ceasefire\n"
        "  - oppose: withdrawal.done\n"
    )
    said = {p.id: (p.position.stance.value, p.position.target) for p in load(talks)[0].positions.values()}
    assert said["2025-03-01-north-2#1"] == ("oppose", "ceasefire")
    assert said["2025-03-02-south#1"] == ("support", "withdrawal.done")
    assert negmap("check", "--no-remarks", "--positions", talks).code == 0


def test_the_same_export_again_changes_nothing(talks: Path) -> None:
    _import(CODED, talks)
    assert _import(CODED, talks)[1] == "0 statements with 0 positions written, 3 were there already\n"


def test_a_concept_that_nothing_is_called_is_told_once(talks: Path) -> None:
    rows = "".join(f"{n};2025-03-0{n};Post;;south;A truce;1\n" for n in range(1, 8))
    code, out, err = _import(CODED.splitlines()[0] + "\n" + rows, talks)
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == (
        "dna.csv:2:6: unknown-term no term is called `A truce`, 7 times (cells F2, F3, F4, F5, F6 and 2 more)"
    )
    assert err.endswith("\n1 fault: nothing was written.\n")


def test_who_and_what_is_unknown_is_said_all_at_once(talks: Path) -> None:
    """Nobody and nothing is made up: parties and terms are for the analyst to define."""
    rows = "organisation,concept,agreement,date\nSoutth,A ceasefire,maybe,3 March\nnorth,Withdrawal,1,2025-03-01\n"
    code, out, err = _import(rows, talks)
    assert (code, out) == (2, "")
    assert [line for line in err.splitlines() if not line.startswith("  ")] == [
        "dna.csv:2:1: unknown-party no party is called `Soutth`",
        "dna.csv:2:2: unknown-term no term is called `A ceasefire`",
        "dna.csv:2:3: unknown-value `maybe` is neither agreement nor disagreement",
        "dna.csv:2:4: not-a-date `3 March` is not a date",
        "4 faults: nothing was written.",
    ]
    assert "did you mean `south`?" in err
    assert list((talks / "statements").iterdir()) == []


def test_a_column_that_lacks_is_named(talks: Path) -> None:
    code, _, err = _import("organisation,concept,agreement\nnorth,ceasefire,1\n", talks)
    assert code == 2
    assert "dna.csv:1:1: missing-column an export of Discourse Network Analyzer needs a column `date`" in err
