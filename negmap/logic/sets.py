"""Sets of claims as numbers, a bit for each claim: `a & ~b == 0` says that a is a subset of b."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negmap.logic.budget import Work

Claims = int
"""A set of claims, a bit for each."""


def minimal(sets: Iterable[Claims], work: Work) -> list[Claims]:
    """Return the sets that hold no other; each is compared only with those that have a rare claim in common with it."""
    ordered = sorted(sets, key=lambda claims: (claims.bit_count(), claims))
    if ordered and not ordered[0]:
        return [0]
    often: dict[Claims, int] = {}
    for claims in ordered:
        for one in bits(claims):
            often[one] = often.get(one, 0) + 1
    kept: list[Claims] = []
    under: dict[Claims, list[Claims]] = {}
    for claims in ordered:
        own = list(bits(claims))
        near = [small for one in own for small in under.get(one, ())]
        work.step(1 + len(near) // 8)
        if not any(not small & ~claims for small in near):
            kept.append(claims)
            under.setdefault(min(own, key=lambda one: (often[one], one)), []).append(claims)
    return kept


def bits(claims: Claims) -> Iterator[Claims]:
    """Yield the claims of a set, each as a set of its own."""
    while claims:
        yield claims & -claims
        claims &= claims - 1
