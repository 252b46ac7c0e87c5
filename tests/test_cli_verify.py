"""`negmap verify`, as it is run: everything reported, checked again by the independent checker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from strip import STRIP
from terminal import negmap

from negmap.analysis import conflicts as analysis
from negmap.findings.claims import Claim
from negmap.findings.conflicts import Conflict, Conflicts
from negmap.logic.budget import Budget
from negmap.logic.encoding import Groups

Write = Callable[..., Path]
CASES = Path(__file__).parent / "cases"


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


def test_all_is_confirmed(strip: Path) -> None:
    ran = negmap("verify", "--positions", strip)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "All of it is confirmed."
    report = negmap("verify", "--format", "json", "--positions", strip).report
    assert (report["conflicts"], report["tensions"], report["problems"]) == (5, 1, [])
    assert report["packages"] > 5


@pytest.mark.parametrize("name", ["cyprus-2017", "korea-2019", "northern-ireland-1995", "prespa-2018"])
def test_cases_are_confirmed(name: str) -> None:
    assert negmap("verify", "--positions", CASES / name).code == 0


def test_it_checks_what_the_switches_leave(strip: Path) -> None:
    report = negmap("verify", "--without", "in:monitors", "--stated", "--format", "json", "--positions", strip).report
    assert report["conflicts"] == 3


def test_a_conflict_that_is_none_is_found_out(strip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search gone wrong: each conflict reported without its first claim. The exit code is 3, for it is our fault."""
    right = analysis.conflicts

    def wrong(claims: Iterable[Claim], definitions: Groups, budget: Budget) -> Conflicts:
        found = right(claims, definitions, budget)
        return replace(found, conflicts=tuple(_shorter(conflict) for conflict in found.conflicts))

    monkeypatch.setattr(analysis, "conflicts", wrong)
    ran = negmap("verify", "--format", "json", "--positions", strip)
    assert ran.code == 3
    assert "all its claims can hold together" in {problem["message"] for problem in ran.report["problems"]}
    assert "✗ c-" in negmap("verify", "--positions", strip).out


def _shorter(conflict: Conflict) -> Conflict:
    first, *rest = conflict.claims
    kept = {claim: settled for claim, settled in conflict.witnesses.items() if claim != first}
    return replace(conflict, claims=tuple(rest), witnesses=kept)
