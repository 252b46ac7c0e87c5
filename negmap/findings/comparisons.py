"""What comparisons find: between a map and a scenario, between two days, between two revisions of a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from negmap.findings.conflicts import Completeness, Ring
from negmap.findings.packages import Concession

Hold = Literal["blocked", "rejected", "open", "off"]
"""How a term stands on a map: blocked, rejected (method.md §6), on the table and neither, not on the table."""
HELD: frozenset[Hold] = frozenset({"blocked", "rejected"})
CauseKind = Literal["said", "replaced", "withdrawn", "ran-out"]
MoveKind = Literal["softened", "hardened", "changed", "repeated", "withdrawn", "ran-out", "hearsay"]
EditKind = Literal["added", "removed", "changed", "renamed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids that only the first of two maps has, that only the second has, and that both have, sorted by their map."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    staying: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that stands otherwise on the second of two maps than on the first."""

    term: str
    before: Hold
    after: Hold


@dataclass(frozen=True, slots=True)
class AskedDifference:
    """What the first packages of all components ask for on the first of two maps, on the second, and on both."""

    gone: tuple[Concession, ...] = ()
    new: tuple[Concession, ...] = ()
    staying: tuple[Concession, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One step of a ring: `first` before `then` (no later than it, where not strict), and what says so.

    `tried` are the scenarios in which some of that is not said, or not so.
    """

    first: str
    then: str
    strict: bool
    claims: tuple[str, ...]
    definitions: tuple[str, ...]
    tried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadlock:
    """A ring of one sticking point, the conflicts that hang on it, and its places; `gone_in` are scenarios."""

    obstacle: str
    conflicts: tuple[str, ...]
    ring: Ring
    places: tuple[Place, ...]
    gone_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """A position that came into force on a day (said), or went out of it, ended `by` a position or statement."""

    kind: CauseKind
    position: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Positions of one party that ended on a day, and those that took their place.

    `by` is the statement that ended them; None where their `until` had passed. hearsay: they did
    not end, because what would end them is second-hand.
    """

    kind: MoveKind
    day: date
    party: str
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    by: str | None = None


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """A record that only one of two revisions has, that is otherwise in the second, or has another id there.

    `file` is where it stands, in the second revision if it is there. `was` is its former id where it
    was renamed. `fields` are the keys that changed.
    """

    kind: str
    id: str
    edit: EditKind
    file: str
    was: str | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What of a comparison was cut because the time was up: each part with the first day that it lacks."""

    parts: Mapping[str, date] = field(default_factory=dict)

    @property
    def completeness(self) -> Completeness:
        """Return whether everything was compared."""
        return Completeness(complete=not self.parts, reason="the time given was up" if self.parts else None)
