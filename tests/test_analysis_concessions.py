"""Packages of concessions: which, in which order, in which group (method.md §9)."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any
from unittest import mock

import pytest
from brute_packages import Levels, Packages
from hypothesis import given, settings
from strategies import negotiations
from told import told

from negmap.analysis import concessions
from negmap.analysis.concessions import Wanted
from negmap.findings.conflicts import SIZE, TIME
from negmap.findings.packages import Component, Concessions, Package
from negmap.logic import corrections
from negmap.logic.encoding import Encoding
from negmap.logic.rules import of_definition
from negmap.logic.rungs import rung_rules
from negmap.logic.solver import Optimizer
from negmap.model.negotiation import Negotiation
from negmap.model.variants import view
from negmap.study import Study
from negmap.witness import verify_packages

EVERY = Wanted(limit=100_000)


def levels(package: Package) -> Levels:
    return tuple((c.claim, c.to) for c in package.concessions)


def found(negotiation: Negotiation, wanted: Wanted = EVERY) -> Concessions:
    return Study(view(negotiation)).concessions(wanted)


def only(negotiation: Negotiation, wanted: Wanted = EVERY) -> Component:
    (component,) = found(negotiation, wanted).components
    return component


def summary(component: Component) -> list[tuple[Any, ...]]:
    return [(p.group, p.movers, dict(levels(p)), p.gives_up) for p in component.packages]


DEADLOCK = [
    ("bridge", ("north", "south"), {"after:a:b": "same-time", "after:b:a": "same-time"}, ()),
    ("only", ("north",), {"after:a:b": "any-order"}, ()),
    ("only", ("south",), {"after:b:a": "any-order"}, ()),
    ("without", ("north", "south"), {"in:a": "dropped", "in:b": "dropped"}, ("in:a", "in:b")),
]


def test_a_deadlock_of_two_opens_by_both_at_the_same_time_first() -> None:
    here = told("a b", north=[{"demand": "a", "after": "b"}], south=[{"demand": "b", "after": "a"}])
    assert summary(only(here)) == DEADLOCK


def test_the_same_where_the_orders_are_red_lines() -> None:
    red = {"firmness": "red-line", "quote": {"text": "never", "lang": "en"}}
    here = told(
        "a b",
        north=[{"demand": "a"}, {"only": "a", "after": "b", **red}],
        south=[{"demand": "b"}, {"only": "b", "after": "a", **red}],
    )
    assert summary(only(here)) == DEADLOCK
    assert [p.cost.red_lines_softened for p in only(here).packages] == [2, 0, 0, 0]


def test_saying_it_five_times_costs_as_saying_it_once() -> None:
    once = told("a b", north=[{"demand": "a", "after": "b"}], south=[{"demand": "b", "after": "a"}])
    often: dict[str, Any] = {f"north_{i}": [{"demand": "a", "after": "b"}] for i in range(5)}
    five = told("a b", **often, south=[{"demand": "b", "after": "a"}])
    assert [(levels(p), p.cost) for p in only(five).packages] == [(levels(p), p.cost) for p in only(once).packages]


def test_two_numbers_meet_in_between_before_one_goes_all_the_way() -> None:
    here = told(
        {"army": {"quantity": {"integer": "true"}}},
        north=[{"demand": "army", "at_least": 800}],
        south=[{"only": "army", "at_most": 600}],
        west=[{"support": "army", "exactly": 700, "firmness": "flexible"}],
    )
    assert summary(only(here)) == [
        ("bridge", ("north", "south"), {"at-least:army:800": "700", "at-most:army:600": "700"}, ()),
        ("only", ("north",), {"at-least:army:800": "600"}, ()),
        ("only", ("south",), {"at-most:army:600": "800"}, ()),
        ("without", ("north",), {"in:army": "dropped"}, ("in:army",)),
    ]


def test_a_ring_of_three_through_a_definition() -> None:
    here = told(
        {"truce": {}, "pullback": {"after": "decision"}, "decision": {}, "vote": {}},
        north=[{"demand": "truce", "after": "pullback"}],
        south=[{"only": "decision", "after": "vote"}],
        west=[{"only": "vote", "after": "truce"}],
    )
    packages = only(here).packages
    assert dict(levels(packages[0])) == {"after:decision:vote": "any-order"}
    assert [p.group for p in packages] == ["only", "only", "only", "without"]
    assert not any(p.bridge for p in packages), "the definition is strict: softening the rest cannot open the ring"


def test_a_demand_by_one_and_support_by_another_asks_only_the_one() -> None:
    here = told("x", north=[{"demand": "x"}], west=[{"support": "x"}], south=[{"reject": "x"}])
    assert [(p.group, p.movers) for p in only(here).packages] == [("only", ("south",)), ("without", ("north",))]


def test_a_member_counts_with_the_coalition_that_says_the_same() -> None:
    here = told("x", league=[{"reject": "x"}], isle=[{"reject": "x"}], south=[{"demand": "x"}])
    isle = here.parties["isle"].model_copy(update={"member_of": ("league",)})
    object.__setattr__(here, "parties", {**here.parties, "isle": isle})
    first = only(here).packages[0]
    assert (first.group, first.movers, first.cost.firm_dropped) == ("only", ("league",), 1)


def test_an_ordered_scale_is_widened_place_by_place() -> None:
    here = told(
        "low mid high",
        issues={"level": {"title": "Level", "choose": "one", "options": ["low", "mid", "high"], "ordered": "true"}},
        north=[{"demand": "low"}],
        south=[{"demand": "high"}],
    )
    packages = only(here).packages
    assert summary(only(here))[0] == ("bridge", ("north", "south"), {"in:high": "within-1", "in:low": "within-1"}, ())
    assert {tuple(dict(levels(p)).values()) for p in packages[1:]} == {("within-2",)}


ALL_AT_ONCE, ONE_BY_ONE = corrections.STEPS, 0


@pytest.mark.parametrize("steps", [ALL_AT_ONCE, ONE_BY_ONE])
@pytest.mark.parametrize(
    ("wanted", "groups"),
    [
        (Wanted(only="north"), {"only"}),
        (Wanted(hold=frozenset({"north"})), {"only"}),
        (Wanted(bridges=True), {"bridge"}),
    ],
)
def test_choices_of_who_moves(wanted: Wanted, groups: set[str], steps: int) -> None:
    here = told("a b", north=[{"demand": "a", "after": "b"}], south=[{"demand": "b", "after": "a"}])
    with mock.patch.object(corrections, "STEPS", steps):
        packages = only(here, wanted).packages
    assert {p.group for p in packages} == groups
    if wanted.only:
        assert all(p.movers == ("north",) for p in packages)
    assert not any(wanted.hold.intersection(p.movers) for p in packages)


@pytest.mark.parametrize("steps", [ALL_AT_ONCE, ONE_BY_ONE])
def test_a_cut_list_says_so_and_keeps_the_first_of_each_group(steps: int) -> None:
    here = told("a b", north=[{"demand": "a", "after": "b"}], south=[{"demand": "b", "after": "a"}])
    with mock.patch.object(corrections, "STEPS", steps):
        cut = only(here, Wanted(limit=1))
    assert not cut.completeness.complete
    assert cut.completeness.limit == 1
    assert [p.pareto for p in cut.packages] == [None] * len(cut.packages)
    assert {levels(p) for p in cut.packages if p.id in cut.firsts} == {levels(p) for p in only(here).packages}


def test_where_the_time_is_up_before_each_group_was_looked_for_it_says_so() -> None:
    here = told("a b", north=[{"demand": "a", "after": "b"}], south=[{"demand": "b", "after": "a"}])
    best, asked = Optimizer.best, iter(range(100))

    def ends(engine: Optimizer, seconds: float | None = None) -> Any:
        if next(asked) >= 9:  # the first packages were found, and not yet one of each group
            raise TimeoutError
        return best(engine, seconds)

    with mock.patch.object(corrections, "STEPS", ONE_BY_ONE), mock.patch.object(Optimizer, "best", ends):
        cut = only(here, Wanted(limit=1))
    assert [p.group for p in cut.packages] == ["bridge"]
    assert cut.completeness.reason == TIME


@pytest.mark.parametrize(("steps", "listed"), [(ALL_AT_ONCE, 100), (ONE_BY_ONE, 25)])
def test_without_a_limit_all_are_listed_where_they_can_be_found_at_once(steps: int, listed: int) -> None:
    """A demand, and a ring of a hundred "only after": whichever falls opens it."""
    terms = [f"t{number}" for number in range(100)]
    here = told(
        " ".join(terms),
        north=[{"demand": "t0"}],
        south=[{"only": a, "after": b} for a, b in zip(terms, [*terms[1:], terms[0]], strict=True)],
    )
    with mock.patch.object(corrections, "STEPS", steps):
        found_here = only(here, Wanted(drop_only=True))
    assert len(found_here.packages) >= listed
    assert found_here.completeness.complete == (steps == ALL_AT_ONCE)


def test_packages_that_cost_each_party_the_same_are_compared_once() -> None:
    """Ten wishes that ask for what is refused: 1,025 packages, all but one of the same cost."""
    names = [f"x{number}" for number in range(10)]
    here = told(" ".join(["z", *names]), north=[{"demand": x, "includes": "z"} for x in names], south=[{"reject": "z"}])
    with mock.patch.object(concessions, "_better", wraps=concessions._better) as compared:
        packages = only(here).packages
    assert len(packages) == 1025
    assert all(p.pareto for p in packages)
    assert compared.call_count < 10


SMALL = negotiations(max_terms=4, max_positions=5)


@pytest.mark.parametrize("steps", [ALL_AT_ONCE, ONE_BY_ONE])
@settings(max_examples=100)
@given(here=SMALL)
def test_packages_equal_brute_force_in_the_same_order(here: Negotiation, steps: int) -> None:
    study = Study(view(here))
    oracle = Packages(here, study.claims)
    with mock.patch.object(corrections, "STEPS", steps):
        components = study.concessions(EVERY).components
    assert [list(c.claims) for c in components] == oracle.components()
    for component in components:
        assert [levels(p) for p in component.packages] == oracle.minimal(list(component.claims))
        assert [p.movers for p in component.packages] == [
            tuple(sorted({m for k, _ in levels(p) for m in oracle.movers(study.claims[k])})) for p in component.packages
        ]


@settings(max_examples=300)
@given(SMALL)
def test_with_drop_only_they_are_the_minimal_hitting_sets_of_the_conflicts(here: Negotiation) -> None:
    study = Study(view(here))
    for component in study.concessions(Wanted(limit=100_000, drop_only=True)).components:
        conflicts = [set(c.claims) for c in study.conflicts.conflicts if c.id in component.conflicts]
        moved = [{claim for claim, _ in levels(p)} for p in component.packages]
        assert len({frozenset(one) for one in moved}) == len(moved)
        assert {frozenset(one) for one in moved} == _hitting(conflicts)


def _hitting(conflicts: list[set[str]]) -> set[frozenset[str]]:
    """Return the minimal sets that share a claim with every conflict, by trying every set."""
    claims = sorted(set().union(*conflicts))
    sets = (frozenset(s) for size in range(len(claims) + 1) for s in combinations(claims, size))
    found: set[frozenset[str]] = set()
    for one in sets:  # smaller ones first
        if all(one & conflict for conflict in conflicts) and not any(known <= one for known in found):
            found.add(one)
    return found


@settings(max_examples=100)
@given(SMALL)
def test_an_applied_package_leaves_a_map_that_can_be_satisfied(here: Negotiation) -> None:
    study = Study(view(here))
    found_here = study.concessions(EVERY)
    ladders = study.ladders()
    definitions = {d.id: of_definition(d) for d in study.view.definitions}
    firsts = [c.packages[0] for c in found_here.components]
    for component in found_here.components:
        for package in component.packages:
            applied = [package, *(p for p in firsts if p.id not in {q.id for q in component.packages})]
            rung = {c.claim: c.rung for p in applied for c in p.concessions}
            rules = {key: rung_rules(steps[rung.get(key, 0)]) for key, steps in ladders.items()}
            held = {key: rs for key, rs in rules.items() if rs}
            assert Encoding({**held, **definitions}).holds([*held, *definitions])
            result = study.sequence(package)
            assert result is not None
            assert result.settlement is not None


@settings(max_examples=80)
@given(SMALL)
def test_the_independent_checker_confirms_every_package(here: Negotiation) -> None:
    study = Study(view(here))
    assert verify_packages(study.view, study.concessions(EVERY)) == ()


def test_the_independent_checker_refuses_what_is_no_minimal_package() -> None:
    here = told("a b", north=[{"demand": "a", "after": "b"}], south=[{"demand": "b", "after": "a"}])
    study = Study(view(here))
    found_here = study.concessions(EVERY)
    (component,) = found_here.components
    bridge, one, *_ = component.packages
    half = replace(bridge, concessions=bridge.concessions[:1])
    more = replace(one, concessions=(*one.concessions, *bridge.concessions[1:]))
    wrong = replace(found_here, components=(replace(component, packages=(half, more)),))
    assert [p.message for p in verify_packages(study.view, wrong)] == [
        "it opens no settlement",
        "it opens a settlement with after:a:b one rung higher",
        "it opens a settlement with after:b:a one rung higher",
    ]


def test_where_clashes_are_too_many_to_look_through_all_claims_that_touch_are_together() -> None:
    """A demand, nine links of four ways each, and a refusal: 262,144 conflicts of twenty claims each."""
    links: list[dict[str, Any]] = []
    for at in range(9):
        for way in range(4):
            links.append({"only": f"t{at}", "requires": f"m{at}{way}"})
            links.append({"only": f"m{at}{way}", "requires": f"t{at + 1}"})
    names = " ".join([f"t{at}" for at in range(10)] + [f"m{at}{way}" for at in range(9) for way in range(4)])
    here = told(names, north=[{"demand": "t0"}, *links], south=[{"reject": "t9"}])
    study = Study(view(here))
    assert study.conflicts.completeness.reason == SIZE
    (component,) = study.concessions(Wanted(limit=2)).components
    assert len(component.claims) == 2 + len(links)
    every_way = tuple((f"requires:m0{way}:t1", "dropped") for way in range(4))
    assert [levels(p) for p in component.packages[:2]] == [(("out:t9", "dropped"),), every_way]
