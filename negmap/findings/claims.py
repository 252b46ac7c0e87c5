"""Claims: the smallest things a party could give way on, with the positions that voice them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

ClaimKind = Literal["in", "out", "before", "no-later", "after", "with", "includes", "requires", "at-least", "at-most"]
ORDER_KINDS = frozenset({"before", "no-later", "after", "with", "includes"})
"""Kinds that say something about when."""
BOUND_KINDS = frozenset({"at-least", "at-most"})
"""Kinds that say something about how much."""
Firmness = Literal["red-line", "firm", "flexible"]


@dataclass(frozen=True, slots=True)
class Guard:
    """When a claim holds: `all_of` are all in, one of `any_of` is in (where there are any), none of `unless` is."""

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """A position that states a claim."""

    position: str
    party: str
    firmness: Firmness
    binding: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim (method.md §3).

    `subjects` are the terms it is about: one; for a want over options or a refusal of a
    combination, several, sorted. `others` are the terms of its condition: one, or several of which
    one is enough, sorted. Two claims with one id are one claim with several voices.
    """

    id: str
    kind: ClaimKind
    subjects: tuple[str, ...]
    others: tuple[str, ...] = ()
    number: Decimal | None = None
    guard: Guard = field(default_factory=Guard)
    voices: tuple[Voice, ...] = ()

    @property
    def binding(self) -> bool:
        """Say whether one of its voices is binding."""
        return any(voice.binding for voice in self.voices)

    @property
    def want(self) -> bool:
        """Say whether it asks that some term be in the settlement."""
        return self.kind == "in"

    @property
    def parties(self) -> tuple[str, ...]:
        """Return the parties that voice it, by id."""
        return tuple(sorted({voice.party for voice in self.voices}))

    @property
    def holders(self) -> tuple[str, ...]:
        """Return the parties by whose words it counts, by id: those with a binding voice, where it is binding."""
        return tuple(sorted({voice.party for voice in self.voices if voice.binding or not self.binding}))
