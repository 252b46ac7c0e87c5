"""`negmap scenarios`: what opens, what stays, what is asked of whom, and where on a ring a move could help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docs_examples import examples
from hypothesis import given, settings, strategies as st
from strategies import filters, negotiations
from syrupy.assertion import SnapshotAssertion
from terminal import Ran, negmap

from negmap.comparisons.scenarios import Trial, trials, variant
from negmap.files.loader import load
from negmap.model.negotiation import Negotiation
from negmap.model.scenarios import Scenario
from negmap.model.variants import view
from negmap.study import Study

Write = Callable[..., Path]


def run(folder: Path, *args: str | Path) -> Ran:
    return negmap("scenarios", "--positions", folder, *args)


def text(folder: Path, *args: str | Path) -> str:
    ran = run(folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def report(folder: Path, *args: str | Path) -> dict[str, Any]:
    return run(folder, "--format", "json", *args).report


def only(folder: Path, *args: str | Path) -> dict[str, Any]:
    (row,) = report(folder, *args)["scenarios"]
    assert isinstance(row, dict)
    return row


def tried(negotiation: Negotiation, **body: Any) -> Trial:
    scenario = Scenario.model_validate({"id": "idea", "title": "An idea", **body})
    (trial,) = trials(Study(view(negotiation)), [scenario]).trials
    return trial


RING = """
--- file: terms.yaml
ceasefire: {title: Ceasefire}
withdrawal: {title: Withdrawal}
talks: {title: Talks, after: {term: withdrawal, basis: text, because: the road map says so}}
--- file: statements/north.yaml
party: north
date: 2025-03-01
speaker: {name: A. North}
sources: [{title: Speech, publisher: Gazette, published: 2025-03-02}]
positions:
  - {only: withdrawal, after: ceasefire}
  - {demand: ceasefire}
--- file: statements/south.yaml
party: south
date: 2025-03-02
venue: Harbour
sources: [{title: Note, publisher: Courier}]
positions:
  - {only: ceasefire, after: talks}
  - {demand: talks}
"""
LIGHTER = """
--- file: scenarios/lighter-act.yaml
title: A lighter act
summary: What if South were content with a pledge to talk?
terms:
  pledge: {title: Pledge to talk}
  talks: {includes: {term: pledge, because: who talks keeps the pledge}}
