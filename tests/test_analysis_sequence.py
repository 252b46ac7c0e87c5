"""The settlement that is shown and its sequence, from the folder to the last number (method.md §7, §8)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest
from brute_orders import Option, Orders, earliest, orders_of, paths, tidied, tied
from hypothesis import assume, given, settings, strategies as st
from strategies import negotiations, shuffled

from negmap.analysis.sequence import sequence
from negmap.files.loader import load
from negmap.findings.claims import Claim
from negmap.findings.conflicts import Completeness
from negmap.findings.sequence import (
    ChosenSettlement,
    OrderEdge,
    Range,
    Sequence,
    SequenceResult,
    SettledTerm,
    Wait,
)
from negmap.logic.budget import Budget
from negmap.logic.claims import claims
from negmap.logic.encoding import Groups
from negmap.logic.rules import Edge, Rule, of_claim, of_definition
from negmap.model.negotiation import About, Event, Negotiation
from negmap.model.parties import Party
from negmap.model.statements import Statement
from negmap.model.terms import Term
from negmap.model.values import Day, Text
from negmap.model.variants import Filters, View, view
from negmap.study import Study

ALL = 100_000


def asked_of(here: View, rungs: Groups | None = None, limit: int = ALL, budget: Budget | None = None) -> SequenceResult:
    said = {claim.id: claim for claim in claims(here)}
    definitions = {d.id: of_definition(d) for d in here.definitions}
    return sequence(here, said, definitions, budget or Budget(), rungs=rungs, limit=limit)


def sequenced(
    folder: Path, rungs: Groups | None = None, without: Collection[str] = ()
) -> tuple[ChosenSettlement, Sequence]:
    negotiation, diagnostics = load(folder)
    assert not [d for d in diagnostics if d.is_error]
    result = asked_of(view(negotiation, Filters(without=frozenset(without))), rungs)
    assert result.settlement is not None
    assert result.sequence is not None
    return result.settlement, result.sequence


# --- random maps against every placing -----------------------------------------------------------------------------


def _same_time(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    def soft(rule: Rule) -> Rule:
        heads = (tuple(replace(x, strict=False) if isinstance(x, Edge) else x for x in head) for head in rule.heads)
        return Rule(rule.because, rule.body, tuple(heads))

    return tuple(soft(rule) for rule in rules)


@st.composite
def maps(draw: st.DrawFn) -> tuple[View, dict[str, str]]:
    """Draw a map with events, and claims that are softened or dropped."""
    negotiation = draw(st.one_of(timed(), timed(), negotiations(max_terms=5, max_positions=9)))
    days = st.sampled_from([date(2025, 2, 1), date(2025, 2, 2), date(2025, 12, 1)])
    names = st.sampled_from(sorted(negotiation.term_of))
    events = draw(st.lists(st.tuples(days, names, st.sampled_from([False, False, True])), max_size=3))
    happened = tuple(Event(date=Day.parse(day), term=term, ended=ended) for day, term, ended in events)
    here = view(replace(negotiation, events=happened))
    return here, {claim.id: draw(_moves(claim)) for claim in claims(here) if claim.binding}


@st.composite
def timed(draw: st.DrawFn) -> Negotiation:
    """Draw a map in which all terms are offered and most words are about when."""
    names = "abcde"[: draw(st.integers(min_value=3, max_value=5))]
    terms = {"a": Term.model_validate({"id": "a", "title": "a"})}
    for place, name in enumerate(names[1:], 1):
        links = draw(
            st.lists(st.tuples(st.sampled_from(LINKS), st.sampled_from(names[:place])), max_size=2, unique=True)
        )
        body = {kind: [{"term": other} for k, other in links if k == kind] for kind in LINKS}
        terms[name] = Term.model_validate({"id": name, "title": name, **body})
    for name in {link.term for term in terms.values() for link in term.is_a}:
        kinds = draw(st.sampled_from(["open", "closed"]))
        terms[name] = terms[name].model_copy(update={"kinds": kinds})
    said = draw(st.lists(_timed_position(names), max_size=6))
    statement = {
        "id": "east",
        "party": "east",
        "date": "2025-03-01",
        "positions": [*({"offer": n} for n in names), *said],
    }
    return Negotiation(
        name="timed",
        about=About(title=Text.parse("Timed")),
        terms=terms,
        parties={"east": Party(id="east", name=Text.parse("East"))},
        statements={"east": Statement.model_validate(statement)},
    )


LINKS = ("is_a", "includes", "after")


@st.composite
def _timed_position(draw: st.DrawFn, names: str) -> dict[str, object]:
    x, *others = draw(st.permutations(list(names)))
    others = others[: draw(st.integers(min_value=1, max_value=3))]
    kind = draw(st.sampled_from(["after", "after", "with", "before", "no_later_than", "includes"]))
    one_of = kind in ("after", "with") and len(others) > 1
    guard = {draw(st.sampled_from(["if", "unless"])): names[0]} if draw(st.integers(0, 5)) == 5 else {}
    mild = {"firmness": "flexible"} if draw(st.integers(0, 3)) == 3 else {}
    return {"support" if mild else "only": x, kind: {"any_of": others} if one_of else others, **guard, **mild}


def _moves(claim: Claim) -> st.SearchStrategy[str]:
    return st.sampled_from(["dropped"] if claim.kind == "out" else ["stated"] * 3 + ["same-time", "dropped"])


def _rungs(said: Mapping[str, Claim], moves: Mapping[str, str]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for name, move in moves.items():
        if move == "dropped":
            found[name] = ()
        elif move == "same-time" and said[name].kind in ("after", "before"):
            found[name] = _same_time(of_claim(said[name]))
    return found


def _orders(here: View, moves: Mapping[str, str], result: SequenceResult) -> tuple[Orders, list[str]]:
    """Return what is asked of the steps, and what events have overtaken, as method.md §8.1 says."""
    assert result.settlement is not None
    inside = {settled.term for settled in result.settlement.terms}
    already = inside & _already(here)
    asked: dict[str, list[list[Option]]] = {d.id: orders_of(d, inside) for d in here.definitions}
    for claim in claims(here):
        if moves.get(claim.id) != "dropped" and claim.id not in result.settlement.unmet_preferences:
            lists = orders_of(claim, inside)
            soft = moves.get(claim.id) == "same-time" and claim.kind in ("after", "before")
            asked[claim.id] = [[tuple((a, b, s and not soft) for a, b, s in option) for option in o] for o in lists]
    overtaken = [
        name
        for name, lists in asked.items()
        if any(all(any(b in already and a not in already for a, b, _ in o) for o in options) for options in lists)
    ]
    return Orders(inside, already, chain.from_iterable(asked.values())), sorted(overtaken)


def _already(here: View) -> set[str]:
    last: dict[str, tuple[date, bool]] = {}
    for event in here.negotiation.events:
        if event.date.last <= here.as_of:
            last[event.term] = max(last.get(event.term, (date.min, False)), (event.date.last, event.ended))
    return {term for term, (_, ended) in last.items() if not ended}


def _members(
    here: View, moves: Mapping[str, str], result: SequenceResult
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the cases of each term, and the parts of each whole, that are in."""
    assert result.settlement is not None
    inside = {settled.term for settled in result.settlement.terms}
    cases: dict[str, set[str]] = {}
    parts: dict[str, set[str]] = {}
    for d in here.definitions:
        if d.kind in ("is_a", "includes") and inside.issuperset(d.terms):
            x, y = d.terms
            (cases.setdefault(y, set()) if d.kind == "is_a" else parts.setdefault(x, set())).add(
                x if d.kind == "is_a" else y
            )
    for claim in claims(here):
        held = moves.get(claim.id) != "dropped" and claim.id not in result.settlement.unmet_preferences
        if claim.kind == "includes" and held and orders_of(claim, inside):
            parts.setdefault(claim.subjects[0], set()).update(claim.others)
    return cases, parts


