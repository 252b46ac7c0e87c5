"""Labels against the enumeration by a solver: the same minimal clashes, all of them or all up to a size."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random

import pytest
from hypothesis import assume, given, settings, strategies as st

from negmap.logic.budget import Budget, OutOfTime, TooMany, TooMuch
from negmap.logic.clashes import all_clashes
from negmap.logic.components import components
from negmap.logic.encoding import Encoding
from negmap.logic.enumerate import minimal_clashes
from negmap.logic.labels import SIZES, in_clashes, label_clashes, small_first
from negmap.logic.rules import Bound, Edge, In, Rule

Groups = dict[str, tuple[Rule, ...]]


def drawn(random: Random, terms: int, claims: int, definitions: int) -> tuple[Groups, Groups]:
    """Return random claims and definitions without a choice of alternatives."""
    names = [f"t{number}" for number in range(terms)]
    soft: Groups = {f"c{number:02}": (_rule(f"c{number:02}", names, random),) for number in range(claims)}
    hard: Groups = {f"d{number}": (_rule(f"d{number}", names, random, asks=False),) for number in range(definitions)}
    return soft, hard


def _rule(because: str, names: list[str], random: Random, *, asks: bool = True) -> Rule:
    x, y, z = random.sample(names, 3)
    guard = {z} if random.random() < 0.15 else set[str]()
    number = Decimal(random.randint(1, 4))
    shapes = [
        ({x}, ((In(y), Edge(y, x, strict=True)),)),
        ({x}, ((In(y), Edge(y, x, strict=False)),)),
        ({x}, ((In(y), Edge(y, x, strict=False), Edge(x, y, strict=False)),)),
        ({x, y}, ((Edge(x, y, strict=True),),)),
        ({x, y}, ((Edge(x, y, strict=False),),)),
        ({x}, ((In(y),),)),
        ({x}, ((Bound(x, least=random.random() < 0.5, number=number),),)),
        ({x, y}, ()),
    ]
    asking = [(set[str](), ((In(x),),))] * 5 + [({x}, ())]
    body, heads = random.choice([*shapes, *asking] if asks else shapes)
    return Rule(because, frozenset(body | guard), heads)


def by_solver(soft: Groups, hard: Groups) -> set[frozenset[str]]:
    return set(minimal_clashes(Encoding({**soft, **hard}), soft, hard))


def by_labels(soft: Groups, hard: Groups, known: Iterable[frozenset[str]] = ()) -> set[frozenset[str]]:
    found = [
        clash
        for claims, definitions in components(soft, hard)
        for clash in label_clashes(claims, definitions, Budget(), [k for k in known if k <= claims.keys()])
    ]
    assert len(found) == len(set(found)), "a clash is found once"
    return set(found)


@settings(max_examples=400)
@given(st.randoms(use_true_random=False), st.integers(3, 9), st.integers(1, 22), st.integers(0, 4))
def test_labels_find_what_the_solver_finds(random: Random, terms: int, claims: int, definitions: int) -> None:
    soft, hard = drawn(random, terms, claims, definitions)
    everything = by_solver(soft, hard)
    assert by_labels(soft, hard) == everything
    known = sorted(everything, key=sorted)[::2]
    assert by_labels(soft, hard, known) == everything - set(known)


@settings(max_examples=200)
@given(st.randoms(use_true_random=False), st.integers(1, 60))
def test_with_few_steps_all_up_to_a_size_are_found(random: Random, steps: int) -> None:
    soft, hard = drawn(random, 7, 24, 2)
    for claims, definitions in components(soft, hard):
        cut: list[int] = []
        found = set(label_clashes(claims, definitions, Budget(), (), cut, steps * steps))
        everything = by_solver(claims, definitions)
        if cut:
            assert cut[0] <= max(map(len, everything), default=0) or cut[0] < len(claims)
            assert found == {clash for clash in everything if len(clash) <= cut[0]}
        else:
            assert found == everything


def chain(links: int, ways: int) -> Groups:
    """Return a demand, a chain of conditions with many ways for each link, and a refusal of its end."""
    soft: Groups = {"demand": (Rule("demand", frozenset(), ((In("t0"),),)),)}
    for at in range(links):
        for way in range(ways):
            name = f"link-{at}-{way}"
            soft[name] = (Rule(name, frozenset({f"t{at}"}), ((In(f"t{at + 1}"),),)),)
    soft["refusal"] = (Rule("refusal", frozenset({f"t{links}"}), ()),)
    return soft


def test_too_many_are_bounded_by_size_and_that_is_said() -> None:
    soft = {**chain(9, 4), "short": (Rule("short", frozenset({"t0"}), ((In("t9"),),)),)}
    found: list[tuple[str, ...]] = []
    with pytest.raises(TooMany) as many:
        found.extend(all_clashes(soft, {}, Budget()))
    assert found == [("demand", "refusal", "short")]
    assert SIZES[0] <= many.value.size < 11


def test_what_was_found_before_the_time_was_up_is_kept() -> None:
    class Ends(Budget):
        """A budget that ends when the second size is looked for."""

        asked = 0

        def check(self) -> None:
            type(self).asked += 1
            if self.asked > 40:
                raise OutOfTime

    soft = {**chain(9, 4), "short": (Rule("short", frozenset({"t0"}), ((In("t9"),),)),)}
    found: list[tuple[str, ...]] = []
    with pytest.raises(OutOfTime):
        found.extend(all_clashes(soft, {}, Ends()))
    assert found == [("demand", "refusal", "short")]


def with_choices(soft: Groups, random: Random, terms: int, number: int) -> Groups:
    """Return claims of which some leave a choice: another alternative, or two."""
    names = [f"t{at}" for at in range(terms)]
    chosen = random.sample(sorted(name for name, rules in soft.items() if rules[0].heads), k=number)
    return {name: (_either(rules[0], random, names) if name in chosen else rules[0],) for name, rules in soft.items()}


def _either(rule: Rule, random: Random, names: list[str]) -> Rule:
    more = [(In(name), Edge(name, random.choice(names), strict=True)) for name in random.sample(names, 2)]
    return Rule(rule.because, rule.body, (*rule.heads, *more[: random.randint(1, 2)]))


@settings(max_examples=150)
@given(st.randoms(use_true_random=False), st.integers(3, 8), st.integers(6, 20), st.integers(1, 4))
def test_labels_find_what_the_solver_finds_where_there_are_choices(
    random: Random, terms: int, claims: int, number: int
) -> None:
    soft, hard = drawn(random, terms, claims, 3)
    asking = sum(bool(rules[0].heads) for rules in soft.values())
    soft = with_choices(soft, random, terms, min(number, asking))
    everything = by_solver(soft, hard)
    known = sorted(everything, key=sorted)[::2]
    try:
        assert by_labels(soft, hard) == everything
        assert by_labels(soft, hard, known) == everything - set(known)
    except TooMuch:  # left to the solver
        assume(False)


@settings(max_examples=100)
@given(st.randoms(use_true_random=False), st.booleans())
def test_what_holds_up_a_term_is_found(random: Random, choices: bool) -> None:
    soft, hard = drawn(random, 7, 14, 3)
    if choices:
        soft = with_choices(soft, random, 7, 2) if sum(bool(r[0].heads) for r in soft.values()) > 1 else soft
    asked: Groups = {f"? t{at}": (Rule("?", frozenset(), ((In(f"t{at}"),),)),) for at in range(7)}
    everything = by_solver(soft, hard)
    found = in_clashes(asked.keys(), {**soft, **asked}, hard, Budget(), sorted(everything, key=sorted))
    one_each = {name: by_solver({**soft, name: asked[name]}, hard) for name in asked}
    held_up = {name for name, sets in one_each.items() if any(name in clash for clash in sets)}
    assert found.names == held_up if found.up_to is None else choices and found.names <= held_up


def test_a_choice_that_takes_too_many_steps_is_left_to_the_solver() -> None:
    soft = {**chain(9, 4), "either": (Rule("either", frozenset({"t9"}), ((In("u"),), (In("v"),))),)}
    soft |= {f"no-{name}": (Rule(f"no-{name}", frozenset({name}), ()),) for name in "uv"}
    with pytest.raises(TooMuch):
        list(label_clashes(soft, {}, Budget()))
    found = [next(all_clashes(soft, {}, Budget())) for _ in range(2)]
    assert found[0] == found[1]
    assert set(found[0]) > {"demand"}


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(0, 3), st.integers(1, 70))
def test_small_ones_first_are_minimal_however_few_steps_there_are(random: Random, choices: int, steps: int) -> None:
    soft, hard = drawn(random, 7, 18, 2)
    asking = sum(bool(rules[0].heads) for rules in soft.values())
    soft = with_choices(soft, random, 7, min(choices, asking))
    for claims, definitions in components(soft, hard):
        everything = by_solver(claims, definitions)
        found: list[frozenset[str]] = []
        try:
            found.extend(small_first(claims, definitions, Budget(), steps * steps))
        except TooMuch:
            assert set(found) <= everything
        else:
            assert set(found) == everything
        assert len(found) == len(set(found))
        smallest = {clash for clash in everything if len(clash) <= 2}
        assert not found or set(found[: len(smallest)]) == smallest
