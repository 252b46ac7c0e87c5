"""Packages, checked again: that each opens a settlement, and that nothing above it does (method.md §9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from negmap.findings.claims import Claim, ClaimKind
from negmap.findings.packages import Component, Concessions, Package
from negmap.model.negotiation import Negotiation
from negmap.model.values import plain
from negmap.model.variants import View
from negmap.witness.checker import Checker, Problem

Rungs = list[tuple[str, Claim | None]]
"""What a claim could come down to, by name, the claim as stated first; None is nothing at all."""


def verify_packages(view: View, found: Concessions) -> tuple[Problem, ...]:
    """Return what is wrong with the packages that are reported of a view."""
    checker = Checker(view)
    problems = [
        Problem(package.id, message)
        for component in found.components
        for package in component.packages
        for message in _check(package, component, checker, view.negotiation)
    ]
    return tuple(problems)


def _check(package: Package, component: Component, checker: Checker, negotiation: Negotiation) -> Iterator[str]:
    ladders = {key: _ladder(checker.claims[key], checker.claims, negotiation) for key in component.claims}
    moved = {c.claim: _place(ladders[c.claim], c.to) for c in package.concessions}
    if None in moved.values():
        yield "it moves a claim to a rung that its ladder does not have"
        return
    places = {key: place for key, place in moved.items() if place is not None}
    if not _opens(places, ladders, checker):
        yield "it opens no settlement"
    for key, place in places.items():
        if _opens({**places, key: place - 1}, ladders, checker):
            yield f"it opens a settlement with {key} one rung higher"


def _place(rungs: Rungs, name: str) -> int | None:
    return next((place for place, (known, _) in enumerate(rungs) if known == name and place), None)


def _opens(places: Mapping[str, int], ladders: Mapping[str, Rungs], checker: Checker) -> bool:
    held = [rungs[places.get(key, 0)][1] for key, rungs in ladders.items()]
    return checker.can_hold([claim for claim in held if claim is not None])


def _ladder(claim: Claim, claims: Mapping[str, Claim], negotiation: Negotiation) -> Rungs:
    kinds: dict[str, list[tuple[str, ClaimKind]]] = {
        "after": [("same-time", "includes"), ("any-order", "requires")],
        "before": [("same-time", "no-later")],
        "with": [("any-order", "requires")],
    }
    between: Rungs = [(name, replace(claim, kind=kind)) for name, kind in kinds.get(claim.kind, [])]
    if claim.number is not None:
        between = list(_numbers(claim, claims))
    elif claim.kind == "in" and len(claim.subjects) == 1:
        between = list(_options(claim, negotiation))
    return [("as-stated", claim), *between, ("dropped", None)]


def _numbers(claim: Claim, claims: Mapping[str, Claim]) -> Iterator[tuple[str, Claim]]:
    here, down = claim.number, claim.kind == "at-least"
    named = {c.number for c in claims.values() if c.subjects == claim.subjects and c.number is not None}
    weaker = [n for n in named if here is not None and (n < here if down else n > here)]
    for number in sorted(weaker, reverse=down):
        yield plain(number), replace(claim, number=number)


def _options(claim: Claim, negotiation: Negotiation) -> Iterator[tuple[str, Claim]]:
    (option,) = claim.subjects
    scale = next((i.options for i in negotiation.issues.values() if i.ordered and option in i.options), ())
    if not scale:
        return
    here, last = scale.index(option), len(scale) - 1
    for places in range(1, max(here, last - here) + 1):
        near = tuple(o for place, o in enumerate(scale) if abs(place - here) <= places)
        yield f"within-{places}", replace(claim, subjects=near)
