"""Robustness: on what a conflict rests, against analysing the map again without it (method.md §10.3)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from random_positions import positions
from strategies import negotiations
from terminal import negmap

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Conflict
from negmap.logic.claims import claims
from negmap.model.definitions import Definition
from negmap.model.negotiation import Negotiation
from negmap.model.sources import SourceRef
from negmap.model.statements import Statement
from negmap.model.terms import LINK_KEYS
from negmap.model.variants import Filters, view
from negmap.study import Study


@st.composite
def documented(draw: st.DrawFn) -> Negotiation:
    """Draw a negotiation in which statements have sources, positions other readings, definitions a basis."""
    here = draw(negotiations(max_terms=4, max_positions=7, history=True))
    terms = {key: term.model_copy(update=_links(draw, term)) for key, term in here.terms.items()}
    return replace(here, terms=terms, statements={k: _sourced(draw, here, s) for k, s in here.statements.items()})


def _links(draw: st.DrawFn, term: Any) -> dict[str, Any]:
    basis = st.sampled_from(["meaning", "analyst"])
    return {k: tuple(link.model_copy(update={"basis": draw(basis)}) for link in getattr(term, k)) for k in LINK_KEYS}


def _sourced(draw: st.DrawFn, here: Negotiation, statement: Statement) -> Statement:
    names = draw(st.lists(st.sampled_from(["Herald", "Gazette"]), max_size=2))
    others = st.lists(positions(here), max_size=1)
    said = tuple(p.model_copy(update={"readings": tuple(draw(others))}) for p in statement.positions)
    sources = tuple(SourceRef(publisher=name) for name in names)
    return statement.model_copy(update={"sources": sources, "positions": said})


def _stands(conflict: Conflict, here: Negotiation, changed: Filters, before: dict[str, Claim]) -> bool:
    """Analyse the changed map: is each claim still said there (in binding words, where it binds)?"""
    after = {claim.id: claim for claim in claims(view(here, changed))}
    return all(k in after and (after[k].binding or not before[k].binding) for k in conflict.claims)


@settings(max_examples=200)
@given(documented())
def test_what_is_left_out_is_what_analysing_again_finds(here: Negotiation) -> None:
    day = here.last_day()
    study = Study(view(here, Filters(as_of=day)))
    keys = {ref.independent_key for s in study.view.statements for ref in s.sources}
    only = {
        k: frozenset(s.id for s in study.view.statements if {r.independent_key for r in s.sources} == {k}) for k in keys
    }
    for conflict in study.conflicts.conflicts:
        found = study.standing(conflict)

        def stands(filters: Filters, conflict: Conflict = conflict) -> bool:
            return _stands(conflict, here, filters, study.claims)

        assert found.first_hand == stands(Filters(as_of=day, first_hand=True))
        assert found.stated == stands(Filters(as_of=day, stated=True))
        assert set(found.gone_without_source) == {
            k for k, lost in only.items() if not stands(Filters(as_of=day, without=lost))
        }


@settings(max_examples=200)
@given(documented())
def test_readings_and_definitions_are_what_analysing_again_finds(here: Negotiation) -> None:
    study = Study(view(here))
    for conflict in study.conflicts.conflicts:
        found = study.standing(conflict)
        assert {(r.position, r.reading) for r in found.gone_under_reading} == _gone_under_reading(conflict, here)
        analysts = [d for d in here.definitions if d.basis == "analyst"]
        gone = {d.id for d in analysts if not _still_fails(conflict, study, [d])}
        assert set(found.gone_without_definition) == gone


def _gone_under_reading(conflict: Conflict, here: Negotiation) -> set[tuple[str, int]]:
    gone = set()
    for statement in here.statements.values():
        for place, position in enumerate(statement.positions):
            for number, reading in enumerate(position.readings, 1):
                instead = reading.model_copy(
                    update={"id": position.id, "replaces": position.replaces, "until": position.until}
                )
                said = (*statement.positions[:place], instead, *statement.positions[place + 1 :])
                changed = statement.model_copy(update={"positions": said})
                there = replace(here, statements={**here.statements, statement.id: changed})
                after = {claim.id for claim in claims(view(there)) if claim.binding}
                if not after.issuperset(conflict.claims):
                    gone.add((f"{statement.id}#{position.id or place + 1}", number))
    return gone


def _still_fails(conflict: Conflict, study: Study, without: Collection[Definition]) -> bool:
    filters = replace(study.view.filters, without=frozenset(d.id for d in without))
    again = Study(view(study.view.negotiation, filters)).conflicts.conflicts
    return any(set(c.claims) <= set(conflict.claims) for c in again)


WORLD = """
--- file: negotiation.yaml
title: Test
must_agree: [north, south]
--- file: terms.yaml
force: {title: Force, is_a: {term: troops, basis: analyst, because: it is made of them}}
troops: {title: Troops}
--- file: statements/north.yaml
party: north
date: 2025-01-01
speaker: {name: A. North}
sources: [{publisher: Herald}]
positions: [{demand: force, read: inferred, readings: [{support: force}]}]
--- file: statements/south.yaml
party: south
date: 2025-01-02
via: relayed
relayed_by: an envoy
sources: [{publisher: Gazette}, {publisher: Herald}]
positions: [{reject: troops}]
"""


@pytest.mark.parametrize("folder", [WORLD], indirect=True)
def test_what_the_report_says_of_it(folder: Path) -> None:
    made = negmap("conflicts", "--format", "json", "--positions", folder).report
    (row,) = made["conflicts"]
    assert row["core"] is True
    assert (row["first_hand"], row["stated"]) == (False, False)
    assert row["gone_without_source"] == ["Herald"]
    assert row["gone_under_reading"] == [{"position": "north#1", "reading": 1}]
    assert row["gone_without_definition"] == ["def:is_a:force:troops"]
    assert row["weakest"] == {"claim": "in:force", "statements": 1, "speakers": 1, "sources": 1}
    shown = negmap("conflicts", "--positions", folder).out
    assert (
        "Resting on little, of 1 conflict: 1 on one statement at some point, 1 on words at second hand, 1 on\n"
        "our reading, 1 on one source, 1 on a definition by the analyst." in shown
    )


def test_hearsay_that_would_end_it(write_folder: Callable[..., Path]) -> None:
    folder = write_folder(
        WORLD.replace("via: relayed\nrelayed_by: an envoy\n", "")
        + """
