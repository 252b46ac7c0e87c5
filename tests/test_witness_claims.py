"""The independent checker: which claims positions state, under which ids, and whose claims bind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st
from strategies import filters, negotiations
from told import Told, told

from negmap.model.negotiation import Negotiation
from negmap.model.variants import Filters, view
from negmap.witness import Checker
from negmap.witness.definitions import definitions_of
from negmap.witness.in_force import positions_of

STAGED: Told = {"stages": ["agreed", "begun", "done"]}


def _binding(negotiation: Negotiation, used: Filters | None = None) -> dict[str, bool]:
    return {key: claim.binding for key, claim in Checker(view(negotiation, used)).claims.items()}


@pytest.mark.parametrize(
    ("position", "claims"),
    [
        pytest.param({"demand": "x"}, {"in:x": True}, id="demand"),
        pytest.param({"demand": "x", "firmness": "flexible"}, {"in:x": True}, id="flexible demand"),
        pytest.param({"support": "x"}, {"in:x": False}, id="support"),
        pytest.param({"support": "x", "firmness": "firm"}, {"in:x": False}, id="firm support"),
        pytest.param({"oppose": "x"}, {"out:x": False}, id="oppose"),
        pytest.param({"reject": "x"}, {"out:x": True}, id="reject"),
        pytest.param({"accept": "x"}, {}, id="accept"),
        pytest.param({"offer": "x"}, {}, id="offer"),
        pytest.param({"consider": "x", "if": "y"}, {}, id="consider"),
        pytest.param({"demand": {"any_of": ["y", "x"]}}, {"in:x|y": True}, id="either/or"),
        pytest.param({"demand": {"any_of": ["x", "x"]}}, {"in:x": True}, id="one name twice"),
        pytest.param({"reject": {"all_of": ["y", "x"]}}, {"out:x&y": True}, id="not both"),
        pytest.param({"only": "x", "before": "y"}, {"before:x:y": True}, id="before"),
        pytest.param({"only": "x", "no_later_than": "y"}, {"no-later:x:y": True}, id="no later"),
        pytest.param({"only": "x", "after": ["z", "y"]}, {"after:x:y": True, "after:x:z": True}, id="a list"),
        pytest.param({"only": "x", "after": {"any_of": ["z", "y"]}}, {"after:x:y|z": True}, id="one of a list"),
        pytest.param(
            {"only": "x", "after": ["w", {"any_of": ["z", "y"]}]},
            {"after:x:w": True, "after:x:y|z": True},
            id="a choice in a list",
        ),
        pytest.param({"accept": "x", "with": "y"}, {"with:x:y": True}, id="accept with"),
        pytest.param({"offer": "x", "includes": "y"}, {"includes:x:y": True}, id="offer with a part"),
        pytest.param({"only": "x", "requires": {"any_of": ["y"]}}, {"requires:x:y": True}, id="requires"),
        pytest.param({"only": "n", "at_most": 600000}, {"at-most:n:600000": True}, id="at most"),
        pytest.param({"only": "n", "at_least": "0.50"}, {"at-least:n:0.5": True}, id="a number normalised"),
        pytest.param(
            {"support": "n", "exactly": "800000.0"},
            {"in:n": False, "at-least:n:800000": True, "at-most:n:800000": True},
            id="exactly",
        ),
        pytest.param(
            {"support": "x", "after": "y", "firmness": "flexible"},
            {"in:x": False, "after:x:y": False},
            id="flexible conditions of support",
        ),
        pytest.param({"support": "x", "after": "y"}, {"in:x": False, "after:x:y": True}, id="conditions of support"),
        pytest.param(
            {"demand": {"any_of": ["x", "y"]}, "after": "z"},
            {"in:x|y": True, "after:x:z": True, "after:y:z": True},
            id="conditions of either/or",
        ),
        pytest.param({"reject": "x", "if": ["z", "y"]}, {"out:x?y&z": True}, id="if all"),
        pytest.param({"demand": "x", "if": {"any_of": ["z", "y"]}}, {"in:x?y|z": True}, id="if any"),
        pytest.param({"demand": "x", "unless": ["z", "y"]}, {"in:x!y|z": True}, id="unless"),
        pytest.param({"demand": "x", "unless": {"any_of": ["z", "y"]}}, {"in:x!y|z": True}, id="unless any"),
        pytest.param(
            {"only": "s.begun", "after": "x", "if": ["z", "y"], "unless": ["w", "v"]},
            {"after:s.begun:x?y&z!v|w": True},
            id="both guards",
        ),
        pytest.param({"accept": {"proposal": "draft"}}, {}, id="accept a draft"),
        pytest.param({"reject": {"proposal": "draft", "except": ["y"]}}, {"out:n&x": True}, id="reject a draft"),
        pytest.param({"reject": {"proposal": "draft", "except": ["y", "n"]}}, {"out:x": True}, id="the rest of it"),
    ],
)
def test_claims(position: Told, claims: dict[str, bool]) -> None:
    bodies = {name: Told() for name in "vwxyz"} | {"n": {"quantity": {}}, "s": STAGED}
    draft = {"in": ["x", "y", {"term": "n", "at_most": 2}]}
    assert _binding(told(bodies, drafts={"draft": draft}, north=[position])) == claims


def test_voices_of_one_claim() -> None:
    world = told("x", north=[{"demand": "x"}, {"support": "x", "firmness": "red-line"}], south=[{"demand": "x"}])
    (claim,) = Checker(view(world)).claims.values()
    assert [(v.position, v.party, v.firmness, v.binding) for v in claim.voices] == [
        ("north#1", "north", "firm", True),
        ("north#2", "north", "red-line", False),
        ("south#1", "south", "firm", True),
    ]


def test_claims_of_those_who_need_not_agree_are_preferences() -> None:
    world = told("x", about={"must_agree": ["south"]}, north=[{"demand": "x"}], south=[{"reject": "x"}])
    assert _binding(world, Filters(must_agree=True)) == {"in:x": False, "out:x": True}
    assert _binding(world) == {"in:x": True, "out:x": True}


def test_what_is_taken_out() -> None:
    world = told({"x": {"requires": "y"}, "y": {}}, north=[{"demand": "x"}, {"reject": "y"}])
    assert _binding(world, Filters(without=frozenset({"in:x"}))) == {"out:y": True}
    assert _binding(world, Filters(without=frozenset({"north#1"}))) == {"out:y": True}
    checker = Checker(view(world, Filters(without=frozenset({"def:requires:x:y"}))))
    assert checker.satisfiable(["in:x", "out:y"])


def test_hearsay_ends_nothing() -> None:
    """method.md §4.4."""
    world = told(
        "monitors",
        north=[{"demand": "monitors"}],
        south=[{"reject": "monitors"}],
        south_relayed={
            "date": "2025-03-10",
            "via": "relayed",
            "positions": [{"accept": "monitors", "replaces": ["south#1"]}],
        },
        south_confirms={"date": "2025-03-20", "via": "own-words", "withdraws": ["south#1"]},
    )
    day = world.statements["south-relayed"].date.last
    assert set(_binding(world, Filters(as_of=day))) == {"in:monitors", "out:monitors"}
    assert set(_binding(world)) == {"in:monitors"}


@settings(max_examples=150)
@given(st.data())
def test_reads_what_counts_as_the_model_does(data: st.DataObject) -> None:
    world = data.draw(negotiations(max_terms=3, history=True))
    seen = view(world, data.draw(filters(world)))
    assert positions_of(seen) == seen.positions
    assert [(d.id, d.kind, d.terms) for d in definitions_of(seen)] == [
        (d.id, d.kind, d.terms) for d in seen.definitions
    ]
