"""How a claim stands in a set of settlements: the rules by which to ask whether one of them does not meet it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from negmap.findings.claims import Claim
from negmap.logic.encoding import Groups
from negmap.logic.rules import Alternative, Bound, Edge, In, Rule, of_claim

ASKED = "?"
PAIRED = ("before", "no-later")
"""Kinds that ask for something only where both of their terms are in."""


def questions(claims: Iterable[Claim], held: Iterable[Groups]) -> dict[str, tuple[Rule, ...]]:
    """Return three groups of rules for each claim: that it is true, that it asks for something, that it is not true.

    `held` are the groups that can hold beside them: they tell which numbers there are.
    """
    numbers = _numbers(held)
    found: dict[str, tuple[Rule, ...]] = {}
    for claim in claims:
        found[claim.id] = of_claim(claim)
        found[occasion(claim.id)] = tuple(_occasion(claim))
        found[against(claim.id)] = (*_occasion(claim), *_against(claim, numbers))
    return found


def occasion(claim: str) -> str:
    """Return the name of the group that says that a claim asks for something."""
    return f"occasion {claim}"


def against(claim: str) -> str:
    """Return the name of the group that says that a claim is not true."""
    return f"against {claim}"


def unconditional(claim: Claim) -> bool:
    """Say whether a claim asks for something in every settlement."""
    guard = claim.guard
    return claim.kind in ("in", "out") and not (guard.all_of or guard.any_of or guard.unless)


def _is(*alternatives: Alternative) -> Rule:
    return Rule(ASKED, frozenset(), alternatives)


def _is_out(term: str) -> Rule:
    return Rule(ASKED, frozenset({term}), ())


def _occasion(claim: Claim) -> Iterator[Rule]:
    """Yield that the guard holds, and that the terms are in on which a condition rests."""
    guard = claim.guard
    needed = guard.all_of
    if claim.kind not in ("in", "out"):
        needed += claim.subjects + (claim.others if claim.kind in PAIRED else ())
    yield from (_is((In(term),)) for term in needed)
    if guard.any_of:
        yield _is(*((In(term),) for term in guard.any_of))
    yield from map(_is_out, guard.unless)


def _against(claim: Claim, numbers: dict[str, set[Decimal]]) -> Iterator[Rule]:
    """Yield what the claim excludes, on its occasion."""
    match claim.kind:
        case "in":
            yield from map(_is_out, claim.subjects)
        case "out":
            yield from (_is((In(term),)) for term in claim.subjects)
        case "before" | "no-later":
            x, y = claim.subjects[0], claim.others[0]
            yield _is((Edge(y, x, strict=claim.kind == "no-later"),))
        case "at-least" | "at-most":
            yield _is((_beyond(claim, numbers),))
        case _:
            x = claim.subjects[0]
            yield from (Rule(ASKED, frozenset({y}), _other_order(claim.kind, x, y)) for y in claim.others)


def _other_order(kind: str, x: str, y: str) -> tuple[Alternative, ...]:
    """Return the orders by which y, though it is in, does not do what the claim asks."""
    match kind:
        case "after":
            return ((Edge(x, y, strict=False),),)
        case "includes":
            return ((Edge(x, y, strict=True),),)
        case "with":
            return ((Edge(x, y, strict=True),), (Edge(y, x, strict=True),))
        case _:
            return ()  # requires: it is enough that y is out


def _beyond(claim: Claim, numbers: dict[str, set[Decimal]]) -> Bound:
    """Return a bound that holds, beside the others, exactly where the number of the claim is missed.

    The bounds that hold are all closed, so a value below n can be had exactly where one can be had
    at or below the next number under n that any of them names.
    """
    term, number = claim.subjects[0], claim.number
    assert number is not None
    named = numbers.get(term, set())
    if claim.kind == "at-least":
        return Bound(term, False, max((n for n in named if n < number), default=number - 1))
    return Bound(term, True, min((n for n in named if n > number), default=number + 1))


def _numbers(held: Iterable[Groups]) -> dict[str, set[Decimal]]:
    found: dict[str, set[Decimal]] = {}
    for literal in (lit for groups in held for rules in groups.values() for r in rules for h in r.heads for lit in h):
        if isinstance(literal, Bound):
            found.setdefault(literal.term, set()).add(literal.number)
    return found
