"""Which terms are in the settlement that is shown, and why (method.md §7.1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from pathlib import Path

import pytest
from brute_force import Oracle
from hypothesis import assume, given, settings, strategies as st
from strategies import negotiations, shuffled

from negmap.files.loader import load
from negmap.findings.conflicts import Settlement
from negmap.findings.sequence import Range
from negmap.logic.best import Contradiction, holds, most
from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.claims import claims, consents
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.rules import In, Rule, of_claim, of_definition
from negmap.logic.settle import Called, Choice, choose, possible, ranges
from negmap.logic.why import reasons_for
from negmap.model.negotiation import Negotiation
from negmap.model.variants import view


class Map:
    """A negotiation's claims and definitions as rules, and the settlement chosen."""

    def __init__(self, negotiation: Negotiation, mild: Collection[str] = (), budget: Budget | None = None) -> None:
        """Take the claims as they bind; those of `mild` count as preferences all the same."""
        self.view = view(negotiation)
        self.claims = {claim.id: claim for claim in claims(self.view)}
        rules = {name: of_claim(claim) for name, claim in self.claims.items()}
        self.mild: Groups = {n: rules[n] for n, claim in self.claims.items() if n in mild or not claim.binding}
        self.binding: Groups = {name: rules[name] for name in rules if name not in self.mild}
        self.definitions: Groups = {d.id: of_definition(d) for d in self.view.definitions}
        self.called = Called.of(consents(self.view))
        self._budget = budget or Budget()

    @cached_property
    def choice(self) -> Choice:
        return choose(self.binding, self.mild, self.definitions, self.called, self._budget)

    @property
    def held(self) -> dict[str, tuple[Rule, ...]]:
        return {**self.binding, **{name: self.mild[name] for name in self.choice.met}}

    @property
    def why(self) -> dict[str, tuple[str, ...]]:
        met = {name: self.mild[name] for name in self.choice.met}
        lifting = {name: claim.guard.unless for name, claim in self.claims.items()}
        return reasons_for(self.choice.terms, self.binding, met, self.definitions, self.called, lifting)

    @property
    def ranges(self) -> dict[str, Range]:
        return ranges((rule for rules in self.held.values() for rule in rules), self.choice.terms)


def mapped(folder: Path) -> Map:
    negotiation, diagnostics = load(folder)
    assert not [d for d in diagnostics if d.is_error]
    return Map(negotiation)


def _whole_where_needed(negotiation: Negotiation) -> bool:
    """Say whether no fraction bounds a quantity that is counted in whole numbers."""
    return not any(
        claim.number is not None
        and claim.number % 1
        and (q := negotiation.term_of[claim.subjects[0]].quantity)
        and q.integer
        for claim in claims(view(negotiation))
    )


@st.composite
def maps(draw: st.DrawFn, max_terms: int = 4) -> Map:
    negotiation = draw(negotiations(max_terms=max_terms, max_positions=8))
    assume(_whole_where_needed(negotiation))
    names = [claim.id for claim in claims(view(negotiation))]
    return Map(negotiation, draw(st.sets(st.sampled_from(names))) if names else ())


@settings(max_examples=150)
@given(maps())
def test_trying_every_settlement_finds_the_same(found: Map) -> None:
    oracle = Oracle(found.view.negotiation, found.claims)
    firm = [*(oracle.claims[name] for name in found.binding), *oracle.definitions.values()]
    allowed = [s for s in oracle.settlements if all(test(s) for test in firm)]
    if not allowed:
        with pytest.raises(Contradiction):
            _ = found.choice
        return
    best = min(allowed, key=lambda s: _rank(s, oracle, found))
    met = sorted(name for name in found.mild if oracle.claims[name](best))
    assert found.choice == Choice(frozenset(best.steps), tuple(met), tuple(sorted(found.mild.keys() - met)))


def _rank(s: Settlement, oracle: Oracle, found: Map) -> tuple[object, ...]:
    met = sorted(name for name in found.mild if oracle.claims[name](s))
    words = consents(found.view)
    said = {word: {t for t in s.steps if words.get(t, {}).get(word)} for word in ("offered", "accepted", "asked")}
    nobody = s.steps.keys() - set().union(*said.values())
    places = tuple(name in s.steps for name in sorted(found.view.negotiation.term_of))
    return (-len(met), -len(said["offered"]), -len(said["accepted"]), len(nobody), places, met)


@given(maps())
def test_each_term_has_reasons_that_bring_it_in(found: Map) -> None:
    """Without its reasons, and whatever rests on it, the term could be left out."""
    try:
        why = found.why
    except Contradiction:
        return
    rules = {**found.held, **found.definitions}
    assert why.keys() == found.choice.terms
    for term, names in why.items():
        assert names
        for name in names:
            if name in ("offered", "accepted"):
                assert term in (found.called.offered if name == "offered" else found.called.accepted)
            else:
                assert any(term in _terms(rule, found.choice.terms) for rule in rules[name])


