"""What each claim and each definition says, as choices (method.md §2, §3.1 to §3.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from negmap.findings.claims import Claim, Guard
from negmap.model.definitions import Definition
from negmap.witness.facts import Bound, Choice, In, Order, Out, Way


def of_claim(claim: Claim) -> tuple[Choice, ...]:
    """Return what a claim says: its guard does not hold, or the claim itself is so."""
    return ((*_lifted(claim.guard), *_CLAIMS[claim.kind](claim)),)


def of_definition(definition: Definition) -> tuple[Choice, ...]:
    """Return what a definition says."""
    return tuple(_DEFINITIONS[definition.kind](definition.terms))


def _lifted(guard: Guard) -> Iterator[Way]:
    yield from ((Out(term),) for term in guard.all_of)
    if guard.any_of:
        yield tuple(Out(term) for term in guard.any_of)
    yield from ((In(term),) for term in guard.unless)


def _before(first: str, second: str) -> Way:
    return In(first), In(second), Order(first, second, strict=True)


def _no_later(first: str, second: str) -> Way:
    return In(first), In(second), Order(first, second, strict=False)


def _together(first: str, second: str) -> Way:
    return _no_later(first, second) + _no_later(second, first)


def _in(claim: Claim) -> Choice:
    return tuple((In(term),) for term in claim.subjects)


def _out(claim: Claim) -> Choice:
    return tuple((Out(term),) for term in claim.subjects)


def _if_both(order: Callable[[str, str], Way]) -> Callable[[Claim], Choice]:
    """Make the meaning of a condition that asks for nothing where the other term is out."""

    def meaning(claim: Claim) -> Choice:
        (term,), (other,) = claim.subjects, claim.others
        return (Out(term),), (Out(other),), order(term, other)

    return meaning


def _brings(order: Callable[[str, str], Way]) -> Callable[[Claim], Choice]:
    """Make the meaning of a condition that brings one of the other terms along."""

    def meaning(claim: Claim) -> Choice:
        (term,) = claim.subjects
        return (Out(term),), *(order(other, term) for other in claim.others)

    return meaning


def _at_least(claim: Claim) -> Choice:
    return _bound(claim, least=True)


def _at_most(claim: Claim) -> Choice:
    return _bound(claim, least=False)


def _bound(claim: Claim, *, least: bool) -> Choice:
    (term,) = claim.subjects
    number = claim.number if claim.number is not None else Decimal(0)
    return (Out(term),), (In(term), Bound(term, number, least))


_CLAIMS: dict[str, Callable[[Claim], Choice]] = {
    "in": _in,
    "out": _out,
    "before": _if_both(_before),
    "no-later": _if_both(_no_later),
    "after": _brings(_before),
    "with": _brings(_together),
    "includes": _brings(_no_later),
    "requires": _brings(lambda other, _: (In(other),)),
    "at-least": _at_least,
    "at-most": _at_most,
}


def _part(terms: tuple[str, ...]) -> Iterator[Choice]:
    term, other = terms
    yield (Out(term),), _no_later(other, term)


def _requires(terms: tuple[str, ...]) -> Iterator[Choice]:
    term, other = terms
    yield (Out(term),), (In(other),)


def _after(terms: tuple[str, ...]) -> Iterator[Choice]:
    term, other = terms
    yield (Out(term),), _before(other, term)


def _at_most_one(terms: tuple[str, ...]) -> Iterator[Choice]:
    for one, other in combinations(sorted(set(terms)), 2):
        yield (Out(one),), (Out(other),)


def _closed(terms: tuple[str, ...]) -> Iterator[Choice]:
    """Give one kind that is there in time, and none that is there any earlier: the step of the earliest."""
    term, *kinds = terms
    yield (Out(term),), *(_no_later(kind, term) for kind in kinds)
    for kind in kinds:
        yield (Out(term),), (Out(kind),), _no_later(term, kind)


def _stages(terms: tuple[str, ...]) -> Iterator[Choice]:
    for earlier, later in pairwise(terms):
        yield (Out(later),), _no_later(earlier, later)


_DEFINITIONS: dict[str, Callable[[tuple[str, ...]], Iterator[Choice]]] = {
    "is_a": _part,
    "includes": _part,
    "requires": _requires,
    "after": _after,
    "excludes": _at_most_one,
    "choose": _at_most_one,
    "closed": _closed,
    "stages": _stages,
}
