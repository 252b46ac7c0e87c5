"""Choices: what fails under chosen alternatives, joined to what fails whatever is chosen.

A rule with alternatives counts as one rule for each, which holds only where its bit, "this one is
chosen", is in the set. A set of claims clashes when it fails under every way to choose: for one choice
after the other, sets that fail under each of its alternatives are joined, and the choice is gone
(hyperresolution: de Kleer, "Extending the ATMS", 1986).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from negmap.logic.budget import TooMuch, Work
from negmap.logic.sets import Claims, minimal

MANY = 10_000
"""More sets than this are not looked through for the minimal ones."""


class Choices:
    """The bits of alternatives, choice by choice."""

    def __init__(self, first: Claims, one_of: Claims = 0) -> None:
        """Take the first bit that is no claim's, and claims of which a set may hold one at most."""
        self._next = first
        self.counted = first - 1
        """The bits that are claims, which the size of a set counts."""
        self._bits: list[tuple[Claims, ...]] = []
        self.one_of = [one_of] if one_of else []
        """Bits of which a set holds one at most; so with those of each choice, for no more need be chosen."""

    def __bool__(self) -> bool:
        return bool(self._bits)

    def of(self, number: int) -> tuple[Claims, ...]:
        """Return a bit for each of so many alternatives; none is needed where there is one."""
        if number < 2:
            return (0,) * number
        bits = tuple(self._next << place for place in range(number))
        self._next <<= number
        self._bits.append(bits)
        self.one_of.append(sum(bits))
        return bits

    def resolved(self, sets: Iterable[Claims], work: Work) -> list[Claims]:
        """Return the minimal sets of claims that fail whatever is chosen, from those that fail under a choice.

        Raises TooMuch where there are too many on the way.
        """
        found = minimal(sets, work)
        for bits in self._bits:
            joined = self._joined([[one & ~bit for one in found if one & bit] for bit in bits], work)
            found = minimal({*joined, *(one for one in found if not one & sum(bits))}, work)
        return found

    def _joined(self, under: Sequence[Sequence[Claims]], work: Work) -> list[Claims]:
        """Return the minimal unions of one set from each list; none where a list is empty."""
        joined = [0] if all(under) else []
        for sets in under if joined else ():
            work.step(len(joined) * len(sets))
            unions = {one | other for one in joined for other in sets}
            joined = minimal((union for union in unions if not self.two(union)), work)
            if len(joined) > MANY:
                raise TooMuch
        return joined

    def two(self, claims: Claims) -> bool:
        """Say whether a set holds two of what it may hold one of."""
        return any((claims & some).bit_count() > 1 for some in self.one_of)
