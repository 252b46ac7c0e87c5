"""Maps with something left out: against brute force, the choice of maps, what falls with what, the command."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import comb
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings, strategies as st
from strategies import filters, negotiations
from syrupy.assertion import SnapshotAssertion
from terminal import negmap

from negmap.comparisons.engines import Cores, Here
from negmap.comparisons.leave_out.study import leave_out
from negmap.comparisons.leave_out.units import bearers, choice, lost, units
from negmap.files.loader import load
from negmap.findings.leave_out import Item, UnitKind
from negmap.model.negotiation import Negotiation
from negmap.model.variants import Filters, View, view
from negmap.render.text.leave_out import BAR, bar
from negmap.study import Study

Write = Callable[..., Path]
CASES = Path(__file__).parent / "cases"
KINDS: tuple[UnitKind, ...] = ("statement", "speaker", "source")
FORCE = """
The force: three words of two parties, one of them carried by two papers.

--- file: terms.yaml
guarantees: {title: Guarantees}
force: {title: European force, is_a: {term: troops, because: its troops are Western}}
troops: {title: Western troops}
truce: {title: Truce}
--- file: statements/2025-01-01-north.yaml
party: north
date: 2025-01-01
speaker: {name: Ann}
sources: [{title: Speech, publisher: Daily}]
positions:
  - demand: guarantees
--- file: statements/2025-01-02-north.yaml
party: north
date: 2025-01-02
speaker: {name: Ann}
sources: [{title: Paper, publisher: Daily}, {title: Report, publisher: Wire}]
positions:
  - {demand: guarantees, includes: force}
--- file: statements/2025-01-03-south.yaml
party: south
date: 2025-01-03
speaker: {name: Bob}
sources: [{title: Answer, publisher: Wire}]
positions:
  - reject: troops
  - demand: truce
