"""`negmap sequence`, as it is run: in which order a settlement can take effect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from strip import STRIP
from syrupy.assertion import SnapshotAssertion
from terminal import negmap

from negmap.logic.budget import OutOfTime

Write = Callable[..., Path]
CASES = Path(__file__).parent / "cases"
PRESPA = CASES / "prespa-2018"
NOT_YET = "No package was found before the search was cut; there may be some."


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


def sequence(folder: Path, *args: str) -> dict[str, Any]:
    ran = negmap("sequence", "--format", "json", "--positions", folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.report


def phases(report: dict[str, Any]) -> dict[str, int]:
    """Return the phase of each term that has one."""
    listed = report["combined"]["sequence"]["phases"]
    return {term: number for number, phase in enumerate(listed, 1) for term in phase}


def test_report_where_nothing_conflicts(snapshot: SnapshotAssertion) -> None:
    ran = negmap("sequence", "--positions", PRESPA)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == snapshot


def test_the_steps_of_prespa_are_those_that_were_taken() -> None:
    """Signed in June 2018, referendum in September, constitution and ratification in January 2019, NATO in 2020."""
    report = sequence(PRESPA)
    taken = ["agreement-signed", "referendum", "constitution-amended", "greek-ratification", "nato-membership"]
    found = phases(report)
    assert sorted(taken, key=found.__getitem__) == taken
    assert (report["components"], report["combined"]["packages"]) == ([], [])
    made = report["combined"]["sequence"]
    assert set(made["any_time"]) == {"compound-name", "macedonian-language"}
    assert made["path_count"] == len(made["paths"]) == 5
    assert made["path_count_exact"] is True
    assert made["waits"]["greece"]["gives"][0] == ["agreement-signed", 1]


def test_what_stood_in_the_way_is_supposed_to_be_conceded() -> None:
    """Arms and talks: with the first package, the two conditions softened, they begin together."""
    day = ("--as-of", "1995-12-31")
    report = sequence(CASES / "northern-ireland-1995", *day)
    (component,) = report["components"]
    supposed = component["packages"][0]
    assert report["combined"]["packages"] == [supposed["id"]]
    assert [(c["claim"], c["to"], c["gives_up"]) for c in supposed["concessions"]] == [
        ("after:all-party-talks.begun:decommissioning.begun", "same-time", False),
        ("after:decommissioning.begun:all-party-talks.concluded", "same-time", False),
    ]
    text = negmap("sequence", *day, "--positions", CASES / "northern-ireland-1995").out
    assert "2 conflicts stand in the way. Suppose these concessions:" in text.splitlines()


def test_without_what_stands_in_the_way(strip: Path) -> None:
    out = ("after:ceasefire:withdrawal.begun", "out:foreign-presence", "out:roads", "at-most:army-size:100000")
    report = sequence(strip, *(word for claim in out for word in ("--without", claim)))
    assert (report["components"], report["combined"]["packages"]) == ([], [])
    found = phases(report)
    assert found["ceasefire"] < found["withdrawal.begun"] <= found["withdrawal.done"] < found["talks"]


def test_a_package_by_its_id(strip: Path) -> None:
    """South's condition alone, in any order: the withdrawal begins before the ceasefire."""
    listed = negmap("concessions", "--all", "--format", "json", "--positions", strip).report["components"]
    wanted = next(
        package["id"]
        for component in listed
        for package in component["packages"]
        if [c["claim"] for c in package["concessions"]] == ["after:withdrawal.begun:ceasefire"]
    )
    found = phases(sequence(strip, "--package", wanted))
    assert found["withdrawal.begun"] < found["ceasefire"]


def test_an_unknown_package(strip: Path) -> None:
    ran = negmap("sequence", "--package", "p-00000000", "--positions", strip)
    assert (ran.code, ran.out) == (2, "")
    assert "no package `p-00000000`" in ran.err


def test_what_is_already_so_comes_first(strip: Path) -> None:
    """Events mark terms as already so; they have no phase."""
    made = sequence(strip)["combined"]["sequence"]
    assert "roads" not in {term for phase in made["phases"] for term in phase}
    text = negmap("sequence", "--positions", strip).out
    assert "  Already so: “Roads through the strip”" in text.splitlines()


PROMISED = (
    {"id", "conflicts", "packages"},
    {"id", "group", "gives_up", "cost", "steps", "bridge", "pareto", "empty", "concessions"},
    {"claim", "parties", "from", "to", "text"},
    {"packages", "settlement", "sequence"},
    {"in", "out", "quantities", "unmet_preferences"},
    {"term", "why", "asked", "accepted", "offered", "silent"},
    {
        "phases",
        "any_time",
        "tied",
        "critical_path",
        "first_movers",
        "waits",
        "path_count",
        "path_count_exact",
        "paths",
    },
)


def test_the_keys_that_other_programs_read(strip: Path) -> None:
    report = sequence(strip)
    component, combined = report["components"][0], report["combined"]
    package, settlement = component["packages"][0], combined["settlement"]
    records = (component, package, package["concessions"][0], combined, settlement, settlement["in"][0])
    for promised, record in zip(PROMISED, (*records, combined["sequence"]), strict=True):
        assert promised - record.keys() == set()


def test_before_the_first_words_there_is_nothing_to_put_in_order(strip: Path) -> None:
    out = negmap("sequence", "--positions", strip, "--as-of", "2020-01-01").out
    assert out.endswith("────\n  Nothing to put in order: no term is in the settlement.\n")
    assert "Paths" not in out


def test_no_time_for_packages_is_no_word_on_whether_there_are_any(strip: Path) -> None:
    ran = negmap("concessions", "--timeout", "0.0000001", "--positions", strip)
    assert ran.out.splitlines()[-1] == NOT_YET
    with mock.patch("negmap.logic.packages.all_packages", side_effect=OutOfTime):
        ran = negmap("concessions", "--positions", strip)
    assert ran.out.splitlines()[-1] == NOT_YET
    assert "INCOMPLETE" in ran.out
    assert "Nothing opens it" not in ran.out