@settings(max_examples=150)
@given(maps())
def test_trying_every_placing_finds_the_same(drawn: tuple[View, dict[str, str]]) -> None:
    here, moves = drawn
    said = {claim.id: claim for claim in claims(here)}
    try:
        result = asked_of(here, _rungs(said, moves))
    except ValueError:
        assume(False)
    assert result.settlement is not None
    found = result.sequence
    assert found is not None
    orders, overtaken = _orders(here, moves, result)
    placings = tidied(orders.placings(orders.ordered()), *_members(here, moves, result))
    least = earliest(placings)
    assert found.steps == dict(
        sorted((dict.fromkeys(orders.coming, 1) | dict.fromkeys(orders.already, 0) | least).items())
    )
    assert {settled.term: settled.step for settled in result.settlement.terms} == found.steps
    assert {t: step for step, group in enumerate(found.phases, 1) for t in group} == least
    assert found.already == tuple(sorted(orders.already))
    assert found.any_time == tuple(term for term in orders.coming if term not in orders.ordered())
    assert list(found.tied) == tied(placings)
    assert list(found.paths) == paths(placings)
    assert (found.path_count, found.path_count_exact) == (len(found.paths), True)
    assert found.path_bounds == (len(found.paths), len(found.paths))
    assert found.overtaken == tuple(overtaken)
    assert found.steps_exact


