"""The report of `leave-out`."""

from __future__ import annotations

from dataclasses import dataclass

from negmap.findings.reports import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRef:
    """A result by its kind (obstacle, conflict, blocked, rejected, package) and id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOutItemRow:
    """A result in words, with the number of maps on which it stands.

    `on_whole`: it stands on the map as it is. `falls_without` are ids of what it falls without, left
    out alone; `falls_with` what is missing on every map from which it is missing. `text` is empty
    for a result that comes on some other map only and was not looked up.
    """

    kind: str
    id: str
    text: str
    on_whole: bool
    maps: int
    falls_without: tuple[str, ...]
    falls_with: tuple[ItemRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """What can be left out, in words; what falls where it alone is left out, and what comes there.

    `statements` are those it bears, `alone` those that go when nothing else is left out.
    """

    id: str
    text: str
    statements: tuple[str, ...]
    alone: tuple[str, ...]
    falls: tuple[ItemRef, ...]
    comes: tuple[ItemRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOutReport(Head):
    """The report of `negmap leave-out`.

    On each map `size` units of the `kind` (statement, speaker, source) are left out. `possible` is
    the number of such maps, `planned` those that were to be made, `made` those that were. `seed` is
    that of the sample; None where every possible map was to be made.
    """

    kind: str
    size: int
    possible: int
    planned: int
    made: int
    seed: int | None
    items: tuple[LeaveOutItemRow, ...]
    units: tuple[UnitRow, ...]