--- file: statements/south-relayed.yaml
party: south
date: 2025-01-03
via: relayed
relayed_by: an envoy
positions: [{accept: troops, replaces: [south#1]}]
"""
    )
    (row,) = negmap("conflicts", "--format", "json", "--positions", folder).report["conflicts"]
    assert row["would_be_gone_if"] == ["south-relayed#1"]


def test_stated_words_that_an_inference_had_replaced_are_back_without_it(folder: Path) -> None:
    """North said twice that it wants the pact; the second time is our reading, and takes the place of the first.

    --- file: terms.yaml
    pact: {title: Pact}
    --- file: statements/north-1.yaml
    party: north
    date: 2025-01-01
    positions: [{demand: pact}]
    --- file: statements/north-2.yaml
    party: north
    date: 2025-01-02
    positions: [{demand: pact, read: inferred, readings: [{support: pact}], replaces: [north-1#1]}]
    --- file: statements/south.yaml
    party: south
    date: 2025-01-01
    positions: [{reject: pact}]
    """
    (row,) = negmap("conflicts", "--format", "json", "--positions", folder).report["conflicts"]
    (again,) = negmap("conflicts", "--format", "json", "--stated", "--positions", folder).report["conflicts"]
    assert row["id"] == again["id"]
    assert row["stated"] is True


def test_mild_words_that_are_back_do_not_carry_a_demand(folder: Path) -> None:
    """Without what it said last, North would like the pact, as it did before; that is no demand.

    --- file: terms.yaml
    pact: {title: Pact}
    --- file: statements/north-1.yaml
    party: north
    date: 2025-01-01
    positions: [{support: pact}]
    --- file: statements/north-2.yaml
    party: north
    date: 2025-01-02
    via: relayed
    relayed_by: an envoy
    sources: [{publisher: Herald}]
    positions: [{demand: pact, read: inferred, replaces: [north-1#1]}]
    --- file: statements/south.yaml
    party: south
    date: 2025-01-01
    positions: [{reject: pact}]
    """
    (row,) = negmap("conflicts", "--format", "json", "--positions", folder).report["conflicts"]
    assert (row["first_hand"], row["stated"], row["gone_without_source"]) == (False, False, ["Herald"])


def test_one_speaker_is_one_whatever_else_the_name_is_in(folder: Path) -> None:
    """North's minister spoke twice; the name in Japanese was written in two ways.

    --- file: negotiation.yaml
    title: {ja: 協定, en: The pact}
    languages: [ja, en]
    --- file: terms.yaml
    pact: {title: {ja: 協定, en: Pact}}
    --- file: statements/north-1.yaml
    party: north
    date: 2025-01-01
    speaker: {name: {ja: ミニスター, en: The minister}}
    positions: [{demand: pact}]
    --- file: statements/north-2.yaml
    party: north
    date: 2025-01-02
    speaker: {name: {ja: 大臣, en: The minister}}
    positions: [{demand: pact}]
    --- file: statements/south-1.yaml
    party: south
    date: 2025-01-01
    speaker: {name: {ja: 大臣, en: The minister}}
    positions: [{reject: pact}]
    --- file: statements/south-2.yaml
    party: south
    date: 2025-01-01
    speaker: {name: {ja: 大臣, en: The other minister}}
    positions: [{reject: pact}]
    """
    (row,) = negmap("conflicts", "--format", "json", "--positions", folder).report["conflicts"]
    assert row["weakest"] == {"claim": "in:pact", "statements": 2, "speakers": 1, "sources": 0}


def test_wishes_that_an_inference_had_replaced_are_back_without_it(folder: Path) -> None:
    """North liked the pact and aid; later it likes the pact alone, as we read it. A wish is enough for a tension.

    --- file: terms.yaml
    aid: {title: Aid}
    pact: {title: Pact}
    --- file: statements/north-1.yaml
    party: north
    date: 2025-01-01
    positions: [{support: pact}, {support: aid}]
    --- file: statements/north-2.yaml
    party: north
    date: 2025-01-02
    positions: [{support: pact, read: inferred, replaces: ["north-1#1", "north-1#2"]}]
    --- file: statements/south.yaml
    party: south
    date: 2025-01-01
    positions: [{reject: pact}]
    """
    made = negmap("conflicts", "--tensions", "--format", "json", "--positions", folder).report
    (row,) = made["tensions"]["shown"]
    assert row["stated"] is True


def test_words_that_only_the_lost_ones_had_ended_are_back(folder: Path) -> None:
    """Without the Herald, North's first words stand again, and the conflict with them; South's rest on it alone.

    --- file: terms.yaml
    pact: {title: Pact}
    --- file: statements/north-1.yaml
    party: north
    date: 2025-01-01
    sources: [{publisher: Gazette}]
    positions: [{demand: pact}]
    --- file: statements/north-2.yaml
    party: north
    date: 2025-01-02
    sources: [{publisher: Herald}]
    positions:
      - demand: pact
        replaces: north-1#1
        readings: [{demand: pact, firmness: flexible}, {support: pact}]
    --- file: statements/south.yaml
    party: south
    date: 2025-01-01
    sources: [{publisher: Courier}]
    positions: [{reject: pact}]
    """
    (row,) = negmap("conflicts", "--format", "json", "--positions", folder).report["conflicts"]
    assert row["gone_without_source"] == ["Courier"]
    assert row["gone_under_reading"] == [{"position": "north-2#1", "reading": 2}]
