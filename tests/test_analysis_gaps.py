"""Gaps: silence, single voices, old words, thin evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from strip import STRIP
from syrupy.assertion import SnapshotAssertion
from terminal import negmap


@pytest.fixture
def strip(write_folder: Callable[..., Path]) -> Path:
    return write_folder(STRIP, "strip")


def report(folder: Path, *args: str) -> dict[str, Any]:
    ran = negmap("gaps", "--format", "json", "--positions", folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.report


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_text(strip: Path, lang: str, snapshot: SnapshotAssertion) -> None:
    assert negmap("gaps", "--positions", strip, "--lang", lang).out == snapshot


THIN = """
--- file: negotiation.yaml
title: Test
stale_after: 30d
--- file: parties.yaml
east: {name: East}
west: {name: West}
--- file: terms.yaml
pact: {title: Pact}
road: {title: Road}
truce: {title: Truce, by: [west]}
--- file: statements/east-1.yaml
party: east
date: 2025-01-01
sources: [{publisher: Herald}]
positions: [{demand: pact}, {demand: truce}]
--- file: statements/east-2.yaml
party: east
date: 2025-03-01
sources: [{publisher: Gazette}]
positions: [{demand: pact}, {support: road}]
--- file: statements/west-1.yaml
party: west
date: 2025-03-01
sources: [{publisher: Herald}]
positions: [{reject: pact}]
--- file: statements/west-2.yaml
party: west
date: 2025-03-02
sources: [{publisher: Gazette}]
positions: [{reject: pact}]
"""


@pytest.mark.parametrize("folder", [THIN], indirect=True)
def test_what_is_not_known(folder: Path) -> None:
    made = report(folder)
    assert made["silent"] == {"road": ["west"], "truce": ["west"]}
    assert made["one_voice"] == {"road": "east", "truce": "east"}
    assert [(row["statement"], row["days"]) for row in made["old"]] == [("east-1", 60)]
    # Each claim has two statements from two sources, so the one conflict rests on neither alone.
    assert (made["conflicts"], made["one_statement"], made["one_source"]) == (1, [], [])


@pytest.mark.parametrize("folder", [THIN], indirect=True)
def test_a_conflict_on_one_statement_of_one_source(folder: Path) -> None:
    made = report(folder, "--without", "east-2", "--without", "west-2")
    assert (made["one_statement"], made["one_source"]) == (list(made["wordings"]), list(made["wordings"]))
    assert len(made["one_source"]) == made["conflicts"] == 1


@pytest.mark.parametrize("folder", [THIN], indirect=True)
def test_only_one_party(folder: Path) -> None:
    west = report(folder, "--party", "west")
    assert (west["silent"], west["one_voice"], west["old"]) == ({"road": ["west"], "truce": ["west"]}, {}, [])
    east = report(folder, "--party", "east")
    assert (east["silent"], east["one_voice"]) == ({}, {"road": "east", "truce": "east"})
    assert west["conflicts"] == east["conflicts"] == 1


def test_only_one_issue(strip: Path) -> None:
    made = report(strip, "--issue", "presence")
    assert set(made["silent"]) | set(made["one_voice"]) <= {"monitors", "foreign-presence"}
    assert made["conflicts"] == 1
