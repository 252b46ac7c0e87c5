"""The whole engine against a second encoding of the method, solved by clingo, on random small negotiations.

``python tests/benchmarks/two_encodings.py 10000`` tries that many.
"""

from __future__ import annotations

from dataclasses import astuple

from asp_engine import SecondEngine
from hypothesis import HealthCheck, given, settings, strategies as st
from strategies import filters, negotiations
from told import told

from negmap.analysis.concessions import Wanted
from negmap.model.variants import Filters, view
from negmap.study import Study

EVERY = Wanted(limit=100_000)


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_two_encodings_agree(data: st.DataObject) -> None:
    compared(data)


def compared(data: st.DataObject) -> None:
    """Draw a negotiation and what is left out of it, and compare all answers."""
    world = data.draw(negotiations(max_terms=5, max_positions=9, history=data.draw(st.booleans())))
    seen = view(world, data.draw(filters(world)))
    agrees(Study(seen), SecondEngine(seen))
    drop_only = Wanted(limit=100_000, drop_only=True)
    assert packages(Study(seen), drop_only) == second_packages(SecondEngine(seen, drop_only=True))


def agrees(study: Study, second: SecondEngine) -> None:
    """Compare claims, conflicts, tensions, rejected and blocked terms with their reasons, and packages in order."""
    assert {key: claim.binding for key, claim in study.claims.items()} == {
        k: c.binding for k, c in second.claims.items()
    }
    conflicts = {frozenset(c.claims) for c in study.conflicts.conflicts}
    assert conflicts == second.clashes(second.binding)
    assert {frozenset(c.claims) for c in study.tensions.conflicts} == second.clashes(second.claims) - conflicts
    assert set(study.table) == second.table()
    _blocked(study, second)
    assert packages(study, EVERY) == second_packages(second)


def _blocked(study: Study, second: SecondEngine) -> None:
    against = {term: second.reasons(term) for term in study.table}
    alone = {
        term: tuple(sorted(key for one in sets if len(one) == 1 for key in one if key.startswith("out:")))
        for term, sets in against.items()
    }
    assert {r.term: tuple(sorted(r.by)) for r in study.blocked.rejected} == {t: by for t, by in alone.items() if by}
    blocked = {term for term, sets in against.items() if sets and not alone[term]}
    assert set(study.blocked.blocked) == blocked
    for term in blocked:
        assert {frozenset(reason.claims) for reason in study.reasons(term)} == against[term]


Package = tuple[tuple[int, ...], tuple[tuple[str, str], ...]]


def packages(study: Study, wanted: Wanted) -> list[list[Package]]:
    """Return the packages of each component in their order, with their place in it."""
    found = study.concessions(wanted)
    assert found.completeness.complete
    return sorted(
        [
            (
                (len(p.gives_up), *astuple(p.cost), len(p.concessions), p.rungs_down),
                tuple((c.claim, c.to) for c in p.concessions),
            )
            for p in component.packages
        ]
        for component in found.components
    )


def second_packages(second: SecondEngine) -> list[list[Package]]:
    return sorted(second.packages().values())


def test_the_worked_example_both_ways() -> None:
    world = told(
        {
            "guarantees": {},
            "force": {"is_a": "troops"},
            "troops": {},
            "concessions": {},
            "donbas": {"after": "concessions"},
        },
        europe=[{"demand": "guarantees", "includes": "force"}, {"only": "concessions", "after": "guarantees"}],
        russia=[{"reject": "troops"}, {"demand": "donbas"}],
    )
    second = SecondEngine(view(world, Filters()))
    assert second.clashes(second.binding) == {
        frozenset({"in:guarantees", "includes:guarantees:force", "out:troops"}),
        frozenset({"after:concessions:guarantees", "in:donbas", "includes:guarantees:force", "out:troops"}),
    }
    agrees(Study(view(world)), second)
