"""Placings, the earliest of them, ties, paths and their number (method.md §7.2, §8)."""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial

import networkx as nx
import pytest
from brute_orders import (
    Option,
    Orders,
    earliest as earliest_by_trial,
    paths as paths_by_trial,
    tidied,
    tied as tied_by_trial,
)
from hypothesis import assume, given, settings, strategies as st

from negmap.logic import counting, courses, extensions, least
from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.closure import Closure
from negmap.logic.counting import Count, count, together
from negmap.logic.courses import Course
from negmap.logic.either import Placings
from negmap.logic.least import Earliest, earliest, longest_chain
from negmap.logic.paths import Path, first_paths
from negmap.logic.placings import kept, tied
from negmap.logic.rules import Edge
from negmap.logic.timing import Options, Timing, loose_ends

FOREVER = Budget()
ALL = 100_000


@dataclass(frozen=True)
class Problem:
    """Orders among a few terms, and the cases and parts that some have among the others."""

    orders: Orders
    cases: dict[str, list[str]]
    parts: dict[str, list[str]]

    def ends(self) -> list[Options]:
        cases, parts = ({x: frozenset(ys) for x, ys in members.items()} for members in (self.cases, self.parts))
        return list(loose_ends(cases, parts, frozenset()))


class Answers:
    """What the engine says of some orders."""

    def __init__(self, orders: Orders, ends: list[Options] | None = None, limit: int = ALL) -> None:
        self.orders = orders
        either = [_options(options) for options in orders.asked if len(options) > 1]
        fixed = frozenset(e for options in orders.asked if len(options) == 1 for e in _edges(options[0]))
        timing = Timing(tuple(orders.coming), fixed, tuple(either), (), ())
        self.parts = kept(timing, ends or [], FOREVER)
        firsts = [earliest(part, FOREVER) for part in self.parts]
        some = [Course(part, FOREVER) for part in self.parts]
        self.steps = dict(sorted({t: n for first in firsts for t, n in first.steps.items()}.items()))
        self.edges = frozenset(edge for first in firsts for edge in first.edges)
        self.exact = all(first.exact for first in firsts)
        each = zip(self.parts, firsts, strict=True)
        self.tied = sorted(g for part, first in each for g in tied(part, first.steps, FOREVER) if len(g) > 1)
        self.count: Count = together(map(count, self.parts, firsts, some))
        self.paths: tuple[Path, ...] = first_paths(some, limit)


def _edges(option: Option) -> list[Edge]:
    return [Edge(*order) for order in option]


def _options(options: list[Option]) -> Options:
    return tuple(frozenset(_edges(option)) for option in options)


@st.composite
def problems(draw: st.DrawFn, most: int = 5, either: int = 2) -> Problem:
    """Draw orders among a few terms, with either/ors as method.md knows them, cases and parts."""
    terms = "abcdefgh"[: draw(st.integers(min_value=2, max_value=most))]
    pairs = [(x, y) for x in terms for y in terms if x != y]
    asked: list[list[Option]] = []
    for pair in draw(st.lists(st.sampled_from(pairs), max_size=most)):
        asked.append([((*pair, draw(st.booleans())),)])
    for _ in range(draw(st.integers(min_value=0, max_value=either))):
        x = draw(st.sampled_from(terms))
        others = draw(st.lists(st.sampled_from([y for y in terms if y != x]), min_size=1, max_size=3, unique=True))
        kind = draw(st.sampled_from(["after", "with", "same-time"]))
        asked.append([_condition(kind, x, y) for y in others])
    cases, parts = draw(_members(terms)), draw(_members(terms))
    asked += [[((y, x, False),)] for y, xs in cases.items() for x in xs]
    asked += [[((x, y, False),)] for y, xs in parts.items() for x in xs]
    return Problem(Orders(terms, (), asked), cases, parts)


def _condition(kind: str, x: str, y: str) -> Option:
    return ((y, x, False), (x, y, False)) if kind == "with" else ((y, x, kind == "after"),)


@st.composite
def _members(draw: st.DrawFn, terms: str) -> dict[str, list[str]]:
    if draw(st.booleans()):
        return {}
    head, *others = draw(st.permutations(list(terms)))
    return {head: others[: draw(st.integers(min_value=1, max_value=2))]}


@given(problems())
def test_random_orders_agree_with_trying_every_placing(problem: Problem) -> None:
    orders = problem.orders
    bare = orders.placings(orders.ordered())
    assume(bare)
    placings = tidied(bare, problem.cases, problem.parts)
    answers = Answers(orders, problem.ends())
    if orders.ordered():
        assert answers.steps == earliest_by_trial(placings)
        assert answers.tied == tied_by_trial(placings)
    expected = paths_by_trial(placings)
    assert list(answers.paths) == expected
    assert answers.count.exact
    assert answers.count.bounds == (len(expected), len(expected))
    assert answers.exact
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "CASES", 1)
        assert Answers(orders, problem.ends()).count == answers.count


