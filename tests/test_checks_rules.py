"""Rules where the gallery shows one case and there are more: what is allowed, and what is passed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from negmap.checks import RULES, check
from negmap.files.loader import load

TERMS = """\
--- file: terms.yaml
x: {title: X}
y: {title: Y}
z: {title: Z}
n: {title: N, quantity: {min: 0, max: 10}}
s: {title: S, stages: [begun, done]}
--- file: proposals/draft.yaml
{title: Draft, in: [x, y]}
--- file: statements/a.yaml
"""

Codes = Callable[[str], list[str]]


@pytest.fixture
def codes_of(write_folder: Callable[..., Path]) -> Codes:
    """Return a function from a position to the codes of its faults."""

    def codes(position: str) -> list[str]:
        folder = write_folder(f"{TERMS}party: north\ndate: 2025\npositions:\n  - {position}")
        negotiation, found = load(folder)
        return [d.code for d in (*found, *check(negotiation)) if d.is_error]

    return codes


@pytest.mark.parametrize(
    "position",
    [
        "{demand: x, after: y, if: z, unless: [s.begun, y]}",
        "{demand: {any_of: [x, y]}, after: z, if: {any_of: [y, z]}}",
        "{support: {any_of: [x, y]}}",
        "{accept: x, requires: y, if: z}",
        "{offer: x, with: {any_of: [y, z]}}",
        "{only: x, includes: y, unless: z}",
        "{only: n, at_least: 3, at_most: 3}",
        "{demand: n, exactly: 10}",
        "{consider: x, if: y}",
        "{reject: x, unless: y}",
        "{reject: {all_of: [x, y]}, if: z}",
        "{oppose: {all_of: [x, s.done]}}",
        "{accept: {proposal: draft, except: x}}",
        "{reject: {proposal: draft}}",
        "{demand: s.done, after: s.begun}",
        "{demand: x, before: y, after: y}",
        "{demand: x, quote: {text: never, lang: en}, firmness: red-line, readings: [{support: x, firmness: red-line}]}",
        "{demand: x, until: 2025-12-31}",
    ],
)
def test_allowed(codes_of: Codes, position: str) -> None:
    assert codes_of(position) == []


@pytest.mark.parametrize(
    ("position", "code"),
    [
        *((f"{{{stance}: x, after: y}}", "condition-not-taken") for stance in ("reject", "oppose", "consider")),
        *((f"{{{stance}: n, at_most: 3}}", "condition-not-taken") for stance in ("reject", "oppose", "consider")),
        *(
            (f"{{{stance}: x, {guard}: y}}", "guard-without-condition")
            for stance in ("accept", "offer")
            for guard in ("if", "unless")
        ),
        ("{only: x, if: y}", "only-without-condition"),
        *(
            (f"{{{s}: {{any_of: [x, y]}}}}", "form-not-taken")
            for s in ("accept", "offer", "consider", "oppose", "reject")
        ),
        *(
            (f"{{{s}: {{all_of: [x, y]}}}}", "form-not-taken")
            for s in ("accept", "offer", "consider", "demand", "support")
        ),
        *(
            (f"{{{s}: {{proposal: draft}}}}", "form-not-taken")
            for s in ("offer", "consider", "demand", "support", "oppose")
        ),
        ("{accept: {proposal: draft}, if: z}", "condition-on-proposal"),
        ("{reject: {proposal: draft}, after: z}", "condition-on-proposal"),
        *(
            (f"{{demand: x, {key}: {{any_of: [y, z]}}}}", "any-of-in-condition")
            for key in ("before", "no_later_than", "includes")
        ),
        ("{demand: {any_of: [x, y]}, after: x}", "condition-on-itself"),
        ("{demand: {any_of: [n, x]}, at_least: 3}", "number-without-quantity"),
        ("{demand: n, at_least: 11}", "number-out-of-range"),
        ("{demand: n, at_least: -1}", "number-out-of-range"),
        ("{demand: n, at_least: 2, at_most: 1.9}", "bounds-crossed"),
        ("{demand: x, unless: s}", "bare-staged-term"),
        ("{demand: x, readings: [{demand: q}]}", "unknown-term"),
        ("{demand: x, readings: [{reject: x, after: y}]}", "condition-not-taken"),
        ("{demand: x, readings: [{demand: x, firmness: red-line}]}", "red-line-without-quote"),
        ("{accept: {proposal: draft, except: [x, y]}}", "nothing-left-of-proposal"),
        *(
            (f"{{{written}}}", "same-twice")
            for written in (
                "demand: x, after: [y, y]",
                "demand: x, with: [y, {any_of: [z, z]}]",
                "demand: x, after: z, unless: [y, y]",
                "demand: x, after: z, if: {any_of: [y, y]}",
                "demand: {any_of: [x, x]}",
                "reject: {all_of: [x, x]}",
                "accept: {proposal: draft, except: [x, x]}",
            )
        ),
        *((f"{{demand: x, {key}: x}}", "condition-on-itself") for key in ("before", "with", "requires", "includes")),
        ("{demand: x, until: 2025-12-30}", "until-before-statement"),
        ("{demand: x, quote: {text: a, lang: English}}", "bad-language"),
    ],
)
def test_refused(codes_of: Codes, position: str, code: str) -> None:
    assert codes_of(position) == [code]


EVERYWHERE = """
--- file: statements/a.yaml
party: north
date: 2025
positions:
  - {demand: t1, after: t2, with: [t3, {any_of: [t4, t5]}], requires: t6, if: t7, unless: [t8]}
  - {support: {any_of: [t9, t10]}, before: t11, no_later_than: t12, includes: t13, if: {any_of: [t14, t15]}}
  - {reject: {all_of: [t16, t17]}, unless: {any_of: [t18, t19]}}
  - {accept: {proposal: draft, except: [t20, t29]}}
  - {only: t1, after: t2, readings: [{demand: t21, after: t22}]}
  - {consider: t23}
  - {offer: t24}
  - {oppose: t25}