--- file: statements/2025-01-04-south.yaml
party: south
date: 2025-01-04
sources: [{title: Note, publisher: Post}]
positions:
  - {accept: truce, replaces: [2025-01-03-south#2]}
"""


# Brute force.


def by_force(whole: Study, seen: View) -> set[Item]:
    """Return what stands on a map, found on it alone, with the obstacles of the whole map that a conflict holds."""
    study = Study(seen)
    conflicts = study.conflicts.conflicts
    found: set[Item] = {("conflict", c.id) for c in conflicts}
    found |= {("blocked", term) for term in study.blocked.blocked}
    found |= {("rejected", item.term) for item in study.blocked.rejected}
    found |= {("package", c.packages[0].id) for c in study.concessions().components if c.packages}
    known = {c.id: c for c in whole.conflicts.conflicts}
    for o in whole.conflicts.obstacles:
        own = {c.id for c in known.values() if o.id in (c.obstacle, c.follows_from)}
        if any(c.id in own or set(c.claims) >= set(o.claims) for c in conflicts):
            found.add(("obstacle", o.id))
    ids = {o.id for o in whole.conflicts.obstacles}
    for o in study.conflicts.obstacles:
        if o.id not in ids and not known.keys() & set(o.conflicts):
            found.add(("obstacle", o.id))
    return found


def equals_brute_force(seen: View, kind: UnitKind, size: int) -> None:
    """Hold every map made anew, with nothing taken over, against what is found."""
    whole, borne = Study(seen), bearers(seen, kind)
    names = sorted({name for found in borne.values() for name in found})
    size = min(size, len(names))

    def without(gone: Iterable[str]) -> set[Item]:
        dropped = frozenset(key for key, found in borne.items() if found <= set(gone))
        filters = replace(seen.filters, without=seen.filters.without | dropped, as_of=seen.as_of)
        return by_force(whole, view(seen.negotiation, filters, seen.hypothetical))

    counted: Counter[Item] = Counter()
    for gone in combinations(names, size):
        counted.update(without(gone))
    on_whole = by_force(whole, seen)
    found = leave_out(seen, kind, size, 10_000, 0, Here())
    assert {item: s.maps for item, s in found.standings.items() if s.maps} == dict(counted)
    assert {item for item, s in found.standings.items() if s.on_whole} == on_whole
    assert {e.unit.id: set(e.falls) for e in found.effects} == {name: on_whole - without([name]) for name in names}
    assert {e.unit.id: set(e.comes) for e in found.effects} == {name: without([name]) - on_whole for name in names}
    assert found.done == comb(len(names), size)


@settings(max_examples=30)
@given(negotiations(history=True), st.data(), st.sampled_from(KINDS), st.integers(1, 2))
def test_shares_equal_brute_force(negotiation: Negotiation, data: st.DataObject, kind: UnitKind, size: int) -> None:
    equals_brute_force(view(negotiation, data.draw(filters(negotiation))), kind, size)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["brexit-2017", "colombia-2016", "cyprus-2017", "iran-2015", "korea-2019"])
def test_real_negotiations_by_brute_force(name: str, kind: UnitKind) -> None:
    """Where later words ended conflicts: left out, they bring back earlier words, and the conflicts with them."""
    equals_brute_force(view(load(CASES / name)[0]), kind, 1)


@pytest.mark.parametrize("day", [date(2017, 5, 1), date(2017, 11, 30)])
def test_two_at_a_time_by_brute_force(day: date) -> None:
    equals_brute_force(view(load(CASES / "brexit-2017")[0], Filters(as_of=day)), "statement", 2)


def test_words_that_come_back_bring_their_conflicts(write_folder: Write) -> None:
    """The truce that South had demanded, and North has refused since, clashes where its later word is left out."""
    text = FORCE.replace("  - demand: guarantees\n", "  - demand: guarantees\n  - reject: truce\n", 1)
    seen = _view(write_folder(text))
    found = leave_out(seen, "statement", 1, 100, 0, Here())
    effect = next(e for e in found.effects if e.unit.id == "2025-01-04-south")
    assert {kind for kind, _ in effect.comes} == {"conflict", "obstacle", "package"}
    equals_brute_force(seen, "statement", 1)


def test_a_firmer_voice_left_out_changes_the_first_package(write_folder: Write) -> None:
    """The same claims bind; what is cheapest to give up is another."""
    text = """
    --- file: terms.yaml
    port: {title: Port}
    road: {title: Road, is_a: {term: port, because: it ends there}}
    --- file: statements/2025-01-01-north.yaml
    {party: north, date: 2025-01-01, positions: [{demand: port, includes: road}]}
    --- file: statements/2025-01-02-south.yaml
    {party: south, date: 2025-01-02, positions: [{reject: road}]}
    --- file: statements/2025-01-03-south.yaml
    {party: south, date: 2025-01-03, positions: [{reject: road, firmness: red-line, quote: {text: never, lang: en}}]}
    --- file: statements/2025-01-04-north.yaml
    party: north
    date: 2025-01-04
    positions: [{demand: port, includes: road, firmness: red-line, quote: {text: must, lang: en}}]
    """
    equals_brute_force(_view(write_folder(text)), "statement", 1)


@settings(max_examples=20)
@given(negotiations(history=True), st.sampled_from(KINDS))
def test_what_falls_with_what(negotiation: Negotiation, kind: UnitKind) -> None:
    found = leave_out(view(negotiation), kind, 1, 10_000, 0, Here())
    falls = {item: set(s.falls_without) for item, s in found.standings.items() if s.on_whole}
    for item, standing in found.standings.items():
        if standing.on_whole:
            expected = {other for other in falls if other != item and falls[item] and falls[item] <= falls[other]}
            assert set(standing.falls_with) == expected


# Which maps.


def test_every_map_where_they_are_few() -> None:
    found = choice("statement", 5, 2, 10, 0)
    assert (found.possible, found.seed) == (10, None)
    assert found.maps == tuple(combinations(range(5), 2))


def test_a_sample_where_they_are_many() -> None:
    one, again, other = (choice("statement", 60, 6, 200, seed) for seed in (1, 1, 2))
    assert one == again
    assert one.maps != other.maps
    assert (one.possible, one.seed) == (comb(60, 6), 1)
    assert len(set(one.maps)) == 200
    assert {len(set(numbers)) for numbers in one.maps} == {6}


def test_a_statement_goes_with_the_last_source_that_carries_it(write_folder: Write) -> None:
    seen = _view(write_folder(FORCE))
    borne = bearers(seen, "source")
    assert {unit.id: unit.alone for unit in units(borne)} == {
        "Daily": ("2025-01-01-north",),
        "Post": ("2025-01-04-south",),
        "Wire": ("2025-01-03-south",),
    }
    assert lost(borne, ["Wire"]) == {"2025-01-03-south"}
    assert lost(borne, ["Daily", "Wire"]) == {"2025-01-01-north", "2025-01-02-north", "2025-01-03-south"}


def test_a_speaker_without_a_name_is_the_party(write_folder: Write) -> None:
    assert [unit.id for unit in units(bearers(_view(write_folder(FORCE)), "speaker"))] == [
        "north: Ann",
        "south",
        "south: Bob",
    ]


def _view(folder: Path) -> View:
    return view(load(folder)[0])


def test_what_nobody_said_is_never_left_out(write_folder: Write, tmp_path: Path) -> None:
    idea = tmp_path / "idea.yaml"
    idea.write_text("title: Idea\nstatements: [{party: north, positions: [{demand: truce}]}]\n", encoding="utf-8")
    folder = write_folder(FORCE)
    report = negmap("leave-out", "--with", idea, "--format", "json", "--positions", folder).report
    assert [row["id"] for row in report["units"]] == [s.id for s in _view(folder).statements]


# The engine does not matter.


def test_other_processes_find_the_same(write_folder: Write) -> None:
    seen = _view(write_folder(FORCE))
    for size in (1, 2):
        assert leave_out(seen, "statement", size, 100, 0, Cores(2)) == leave_out(
            seen, "statement", size, 100, 0, Here()
        )


def test_the_day_stays_when_the_latest_statement_is_left_out(write_folder: Write) -> None:
    """Words that run out after the day of the map do not come back because the map got older."""
    text = FORCE.replace("  - reject: troops\n", "  - {reject: troops, until: 2025-01-03}\n")
    seen = _view(write_folder(text))
    assert seen.as_of == date(2025, 1, 4)
    found = leave_out(seen, "statement", 1, 100, 0, Here())
    assert not [item for item in found.standings if item[0] == "conflict"]


# The command.


@pytest.mark.parametrize("options", [[], ["--by", "speaker"], ["--by", "source", "--all"], ["-k", "2"]])
def test_the_report(write_folder: Write, snapshot: SnapshotAssertion, options: list[str]) -> None:
    assert negmap("leave-out", *options, "--positions", write_folder(FORCE)).out == snapshot


def test_the_report_in_japanese(write_folder: Write, snapshot: SnapshotAssertion) -> None:
    folder = write_folder(FORCE)
    ran = negmap("leave-out", "-k", "2", "--samples", "3", "--lang", "ja", "--positions", folder)
    assert ran.out == snapshot


def test_a_sample_names_its_number_and_seed(write_folder: Write) -> None:
    out = negmap("leave-out", "-k", "2", "--samples", "3", "--seed", "7", "--positions", write_folder(FORCE)).out
    assert "3 maps, each without 2 statements of 4: a sample of 6 such maps (seed 7)." in out
    assert "They are no\nprobabilities." in out


def test_csv_has_a_row_a_result(write_folder: Write) -> None:
    folder = write_folder(FORCE)
    report = negmap("leave-out", "--format", "json", "--positions", folder).report
    rows = list(csv.DictReader(io.StringIO(negmap("leave-out", "--format", "csv", "--positions", folder).out)))
    assert [(row["kind"], row["id"], int(row["maps"])) for row in rows] == [
        (row["kind"], row["id"], row["maps"]) for row in report["items"]
    ]
    assert {row["of_maps"] for row in rows} == {"4"}


def test_the_picture_says_what_the_report_says(write_folder: Write) -> None:
    picture = ET.fromstring(negmap("leave-out", "--format", "svg", "--positions", write_folder(FORCE)).out)
    about = "".join(picture.find("{http://www.w3.org/2000/svg}desc").itertext())  # type: ignore[union-attr]
    assert "“Guarantees”: 2 of 4; falls without: North (Ann, 2 Jan 2025), South (Bob, 3 Jan 2025)" in about
    crosses = list(picture.iter("{http://www.w3.org/2000/svg}path"))
    report = negmap("leave-out", "--format", "json", "--positions", write_folder(FORCE, "again")).report
    drawn = [row for row in report["items"] if row["kind"] != "conflict" and row["on_whole"]]
    assert len(crosses) == sum(len(row["falls_without"]) for row in drawn)


def test_sticking_points_that_begin_alike_are_told_apart_in_the_picture() -> None:
    picture = ET.fromstring(negmap("leave-out", "--format", "svg", "--positions", "tests/cases/korea-2019").out)
    drawn = " ".join(text.text or "" for text in picture.iter("{http://www.w3.org/2000/svg}text"))
    assert "only at the same time as “Part of the sanctions lifted” 2 of 4" in drawn
    assert "only at the same time as “Relief from sanctions” 2 of 4" in drawn


def test_the_time_was_up(write_folder: Write) -> None:
    ran = negmap("leave-out", "--timeout", "0.000001", "--positions", write_folder(FORCE))
    assert ran.code == 0
    assert "The time was up before 4 were made." in ran.out
    assert "INCOMPLETE" in ran.out
    assert "everything stands" not in ran.out
    drawn = negmap("leave-out", "--timeout", "0.000001", "--format", "svg", "--positions", write_folder(FORCE))
    assert drawn.code == 0
    assert "everything stands" not in drawn.out


def test_more_than_there_are(write_folder: Write) -> None:
    ran = negmap("leave-out", "-k", "5", "--positions", write_folder(FORCE))
    assert (ran.code, ran.out) == (2, "")
    assert "there are only 4 to leave out" in ran.err


def test_nothing_was_said(write_folder: Write) -> None:
    ran = negmap("leave-out", "--positions", write_folder("--- file: terms.yaml\ntruce: {title: Truce}\n"))
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(("number", "full"), [(0, 0), (1, 1), (999, BAR - 1), (1000, BAR), (500, BAR // 2)])
def test_a_bar_is_never_full_or_empty_by_rounding(number: int, full: int) -> None:
    assert bar(number, 1000).count("█") == full


def test_a_map_without_filters_is_the_whole(write_folder: Write) -> None:
    seen = _view(write_folder(FORCE))
    found = leave_out(seen, "statement", 1, 100, 0, Here())
    whole = Study(view(seen.negotiation, Filters()))
    assert {key for kind, key in found.standings if kind == "conflict"} == {c.id for c in whole.conflicts.conflicts}