@given(maps())
def test_pictures_get_every_order_that_still_asks_for_something(drawn: tuple[View, dict[str, str]]) -> None:
    here, moves = drawn
    try:
        result = asked_of(here, _rungs({claim.id: claim for claim in claims(here)}, moves))
    except ValueError:
        assume(False)
    orders, _ = _orders(here, moves, result)
    assert result.sequence is not None
    coming = {(e.first, e.then, e.strict) for e in result.sequence.orders if e.first not in orders.already}
    assert coming == {order for options in orders.left() for option in options for order in option}
    assert all(edge.because and edge.then not in orders.already for edge in result.sequence.orders)


@settings(max_examples=30)
@given(st.data())
def test_shuffled_files_change_nothing(data: st.DataObject) -> None:
    negotiation = data.draw(negotiations())
    try:
        expected = asked_of(view(negotiation))
    except ValueError:
        assume(False)
    assert asked_of(view(data.draw(shuffled(negotiation)))) == expected


# --- small negotiations, to the last number ------------------------------------------------------------------------


def test_the_worked_example(folder: Path) -> None:
    """North and South fit, and the League offers monitors (method.md §7.2, §8.3, §8.4).

    --- file: terms.yaml
    ceasefire:   {title: Ceasefire}
    monitors:    {title: Monitors on the line, by: [league]}
    prisoners:   {title: South frees its prisoners, by: [south]}
    recognition: {title: North recognises the border, by: [north]}
    withdrawal:  {title: South leaves the strip, by: [south]}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: withdrawal, after: ceasefire}
      - {only: recognition, after: withdrawal}
      - {demand: prisoners}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: recognition}
      - {demand: ceasefire}
    --- file: statements/league.yaml
    party: league
    date: 2025-03-01
    positions:
      - {offer: monitors, after: ceasefire}
    """
    settlement, found = sequenced(folder)
    assert settlement == ChosenSettlement(
        terms=(
            SettledTerm(
                term="ceasefire",
                step=1,
                why=("in:ceasefire",),
                asked=("south",),
                accepted=(),
                offered=(),
                silent=(),
                not_yet_agreed=False,
            ),
            SettledTerm(
                term="monitors",
                step=2,
                why=("offered",),
                asked=(),
                accepted=(),
                offered=("league",),
                silent=("north", "south"),
                not_yet_agreed=False,
            ),
            SettledTerm(
                term="prisoners",
                step=1,
                why=("in:prisoners",),
                asked=("north",),
                accepted=(),
                offered=(),
                silent=("league", "south"),
                not_yet_agreed=True,
            ),
            SettledTerm(
                term="recognition",
                step=3,
                why=("in:recognition",),
                asked=("south",),
                accepted=(),
                offered=(),
                silent=("league",),
                not_yet_agreed=True,
            ),
            SettledTerm(
                term="withdrawal",
                step=2,
                why=("in:withdrawal",),
                asked=("north",),
                accepted=(),
                offered=(),
                silent=("league", "south"),
                not_yet_agreed=True,
            ),
        ),
        out=(),
        quantities={},
        unmet_preferences=(),
    )
    assert found == Sequence(
        steps={"ceasefire": 1, "monitors": 2, "prisoners": 1, "recognition": 3, "withdrawal": 2},
        steps_exact=True,
        already=(),
        phases=(("ceasefire",), ("monitors", "withdrawal"), ("recognition",)),
        any_time=("prisoners",),
        tied=(),
        critical_path=("ceasefire", "withdrawal", "recognition"),
        orders=(
            OrderEdge("ceasefire", "monitors", strict=True, because=("after:monitors:ceasefire",)),
            OrderEdge("ceasefire", "withdrawal", strict=True, because=("after:withdrawal:ceasefire",)),
            OrderEdge("withdrawal", "recognition", strict=True, because=("after:recognition:withdrawal",)),
        ),
        overtaken=(),
        path_count=3,
        path_count_exact=True,
        path_bounds=(3, 3),
        paths=(
            (("ceasefire",), ("monitors",), ("withdrawal",), ("recognition",)),
            (("ceasefire",), ("withdrawal",), ("monitors",), ("recognition",)),
            (("ceasefire",), ("withdrawal",), ("recognition",), ("monitors",)),
        ),
        marked=0,
        waits={
            "league": Wait((("monitors", 2),), (), 0),
            "north": Wait((("recognition", 4),), (("withdrawal", 3),), 0),
            "south": Wait((("withdrawal", 3),), (("ceasefire", 1), ("recognition", 4)), 1),
        },
        first_movers=("league",),
    )