@settings(max_examples=30)
@given(problems(most=6, either=3))
def test_bounds_hold_when_a_part_is_too_big_to_count(problem: Problem) -> None:
    orders, ends = problem.orders, problem.ends()
    assume(orders.placings(orders.ordered()))
    exact = Answers(orders, ends)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(courses, "STATES", 1)
        patch.setattr(extensions, "STATES", 1)
        patch.setattr(counting, "CASES", 1)
        for decisions in (counting.DECISIONS, 0):
            patch.setattr(counting, "DECISIONS", decisions)
            rough = Answers(orders, ends)
            low, high = rough.count.bounds
            assert low <= exact.count.bounds[0] <= high
            assert (rough.paths, rough.steps) == (exact.paths, exact.steps)


@settings(max_examples=30)
@given(problems(most=5, either=4))
def test_steps_are_a_placing_when_there_are_too_many_choices(problem: Problem) -> None:
    orders = problem.orders
    assume(orders.placings(orders.ordered()))
    exact = Answers(orders)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(least, "TRIES", 0)
        rough = Answers(orders)
    assert sum(rough.steps.values()) >= sum(exact.steps.values())
    for answers in (exact, rough):
        assert Closure(sorted(answers.steps), answers.edges).earliest() == answers.steps
    assert all(
        any(all(orders.holds(order, rough.steps) for order in option) for option in options)
        for options in orders.left()
    )


@settings(max_examples=40)
@given(st.integers(min_value=3, max_value=8), st.data())
def test_strict_orders_are_counted_like_topological_sorts(size: int, data: st.DataObject) -> None:
    names = [f"t{i}" for i in range(size)]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    chosen = data.draw(st.lists(st.sampled_from(pairs), min_size=size - 1, unique=True))
    answers = Answers(Orders(names, (), [[((a, b, True),)] for a, b in chosen]), limit=50)
    graph: nx.DiGraph[str] = nx.DiGraph(chosen)
    sorts = sorted(nx.all_topological_sorts(graph))
    assert answers.count.bounds == (len(sorts), len(sorts))
    assert [[term for (term,) in path] for path in answers.paths] == sorts[:50]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extensions, "ALIKE", 0)
        assert Answers(answers.orders, limit=1).count == answers.count


def test_ten_terms_are_counted_like_topological_sorts() -> None:
    chosen = [
        ("a", "b"),
        ("c", "b"),
        ("c", "d"),
        ("e", "d"),
        ("e", "f"),
        ("g", "f"),
        ("g", "h"),
        ("i", "h"),
        ("i", "j"),
    ]
    answers = Answers(Orders("abcdefghij", (), [[((*pair, True),)] for pair in chosen]), limit=5)
    assert answers.count.bounds == (50521, 50521)  # the zigzag numbers 1, 1, 2, 5, 16, 61 …
    graph: nx.DiGraph[str] = nx.DiGraph(chosen)
    assert [term for (term,) in answers.paths[0]] == list(nx.lexicographical_topological_sort(graph))


def test_seven_terms_with_choices_agree_with_trying_every_placing() -> None:
    asked: list[list[Option]] = [
        [(("a", "b", True),)],
        [(("b", "c", False),)],
        [(("a", "d", True),), (("e", "d", True),)],
        [(("f", "e", False), ("e", "f", False)), (("f", "g", False), ("g", "f", False))],
    ]
    orders = Orders("abcdefg", (), asked)
    answers = Answers(orders, limit=10)
    expected = paths_by_trial(orders.placings(orders.ordered()))
    assert answers.count.bounds == (len(expected), len(expected))
    assert list(answers.paths) == expected[:10]


def test_who_comes_with_one_of_two_is_counted_once() -> None:
    """Of a with b or c: all paths where both choices hold are counted with the first, and not with the second again."""
    together: list[Option] = [(("a", y, False), (y, "a", False)) for y in "bc"]
    orders = Orders("abcd", (), [together, [(("d", "b", False),)], [(("d", "c", False),)]])
    answers = Answers(orders)
    expected = paths_by_trial(orders.placings(orders.ordered()))
    assert answers.count.exact
    assert answers.count.bounds == (len(expected), len(expected))


def test_thirty_terms_beside_each_other_are_counted_at_once() -> None:
    asked: list[list[Option]] = [[(("a", f"t{i}", True),)] for i in range(30)]
    answers = Answers(Orders(["a", *(f"t{i}" for i in range(30))], (), asked), limit=3)
    assert answers.count == Count({31: factorial(30)}, {31: factorial(30)}, exact=True)
    assert len(answers.paths) == 3


def test_where_the_count_is_given_up_its_bounds_are_far_from_nothing() -> None:
    names = [f"t{i:02}" for i in range(40)]
    crossing = [(a, b) for i, a in enumerate(names[:20]) for j, b in enumerate(names[20:]) if i != j]
    answers = Answers(Orders(names, (), [[((*pair, True),)] for pair in crossing]), limit=4)
    low, high = answers.count.bounds
    assert not answers.count.exact
    assert 10**20 < low < high
    assert len(answers.paths) == 4


