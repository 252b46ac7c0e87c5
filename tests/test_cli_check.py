"""`negmap check`, as it is run: every fault of every file at once, remarks, checkpoints, exit codes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from strip import STRIP
from syrupy.assertion import SnapshotAssertion
from terminal import negmap

Write = Callable[..., Path]


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


def test_nothing_at_fault(strip: Path) -> None:
    """A remark is printed, and is no fault."""
    ran = negmap("check", "--positions", strip)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "statements/2025-01-05-north-speech.yaml:2:7: old-words (remark) "
        "74 days older than the latest statement; shown as old, and still in force\n"
        "  2 | date: 2025-01-05\n"
        "    |       ^^^^^^^^^^\n"
        "  remedy: look for newer words, and let them replace these\n"
        "\n"
        "strip: 9 statements, 16 positions, 7 terms, 4 parties, 2 definitions, 1 scenario, 1 proposal, 1 event, "
        "0 checkpoints\n"
        "0 faults, 1 remark\n"
    )


def test_without_remarks(strip: Path) -> None:
    ran = negmap("check", "--no-remarks", "--positions", strip)
    assert ran.code == 0
    assert "(remark)" not in ran.out
    assert ran.out.splitlines()[-1] == "0 faults, 1 remark"


MANY = """
--- file: parties.yaml
north: {name: North, role: principle}
south: {name: South}
--- file: terms.yaml
ceasefire: {title: Ceasefire, is_a: truce}
withdrawal: {title: Withdrawal, stages: [begun, done]}
--- file: statements/a.yaml
party: north
date: 2025-02-30
positions:
  - {demand: ceasefire, befor: withdrawal.begun}
  - {only: withdrawal, after: ceasefire}
--- file: statements/b.yaml
party: south
date: 2025-03-01
positions: [{reject: ceasefire, replaces: [a#1]}
--- file: statements/c.yaml
party: south
date: 2025-03-02
date: 2025-03-03
"""


def test_every_fault_of_every_file_is_printed(write_folder: Write, snapshot: SnapshotAssertion) -> None:
    """Findings go to stdout, in the order of files and lines, each with its place and a remedy; the exit code is 1."""
    ran = negmap("check", "--positions", write_folder(MANY))
    assert (ran.code, ran.err) == (1, "")
    found = re.findall(r"^(\S+?):(\d+):(\d+): ([a-z-]+) (?!\(remark\))", ran.out, re.MULTILINE)
    assert [(file, code) for file, _, _, code in found] == [
        ("parties.yaml", "unknown-value"),
        ("statements/a.yaml", "not-a-date"),
        ("statements/a.yaml", "unknown-key"),
        ("statements/a.yaml", "bare-staged-term"),
        ("statements/b.yaml", "bad-yaml"),
        ("statements/c.yaml", "duplicate-key"),
        ("terms.yaml", "unknown-term"),
    ]
    assert re.search(r"^7 faults, \d+ remarks?$", ran.out.splitlines()[-1])
    assert ran.out == snapshot


EXPECT = """
expect:
  - {{as_of: 2025-03-17, incompatible: [[2025-03-01-north#1, 2025-03-10-south#troops]]}}
  - {wrong}
"""


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("{none: true}", "there is a conflict on 2025-03-17: in:monitors, out:foreign-presence"),
        ("{blocked: [roads]}", "`roads` is not blocked on 2025-03-17"),
        ("{as_of: 2025-03-09, rejected: [roads]}", "`roads` is not rejected on 2025-03-09"),
        (
            "{incompatible: [[2025-03-01-north#1, 2025-03-10-south#size]]}",
            "no conflict on 2025-03-17 is voiced by exactly 2025-03-01-north#1, 2025-03-10-south#size",
        ),
        (
            "{without: [in:monitors], incompatible: [[2025-03-01-north#1, 2025-03-10-south#troops]]}",
            "no conflict on 2025-03-17 is voiced by exactly 2025-03-01-north#1, 2025-03-10-south#troops",
        ),
    ],
)
def test_a_checkpoint_that_is_missed(strip: Path, wrong: str, message: str) -> None:
    """The one that holds says nothing; the one that does not is shown where it stands; the exit code is 1."""
    with (strip / "negotiation.yaml").open("a") as about:
        about.write(EXPECT.format(wrong=wrong))
    ran = negmap("check", "--no-remarks", "--positions", strip)
    assert (ran.code, ran.err) == (1, "")
    first = ran.out.splitlines()[0]
    assert re.fullmatch(r"negotiation\.yaml:8:\d+: expectation-missed (.*)", first)
    assert first.endswith(message)
    assert ran.out.splitlines()[-1] == "1 fault, 1 remark"


def test_checkpoints_do_not_run_on_faulty_files(strip: Path) -> None:
    with (strip / "negotiation.yaml").open("a") as about:
        about.write("expect: [{none: true}]\n")
    (strip / "statements" / "2025-03-17-south-roads.yaml").write_text("party: south\n")
    ran = negmap("check", "--no-remarks", "--positions", strip)
    assert ran.code == 1
    assert "missing-key" in ran.out
    assert "expectation-missed" not in ran.out


def test_a_term_that_definitions_make_impossible(write_folder: Write) -> None:
    folder = write_folder("""
        --- file: terms.yaml
        x: {title: X, requires: {term: y, because: so}, excludes: {term: y, because: so}}
        y: {title: Y}
        --- file: statements/a.yaml
        {party: north, date: 2025-03-01, positions: [{demand: y}]}
        """)
    ran = negmap("check", "--no-remarks", "--positions", folder)
    assert ran.code == 1
    assert "terms.yaml:1:1: impossible-term" in ran.out
    assert "def:excludes:x:y" in ran.out
    assert negmap("conflicts", "--positions", folder).code == 2


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    ran = negmap("check", "--positions", tmp_path / "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no folder" in ran.err
    assert "remedy: " in ran.err


def test_the_same_output_from_another_place(strip: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(strip, tmp_path / "elsewhere" / "strip")
    here, there = negmap("check", "--positions", strip), negmap("check", "--positions", moved)
    assert here == there
    assert str(tmp_path) not in here.out
