"""`negmap changes`: what appeared and what vanished between two days, and which words did it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from brute_force import Oracle
from hypothesis import assume, given, settings, strategies as st
from strategies import DAYS, filters, negotiations
from syrupy.assertion import SnapshotAssertion
from terminal import Ran, negmap

from negmap.comparisons.causes import Blame
from negmap.comparisons.changes import Changes, changes, days, on_day
from negmap.comparisons.moments import WANTED
from negmap.comparisons.moves import implies
from negmap.files.loader import load
from negmap.logic.claims import claims_of
from negmap.model.variants import View, view
from negmap.study import Study


def run(folder: Path, *args: str | Path) -> Ran:
    return negmap("changes", "--positions", folder, *args)


def text(folder: Path, *args: str | Path) -> str:
    ran = run(folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def report(folder: Path, *args: str | Path) -> dict[str, Any]:
    return run(folder, "--format", "json", *args).report


def kinds(folder: Path, *args: str | Path) -> list[tuple[str, str]]:
    return [(move["day"], move["kind"]) for move in report(folder, "--from", "2024", *args)["moves"]]


STORY = """
--- file: terms.yaml
ceasefire: {title: Ceasefire}
monitors: {title: Monitors}
strip: {title: Width of the strip, quantity: {unit: km, integer: true, min: 0}}
withdrawal: {title: Withdrawal}
--- file: statements/north-january.yaml
party: north
date: 2025-01-10
speaker: {name: A. North}
sources: [{title: Speech, publisher: Gazette}]
positions:
  - {demand: ceasefire}
  - {only: withdrawal, after: ceasefire}
  - {demand: strip, at_least: 10}
--- file: statements/south-february.yaml
party: south
date: 2025-02-20
venue: Harbour
sources: [{title: Note, publisher: Courier}]
positions:
  - {id: order, only: ceasefire, after: withdrawal}
  - {id: strip, only: strip, at_most: 5, until: 2025-03-05}
  - {id: monitors, reject: monitors}