def test_bounds_from_above_are_those_of_the_longest_chains() -> None:
    """Of a < b < c and d < c: the chain of three, and d beside it; of two chains that do not touch: both."""
    assert extensions.at_most([0, 0b1, 0b1011, 0]) == 4
    assert extensions.at_most([0, 0b1, 0, 0b100]) == 6


def test_what_comes_with_the_first_of_the_same_terms_is_at_one_step() -> None:
    """Each of g, h and i comes with the earlier of y and z: the three are tied, whichever that is."""
    asked: list[list[Option]] = [[(("y", x, False),), (("z", x, False),)] for x in "ghi"]
    asked += [[((x, y, False),)] for x in "ghi" for y in "yz"]
    orders = Orders("ghiyz", (), asked)
    answers = Answers(orders)
    assert answers.tied == tied_by_trial(orders.placings(orders.ordered())) == [("g", "h", "i")]
    assert list(answers.paths) == paths_by_trial(orders.placings(orders.ordered()))


def test_a_choice_of_three_of_which_two_are_left_beside_another() -> None:
    """Of the three terms that a may come after, d cannot be before it; what e comes after is another matter."""
    asked: list[list[Option]] = [
        [((y, "a", True),) for y in "bcd"],
        [(("a", "d", True),)],
        [((y, "e", True),) for y in "cd"],
    ]
    orders = Orders("abcde", (), asked)
    answers = Answers(orders)
    placings = orders.placings(orders.ordered())
    assert answers.steps == earliest_by_trial(placings)
    assert list(answers.paths) == paths_by_trial(placings)
    assert answers.count.bounds == (len(answers.paths), len(answers.paths))


EDGES = st.builds(Edge, st.sampled_from("abc"), st.sampled_from("abc"), strict=st.booleans()).filter(
    lambda edge: edge.first != edge.then
)


@settings(max_examples=300)
@given(st.lists(EDGES, max_size=4), EDGES, EDGES, st.sets(EDGES, max_size=1))
def test_what_further_orders_leave_and_imply(some: list[Edge], one: Edge, other: Edge, more: set[Edge]) -> None:
    """Asked without adding them, it is the same as with them added."""
    closure = Closure("abc", some)
    assume(closure.consistent)
    for edges in ({one}, {one, *more}):
        added = closure.plus(sorted(edges))
        assert closure.admits(edges) == added.consistent
        if added.consistent:  # where no steps keep them, anything follows, and nobody asks
            assert closure.implies(edges, {other}) == added.holds(other)
            assert closure.implies(edges, {other, *more}) == added.all_hold({other, *more})


def test_a_part_that_is_counted_step_by_step_beside_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path through both is any shuffle of their groups: as many as there are, and as long as they are."""
    orders = Orders("abcde", (), [[(("b", "a", True),), (("c", "a", True),)], [(("d", "e", True),)]])
    expected = paths_by_trial(orders.placings(orders.ordered()))
    monkeypatch.setattr(counting, "CASES", 1)
    found = Answers(orders).count
    by_length = {length: sum(len(path) == length for path in expected) for length in map(len, expected)}
    assert found == Count(by_length, by_length, exact=True)


def test_no_order_means_one_empty_path() -> None:
    answers = Answers(Orders("ab", (), []))
    assert answers.paths == ((),)
    assert answers.count.bounds == (1, 1)


def test_a_spent_budget_stops_the_search_and_leaves_bounds_for_the_count() -> None:
    edges = frozenset(
        Edge(*order) for order in [("a", "b", True), ("a", "c", True), ("d", "c", True), ("d", "e", False)]
    )
    placings = Placings(Closure("abcde", edges), edges)
    spent = Budget(deadline=0.0)
    with pytest.raises(OutOfTime):
        earliest(placings, spent)
    first = earliest(placings, FOREVER)
    found = count(placings, first, Course(placings, spent))
    assert not found.exact
    low, high = found.bounds
    assert low <= count(placings, first, Course(placings, FOREVER)).bounds[0] <= high


def test_the_longest_chain_goes_over_orders_that_are_not_strict() -> None:
    chain = [Edge("a", "b", strict=True), Edge("b", "c", strict=False), Edge("c", "d", strict=True)]
    beside = [Edge("a", "d", strict=True), Edge("x", "y", strict=True), Edge("x", "z", strict=False)]
    assert longest_chain([*chain, *beside]) == ("a", "b", "c", "d")
    assert longest_chain(beside) == ("a", "d")
    assert longest_chain([Edge("x", "z", strict=False), Edge("z", "x", strict=False)]) == ()


def test_the_longest_chain_is_as_long_as_there_are_phases() -> None:
    asked: list[list[Option]] = [
        [(("a", "b", True),)],
        [(("b", "c", True),), (("d", "c", True),)],
        [(("d", "e", False),)],
    ]
    answers = Answers(Orders("abcde", (), asked))
    firsts: list[Earliest] = [earliest(part, FOREVER) for part in answers.parts]
    chain = longest_chain(edge for first in firsts for edge in first.edges)
    assert len(chain) == max(answers.steps.values()) == 2
    assert chain == ("a", "b")
