"""Sets that meet every one of some sets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def minimal_hitting_sets(sets: Iterable[frozenset[T]]) -> set[frozenset[T]]:
    """Return the minimal sets that meet every one of these (Berge); none where one of them is empty."""
    found = {frozenset[T]()}
    for one in sorted(set(sets), key=len):
        met = {f for f in found if f & one}
        grown = {f | {item} for f in found - met for item in one}
        found = met | {g for g in grown if not any(m <= g for m in met)}
    return found