without: [south#1]
statements:
  - {party: south, positions: [{only: ceasefire, after: pledge}]}
"""
TOGETHER = """
--- file: scenarios/together.yaml
title: Everything at once
statements:
  - {party: north, date: 2025-04-01, positions: [{offer: withdrawal, with: ceasefire, replaces: [north#1]}]}
  - {party: south, positions: [{reject: withdrawal}]}
"""


@pytest.mark.parametrize("folder", [RING + LIGHTER + TOGETHER], indirect=True)
def test_the_whole_report(folder: Path, snapshot: SnapshotAssertion) -> None:
    assert text(folder) == snapshot


@pytest.mark.parametrize("folder", [RING + LIGHTER], indirect=True)
def test_every_place_of_a_ring_is_named_with_who_makes_it(folder: Path) -> None:
    (ring,) = report(folder)["deadlocks"]
    assert ring["ring"] == ["ceasefire", "withdrawal", "talks"]
    made = [([c["id"] for c in p["claims"]], [d["id"] for d in p["definitions"]], p["tried"]) for p in ring["places"]]
    assert made == [
        (["after:withdrawal:ceasefire"], [], []),
        ([], ["def:after:talks:withdrawal"], []),
        (["after:ceasefire:talks"], [], ["lighter-act"]),
    ]
    assert ring["gone_in"] == ["lighter-act"]
    assert [c["voice"]["speaker"] for p in ring["places"] for c in p["claims"]] == ["A. North", None]


def test_what_follows_by_definition_alone_is_a_place_too(folder: Path) -> None:
    """Two ways to the same place: a claim and a definition.

    --- file: terms.yaml
    a: {title: A, after: b}
    b: {title: B}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: a}, {only: b, after: a}]
    """
    (ring,) = report(folder)["deadlocks"]
    assert [(p["first"], p["then"], p["strict"]) for p in ring["places"]] == [("a", "b", True), ("b", "a", True)]
    assert [len(p["claims"]) + len(p["definitions"]) for p in ring["places"]] == [1, 1]


def test_the_example_of_the_method(tmp_path: Path) -> None:
    """docs/method.md §10.2: guarantees without the force."""
    negotiation, _ = load(examples()["chain"].write(tmp_path))
    trial = tried(negotiation, without=["includes:security-guarantees:multinational-force"])
    changed = {change.term: change.after for change in trial.terms}
    assert changed == dict.fromkeys(["donbas-to-russia", "security-guarantees", "territorial-concessions"], "open")
    assert {trial.moment.holds[name] for name in ("multinational-force", "western-troops")} == {"rejected"}
    assert [c.parties for c in trial.asked.gone] == [("europe",)]
    assert (trial.asked.new, trial.asked.staying) == ((), ())


def test_terms_that_are_no_longer_named_are_off_the_table(folder: Path) -> None:
    """Off the table is not the same as open.

    --- file: terms.yaml
    force: {title: Force}
    pact: {title: Pact}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: force}, {demand: pact}]
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions: [{reject: force}, {reject: pact}]
    --- file: scenarios/idea.yaml
    title: Idea
    without: [north#1, south#1, south#2]
    """
    row = only(folder)
    assert [(t["term"], t["before"], t["after"]) for t in row["opened"]] == [
        ("force", "rejected", "off"),
        ("pact", "rejected", "open"),
    ]
    assert "Opens: “Pact” [pact]\n  No longer on the table: “Force” [force]\n" in text(folder)


@pytest.mark.parametrize("folder", [RING + TOGETHER], indirect=True)
def test_words_dated_later_do_not_count(folder: Path) -> None:
    row = only(folder)
    said = [s for s in row["supposed"] if s["kind"] == "position"]
    assert [(s["id"], s["counted"]) for s in said] == [("together-1#1", False), ("together-2#1", True)]
    assert [t["term"] for t in row["shut"]] == ["talks", "withdrawal"]
    assert only(folder, "--as-of", "2025-04-01")["supposed"][0]["counted"] is True


@pytest.mark.parametrize("folder", [RING + TOGETHER], indirect=True)
def test_what_nobody_said_is_marked(folder: Path) -> None:
    row = only(folder)
    claims = [c for point in (*row["new"], *row["staying"]) for c in (*point["claims"], *point["blocks"])]
    assert {c["id"] for c in claims if c["hypothetical"]} == {"out:withdrawal"}
    assert [c["claim"] for c in row["asked"]["new"] if c["hypothetical"]] == ["out:withdrawal"]
    assert "South: no “Withdrawal” (hypothetical)" in text(folder)


# Which scenarios.


@pytest.mark.parametrize("folder", [RING + LIGHTER + TOGETHER], indirect=True)
def test_those_that_are_named_in_their_order(folder: Path) -> None:
    def ids(*args: str | Path) -> list[str]:
        return [row["id"] for row in report(folder, *args)["scenarios"]]

    assert ids() == ["lighter-act", "together"]
    assert ids("together", "lighter-act", "together") == ["together", "lighter-act"]
    other = folder.parent / "other.yaml"
    other.write_text("title: Other\nwithout: [north#1]\n")
    assert ids("--with", other) == ["other"]
    assert ids("together", "--with", other) == ["together", "other"]


@pytest.mark.parametrize("folder", [RING + LIGHTER], indirect=True)
def test_a_statement_beside_it_belongs_to_the_map(folder: Path) -> None:
    more = folder.parent / "more.yaml"
    more.write_text("party: north\ndate: 2025-03-02\npositions: [{reject: talks}]\n")
    made = report(folder, "--with", more)
    assert [row["id"] for row in made["scenarios"]] == ["lighter-act"]
    assert made["totals"]["rejected"] == 1


@pytest.mark.parametrize("folder", [RING + LIGHTER], indirect=True)
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lighter-ac"], "no scenario `lighter-ac`\n  remedy: did you mean `lighter-act`?"),
        (["x"], "no scenario `x`\n  remedy: there are: lighter-act"),
    ],
)
def test_a_name_that_is_none(folder: Path, words: list[str], said: str) -> None:
    ran = run(folder, *words)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


@pytest.mark.parametrize("folder", [RING], indirect=True)
@pytest.mark.parametrize("content", ["title: Idea\nwithout: [north#9]\n", "title: Idea\nwithout: {}\n", "title: [\n"])
def test_a_faulty_scenario_is_refused(folder: Path, content: str) -> None:
    bad = folder.parent / "bad.yaml"
    bad.write_text(content)
    ran = run(folder, "--with", bad)
    assert (ran.code, ran.out) == (2, "")
    assert "bad.yaml:" in ran.err


@pytest.mark.parametrize("folder", [RING], indirect=True)
def test_without_any_scenario_the_rings_are_still_shown(folder: Path) -> None:
    shown = text(folder)
    assert "There is no scenario: write one in scenarios/, or try one --with FILE." in shown
    assert "Deadlocks of the map" in shown


@pytest.mark.parametrize("folder", [RING + LIGHTER + TOGETHER], indirect=True)
def test_long_lists_are_cut_and_can_be_had(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.render.text.points.FEW", 1)
    assert "… and 2 more (--all)" in text(folder)
    assert "(--all)" not in text(folder, "--all")


# When the time is up.


@pytest.mark.parametrize("folder", [RING + TOGETHER], indirect=True)
def test_nothing_is_called_gone_that_was_not_looked_for(folder: Path) -> None:
    made = report(folder, "--timeout", "0.000001")
    assert made["completeness"] == {"complete": False, "limit": None, "reason": "the time given was up"}
    (row,) = made["scenarios"]
    assert not row["complete"]
    assert (row["opened"], row["obstacles_gone"]) == ([], [])
    assert "Opens: not known" in text(folder, "--timeout", "0.000001")


# Properties.


@settings(max_examples=40)
@given(st.data())
def test_a_scenario_with_nothing_in_it_changes_nothing(data: st.DataObject) -> None:
    negotiation = data.draw(negotiations(history=True))
    here = view(negotiation, data.draw(filters(negotiation)))
    empty = Scenario.model_validate({"id": "empty", "title": "Nothing"})
    assert variant(here, empty).positions == here.positions
    (trial,) = trials(Study(here), [empty]).trials
    assert (trial.conflicts.gone, trial.conflicts.new, trial.obstacles.gone, trial.obstacles.new) == ((),) * 4
    assert (trial.terms, trial.asked.gone, trial.asked.new, trial.new_definitions) == ((),) * 4


@settings(max_examples=40)
@given(st.data())
def test_what_differs_is_what_a_study_of_the_changed_negotiation_shows(data: st.DataObject) -> None:
    negotiation = data.draw(negotiations(history=True))
    here = view(negotiation, data.draw(filters(negotiation)))
    names = [*negotiation.positions, *negotiation.statements, *(d.id for d in negotiation.definitions)]
    out = data.draw(st.lists(st.sampled_from(names), max_size=2, unique=True)) if names else []
    scenario = Scenario.model_validate({"id": "idea", "title": "Idea", "without": out})
    (trial,) = trials(Study(here), [scenario]).trials
    filtered = replace(here.filters, as_of=here.as_of, without=here.filters.without | set(out))
    after = Study(view(negotiation, filtered))
    before = Study(here)
    old, new = ({c.id for c in study.conflicts.conflicts} for study in (before, after))
    assert (set(trial.conflicts.gone), set(trial.conflicts.new)) == (old - new, new - old)
    assert set(trial.conflicts.staying) == old & new
    held = {*before.blocked.blocked, *(r.term for r in before.blocked.rejected)}
    still = {*after.blocked.blocked, *(r.term for r in after.blocked.rejected)}
    assert {c.term for c in trial.terms if c.after == "open"} == (held - still) & set(after.table)
