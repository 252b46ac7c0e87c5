"""Relations: what two parties share, where they are opposed, who spoke on which issue (method.md §10.4)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import negotiations
from strip import STRIP
from syrupy.assertion import SnapshotAssertion
from terminal import negmap

from negmap.files.loader import load
from negmap.findings.relations import Cell
from negmap.model.negotiation import Negotiation
from negmap.model.variants import view
from negmap.study import Study


@pytest.fixture
def strip(write_folder: Callable[..., Path]) -> Path:
    return write_folder(STRIP, "strip")


def report(folder: Path, *args: str) -> dict[str, Any]:
    ran = negmap("relations", "--format", "json", "--positions", folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.report


def pairs(folder: Path, *args: str) -> dict[str, tuple[set[str], int]]:
    """Return, for each two parties, the claims they share and the number of clashes between them."""
    found = report(folder, *args)["pairs"]
    return {"-".join(row["parties"]): (set(row["shared"]), len(row["opposed"])) for row in found}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_text(strip: Path, lang: str, snapshot: SnapshotAssertion) -> None:
    assert negmap("relations", "--positions", strip, "--lang", lang).out == snapshot


def test_shared_and_opposed(folder: Path) -> None:
    """East and West both want the pact, West only as a wish; North alone is against it.

    --- file: parties.yaml
    east: {name: East}
    north: {name: North}
    west: {name: West}
    --- file: terms.yaml
    pact: {title: Pact}
    truce: {title: Truce}
    --- file: statements/east.yaml
    party: east
    date: 2025-01-01
    positions: [{demand: pact}, {only: truce, after: pact}]
    --- file: statements/north.yaml
    party: north
    date: 2025-01-01
    positions: [{reject: pact}, {demand: truce}]
    --- file: statements/west.yaml
    party: west
    date: 2025-01-01
    positions: [{support: pact}]
    """
    assert pairs(folder) == {
        "east-north": (set(), 2),  # the pact itself; the truce only after it
        "east-west": ({"in:pact"}, 0),
        "north-west": (set(), 1),  # West's wish against North's refusal
    }
    shown = negmap("relations", "--positions", folder).out
    assert "- demand: “Pact” (West: as a wish)" in shown


def test_only_one_party_with_its_members(strip: Path) -> None:
    everything = pairs(strip)
    assert pairs(strip, "--party", "league").keys() == {k for k in everything if "league" in k or "isle" in k}
    assert report(strip, "--party", "league")["matrix"].keys() == {"league", "isle"}


def test_only_one_issue(strip: Path) -> None:
    made = report(strip, "--issue", "presence")
    assert made["issues"].keys() == {"presence"}
    assert all(row.keys() == {"presence"} for row in made["matrix"].values())
    assert {tuple(row["parties"]) for row in made["pairs"]} == {("north", "south")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--party", "nort"], "nothing is called `nort`\n  remedy: did you mean `north`?"),
        (["--issue", "precence"], "nothing is called `precence`\n  remedy: did you mean `presence`?"),
    ],
)
def test_what_is_not_known(strip: Path, words: list[str], said: str) -> None:
    ran = negmap("relations", "--positions", strip, *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_who_has_said_what_on_which_issue(folder: Path) -> None:
    """A term's own issue goes before one whose options name it; what has none stands under no issue.

    --- file: issues.yaml
    city: {title: The city, options: [joint-rule, partition]}
    money: {title: Money}
    --- file: terms.yaml
    aid: {title: Aid, issue: money}
    flag: {title: A flag}
    joint-rule: {title: Joint rule}
    partition: {title: Partition, issue: money}
    tax: {title: A tax, issue: money}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: joint-rule, after: aid}
      - {support: aid, before: tax}
      - {offer: partition}
      - {reject: partition}
      - {consider: partition}
      - {consider: tax}
      - {accept: {proposal: text}}
      - {only: tax, after: aid}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {oppose: {all_of: [joint-rule, tax]}}
      - {offer: flag, before: aid}
      - {reject: aid}
      - {demand: {any_of: [partition, tax]}}
    --- file: proposals/text.yaml
    title: A text
    in: [flag]
    """
    negotiation, _ = load(folder)
    assert Study(view(negotiation)).relations.matrix == {
        "north": {
            "city": Cell(wants=("joint-rule",), refuses=(), conditions=("joint-rule",), ready_to_talk=()),
            "money": Cell(
                wants=("aid", "partition"),
                refuses=("partition",),
                conditions=("aid", "tax"),
                ready_to_talk=("partition", "tax"),
            ),
            "": Cell(wants=(), refuses=(), conditions=(), ready_to_talk=()),
        },
        "south": {
            "city": Cell(wants=(), refuses=("joint-rule",), conditions=(), ready_to_talk=()),
            "money": Cell(wants=("partition", "tax"), refuses=("aid", "tax"), conditions=(), ready_to_talk=()),
            "": Cell(wants=("flag",), refuses=(), conditions=("flag",), ready_to_talk=()),
        },
    }


@settings(max_examples=100)
@given(negotiations(max_terms=4, max_positions=6))
def test_pairs_are_what_looking_at_every_two_parties_finds(here: Negotiation) -> None:
    study = Study(view(here))
    found = {row.parties: (set(row.shared), set(row.opposed)) for row in study.relations.pairs}
    clashes = (*study.conflicts.conflicts, *study.tensions.conflicts)
    for two in combinations(sorted(here.parties), 2):
        shared = {k for k, c in study.claims.items() if set(two) <= {v.party for v in c.voices}}
        opposed = set()
        for clash in clashes:
            voicing = [{v.party for v in study.claims[name].voices} for name in clash.claims]
            if all(set(two) & said for said in voicing) and not any(all(p in said for said in voicing) for p in two):
                opposed.add(clash.id)
        assert found.get(two, (set(), set())) == (shared, opposed)
