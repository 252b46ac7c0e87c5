"""A draft held against the positions in force: how each stands to it, and what would change that (method.md §10.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from negmap.findings.claims import ClaimKind
from negmap.findings.conflicts import Completeness

Group = tuple[str, ...]
"""Terms of one step, by id."""
Bounds = tuple[tuple[ClaimKind, Decimal], ...]
"""What is said of one quantity: at-least, at-most, or both."""
Listed = Literal["in", "out", "open", "unnamed"]
Presence = Literal["every", "some", "none"]
"""In how many completions a term is in."""
ClaimState = Literal["met", "violated", "open", "not-triggered"]
PositionState = Literal["violated", "open", "part", "met"]
FaultKind = Literal["contradiction", "never-in", "always-in"]
EditKind = Literal["number", "free", "merge", "split", "place", "out", "open", "in"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft says of terms: those in, out and open, the numbers of some, and their order.

    `pairs` are orders said of two terms apart from the row of groups: the first before the second,
    or both together.
    """

    inside: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    numbers: tuple[tuple[str, Bounds], ...] = ()
    order: tuple[Group, ...] = ()
    pairs: frozenset[tuple[str, str, bool]] = frozenset()

    @property
    def free_to_be_in(self) -> frozenset[str]:
        """Return the terms that may be in without anything that brings them."""
        return self.inside | self.open

    def listed(self, term: str) -> Listed:
        """Return the list in which a term stands."""
        for name, terms in (("in", self.inside), ("out", self.outside), ("open", self.open)):
            if term in terms:
                return name  # type: ignore[return-value]
        return "unnamed"


@dataclass(frozen=True, slots=True)
class Because:
    """Terms that a draft has in, and definitions by which they bring another term, or keep it out."""

    terms: tuple[str, ...]
    definitions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a term stands in a draft, and in how many of its completions it is.

    `brought` says why it is in all of them though it is not listed as in; `barred`, why it could not
    be put in as it is asked for, the draft being what it is.
    """

    term: str
    listed: Listed
    presence: Presence
    brought: Because | None = None
    barred: Because | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a draft says against itself, by definition.

    contradiction: `inside`, `outside`, `order` and `numbers` cannot stand together, so there is no
    completion. never-in: with them `term`, left open, is in none; always-in: it is in all.
    """

    kind: FaultKind
    term: str
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    order: tuple[Group, ...]
    numbers: tuple[str, ...]
    definitions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PositionResult:
    """How a position stands. It is not `triggered` where none of its claims asks for anything.

    It is `missing` where it is violated only because it asks for what the draft does not name, and
    might have had in.
    """

    position: str
    state: PositionState
    triggered: bool
    claims: tuple[str, ...]
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a draft.

    in, out, open: `term` goes there. number: the term gets `bounds` in place of its numbers. free:
    it leaves the row of groups. merge: the two `groups`, neighbours in the row, become one. split:
    one group becomes these two. place: a term of the first group comes before one of the second, or
    `together` with it.
    """

    kind: EditKind
    term: str = ""
    bounds: Bounds = ()
    groups: tuple[Group, ...] = ()
    together: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Edits of a draft, and what they do to positions: newly met, met no more, newly violated.

    `idle` are those of the newly met that then ask for nothing; `barred` were missing, and then ask
    for what cannot be put in any more.
    """

    edits: tuple[Edit, ...]
    gained: tuple[str, ...]
    idle: tuple[str, ...]
    lost: tuple[str, ...]
    worsened: tuple[str, ...]
    barred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """How many edits and pairs of edits were tried, how many of both left no completion, and whether all pairs were."""

    singles: int = 0
    pairs: int = 0
    impossible: int = 0
    every_pair: bool = True


@dataclass(frozen=True, slots=True)
class Changes:
    """For positions not met, the smallest change that meets each; `unmet` are those for which none was found."""

    changes: tuple[Change, ...] = ()
    unmet: tuple[str, ...] = ()
    tried: Tried = field(default_factory=Tried)
    completeness: Completeness = field(default_factory=Completeness)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A draft held against the positions in force.

    `terms` are those of its lists, those in some completion and those barred, by id. `on_text` are the positions
    that speak of this very text. Without a completion there is nothing but faults.
    """

    draft: Draft
    faults: tuple[Fault, ...] = ()
    terms: tuple[Placed, ...] = ()
    claims: Mapping[str, ClaimState] = field(default_factory=dict)
    positions: tuple[PositionResult, ...] = ()
    on_text: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)
    completeness: Completeness = field(default_factory=Completeness)

    @property
    def possible(self) -> bool:
        """Say whether the draft has a completion."""
        return not any(fault.kind == "contradiction" for fault in self.faults)
