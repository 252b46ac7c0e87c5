"""The independent checker: what claims and definitions say, and which sets of claims can hold."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from told import Told, settled, told

from negmap.model.negotiation import Negotiation
from negmap.model.variants import view
from negmap.witness import Checker

SIZE: Told = {"quantity": {"integer": True, "min": 0}}
STAGED: Told = {"stages": ["agreed", "begun", "done"]}


@pytest.mark.parametrize(
    ("claim", "position", "true", "false"),
    [
        ("in:x", {"demand": "x"}, ["x", "x y"], ["", "y"]),
        ("in:x|y", {"demand": {"any_of": ["x", "y"]}}, ["x", "y", "x y"], ["", "z"]),
        ("out:x", {"reject": "x"}, ["", "y"], ["x"]),
        ("out:x&y", {"reject": {"all_of": ["x", "y"]}}, ["", "x", "y"], ["x y", "y < x"]),
        ("before:x:y", {"only": "x", "before": "y"}, ["", "x", "y", "x < y"], ["x y", "y < x"]),
        ("no-later:x:y", {"only": "x", "no_later_than": "y"}, ["", "x", "y", "x < y", "x y"], ["y < x"]),
        ("after:x:y", {"only": "x", "after": "y"}, ["", "y", "y < x"], ["x", "x y", "x < y"]),
        ("with:x:y", {"only": "x", "with": "y"}, ["", "y", "x y"], ["x", "x < y", "y < x"]),
        ("includes:x:y", {"only": "x", "includes": "y"}, ["", "y", "x y", "y < x"], ["x", "x < y"]),
        ("requires:x:y", {"only": "x", "requires": "y"}, ["", "y", "x y", "y < x", "x < y"], ["x"]),
        (
            "after:x:y|z",
            {"only": "x", "after": {"any_of": ["y", "z"]}},
            ["", "y < x < z", "z < x"],
            ["x", "x y z", "x < z"],
        ),
        ("with:x:y|z", {"only": "x", "with": {"any_of": ["y", "z"]}}, ["", "y < x z", "x y"], ["x", "y < x < z"]),
        ("requires:x:y|z", {"only": "x", "requires": {"any_of": ["y", "z"]}}, ["", "x y", "x < z"], ["x"]),
        ("in:x?y", {"demand": "x", "if": "y"}, ["", "x y", "x"], ["y", "y z"]),
        ("in:x?y&z", {"demand": "x", "if": ["y", "z"]}, ["", "y", "z", "x y z"], ["y z"]),
        ("in:x?y|z", {"demand": "x", "if": {"any_of": ["y", "z"]}}, ["", "x y"], ["y", "z", "y z"]),
        ("in:x!y", {"demand": "x", "unless": "y"}, ["y", "x", "x y"], ["", "z"]),
        ("in:x!y|z", {"demand": "x", "unless": ["y", "z"]}, ["y", "z", "x"], [""]),
        ("in:x?y!z", {"demand": "x", "if": "y", "unless": "z"}, ["", "y z", "z", "x y"], ["y"]),
    ],
)
def test_truth_of_claims(claim: str, position: Told, true: list[str], false: list[str]) -> None:
    checker = Checker(view(told("x y z", north=[position])))
    found = {text: checker.satisfied(settled(text), claim) for text in true + false}
    assert found == dict.fromkeys(true, True) | dict.fromkeys(false, False)


def test_truth_of_bounds() -> None:
    """A value that is not given meets no bound (and is free where nothing bounds it)."""
    world = told({"n": {"quantity": {}}}, north=[{"only": "n", "at_least": 2}, {"only": "n", "at_most": 3}])
    checker = Checker(view(world))
    given_values = [settled(""), settled("n"), settled("n", n=2), settled("n", n=3), settled("n", n=4)]
    assert [checker.satisfied(s, "at-least:n:2") for s in given_values] == [True, False, True, True, True]
    assert [checker.satisfied(s, "at-most:n:3") for s in given_values] == [True, False, True, True, False]


@pytest.mark.parametrize(
    ("definition", "terms", "true", "false"),
    [
        ("def:is_a:x:y", {"x": {"is_a": "y"}}, ["", "y", "x y", "y < x"], ["x", "x < y"]),
        ("def:includes:x:y", {"x": {"includes": "y"}}, ["", "y", "x y", "y < x"], ["x", "x < y"]),
        ("def:requires:x:y", {"x": {"requires": "y"}}, ["", "y", "x y", "y < x", "x < y"], ["x"]),
        ("def:after:x:y", {"x": {"after": "y"}}, ["", "y", "y < x"], ["x", "x y", "x < y"]),
        ("def:excludes:x:y", {"y": {"excludes": "x"}}, ["", "y", "x z"], ["x y", "x < y"]),
        ("def:choose:q", {}, ["", "x", "y", "z"], ["x y", "y < z", "x y z"]),
        (
            "def:closed:y",
            {"x": {"is_a": "y"}, "z": {"is_a": "y"}, "y": {"kinds": "closed"}},
            ["", "x", "x y", "x y z", "x y < z", "y z < x"],
            ["y", "x < y", "y < x", "x < y z", "y < x z"],
        ),
        (
            "def:stages:s",
            {"s": STAGED},
            ["", "s.agreed", "s.agreed s.begun", "s.agreed < s.begun s.done"],
            ["s.begun", "s.agreed s.done", "s.begun < s.agreed", "s.agreed s.done < s.begun"],
        ),
        ("def:is_a:s.agreed:y", {"s": {**STAGED, "is_a": "y"}}, ["", "y < s.agreed", "s.done"], ["s.agreed"]),
    ],
)
def test_truth_of_definitions(definition: str, terms: dict[str, Told], true: list[str], false: list[str]) -> None:
    issue = {"q": {"choose": "one", "options": ["x", "y", "z"]}}
    checker = Checker(view(told({"x": {}, "y": {}, "z": {}, **terms}, issues=issue)))
    found = {text: checker.definition_holds(settled(text), definition) for text in true + false}
    assert found == dict.fromkeys(true, True) | dict.fromkeys(false, False)


def _after(term: str, other: str) -> Told:
    return {"only": term, "after": other}


EXAMPLES: dict[str, tuple[Negotiation, list[set[str]]]] = {
    "settlement": (told("c t", north=[{"demand": "c"}, _after("t", "c")], south=[{"demand": "t"}]), []),
    "is-a": (
        told({"w": {}, "m": {"is_a": "w"}}, north=[{"demand": "m"}], south=[{"reject": "w"}]),
        [{"in:m", "out:w"}],
    ),
    "open-kinds": (told({"w": {}, "m": {"is_a": "w"}}, north=[{"demand": "w"}], south=[{"reject": "m"}]), []),
    "whole": (
        told({"line": {}, "p": {"includes": "line"}}, north=[{"demand": "p"}], south=[_after("line", "p")]),
        [{"in:p", "after:line:p"}],
    ),
    "part-first": (
        told(
            {"line": {}, "p": {"includes": "line"}, "e": {}},
            north=[{"demand": "p"}, _after("e", "line")],
            south=[_after("p", "e")],
        ),
        [],
    ),
    "package-deal": (
        told(
            {"n": {"requires": "s"}, "s": {"requires": "n"}},
            north=[{"demand": "s"}],
            south=[_after("s", "n"), {"reject": "n"}],
        ),
        [{"in:s", "out:n"}],
    ),
    "law": (
        told({"c": {}, "e": {"after": "c"}}, north=[_after("c", "e")], south=[{"demand": "c"}]),
        [{"after:c:e", "in:c"}],
    ),
    "excludes": (
        told({"m": {"excludes": "n"}, "n": {}}, north=[{"demand": "m"}], south=[{"demand": "n"}]),
        [{"in:m", "in:n"}],
    ),
    "options": (
        told(
            "a b c",
            issues={"city": {"choose": "one", "options": ["a", "c", "b"]}},
            north=[{"demand": "a"}],
            south=[{"demand": "b"}],
            league=[{"accept": "c"}],
        ),
        [{"in:a", "in:b"}],
    ),
    "closed-kinds": (
        told(
            {"w": {"kinds": "closed"}, "m": {"is_a": "w"}, "t": {"is_a": "w"}},
            north=[{"demand": "w"}],
            south=[{"reject": "m"}, {"reject": "t"}],
        ),
        [{"in:w", "out:m", "out:t"}],
    ),
    "stages, with a want": (
        told(
            {"c": {}, "w": STAGED},
            north=[_after("c", "w.done"), {"demand": "c"}],
            south=[_after("w.begun", "c")],
        ),
        [{"after:c:w.done", "after:w.begun:c", "in:c"}],
    ),
    "stages-fit": (
        told(
            {"c": {}, "w": STAGED},
            north=[{"demand": "w.done"}, _after("c", "w.begun")],
            south=[{"demand": "c"}, _after("w.done", "c")],
        ),
        [],
    ),
    "before": (told("c t", north=[{"only": "c", "before": "t"}], south=[{"demand": "t"}, {"reject": "c"}]), []),
    "after": (
        told("c t", north=[_after("t", "c")], south=[{"demand": "t"}, {"reject": "c"}]),
        [{"after:t:c", "in:t", "out:c"}],
    ),
    "with": (
        told(
            "c m",
            north=[{"demand": "m", "with": "c"}, {"demand": "c"}],
            south=[{"accept": "m", "after": "c"}],
        ),
        [{"in:m", "with:m:c", "after:m:c"}],
    ),
    "exchange": (
        told(
            "n s",
            north=[{"offer": "n", "with": "s"}, {"demand": "s"}],
            south=[{"offer": "s", "with": "n"}, {"demand": "n", "no_later_than": "s"}],
        ),
        [],
    ),
    "any-of": (
        told(
            "c m p",
            north=[{"demand": "c", "after": {"any_of": ["p", "m"]}}],
            south=[{"reject": "p"}, {"reject": "m"}],
        ),
        [{"in:c", "after:c:m|p", "out:p", "out:m"}],
    ),
    "any-of-demand": (
        told(
            "c t f",
            north=[{"demand": {"any_of": ["t", "f"]}, "after": "c"}],
            south=[{"reject": "f"}, {"reject": "c"}],
        ),
        [
            {"in:f|t", "after:t:c", "after:f:c", "out:c"},
            {"in:f|t", "after:t:c", "out:c", "out:f"},
        ],
    ),
    "not-both": (
        told(
            "p c",
            league=[{"demand": "p"}],
            north=[{"demand": "c"}],
            south=[{"reject": {"all_of": ["p", "c"]}}],
        ),
        [{"in:p", "in:c", "out:c&p"}],
    ),
    "guard-if": (
        told(
            "s c",
            north=[{"demand": "c", "if": "s"}],
            south=[{"reject": "c"}, {"demand": "s"}],
        ),
        [{"in:c?s", "out:c", "in:s"}],
    ),
    "guard-unless": (
        told(
            "f m",
            north=[{"demand": "f"}],
            south=[{"reject": "f", "unless": "m"}, {"reject": "m"}],
        ),
        [{"in:f", "out:f!m", "out:m"}],
    ),
    "quantity": (
        told(
            {"n": SIZE},
            north=[{"demand": "n", "at_least": 800000}],
            south=[{"only": "n", "at_most": 600000}],
            league=[{"support": "n", "exactly": 700000, "firmness": "flexible"}],
        ),
        [
            {"in:n", "at-least:n:800000", "at-most:n:600000"},
            {"in:n", "at-least:n:800000", "at-most:n:700000"},
            {"in:n", "at-least:n:700000", "at-most:n:600000"},
        ],
    ),
    "a whole number between two others": (
        told({"n": SIZE}, north=[{"demand": "n", "at_least": "1.2", "at_most": "1.8"}]),
        [{"in:n", "at-least:n:1.2", "at-most:n:1.8"}],
    ),
    "proposal": (
        told(
            {"c": {}, "e": {}, "n": SIZE},
            drafts={"draft": {"in": ["c", "e", {"term": "n", "exactly": 600000}]}},
            south=[{"reject": {"proposal": "draft", "except": ["e"]}}],
            north=[{"demand": "c"}, {"accept": {"proposal": "draft"}}],
            league=[{"demand": "n"}],
        ),
        [{"in:c", "in:n", "out:c&n"}],
    ),
    "only-after": (told("g c", north=[_after("c", "g")], south=[{"reject": "g"}]), []),
    "demand-after": (
        told("g c", north=[{"demand": "c", "after": "g"}], south=[{"reject": "g"}]),
        [{"in:c", "after:c:g", "out:g"}],
    ),
    "deadlock": (
        told(
            "c w",
            north=[_after("w", "c"), {"demand": "c"}],
            south=[_after("c", "w"), {"demand": "w"}],
        ),
        [{"after:w:c", "in:c", "after:c:w"}, {"after:w:c", "after:c:w", "in:w"}],
    ),
    "ring": (
        told(
            {"c": {}, "l": {"is_a": "c"}, "r": {}, "t": {}, "w": {"is_a": "t"}},
            north=[_after("t", "r"), _after("r", "l"), {"demand": "c"}],
            south=[_after("c", "w")],
        ),
        [{"after:t:r", "after:r:l", "in:c", "after:c:w"}],
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str) -> None:
    """Exactly those sets of claims cannot hold that hold a set written here."""
    world, minimal = EXAMPLES[name]
    checker = Checker(view(world))
    for some in chain.from_iterable(combinations(checker.claims, n) for n in range(len(checker.claims) + 1)):
        assert checker.satisfiable(some) != any(least <= set(some) for least in minimal), some
