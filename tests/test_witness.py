"""The independent checker: what it finds wrong with conflicts; and whether trying every settlement agrees with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from brute_force import Oracle
from hypothesis import given, settings, strategies as st
from strategies import negotiations
from told import Told, settled, told

from negmap.findings.conflicts import Conflict, NeededDefinition, Settlement
from negmap.model.negotiation import Negotiation
from negmap.model.variants import view
from negmap.witness import Checker, Problem, verify

TROOPS = told({"w": {}, "m": {"is_a": "w"}, "z": {}}, north=[{"demand": "m"}], south=[{"reject": "w"}])
CLASH = Conflict(
    id="c-1",
    kind="definition",
    claims=("in:m", "out:w"),
    definitions=(NeededDefinition("def:is_a:m:w", stands_without=False),),
    rings=(),
    witnesses={"in:m": settled(""), "out:w": settled("w m")},
    obstacle="o-1",
)


def test_a_conflict_that_is_one() -> None:
    assert Checker(view(TROOPS)).check_conflict(CLASH) == []
    assert verify(view(TROOPS), (CLASH,)) == ()


@pytest.mark.parametrize(
    ("wrong", "problems"),
    [
        pytest.param(
            {"claims": ("in:m", "out:x")}, ["no position in force states out:x"], id="a claim that nobody states"
        ),
        pytest.param(
            {"definitions": (NeededDefinition("def:is_a:m:x", stands_without=False),)},
            ["there is no definition def:is_a:m:x"],
            id="a definition there is not",
        ),
        pytest.param(
            {"claims": ("out:w", "in:m")}, ["its claims are not in order, or one is there twice"], id="no order"
        ),
        pytest.param(
            {"definitions": ()},
            ["with only the definitions it names, its claims can hold together"],
            id="a definition is missing",
        ),
        pytest.param(
            {"definitions": (NeededDefinition("def:is_a:m:w", stands_without=True),)},
            ["without def:is_a:m:w it is gone"],
            id="a definition is needed",
        ),
        pytest.param(
            {"witnesses": {"in:m": settled("")}},
            ["no settlement is given for what holds without out:w"],
            id="a settlement is missing",
        ),
        pytest.param(
            {"witnesses": {**CLASH.witnesses, "in:z": settled("z")}},
            ["a settlement is given without in:z, which is none of its claims"],
            id="a settlement too many",
        ),
        pytest.param(
            {"witnesses": {"in:m": settled("w"), "out:w": settled("m < w")}},
            [
                "in the settlement without in:m, out:w is false",
                "in the settlement without out:w, def:is_a:m:w is false",
            ],
            id="settlements that fail",
        ),
        pytest.param(
            {"witnesses": {"in:m": Settlement({"x": -1}, {"z": Decimal(1)}), "out:w": settled("w m", m=1)}},
            [
                "in the settlement without in:m, x is no term",
                "in the settlement without in:m, x has step -1",
                "in the settlement without in:m, z has a value and is out",
                "in the settlement without out:w, m has a value and no quantity",
            ],
            id="no settlements at all",
        ),
    ],
)
def test_a_conflict_that_is_wrong(wrong: Told, problems: list[str]) -> None:
    assert Checker(view(TROOPS)).check_conflict(replace(CLASH, **wrong)) == problems
    assert verify(view(TROOPS), (replace(CLASH, **wrong),)) == tuple(Problem("c-1", text) for text in problems)


def test_a_conflict_of_too_many_claims() -> None:
    world = told("x y", north=[{"demand": "x"}, {"demand": "y"}], south=[{"reject": "x"}])
    witnesses = {"in:x": settled("y"), "in:y": settled("x"), "out:x": settled("x y")}
    found = replace(CLASH, claims=("in:x", "in:y", "out:x"), definitions=(), witnesses=witnesses)
    assert Checker(view(world)).check_conflict(found) == [
        "without in:y the others still cannot hold together",
        "in the settlement without in:y, out:x is false",
    ]


def test_no_conflict_at_all() -> None:
    world = told("x", north=[{"demand": "x"}])
    found = replace(CLASH, claims=("in:x",), definitions=(), witnesses={"in:x": settled("")})
    assert Checker(view(world)).check_conflict(found) == [
        "all its claims can hold together",
        "with only the definitions it names, its claims can hold together",
    ]


def test_a_definition_that_adds_nothing() -> None:
    world = told({"w": {}, "m": {"is_a": "w", "requires": "w"}}, north=[{"demand": "m"}], south=[{"reject": "w"}])
    either = tuple(NeededDefinition(key, stands_without=True) for key in ("def:is_a:m:w", "def:requires:m:w"))
    assert Checker(view(world)).check_conflict(replace(CLASH, definitions=either)) == [
        "it names def:is_a:m:w, and the others it names are enough",
        "it names def:requires:m:w, and the others it names are enough",
    ]


def test_conflicts_bind_and_tensions_do_not() -> None:
    world = told("x", north=[{"support": "x"}], south=[{"reject": "x"}])
    found = replace(
        CLASH, claims=("in:x", "out:x"), definitions=(), witnesses={"in:x": settled(""), "out:x": settled("x")}
    )
    assert verify(view(world), (found,)) == (Problem("c-1", "in:x does not bind"),)
    assert verify(view(world), (), (found,)) == ()
    firm = told("x", north=[{"demand": "x"}], south=[{"reject": "x"}])
    assert verify(view(firm), (), (found,)) == (Problem("c-1", "it is called a tension, and all of its claims bind"),)


def test_values_that_cannot_be() -> None:
    checker = Checker(view(told({"n": {"quantity": {"integer": True, "min": 0, "max": 5}}})))
    assert [checker.faults(Settlement({"n": 0}, {"n": Decimal(value)})) for value in ("3", "1.5", "-1", "6")] == [
        [],
        ["n cannot have the value 1.5"],
        ["n cannot have the value -1"],
        ["n cannot have the value 6"],
    ]


@settings(max_examples=300)
@given(negotiations(max_terms=4, fractions=True))
def test_true_of_what_trying_finds_true(world: Negotiation) -> None:
    """Each claim and definition is true of the same settlements for the checker and for the oracle."""
    checker = Checker(view(world))
    oracle = Oracle(world, checker.claims)
    for settlement in oracle.settlements:
        assert not checker.faults(settlement)
        for claim, holds in oracle.claims.items():
            assert checker.satisfied(settlement, claim) == holds(settlement), (claim, settlement)
        for definition, holds in oracle.definitions.items():
            assert checker.definition_holds(settlement, definition) == holds(settlement), (definition, settlement)


@settings(max_examples=300)
@given(st.data())
def test_satisfiable_is_what_trying_finds(data: st.DataObject) -> None:
    """Asked of any sets with any definitions left out, and of the minimal sets, where a slip shows most."""
    world = data.draw(negotiations(fractions=True))
    checker = Checker(view(world))
    oracle = Oracle(world, checker.claims)
    for _ in range(3):
        some, without = data.draw(_some(checker.claims)), data.draw(_some(oracle.definitions))
        assert checker.satisfiable(some, without) == oracle.satisfiable(some, without), (some, without)
    for least in oracle.minimal_conflicts(checker.claims.keys()):
        assert not checker.satisfiable(least)
        assert all(checker.satisfiable(least - {claim}) for claim in least)


def _some(known: Mapping[str, object]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(known))) if known else st.just(frozenset())
