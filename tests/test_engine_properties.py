"""The engine against trying every settlement, and against the independent checker, on small random negotiations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import combinations

from brute_force import Oracle
from hypothesis import given, settings, strategies as st
from strategies import filters, negotiations, positions, shuffled
from told import told

from negmap.findings.conflicts import Conflict
from negmap.model.statements import Statement
from negmap.model.values import Day
from negmap.model.variants import Filters, view
from negmap.study import Study
from negmap.witness import Checker, verify

Sets = set[frozenset[str]]
"""How the checker begins what it says of the definitions that a conflict names."""


def _sets(found: tuple[Conflict, ...]) -> Sets:
    assert len(found) == len({one.claims for one in found}), "a set of claims is reported once"
    return {frozenset(one.claims) for one in found}


def _binding(study: Study) -> set[str]:
    return {key for key, claim in study.claims.items() if claim.binding}


@settings(max_examples=300)
@given(st.data())
def test_conflicts_and_tensions_are_what_trying_finds(data: st.DataObject) -> None:
    """method.md §5.1, §5.2: every minimal set of binding claims, and every other minimal set; under any filters."""
    world = data.draw(negotiations(history=data.draw(st.booleans())))
    seen = view(world, data.draw(filters(world)))
    study = Study(seen)
    oracle = Oracle(world, study.claims, seen.filters.without)
    assert study.conflicts.completeness.complete
    assert study.tensions.completeness.complete
    assert _sets(study.conflicts.conflicts) == oracle.minimal_conflicts(_binding(study))
    assert _sets(study.tensions.conflicts) == {
        least for least in oracle.minimal_conflicts(study.claims.keys()) if not least <= _binding(study)
    }
    for conflict in study.conflicts.conflicts:
        _names_the_fewest_definitions(conflict, oracle)


def _names_the_fewest_definitions(conflict: Conflict, oracle: Oracle) -> None:
    """method.md §5.3: of all sets of definitions that are enough the smallest, of these the first by ids."""
    known = sorted(oracle.definitions)
    enough = (
        some
        for size in range(len(known) + 1)
        for some in combinations(known, size)
        if not oracle.satisfiable(conflict.claims, set(known) - set(some))
    )
    assert tuple(definition.id for definition in conflict.definitions) == next(enough)


@settings(max_examples=300)
@given(st.data())
def test_the_checker_agrees(data: st.DataObject) -> None:
    """On the claims and their voices, on all that is reported, and on any other set of claims."""
    world = data.draw(negotiations(history=data.draw(st.booleans())))
    seen = view(world, data.draw(filters(world)))
    study, checker = Study(seen), Checker(seen)
    assert {key: claim.voices for key, claim in study.claims.items()} == {
        key: claim.voices for key, claim in checker.claims.items()
    }
    conflicts, tensions = study.conflicts.conflicts, study.tensions.conflicts
    problems = [problem.message for problem in verify(seen, conflicts, tensions)]
    assert not problems
    some = data.draw(_some(study.claims))
    assert checker.satisfiable(some) != any(least <= some for least in _sets(conflicts + tensions))


@settings(max_examples=200)
@given(st.data())
def test_a_position_more_removes_no_conflict(data: st.DataObject) -> None:
    """method.md §4: words that end none leave all others in force."""
    world = data.draw(negotiations(max_positions=6))
    before = view(world)
    said = tuple(data.draw(positions(world)) for _ in range(data.draw(st.integers(min_value=1, max_value=2))))
    more = Statement(id="more", party="south", date=Day.parse(before.as_of), positions=said)
    longer = replace(world, statements={**world.statements, more.id: more})
    after = view(longer, Filters(as_of=before.as_of))
    assert _sets(Study(before).conflicts.conflicts) <= _sets(Study(after).conflicts.conflicts)


@settings(max_examples=100)
@given(st.data())
def test_another_order_changes_nothing(data: st.DataObject) -> None:
    world = data.draw(negotiations())
    seen, again = Study(view(world)), Study(view(data.draw(shuffled(world))))
    assert seen.conflicts == again.conflicts
    assert seen.tensions == again.tensions


def _some(known: Collection[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(known))) if known else st.just(frozenset())


def test_closed_kinds_without_what_makes_them_kinds() -> None:
    """method.md §2: y is there from the earliest step of its kinds; §2.6: is_a taken out leaves the list of kinds."""
    world = told({"y": {"kinds": "closed"}, "x": {"is_a": "y"}}, north=[{"demand": "y", "after": "x"}])
    without = Study(view(world, Filters(without=frozenset({"def:is_a:x:y"}))))
    assert _sets(without.conflicts.conflicts) == {frozenset({"in:y", "after:y:x"})}
    (conflict,) = Study(view(world)).conflicts.conflicts
    assert [definition.id for definition in conflict.definitions] == ["def:closed:y"]