--- file: statements/north-march.yaml
party: north
date: 2025-03-01
sources: [{title: Interview, publisher: Gazette}]
positions:
  - {demand: monitors}
  - {demand: strip, at_least: 8, replaces: [north-january#3]}
--- file: statements/south-hearsay.yaml
party: south
date: 2025-03-08
via: relayed
relayed_by: a mediator
sources: [{publisher: Courier}]
positions:
  - {accept: monitors, replaces: [south-february#monitors]}
--- file: statements/south-march.yaml
party: south
date: 2025-03-10
sources: [{title: Second note, publisher: Courier}]
withdraws: [south-february#order]
"""


@pytest.mark.parametrize("folder", [STORY], indirect=True)
def test_the_whole_report(folder: Path, snapshot: SnapshotAssertion) -> None:
    assert text(folder) == snapshot


@pytest.mark.parametrize("folder", [STORY], indirect=True)
def test_the_whole_report_with_everything(folder: Path, snapshot: SnapshotAssertion) -> None:
    assert text(folder, "--from", "2024", "--all", "--tensions") == snapshot


@pytest.mark.parametrize("folder", [STORY], indirect=True)
def test_the_days_between_and_no_others(folder: Path) -> None:
    made = report(folder)
    assert (made["since"], made["until"]) == ("2025-02-08", "2025-03-10")
    assert [row["day"] for row in made["days"]] == [
        "2025-02-20", "2025-03-01", "2025-03-06", "2025-03-08", "2025-03-10",
    ]  # fmt: skip
    until = report(folder, "--from", "2025-01", "--to", "2025-03-06")
    assert [row["day"] for row in until["days"]] == ["2025-02-20", "2025-03-01", "2025-03-06"]
    assert report(folder, "--from", "2025-03-10")["days"] == []
    assert "No words came into force or ended in this time." in text(folder, "--from", "2025-03-10")


@pytest.mark.parametrize("folder", [STORY], indirect=True)
def test_each_conflict_comes_and_goes_with_the_words_that_do_it(folder: Path) -> None:
    def did(part: str) -> list[tuple[str, list[str], list[str]]]:
        rows = [(row["day"], point) for row in report(folder, "--from", "2024")["days"] for point in row[part]]
        return [(day, [c["id"] for c in p["point"]["claims"]], p["by"]) for day, p in rows]

    ring = ["after:ceasefire:withdrawal", "after:withdrawal:ceasefire"]
    assert did("appeared") == [
        ("2025-02-20", ring, ["south-february#order"]),
        ("2025-02-20", ["at-least:strip:10", "at-most:strip:5"], ["south-february#strip"]),
        ("2025-03-01", ["out:monitors"], ["north-march#1"]),
        ("2025-03-01", ["at-least:strip:8", "at-most:strip:5"], ["north-march#2"]),
    ]
    assert did("vanished") == [
        ("2025-03-01", ["at-least:strip:10", "at-most:strip:5"], ["north-january#3"]),
        ("2025-03-06", ["at-least:strip:8", "at-most:strip:5"], ["south-february#strip"]),
        ("2025-03-10", ring, ["south-february#order"]),
    ]


@pytest.mark.parametrize("folder", [STORY], indirect=True)
def test_each_term_with_the_words_that_do_it(folder: Path) -> None:
    rows = [(row["day"], t) for row in report(folder, "--from", "2024")["days"] for t in row["terms"]]
    assert [(day, t["term"]["term"], t["term"]["after"], t["by"]) for day, t in rows] == [
        ("2025-02-20", "ceasefire", "blocked", ["south-february#order"]),
        ("2025-02-20", "monitors", "rejected", ["south-february#monitors"]),
        ("2025-02-20", "strip", "blocked", ["south-february#strip"]),
        ("2025-02-20", "withdrawal", "blocked", ["south-february#order"]),
        ("2025-03-06", "strip", "open", ["south-february#strip"]),
        ("2025-03-10", "ceasefire", "open", ["south-february#order"]),
        ("2025-03-10", "withdrawal", "open", ["south-february#order"]),
    ]


@pytest.mark.parametrize("folder", [STORY], indirect=True)
def test_a_switch_holds_for_every_day(folder: Path) -> None:
    without = report(folder, "--from", "2024", "--without", "south-february#order")
    assert all("after:ceasefire" not in str(row["appeared"]) for row in without["days"])
    assert "2025-03-08" not in [row["day"] for row in report(folder, "--first-hand")["days"]]
    assert [row["day"] for row in report(folder, "--first-hand", "--to", "2025-03-08")["days"]][-1] == "2025-03-06"


def test_tensions_are_counted_and_named_when_asked_for(folder: Path) -> None:
    """A wish against a refusal.

    --- file: terms.yaml
    port: {title: Port}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{support: port}]
    --- file: statements/south.yaml
    party: south
    date: 2025-03-02
    positions: [{reject: port}]
    """
    assert "Tensions: 1 appeared, 0 vanished. (shown by --tensions)" in text(folder)
    assert "    + North: wish: “Port”; South: no “Port”\n" in text(folder, "--tensions")


# What moved.


@pytest.mark.parametrize("folder", [STORY], indirect=True)
def test_moves_are_told_by_what_they_ask_for(folder: Path) -> None:
    assert kinds(folder) == [
        ("2025-03-01", "softened"),
        ("2025-03-06", "ran-out"),
        ("2025-03-08", "hearsay"),
        ("2025-03-10", "withdrawn"),
    ]


@pytest.mark.parametrize(
    ("first", "later", "kind"),
    [
        ("{demand: a}", "{accept: a}", "softened"),
        ("{demand: a}", "{support: a}", "softened"),
        ("{accept: a}", "{reject: a}", "hardened"),
        ("{demand: a}", "{reject: a}", "changed"),
        ("{demand: a}", "{demand: {any_of: [a, b]}}", "softened"),
        ("{reject: a}", "{only: a, after: b}", "softened"),
        ("{reject: a}", "{only: b, after: a}", "changed"),
        ("{reject: a}", "{reject: {all_of: [a, b]}}", "softened"),
        ("{only: a, after: b}", "{only: a, with: b}", "changed"),
        ("{only: a, after: b}", "{only: a, requires: b}", "softened"),
        ("{only: a, before: b}", "{only: a, no_later_than: b}", "softened"),
        ("{only: a, with: b}", "{only: a, no_later_than: b}", "softened"),
        ("{only: a, requires: b}", "{only: a, includes: b}", "hardened"),
        ("{only: n, at_most: 5}", "{only: n, at_most: 7}", "softened"),
        ("{only: n, at_least: 5}", "{only: n, exactly: 7}", "hardened"),
        ("{reject: a}", "{reject: a, if: b}", "softened"),
        ("{reject: a, if: b}", "{reject: a, if: {any_of: [b, c]}}", "hardened"),
        ("{reject: a, unless: b}", "{reject: a, unless: c}", "changed"),
        ("{reject: a, firmness: flexible}", "{reject: a}", "hardened"),
        ("{support: a}", "{support: {any_of: [a, b]}}", "softened"),
        ("{reject: a}", "{reject: a}", "repeated"),
        ("{accept: a}", "{consider: a}", "changed"),
    ],
)
def test_less_more_or_something_else(write_folder: Any, first: str, later: str, kind: str) -> None:
    folder = write_folder(f"""
        --- file: terms.yaml
        a: {{title: A}}
        b: {{title: B}}
        c: {{title: C}}
        n: {{title: N, quantity: {{integer: true}}}}
        --- file: statements/one.yaml
        party: north
        date: 2025-03-01
        positions: [{first}]
        --- file: statements/two.yaml
        party: north
        date: 2025-03-02
        positions: [{later[:-1]}, replaces: [one#1]}}]
        """)
    assert kinds(folder) == [("2025-03-02", kind)]


def test_positions_that_share_their_successor_move_together(folder: Path) -> None:
    """Two become one, and one becomes two; words of one day that end on it were never in force.

    --- file: terms.yaml
    a: {title: A}
    b: {title: B}
    --- file: statements/one.yaml
    party: north
    date: 2025-03-01
    positions: [{reject: a}, {reject: b}, {demand: a, if: b}, {demand: b}]
    --- file: statements/slip.yaml
    party: north
    date: 2025-03-02
    positions: [{demand: a}]
    --- file: statements/two.yaml
    party: north
    date: 2025-03-02
    positions:
      - {reject: {all_of: [a, b]}, replaces: [one#1, one#2]}
      - {only: a, after: b, replaces: [one#3]}
      - {only: b, after: a, replaces: [one#3, slip#1]}
    """
    moves = report(folder)["moves"]
    said = [([w["position"] for w in m["before"]], [w["position"] for w in m["after"]]) for m in moves]
    assert said == [(["one#1", "one#2"], ["two#1"]), (["one#3"], ["two#2", "two#3"])]


# What is not understood; when the time is up.


@pytest.mark.parametrize("folder", [STORY], indirect=True)
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "2025-03-11"], "--from 2025-03-11 is after the day to compare up to, 2025-03-10"),
        (["--from", "spring"], "--from: `spring` is not a date; write 2025-12-15, 2025-12 or 2025"),
        (["--to", "spring"], "--to: `spring` is not a date"),
        (["--to", "2025", "--as-of", "2025"], "--to and --as-of are the same day here"),
        (["--to-rev", "main"], "--to-rev needs --from-rev"),
        (["--from-rev", "main", "--from", "2025"], "compare two days or two revisions"),
    ],
)
def test_what_is_not_understood(folder: Path, words: list[str], said: str) -> None:
    ran = run(folder, *words)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


@pytest.mark.parametrize("folder", [STORY], indirect=True)
def test_what_was_not_compared_is_said(folder: Path) -> None:
    made = report(folder, "--timeout", "0.000001")
    assert made["completeness"]["complete"] is False
    assert made["unfinished"].keys() == {"conflicts", "terms", "packages", "tensions"}
    assert made["days"][-1]["appeared"] is None
    assert made["moves"][0]["kind"] == "softened"
    shown = text(folder, "--timeout", "0.000001")
    assert re.search(r"^! Conflicts: not compared from \d+ \w+ 2025 on\.$", shown, re.MULTILINE)


def test_a_folder_without_words(folder: Path) -> None:
    """No statement at all.

    --- file: terms.yaml
    a: {title: A}
    """
    assert report(folder)["days"] == []


@pytest.mark.parametrize("folder", [STORY], indirect=True)
def test_what_no_word_bears_on_is_not_searched_for_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from negmap.analysis import concessions, conflicts

    searched = []
    for module, name in ((conflicts, "conflicts"), (concessions, "concessions")):
        search = getattr(module, name)

        def counted(*args: Any, search: Any = search, name: str = name) -> Any:
            searched.append(name)
            return search(*args)

        monkeypatch.setattr(module, name, counted)
    negotiation, _ = load(folder)
    assert len(changes(view(negotiation), date(2025, 2, 8)).steps) == 5
    # Hearsay that agrees to something brings no claim.
    assert sorted(searched) == ["concessions"] * 5 + ["conflicts"] * 5


# Properties.


@st.composite
def walked(draw: st.DrawFn) -> tuple[View, Changes]:
    negotiation = draw(negotiations(history=True))
    here = view(negotiation, replace(draw(filters(negotiation)), as_of=DAYS[-1]))
    return here, changes(here, draw(st.sampled_from([DAYS[0] - timedelta(days=1), *DAYS[:2]])))


def maps(found: Changes, here: View) -> Iterator[tuple[date, Study, Any]]:
    """Yield every day of the time, with a study of it made anew, and what the walk has for it."""
    last, steps = found.first, {step.day: step.after for step in found.steps}
    for number in range((found.until - found.since).days + 1):
        day = found.since + timedelta(days=number)
        last = steps.get(day, last)
        yield day, Study(on_day(here, day)), last


@settings(max_examples=40)
@given(walked())
def test_every_day_of_the_walk_shows_what_a_study_of_that_day_does(drawn: tuple[View, Changes]) -> None:
    here, found = drawn
    for _, study, moment in maps(found, here):
        assert {c.id for c in moment.conflicts.conflicts} == {c.id for c in study.conflicts.conflicts}
        assert moment.conflicts.obstacles == study.conflicts.obstacles
        assert (moment.blocked.blocked, moment.blocked.rejected) == (study.blocked.blocked, study.blocked.rejected)
        assert [p.id for p in moment.firsts] == [c.packages[0].id for c in study.concessions(WANTED).components]
        assert set(moment.tensions.sets) == set(study.tension_sets.sets)


@settings(max_examples=40)
@given(walked())
def test_what_came_and_went_leads_from_the_first_map_to_the_last(drawn: tuple[View, Changes]) -> None:
    here, found = drawn
    known = {c.id for c in found.first.conflicts.conflicts}
    for step in found.steps:
        assert step.conflicts is not None
        assert not known & set(step.conflicts.new)
        assert set(step.conflicts.gone) <= known
        known = known - set(step.conflicts.gone) | set(step.conflicts.new)
    assert known == {c.id for c in Study(here).conflicts.conflicts}
    assert {step.day for step in found.steps} <= set(days(here, found.since))


@settings(max_examples=40)
@given(walked())
def test_without_the_words_that_did_it_no_conflict_appears(drawn: tuple[View, Changes]) -> None:
    here, found = drawn
    for step in found.steps:
        assert step.conflicts is not None
        known = {c.id: c.claims for c in step.after.conflicts.conflicts}
        for key in step.conflicts.new:
            did = {cause.position for cause in Blame(step).appeared(known[key])}
            assert did
            back = {end for name in did for end in here.negotiation.positions[name].position.replaces}
            assume(all(here.negotiation.positions[name].statement.date.last < step.day for name in back))
            filtered = replace(here.filters, as_of=step.day, without=here.filters.without | did)
            assert key not in {c.id for c in Study(view(here.negotiation, filtered)).conflicts.conflicts}


@settings(max_examples=80)
@given(st.data())
def test_one_claim_implies_another_in_every_settlement(data: st.DataObject) -> None:
    negotiation = data.draw(negotiations(max_terms=3, max_positions=5))
    found = {c.id: c for p in negotiation.positions.values() for c in claims_of(p, negotiation.proposals)}
    oracle = Oracle(negotiation, found)
    for one in found.values():
        for other in found.values():
            if implies(one, other):
                tests = oracle.claims[one.id], oracle.claims[other.id]
                assert all(tests[1](s) for s in oracle.settlements if tests[0](s)), (one.id, other.id)
