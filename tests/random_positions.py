"""Strategies for positions on what a small random negotiation has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from random_terms import NUMBERS

from negmap.model.negotiation import Negotiation
from negmap.model.positions import Position
from negmap.model.proposals import Proposal
from negmap.model.terms import Quantity

CONDITIONS = ("after", "before", "with", "no_later_than", "requires", "includes")
WANTS, REFUSALS = ("demand", "demand", "support"), ("reject", "reject", "oppose")
TAKERS = ("accept", "offer", "only")

Body = dict[str, Any]
"""A position as a file writes it."""
Numbers = dict[str, list[Decimal]]
"""The names that positions may use, each with the numbers that may be asked of it."""


@st.composite
def positions(draw: st.DrawFn, negotiation: Negotiation, *, fractions: bool = False) -> Position:
    """Draw a position on what a negotiation has."""
    numbers = {name: _numbers(term.quantity, fractions) for name, term in negotiation.term_of.items()}
    forms = [_want(numbers)] * 4 + [_refusal(list(numbers))] * 2 + [_taker(numbers)] * 3 + [_talk(list(numbers))]
    forms += [_on_proposal(proposal) for proposal in negotiation.proposals.values()]
    return Position.model_validate(draw(draw(st.sampled_from(forms))))


def _numbers(quantity: Quantity | None, fractions: bool) -> list[Decimal]:
    """Return the numbers that can be asked of a term: within its limits, and none without a quantity."""
    if quantity is None:
        return []
    low = Decimal(0) if quantity.min is None else quantity.min
    high = Decimal(3) if quantity.max is None else quantity.max
    whole = quantity.integer and not fractions
    return [n for n in NUMBERS if low <= n <= high and (n % 1 == 0 or not whole)]


@st.composite
def _want(draw: st.DrawFn, numbers: Numbers) -> Body:
    target = draw(_names_of(list(numbers), [1, 1, 1, 2, 3]))
    body = {draw(st.sampled_from(WANTS)): target[0] if len(target) == 1 else {"any_of": target}}
    return body | draw(_conditions(numbers, target)) | draw(_guards(list(numbers))) | draw(_firmness())


@st.composite
def _refusal(draw: st.DrawFn, names: list[str]) -> Body:
    target = draw(_names_of(names, [1, 1, 1, 2, 3]))
    body = {draw(st.sampled_from(REFUSALS)): target[0] if len(target) == 1 else {"all_of": target}}
    return body | draw(_guards(names)) | draw(_firmness())


@st.composite
def _taker(draw: st.DrawFn, numbers: Numbers) -> Body:
    """Draw what takes a guard only with a condition, or has to have a condition (`only`)."""
    target = draw(st.sampled_from(list(numbers)))
    conditions = draw(_conditions(numbers, [target]))
    stance = draw(st.sampled_from(TAKERS if conditions else TAKERS[:2]))
    guards = draw(_guards(list(numbers))) if conditions else {}
    return {stance: target} | conditions | guards | draw(_firmness())


@st.composite
def _talk(draw: st.DrawFn, names: list[str]) -> Body:
    return {"consider": draw(st.sampled_from(names))} | draw(_guards(names))


@st.composite
def _on_proposal(draw: st.DrawFn, proposal: Proposal) -> Body:
    drafted = [draft.term for draft in proposal.in_]
    but = draw(st.lists(st.sampled_from(drafted), max_size=len(drafted) - 1, unique=True))
    return {draw(st.sampled_from(["reject", "accept"])): {"proposal": proposal.id, "except": but}}


@st.composite
def _names_of(draw: st.DrawFn, names: list[str], counts: list[int]) -> list[str]:
    """Draw as many names as one of the counts says, in any order; seldom one of them twice."""
    count = draw(st.sampled_from(counts))
    unique = count > len(names) or draw(st.sampled_from([True, True, True, False]))
    most = min(count, len(names)) if unique else count
    chosen: list[str] = draw(st.lists(st.sampled_from(names), min_size=most, max_size=most, unique=unique))
    return chosen


@st.composite
def _conditions(draw: st.DrawFn, numbers: Numbers, target: list[str]) -> Body:
    others = [name for name in numbers if name not in target]
    found: Body = {}
    if others:
        for key in draw(st.lists(st.sampled_from(CONDITIONS), max_size=2, unique=True)):
            chosen = draw(_names_of(others, [1, 1, 1, 2, 3]))
            each = len(chosen) if key in ("before", "no_later_than", "includes") else draw(st.sampled_from([9, 1, 0]))
            found[key] = [*chosen[:each], {"any_of": chosen[each:]}] if chosen[each:] else chosen
    return found | draw(_bounds([n for n in NUMBERS if all(n in numbers[name] for name in target)]))


@st.composite
def _bounds(draw: st.DrawFn, numbers: list[Decimal]) -> Body:
    if not numbers:
        return {}
    keys = draw(st.sampled_from([["at_least"], ["at_most"], [], ["exactly"], ["at_least", "at_most"]]))
    return {key: draw(st.sampled_from(numbers)) for key in keys}


@st.composite
def _guards(draw: st.DrawFn, names: list[str]) -> Body:
    found: Body = {}
    for key in draw(st.sampled_from([*[[]] * 8, ["if"], ["unless"], ["if", "unless"]])):
        chosen = draw(_names_of(names, [1, 1, 2]))
        one_of = len(chosen) > 1 and draw(st.booleans())
        found[key] = {"any_of": chosen} if one_of else chosen
    return found


@st.composite
def _firmness(draw: st.DrawFn) -> Body:
    level = draw(st.sampled_from([None, None, "flexible", "firm", "red-line"]))
    quote = {"text": "never", "lang": "en"} if level == "red-line" else None
    return {"firmness": level, "quote": quote} if level else {}
