"""`negmap proposal`, as it is run: a draft of the folder or of a file, for all or for one party."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from strip import STRIP
from syrupy.assertion import SnapshotAssertion
from terminal import negmap

Write = Callable[..., Path]


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_text(strip: Path, lang: str, snapshot: SnapshotAssertion) -> None:
    assert negmap("proposal", "draft", "--positions", strip, "--lang", lang).out == snapshot


def states(report: dict[str, Any]) -> dict[str, str]:
    """Return how each position stands that makes a claim."""
    return {row["position"]: row["state"] for party in report["parties"] for row in party["positions"]}


def test_states(strip: Path) -> None:
    made = negmap("proposal", "draft", "--format", "json", "--positions", strip).report
    assert states(made) == {
        "2025-01-05-north-speech#1": "met",  # ceasefire, in
        "2025-03-01-north#1": "met",  # monitors, in
        "2025-03-01-north#2": "violated",  # a ceasefire only after a withdrawal that is not in
        "2025-03-01-north#3": "violated",  # 120,000 soldiers, and the draft says at most 110,000
        "2025-03-10-south#troops": "violated",
        "2025-03-10-south#2": "met",  # asks for nothing, since no withdrawal is in
        "2025-03-10-south#size": "open",  # at most 100,000
        "2025-03-10-south#4": "open",  # talks
        "2025-03-12-league#1": "open",
        "2025-03-14-isle#1": "violated",
        "2025-03-14-isle#2": "met",
        "2025-03-16-north-anonymous#open": "violated",
        "2025-03-17-south-roads#1": "met",
    }
    consents = {row["position"] for party in made["parties"] for row in party["consents"]}
    assert consents == {"2025-03-12-league#2", "2025-03-15-south-relayed#1"}


def test_only_one_party_with_its_members(strip: Path) -> None:
    made = negmap("proposal", "draft", "--party", "league", "--format", "json", "--positions", strip).report
    assert [row["party"] for row in made["parties"]] == ["isle", "league"]


def test_a_file_from_anywhere(strip: Path, tmp_path: Path) -> None:
    draft = tmp_path / "mine.yaml"
    draft.write_text("title: Mine\nin: [talks]\nout: [roads]\n", encoding="utf-8")
    found = states(negmap("proposal", draft, "--format", "json", "--positions", strip).report)
    assert (found["2025-03-17-south-roads#1"], found["2025-03-01-north#1"]) == ("met", "violated")


def test_a_draft_against_itself(strip: Path, tmp_path: Path) -> None:
    draft = tmp_path / "mine.yaml"
    draft.write_text("title: Mine\nin: [monitors]\nout: [foreign-presence]\n", encoding="utf-8")
    shown = " ".join(negmap("proposal", draft, "--positions", strip).out.split())
    assert "No settlement is as this draft says, so no position can be held against it." in shown
    assert "“Monitors on the line” is a kind of “Foreign presence”" in shown


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("draf", "did you mean `draft`?"),
        ("mine.yaml", "mine.yaml:2:6: unknown-term unknown term `monitor`"),
    ],
)
def test_what_is_not_understood(strip: Path, tmp_path: Path, draft: str, said: str) -> None:
    (tmp_path / "mine.yaml").write_text("title: Mine\nin: [monitor]\n", encoding="utf-8")
    ran = negmap("proposal", draft, "--positions", strip, at=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