--- file: scenarios/idea.yaml
{title: Idea, statements: [{party: north, positions: [{demand: t26, if: t27}]}]}
--- file: proposals/draft.yaml
{title: Draft, in: [t20, t28]}
"""


@pytest.mark.parametrize("unknown", range(30))
def test_a_term_is_looked_for_wherever_it_is_named(write_folder: Callable[..., Path], unknown: int) -> None:
    terms = "\n".join(f"t{number}: {{title: T}}" for number in range(30) if number != unknown)
    negotiation, _ = load(write_folder(f"--- file: terms.yaml\n{terms}{EVERYWHERE}"))
    found = [d for d in check(negotiation) if d.code in ("unknown-term", "unused-term")]
    named_at = [d.excerpt for d in found if d.code == "unknown-term"]
    assert [d.message for d in found if d.code == "unused-term"] == (["nothing names `t0`"] if unknown else [])
    assert bool(named_at) == bool(unknown)
    assert all(f"t{unknown}" in line for line in named_at)


def test_equal_words_in_many_statements_are_each_complained_of(folder: Path) -> None:
    """
    --- file: terms.yaml
    x: {title: X}
    --- file: statements/all.jsonl
    {"id": "a", "party": "north", "date": "2025", "positions": [{"demand": "y"}, {"demand": "x"}, {"demand": "Y"}]}
    {"id": "b", "party": "north", "date": "2025", "positions": [{"demand": "x"}, {"demand": "y"}, {"demand": "Y"}]}
    """
    negotiation, faulty = load(folder)
    assert negotiation.statements["a"].positions[1] is negotiation.statements["b"].positions[0]
    found = [
        (d.code, str(d.span), d.subject) for d in (*faulty, *check(negotiation)) if d.code in ("bad-id", "unknown-term")
    ]
    assert found == [
        ("bad-id", "statements/all.jsonl:1:106", "position:a#3"),
        ("bad-id", "statements/all.jsonl:2:106", "position:b#3"),
        ("unknown-term", "statements/all.jsonl:1:72", "position:a#1"),
        ("unknown-term", "statements/all.jsonl:2:89", "position:b#2"),
    ]


def test_records_made_in_a_program_are_passed_over(folder: Path) -> None:
    """
    --- file: statements/a.yaml
    {party: north, date: 2025, positions: [{demand: nothing, at_least: 3}, {only: x}]}
    """
    negotiation, _ = load(folder)
    assert check(negotiation)
    assert check(replace(negotiation, origins={})) == ()


@pytest.mark.parametrize("expected", ["first: {}", "none: true", "blocked: x", "packages: [{'in:x': 'no longer'}]"])
def test_a_checkpoint_expects_something(write_folder: Callable[..., Path], expected: str) -> None:
    about = f"--- file: negotiation.yaml\n{{title: T, expect: [{{as_of: 2025, {expected}}}]}}"
    negotiation, found = load(write_folder(f"{TERMS}{{party: north, date: 2025}}\n{about}"))
    assert [d.code for d in (*found, *check(negotiation)) if d.is_error] == []


def test_scenarios_know_their_own_terms(folder: Path) -> None:
    """
    --- file: terms.yaml
    x: {title: X}
    --- file: scenarios/idea.yaml
    title: Idea
    terms:
      new: {title: New, stages: [one, two]}
      count: {title: Count, quantity: {max: 5}}
      x: {requires: {term: new.one, because: so}}
    statements:
      - {party: north, positions: [{demand: new.two, after: x}, {demand: count, at_most: 4}]}
    without: ["in:new.one", "def:requires:x:x"]
    --- file: parties.yaml
    north: {name: North}
    """
    negotiation, found = load(folder)
    wrong = [d for d in (*found, *check(negotiation)) if d.is_error]
    assert [(d.code, d.span.line, d.subject) for d in wrong] == [("unknown-id", 8, "scenario:idea")]


def test_each_rule_says_what_it_asks() -> None:
    assert len(set(RULES)) == len(RULES)
    assert all(rule.__doc__ and rule.__doc__.strip().endswith(".") for rule in RULES)
