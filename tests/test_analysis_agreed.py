"""Agreed, not contradicted, not spoken about (method.md §10.4)."""

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
    ran = negmap("agreed", "--format", "json", "--positions", folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.report


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["term"] for row in rows]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_text(strip: Path, lang: str, snapshot: SnapshotAssertion) -> None:
    assert negmap("agreed", "--positions", strip, "--lang", lang).out == snapshot


CONSENT = """
--- file: parties.yaml
east: {name: East, role: principal}
north: {name: North, role: observer}
west: {name: West, role: principal}
--- file: terms.yaml
bridge: {title: Bridge}
canal: {title: Canal}
dam: {title: Dam}
fence: {title: Fence}
gate: {title: Gate}
road: {title: Road}
tunnel: {title: Tunnel}
--- file: statements/east.yaml
party: east
date: 2025-01-01
positions: [{demand: road}, {offer: bridge}, {accept: canal}, {support: fence}, {consider: dam}]
--- file: statements/north.yaml
party: north
date: 2025-01-01
positions: [{oppose: bridge}]
--- file: statements/west.yaml
party: west
date: 2025-01-02
positions: [{accept: road}, {support: bridge}, {only: canal, after: road}]
--- file: statements/west-relayed.yaml
party: west
date: 2025-01-03
via: relayed
relayed_by: an envoy
positions: [{accept: fence}]
--- file: statements/west-not-both.yaml
party: west
date: 2025-01-04
positions: [{reject: {all_of: [gate, road]}}]
"""


@pytest.mark.parametrize("folder", [CONSENT], indirect=True)
def test_who_consents_and_who_is_silent(folder: Path) -> None:
    made = report(folder)
    # A demand, an acceptance, an offer and a wish are consent; a condition and hearsay are not.
    assert names(made["agreed"]) == ["bridge", "road"]
    assert made["contradicted"] == ["bridge", "road"]
    assert names(made["not_contradicted"]) == ["canal", "dam", "fence"]
    silent = {row["term"]: row["silent"] for row in made["not_contradicted"]}
    assert silent == {"canal": [], "dam": ["west"], "fence": []}
    assert made["not_spoken"] == ["tunnel"]


@pytest.mark.parametrize("folder", [CONSENT], indirect=True)
def test_only_one_party(folder: Path) -> None:
    made = report(folder, "--party", "west")
    assert names(made["agreed"]) == ["bridge", "road"]
    assert names(made["not_contradicted"]) == ["dam"]  # of canal and fence West has not consented, nor kept silent


def test_only_one_issue(strip: Path) -> None:
    made = report(strip, "--issue", "order")
    shown = {*names(made["agreed"]), *names(made["not_contradicted"]), *made["not_spoken"]}
    assert shown == {"ceasefire", "talks", "withdrawal.begun", "withdrawal.done"}