def test_the_words_on_ukraine_with_western_troops_dropped(folder: Path) -> None:
    """Europe's guarantees include a force, concessions come only after them, Donbas is one (method.md §5.4, §8.3).

    --- file: terms.yaml
    security-guarantees: {title: Security guarantees}
    western-troops: {title: Western troops in Ukraine}
    multinational-force: {title: European-led multinational force, is_a: western-troops}
    territorial-concessions: {title: Territorial concessions}
    donbas-to-russia: {title: "Donbas under Russian control, agreed", after: territorial-concessions}
    us-backing: {title: American backing}
    --- file: statements/europe.yaml
    party: europe
    date: 2025-12-15
    positions:
      - {demand: security-guarantees, includes: [multinational-force, us-backing]}
      - {only: territorial-concessions, after: security-guarantees}
    --- file: statements/russia.yaml
    party: russia
    date: 2025-12-15
    positions:
      - {reject: western-troops}
      - {demand: donbas-to-russia}
    """
    with pytest.raises(ValueError, match="conflict"):
        sequenced(folder)
    settlement, found = sequenced(folder, rungs={"out:western-troops": ()})
    assert (settlement, found) == sequenced(folder, without=["out:western-troops"])
    troops, parts = ("multinational-force", "western-troops"), ("multinational-force", "us-backing", "western-troops")
    assert found.phases == (
        (*troops[:1], "security-guarantees", "us-backing", "western-troops"),
        ("territorial-concessions",),
        ("donbas-to-russia",),
    )
    assert found.tied == (troops,)
    assert found.critical_path == ("security-guarantees", "territorial-concessions", "donbas-to-russia")
    later = (("territorial-concessions",), ("donbas-to-russia",))
    assert found.paths == (
        (troops, ("security-guarantees", "us-backing"), *later),
        (("us-backing",), (*troops[:1], "security-guarantees", "western-troops"), *later),
    )
    assert found.any_time == ()
    assert all(found.steps[part] <= found.steps["security-guarantees"] for part in parts)
    assert {settled.term: settled.why for settled in settlement.terms} == {
        "donbas-to-russia": ("in:donbas-to-russia",),
        "multinational-force": ("includes:security-guarantees:multinational-force",),
        "security-guarantees": ("in:security-guarantees",),
        "territorial-concessions": ("def:after:donbas-to-russia:territorial-concessions",),
        "us-backing": ("includes:security-guarantees:us-backing",),
        "western-troops": ("def:is_a:multinational-force:western-troops",),
    }


def test_what_has_happened_stands_before_the_first_step(folder: Path) -> None:
    """The ceasefire holds, the talks broke off; North had wanted monitors before the ceasefire.

    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    monitors: {title: Monitors}
    road: {title: The road opened, by: [south]}
    talks: {title: Talks}
    withdrawal: {title: Withdrawal, by: [north], after: ceasefire}
    --- file: events.yaml
    - {date: 2025-02-01, term: ceasefire}
    - {date: 2025-02-01, term: talks}
    - {date: 2025-02-20, term: talks, ended: true}
    - {date: 2025-04-01, term: road}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: monitors, before: ceasefire}
      - {demand: road, after: talks}
      - {offer: withdrawal, after: road}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: withdrawal}
    """
    settlement, found = sequenced(folder)
    assert found.steps == {"ceasefire": 0, "monitors": 1, "road": 2, "talks": 1, "withdrawal": 3}
    assert [settled.step for settled in settlement.terms] == list(found.steps.values())
    assert found.already == ("ceasefire",)
    assert found.overtaken == ("before:monitors:ceasefire",)
    assert found.any_time == ("monitors",)
    assert found.phases == (("talks",), ("road",), ("withdrawal",))
    assert found.orders == (
        OrderEdge("ceasefire", "withdrawal", strict=True, because=("def:after:withdrawal:ceasefire",)),
        OrderEdge("road", "withdrawal", strict=True, because=("after:withdrawal:road",)),
        OrderEdge("talks", "road", strict=True, because=("after:road:talks",)),
    )
    assert found.first_movers == ("south",)
    assert found.waits == {
        "north": Wait((("withdrawal", 3),), (("road", 2),), 0),
        "south": Wait((("road", 2),), (("withdrawal", 3),), 1),
    }


