"""What a draft says against itself, what it brings and what it bars, and by which of its parts (method.md §10.1)."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from counted import Checks, Counted
from drafted import compared

from negmap.files.loader import load
from negmap.findings.conflicts import Completeness
from negmap.findings.proposal import Because, Fault, Placed
from negmap.model.variants import view
from negmap.study import Study

CUT = Completeness(complete=False, reason="the time given was up")


def fault(kind: str, term: str = "", **said: tuple[object, ...]) -> Fault:
    """Return a fault; what a draft says that has no part in it is left out."""
    nothing = {"inside": (), "outside": (), "order": (), "numbers": (), "definitions": ()}
    return Fault(kind, term, **{**nothing, **said})  # type: ignore[arg-type]


def test_an_order_against_a_definition_names_only_the_terms_that_take_part(folder: Path) -> None:
    """Power can be handed over only after a vote, and the draft has it the other way round, a feast in between.

    --- file: terms.yaml
    feast: {title: A feast}
    handover: {title: Power is handed over, after: vote}
    vote: {title: A vote}
    --- file: proposals/draft.yaml
    title: Draft
    in: [feast, handover, vote]
    order: [[handover], [feast], [vote]]
    """
    found = compared(folder)
    assert found.faults == (
        fault(
            "contradiction",
            inside=("handover",),  # the vote comes with it, by definition
            order=(("handover",), ("vote",)),
            definitions=("def:after:handover:vote",),
        ),
    )
    assert not found.possible
    assert found.terms == tuple(Placed(term, "in", "none") for term in ("feast", "handover", "vote"))
    assert (found.claims, found.positions) == ({}, ())


def test_each_contradiction_is_a_fault_of_its_own(folder: Path) -> None:
    """Monitors are foreigners, who are out; and no amnesty goes together with trials. The smaller one goes first.

    --- file: terms.yaml
    amnesty: {title: Amnesty, excludes: trials}
    court: {title: A court}
    foreigners: {title: Foreigners}
    monitors: {title: Monitors, is_a: foreigners}
    road: {title: A road}
    trials: {title: Trials, requires: court}
    --- file: proposals/draft.yaml
    title: Draft
    in: [amnesty, monitors, trials]
    out: [foreigners, road]
    order: [[amnesty], [trials]]
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {accept: {proposal: draft}}
    """
    found = compared(folder)
    assert found.on_text == ("north#1",)
    assert found.faults == (
        fault("contradiction", inside=("amnesty", "trials"), definitions=("def:excludes:amnesty:trials",)),
        fault(
            "contradiction",
            inside=("monitors",),
            outside=("foreigners",),
            definitions=("def:is_a:monitors:foreigners",),
        ),
    )
    listed = [("amnesty", "in"), ("foreigners", "out"), ("monitors", "in"), ("road", "out"), ("trials", "in")]
    assert [(placed.term, placed.listed) for placed in found.terms] == listed


@pytest.mark.parametrize(
    ("folder", "fitting"),
    [
        pytest.param(
            f"""
            --- file: terms.yaml
            troops: {{title: Troops, quantity: {{unit: men{limits}}}}}
            --- file: proposals/draft.yaml
            title: Draft
            in: [{{term: troops, {bound}}}]
            """.replace("\n            ", "\n"),
            fitting,
            id=bound,
        )
        for limits, bound, fitting in [
            (", integer: true", "at_least: 10, at_most: 9", False),
            (", integer: true", "at_least: 9, at_most: 9", True),
            (", integer: true, min: 10", "at_least: 9", True),
            (", integer: true, max: 10", "at_most: 11", True),
        ]
    ],
    indirect=["folder"],
)
def test_numbers_of_one_draft(folder: Path, fitting: bool) -> None:
    negotiation, _ = load(folder)
    found = Study(view(negotiation)).proposal(negotiation.proposals["draft"])
    assert found.possible == fitting
    if not fitting:
        assert found.faults == (
            fault("contradiction", inside=("troops",), numbers=("at-least:troops:10", "at-most:troops:9")),
        )


def test_what_is_left_open_and_is_not(folder: Path) -> None:
    """The ceasefire requires monitors and excludes an offensive; talks really are open.

    --- file: terms.yaml
    ceasefire: {title: A ceasefire, requires: monitors, excludes: offensive}
    monitors: {title: Monitors}
    offensive: {title: An offensive}
    talks: {title: Talks}
    --- file: proposals/draft.yaml
    title: Draft
    in: [ceasefire]
    open: [monitors, offensive, talks]
    """
    found = compared(folder)
    requires, excludes = "def:requires:ceasefire:monitors", "def:excludes:ceasefire:offensive"
    assert found.faults == (
        fault("always-in", "monitors", inside=("ceasefire",), definitions=(requires,)),
        fault("never-in", "offensive", inside=("ceasefire",), definitions=(excludes,)),
    )
    assert found.possible
    assert found.terms == (
        Placed("ceasefire", "in", "every"),
        Placed("monitors", "open", "every", brought=Because(("ceasefire",), (requires,))),
        Placed("offensive", "open", "none"),
        Placed("talks", "open", "some"),
    )


def test_an_order_can_keep_out_what_is_left_open(folder: Path) -> None:
    """Elections have to come before the council meets, and the draft that leaves them open has them after it.

    --- file: terms.yaml
    council: {title: A council}
    elections: {title: Elections, requires: register}
    feast: {title: A feast}
    register: {title: A register of voters, after: council}
    treaty: {title: A treaty}
    --- file: proposals/draft.yaml
    title: Draft
    in: [council, feast]
    open: [elections, register, treaty]
    order: [[feast], [register, treaty], [council]]
    """
    found = compared(folder)
    requires, after = "def:requires:elections:register", "def:after:register:council"
    row = (("register",), ("council",))
    assert found.faults == (
        fault("never-in", "elections", order=row, definitions=(after, requires)),
        fault("never-in", "register", order=row, definitions=(after,)),
    )


def test_what_the_draft_brings_and_what_it_bars(folder: Path) -> None:
    """South's flag cannot be put into a draft that has the union; trade could. What is not said of is not listed.

    --- file: terms.yaml
    anthem: {title: An anthem}
    flag: {title: A flag}
    parliament: {title: A parliament}
    trade: {title: Trade}
    union: {title: A union, excludes: flag, requires: parliament}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: flag}
      - {demand: trade}
      - {demand: union}
      - {reject: anthem}
    --- file: proposals/draft.yaml
    title: Draft
    in: [union]
    """
    found = compared(folder)
    assert found.terms == (
        Placed("parliament", "unnamed", "every", brought=Because(("union",), ("def:requires:union:parliament",))),
        Placed("union", "in", "every"),
        Placed("flag", "unnamed", "none", barred=Because(("union",), ("def:excludes:flag:union",))),
    )
    assert [(p.position, p.state, p.missing) for p in found.positions] == [
        ("south#1", "violated", False),  # the flag is barred
        ("south#2", "violated", True),  # trade might have been named
        ("south#3", "met", False),
        ("south#4", "met", False),
    ]


def test_who_speaks_of_this_very_text(folder: Path) -> None:
    """North accepts the draft and South rejects another one.

    --- file: terms.yaml
    trade: {title: Trade}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {accept: {proposal: draft}}
      - {demand: trade}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {accept: {proposal: other}}
    --- file: proposals/draft.yaml
    title: Draft
    in: [trade]
    --- file: proposals/other.yaml
    title: Another draft
    out: [trade]
    """
    assert compared(folder).on_text == ("north#1",)


def test_without_time_the_draft_itself_is_left(folder: Path) -> None:
    """Whoever gives no time at all is told so, and of the text what needs no search.

    --- file: terms.yaml
    trade: {title: Trade}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {accept: {proposal: draft}}
      - {reject: trade}
    --- file: proposals/draft.yaml
    title: Draft
    in: [trade]
    """
    found = compared(folder, timeout=0)
    assert found.draft.inside == {"trade"}
    assert (found.on_text, found.completeness) == (("north#1",), CUT)
    assert (found.faults, found.terms, found.claims, found.positions) == ((), (), {}, ())


def test_whenever_time_runs_out_what_was_found_stays(folder: Path) -> None:
    """Faults and terms come first, then the states of all claims and positions, then changes one by one.

    --- file: terms.yaml
    council: {title: A council, requires: seat}
    flag: {title: A flag}
    seat: {title: A seat}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: flag}
      - {reject: seat}
    --- file: proposals/draft.yaml
    title: Draft
    in: [council]
    open: [seat]
    """
    negotiation, _ = load(folder)
    whole = compared(folder)
    assert whole.completeness.complete
    shown = []
    for checks in count():
        study = Study(view(negotiation))
        study._budget = Counted(checks=Checks(checks))
        found = study.proposal(negotiation.proposals["draft"])
        if found == whole:
            break
        assert found.completeness == CUT
        shown.append((len(found.faults), len(found.terms), len(found.positions)))
        assert found.faults in ((), whole.faults)
        assert found.terms in ((), whole.terms)
        assert found.claims in ({}, whole.claims)
        assert found.positions in ((), whole.positions)
        assert found.changes.completeness == (CUT if found.positions else Completeness())
        assert set(found.changes.changes) <= set(whole.changes.changes)
    stages = list(dict.fromkeys(shown))
    assert stages == [(0, 0, 0), (1, 2, 0), (1, 2, 2)]
