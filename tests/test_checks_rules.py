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
        ("{demand: x, after: [y, y]}", "same-twice"),
        ("{demand: x, until: 2025-12-30}", "until-before-statement"),
        ("{demand: x, quote: {text: a, lang: English}}", "bad-language"),
    ],
)
def test_refused(codes_of: Codes, position: str, code: str) -> None:
    assert codes_of(position) == [code]


def test_records_made_in_a_program_are_passed_over(folder: Path) -> None:
    """
    --- file: statements/a.yaml
    {party: north, date: 2025, positions: [{demand: nothing, at_least: 3}, {only: x}]}
    """
    negotiation, _ = load(folder)
    assert check(negotiation)
    assert check(replace(negotiation, origins={})) == ()


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