def test_orders_among_what_has_happened_are_past(folder: Path) -> None:
    """The force was there before the law that North wanted first: no matter now.

    --- file: terms.yaml
    force: {title: Force}
    law: {title: Law}
    talks: {title: Talks}
    --- file: events.yaml
    - {date: 2025-01-01, term: force}
    - {date: 2025-02-01, term: law}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: force, after: law}
      - {demand: talks, after: force}
    """
    _, found = sequenced(folder)
    assert found.steps == {"force": 0, "law": 0, "talks": 1}
    assert (found.overtaken, found.any_time, found.phases) == ((), ("talks",), ())
    assert found.orders == (OrderEdge("force", "talks", strict=True, because=("after:talks:force",)),)


def test_an_exchange_is_one_group_and_a_softened_order_may_be(folder: Path) -> None:
    """Each opens only together with the other; the flags come after the road, or with it when North gives way.

    --- file: terms.yaml
    flags: {title: Flags}
    harbour: {title: South opens the harbour, by: [south]}
    road: {title: North opens the road, by: [north]}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {offer: road, with: harbour}
      - {demand: flags, after: road}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {offer: harbour, with: road}
    """
    _, found = sequenced(folder)
    assert found.paths == ((("harbour", "road"), ("flags",)),)
    assert found.tied == (("harbour", "road"),)
    assert found.phases == (("harbour", "road"), ("flags",))
    assert found.first_movers == ("north", "south")
    negotiation, _ = load(folder)
    stated = {claim.id: of_claim(claim) for claim in claims(view(negotiation))}
    _, softer = sequenced(folder, rungs={"after:flags:road": _same_time(stated["after:flags:road"])})
    assert softer.phases == (("flags", "harbour", "road"),)
    assert softer.paths == found.paths
    assert softer.critical_path == ()
    _, dropped = sequenced(folder, rungs={"after:flags:road": ()})
    assert dropped.any_time == ("flags",)
    assert dropped.paths == ((("harbour", "road"),),)


def test_either_or_is_decided_by_the_earliest_steps(folder: Path) -> None:
    """Elections need a ceasefire or monitors before them. Monitors come only after the ceasefire.

    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    elections: {title: Elections}
    law: {title: Electoral law}
    monitors: {title: Monitors}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: elections, after: {any_of: [law, monitors]}}
      - {demand: monitors, after: ceasefire}
      - {demand: law}
    """
    _, found = sequenced(folder)
    assert found.steps == {"ceasefire": 1, "elections": 2, "law": 1, "monitors": 2}
    assert found.phases == (("ceasefire", "law"), ("elections", "monitors"))
    either = [edge for edge in found.orders if edge.either]
    assert either == [
        OrderEdge("law", "elections", strict=True, because=("after:elections:law|monitors",), either=True),
        OrderEdge("monitors", "elections", strict=True, because=("after:elections:law|monitors",), either=True),
    ]
    # of the 12 orders of four terms with the ceasefire before the monitors, elections come before law and monitors in 5
    assert found.path_count == 7
    assert found.critical_path == ("ceasefire", "monitors")


def test_a_closed_general_term_comes_with_the_first_of_its_kinds(folder: Path) -> None:
    """Troops come as a force, early, or as trainers, late.

    --- file: terms.yaml
    aid: {title: Aid}
    force: {title: Force, is_a: troops}
    trainers: {title: Trainers, is_a: troops, after: aid}
    troops: {title: Troops, kinds: closed}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: force, after: aid}
      - {demand: trainers}
    """
    _, found = sequenced(folder)
    assert found.phases == (("aid",), ("force", "trainers", "troops"))
    assert found.tied == ()
    assert found.paths == (
        (("aid",), ("force", "troops"), ("trainers",)),
        (("aid",), ("trainers", "troops"), ("force",)),
    )