def _terms(rule: Rule, terms: frozenset[str]) -> set[str]:
    return {lit.term for head in possible(rule, terms) for lit in head if isinstance(lit, In)}


@given(maps())
def test_ranges_hold_the_numbers_that_the_claims_allow(found: Map) -> None:
    try:
        left = found.ranges
    except Contradiction:
        return
    oracle = Oracle(found.view.negotiation, found.claims)
    bounds = [name for name in found.held if found.claims[name].number is not None]
    steps = dict.fromkeys(found.choice.terms, 1)
    for term in steps:
        own = [oracle.claims[name] for name in bounds if found.claims[name].subjects == (term,)]
        for number in (Decimal(n) / 4 for n in range(-2, 15)):
            allowed = all(test(Settlement(steps, {term: number})) for test in own)
            span = left.get(term, Range(None, None))
            assert allowed == ((span.min is None or span.min <= number) and (span.max is None or number <= span.max))


@settings(max_examples=30)
@given(st.data())
def test_shuffled_files_change_nothing(data: st.DataObject) -> None:
    negotiation = data.draw(negotiations())
    try:
        expected = Map(negotiation)
        choice = expected.choice
    except Contradiction:
        return
    again = Map(data.draw(shuffled(negotiation)))
    assert (again.choice, again.why, again.ranges) == (choice, expected.why, expected.ranges)


def test_most_preferences_come_first(folder: Path) -> None:
    """Two parties would like the border shared, one would like it closed: one claim each, so ids decide.

    --- file: terms.yaml
    border-closed: {title: The border closed, excludes: border-shared}
    border-shared: {title: The border shared}
    trade: {title: Trade over the border, requires: border-shared}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {support: border-closed}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {support: border-shared}
    --- file: statements/west.yaml
    party: west
    date: 2025-03-01
    positions:
      - {support: border-shared}
    --- file: statements/west-april.yaml
    party: west
    date: 2025-04-01
    positions:
      - {support: trade}
    """
    found = mapped(folder)
    assert found.choice == Choice(
        frozenset({"border-shared", "trade"}), ("in:border-shared", "in:trade"), ("in:border-closed",)
    )
    negotiation = found.view.negotiation
    assert Map(with_only(negotiation, "north", "south", "west")).choice == Choice(
        frozenset({"border-shared"}), ("in:border-shared",), ("in:border-closed",)
    )


def with_only(negotiation: Negotiation, *names: str) -> Negotiation:
    return replace(negotiation, statements={name: negotiation.statements[name] for name in names})


def test_what_is_offered_and_accepted_is_in_and_what_nobody_calls_for_is_not(folder: Path) -> None:
    """The offer brings monitors, which nobody spoke well of; the flag and the anthem are only named.

    --- file: terms.yaml
    amnesty: {title: Amnesty}
    anthem: {title: A new anthem}
    flag: {title: A new flag}
    monitors: {title: Monitors}
    road: {title: The road opened, requires: monitors}
    tax: {title: A tax on the road}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {offer: road}
      - {accept: amnesty}
      - {consider: flag}
      - {only: flag, after: anthem}
      - {demand: tax, unless: [amnesty, anthem]}
    """
    found = mapped(folder)
    assert found.choice == Choice(frozenset({"amnesty", "monitors", "road"}))
    assert found.why == {"amnesty": ("accepted",), "monitors": ("def:requires:road:monitors",), "road": ("offered",)}


def test_a_term_that_somebody_asks_for_comes_before_one_that_nobody_calls_for(folder: Path) -> None:
    """The road needs a flag or a zebra crossing. The flag is asked for, in a case that does not arise.

    --- file: terms.yaml
    anthem: {title: A new anthem}
    flag: {title: A new flag}
    road: {title: The road opened}
    zebra: {title: A zebra crossing}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - demand: road
        requires: {any_of: [flag, zebra]}
      - {demand: flag, if: anthem}
    """
    found = mapped(folder)
    assert found.choice.terms == {"flag", "road"}
    assert found.why == {"flag": ("requires:road:flag|zebra",), "road": ("in:road",)}


def test_a_choice_nobody_else_decides_takes_the_last_term_by_id(folder: Path) -> None:
    """Out comes before in, term by term: with air out, land must be in.

    --- file: terms.yaml
    air: {title: By air}
    land: {title: By land}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - demand: {any_of: [air, land]}
    """
    found = mapped(folder)
    assert found.choice.terms == {"land"}
    assert found.why == {"land": ("in:air|land",)}


def test_reasons_are_not_circular(folder: Path) -> None:
    """A package deal, each act with the other: what brings it in is North's offer, no circle.

    --- file: terms.yaml
    north-frees: {title: North frees, requires: south-frees}
    south-frees: {title: South frees, requires: north-frees}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {offer: north-frees}
    """
    assert mapped(folder).why == {"north-frees": ("offered",), "south-frees": ("def:requires:north-frees:south-frees",)}


