"""How claims and positions stand to a draft: true in all of its completions, in none, or in some (method.md §10.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from negmap.findings.claims import Claim
from negmap.findings.proposal import ClaimState, Draft, PositionResult, PositionState, Presence
from negmap.logic.drafts import Completions
from negmap.logic.encoding import Groups
from negmap.logic.rules import Alternative, Bound, Edge, In, Rule, of_claim, present

ASKED = "?"
PAIRED = ("before", "no-later")
"""Kinds that ask for something only where both of their terms are in."""


class Standings:
    """Says how claims and positions stand to drafts."""

    def __init__(
        self, completions: Completions, claims: Mapping[str, Claim], stating: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Take completions that know the `questions`, the claims, and the claims of each position, by id."""
        self._some = completions.some
        self._claims, self._stating = claims, stating

    def possible(self, draft: Draft) -> bool:
        """Say whether the draft has a completion."""
        return self._some(draft)

    def met(self, draft: Draft, name: str) -> bool:
        """Say whether a claim is true in every completion; so it is where it asks for nothing."""
        return not self._some(draft, against(name))

    def asks(self, draft: Draft, name: str) -> bool:
        """Say whether a claim asks for something in some completion."""
        return unconditional(self._claims[name]) or self._some(draft, occasion(name))

    def violated(self, draft: Draft, name: str) -> bool:
        """Say whether a claim is true in no completion, of which there is one."""
        return not self._some(draft, name)

    def claims(self, draft: Draft, names: Iterable[str]) -> dict[str, ClaimState]:
        """Return the state of each claim; the draft must have a completion."""
        return {name: self._claim(draft, name) for name in names}

    def _claim(self, draft: Draft, name: str) -> ClaimState:
        if not self.asks(draft, name):
            return "not-triggered"
        if self.met(draft, name):
            return "met"
        return "violated" if self.violated(draft, name) else "open"

    def positions(self, states: Mapping[str, ClaimState]) -> Iterator[PositionResult]:
        """Yield how each position stands, from the states of the claims."""
        for position, names in self._stating.items():
            own = [states[name] for name in names]
            yield PositionResult(position, of_position(own), set(own) != {"not-triggered"}, names)

    def presence(self, draft: Draft, term: str) -> Presence:
        """Return in how many completions a term is."""
        if not self._some(draft, _has(term)):
            return "none"
        return "some" if self._some(draft, _lacks(term)) else "every"


def of_position(states: Iterable[ClaimState]) -> PositionState:
    """Return how a position stands whose claims stand so."""
    found = set(states)
    if "violated" in found:
        return "violated"
    if "open" not in found:
        return "met"
    return "part" if "met" in found else "open"


def questions_of_terms(terms: Iterable[str]) -> dict[str, tuple[Rule, ...]]:
    """Return two groups of rules for each term: that it is in, that it is out."""
    terms = tuple(terms)
    return {_has(term): present(term) for term in terms} | {_lacks(term): (_is_out(term),) for term in terms}


def _has(term: str) -> str:
    return f"has {term}"


def _lacks(term: str) -> str:
    return f"lacks {term}"


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