def test_a_coalition_gives_what_its_members_would_do(folder: Path) -> None:
    """Isle, through the League, would send monitors; a member does not give what its coalition would do.

    --- file: parties.yaml
    isle: {name: Isle, member_of: [league]}
    league: {name: League, kind: coalition}
    north: {name: North, role: principal}
    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    fund: {title: Fund for the ports, by: [league], after: monitors}
    monitors: {title: Monitors, by: [isle], after: ceasefire}
    --- file: statements/isle.yaml
    party: isle
    date: 2025-03-01
    positions:
      - {support: fund}
      - {offer: ceasefire}
    --- file: statements/league.yaml
    party: league
    date: 2025-03-01
    positions:
      - {support: ceasefire}
      - {accept: fund}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: monitors}
    """
    settlement, found = sequenced(folder)
    assert found.waits == {
        "isle": Wait((("ceasefire", 1), ("monitors", 2)), (("fund", 3),), 2),
        "league": Wait((("monitors", 2), ("fund", 3)), (("ceasefire", 1),), 0),
        "north": Wait((), (("monitors", 2),), 0),
    }
    assert found.first_movers == ("isle",)
    assert [(s.term, s.silent, s.not_yet_agreed) for s in settlement.terms] == [
        ("ceasefire", ("north",), False),
        ("fund", ("north",), False),
        ("monitors", ("isle",), True),
    ]


def test_the_path_is_marked_along_which_nobody_waits_long(folder: Path) -> None:
    """North gives first and would wait three steps along the first path by ids.

    --- file: terms.yaml
    a-road: {title: North opens the road, by: [north]}
    b-harbour: {title: League opens the harbour, by: [league], after: a-road}
    c-bridge: {title: League opens the bridge, by: [league], after: a-road}
    d-prisoners: {title: South frees its prisoners, by: [south], after: a-road}
    --- file: statements/league.yaml
    party: league
    date: 2025-03-01
    positions:
      - {offer: b-harbour}
      - {offer: c-bridge}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: d-prisoners}
    """
    _, found = sequenced(folder)
    assert found.path_count == 6
    assert found.marked == 4
    assert found.paths[4] == (("a-road",), ("d-prisoners",), ("b-harbour",), ("c-bridge",))
    assert found.waits["north"] == Wait((("a-road", 1),), (("d-prisoners", 2),), 1)


def test_numbers_and_terms_left_out_are_reported(folder: Path) -> None:
    """
    --- file: terms.yaml
    army: {title: An army, quantity: {unit: soldiers}}
    bases: {title: Bases}
    fleet: {title: A fleet, quantity: {unit: ships}}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: army, at_least: 500, at_most: 800}
      - {demand: fleet, at_most: 12.50}
      - {support: bases}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {only: army, at_least: 600}
      - {reject: bases}
    """
    settlement, found = sequenced(folder)
    assert settlement.out == ("bases",)
    assert settlement.unmet_preferences == ("in:bases",)
    assert settlement.quantities == {"army": Range(Decimal(600), Decimal(800)), "fleet": Range(None, Decimal("12.5"))}
    assert (found.paths, found.path_count, found.marked, found.waits) == (((),), 1, 0, {})


def test_many_paths_are_counted_and_the_first_are_listed(folder: Path) -> None:
    """
    --- file: terms.yaml
    a: {title: A}
    b: {title: B, after: a}
    c: {title: C, after: a}
    d: {title: D, after: a}
    e: {title: E, after: a}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {offer: b}
      - {offer: c}
      - {offer: d}
      - {offer: e}
    """
    negotiation, _ = load(folder)
    found = asked_of(view(negotiation), limit=3).sequence
    assert found is not None
    assert (found.path_count, found.path_bounds) == (24, (24, 24))
    assert [[term for (term,) in path] for path in found.paths] == [list("abcde"), list("abced"), list("abdce")]


def test_a_study_asks_for_the_same(folder: Path) -> None:
    """
    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: ceasefire}
    """
    negotiation, _ = load(folder)
    study = Study(view(negotiation))
    result = study.sequence()
    assert result == asked_of(study.view)
    assert result is not None
    assert result.completeness == Completeness()


def test_without_time_there_is_no_sequence_and_the_result_says_so(folder: Path) -> None:
    """
    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: ceasefire}
    """
    negotiation, _ = load(folder)
    result = asked_of(view(negotiation), budget=Budget(deadline=0.0))
    assert result == SequenceResult(completeness=Completeness(complete=False, reason="the time given was up"))