def test_a_term_may_be_in_because_it_lifts_a_claim(folder: Path) -> None:
    """Without a mandate South would not have the troops that North asks for.

    --- file: terms.yaml
    mandate: {title: Mandate}
    troops: {title: Troops}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: troops}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {reject: troops, unless: mandate}
    """
    assert mapped(folder).why == {"mandate": ("out:troops!mandate",), "troops": ("in:troops",)}


def test_preferences_that_clash_whatever_the_terms_are_chosen_by_their_ids(folder: Path) -> None:
    """Orders and numbers cannot both be met; the list of met preferences that is first by ids is taken.

    --- file: terms.yaml
    army: {title: An army, quantity: {unit: soldiers}}
    talks: {title: Talks}
    truce: {title: Truce}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: talks}
      - {demand: truce}
      - {demand: army, at_most: 900}
      - {support: talks, before: truce, firmness: flexible}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {support: truce, before: talks, firmness: flexible}
      - {support: army, at_least: 500, firmness: flexible}
    --- file: statements/west.yaml
    party: west
    date: 2025-03-01
    positions:
      - {support: army, at_most: 400, firmness: flexible}
    """
    found = mapped(folder)
    assert found.choice.unmet == ("at-most:army:400", "before:truce:talks")
    assert found.ranges == {"army": Range(Decimal(500), Decimal(900))}


def test_a_bound_that_is_lifted_bounds_nothing(folder: Path) -> None:
    """
    --- file: terms.yaml
    army: {title: An army, quantity: {unit: soldiers}}
    treaty: {title: Treaty}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: army, at_most: 900, unless: treaty}
      - {demand: treaty}
      - {demand: army, at_least: 500, if: treaty}
    """
    found = mapped(folder)
    assert found.choice.terms == {"army", "treaty"}
    assert found.ranges == {"army": Range(Decimal(500), None)}


@given(st.lists(st.sets(st.sampled_from("abcdefg"), min_size=2, max_size=4), max_size=12), st.data())
def test_most_wishes_are_met(refused: list[set[str]], data: st.DataObject) -> None:
    """Wishes for terms, of which some must not all be in, against trying all sets of terms."""
    rules = tuple(Rule("", frozenset(names), ()) for names in refused)
    wished = data.draw(st.permutations("abcdefg"))[: data.draw(st.integers(1, 7))]
    encoding = Encoding({"": rules})
    encoding.solver.add([encoding.switch("")])
    model = most(encoding, [encoding.literal(In(term)) for term in wished])
    met = {term for term in wished if holds(model, encoding.literal(In(term)))}
    allowed = [
        names for size in range(len(wished) + 1) for names in combinations(wished, size)
        if not any(one <= set(names) for one in refused)
    ]  # fmt: skip
    assert not any(one <= met for one in refused)
    assert len(met) == max(map(len, allowed))
    also = data.draw(st.sampled_from(wished))
    can = any(also in names and len(names) == len(met) for names in allowed)
    assert (encoding.model_of([encoding.literal(In(also))]) is not None) == can


@pytest.mark.parametrize("most_of_seven", range(1, 7))
def test_wishes_are_given_up_one_by_one(most_of_seven: int) -> None:
    """Of seven terms no more than so many can be in; each of them can be among those."""
    rules = tuple(Rule("", frozenset(names), ()) for names in combinations("abcdefg", most_of_seven + 1))
    encoding = Encoding({"": rules})
    encoding.solver.add([encoding.switch("")])
    wishes = {term: encoding.literal(In(term)) for term in "abcdefg"}
    model = most(encoding, wishes.values())
    assert sum(holds(model, wish) for wish in wishes.values()) == most_of_seven
    for some in combinations(wishes.values(), most_of_seven):
        assert encoding.model_of(some) is not None
    for fewer in combinations(wishes.values(), 8 - most_of_seven):
        assert encoding.model_of([-wish for wish in fewer]) is None


def test_conflicting_claims_have_no_settlement(folder: Path) -> None:
    """
    --- file: terms.yaml
    truce: {title: Truce}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: truce}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {reject: truce}
    """
    with pytest.raises(ValueError, match="conflict"):
        _ = mapped(folder).choice


def test_a_spent_budget_stops_the_search(folder: Path) -> None:
    """
    --- file: terms.yaml
    truce: {title: Truce}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: truce}
    """
    with pytest.raises(OutOfTime):
        _ = Map(mapped(folder).view.negotiation, budget=Budget(deadline=0.0)).choice


def test_of_several_bounds_the_narrowest_holds(folder: Path) -> None:
    """Whatever the order of their ids, in which 10 comes before 9.

    --- file: terms.yaml
    aid: {title: Aid, quantity: {unit: dollars}}
    army: {title: An army, quantity: {unit: men}}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: aid, at_least: 10}
      - {demand: army, at_most: 20}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {only: aid, at_least: 9}
      - {only: aid, at_most: 30}
      - {only: army, at_most: 3}
      - {only: army, at_most: 4.5}
    """
    assert mapped(folder).ranges == {
        "aid": Range(Decimal(10), Decimal(30)),
        "army": Range(None, Decimal(3)),
    }
