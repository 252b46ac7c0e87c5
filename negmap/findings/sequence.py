"""The settlement that is shown, and the order in which its terms can take effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from negmap.findings.conflicts import Completeness

OFFERED, ACCEPTED = "offered", "accepted"
"""Reasons for a term to be in that are no claim and no definition."""
Group = tuple[str, ...]
"""Terms that take effect at one step, by id."""


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest value that the claims met leave to a quantity; None where they set no bound."""

    min: Decimal | None
    max: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledTerm:
    """A term of the settlement, with its earliest step, why it is in, and who has said what of it.

    `step` counts from 1; it is 0 where events show the term as already so. `why` holds the ids of
    the claims and definitions that bring it in, or ``offered`` or ``accepted``. All parties are
    sorted ids. `silent` are parties that must agree, or would carry it out, and have said nothing
    of it. It is `not_yet_agreed` where a party that would carry it out has not asked for it,
    accepted or offered it.
    """

    term: str
    step: int
    why: tuple[str, ...]
    asked: tuple[str, ...]
    accepted: tuple[str, ...]
    offered: tuple[str, ...]
    silent: tuple[str, ...]
    not_yet_agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenSettlement:
    """The settlement that is shown (method.md §7): its terms by id, the other terms on the table, and numbers."""

    terms: tuple[SettledTerm, ...]
    out: tuple[str, ...]
    quantities: Mapping[str, Range]
    unmet_preferences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderEdge:
    """`first` before `then`, or no later where not strict, and the claims and definitions that say so.

    Where `either`, each of those asks for one of several orders, of which this is one.
    """

    first: str
    then: str
    strict: bool
    because: tuple[str, ...]
    either: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """What a party gives and gets along the marked path, each with its place, counted from 1.

    `wait` is the most steps from its first gift to a term it gets later.
    """

    gives: tuple[tuple[str, int], ...]
    gets: tuple[tuple[str, int], ...]
    wait: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """The order in which the terms of one settlement can take effect (method.md §8).

    `steps` are the earliest, 0 for what is already so; `steps_exact` is false where there were too
    many either/ors to try all, and the steps are good but perhaps not the earliest. `phases` hold
    the ordered terms by step. `paths` are the first ones; `path_count` is None where only
    `path_bounds`, the least and the most that there can be, are known. `marked` is the place in
    `paths` of the one along which the longest wait is shortest, `waits` and `first_movers` are
    along that path. `overtaken` are ids of claims and definitions whose order events have overtaken.
    """

    steps: Mapping[str, int]
    steps_exact: bool
    already: tuple[str, ...]
    phases: tuple[Group, ...]
    any_time: tuple[str, ...]
    tied: tuple[Group, ...]
    critical_path: tuple[str, ...]
    orders: tuple[OrderEdge, ...]
    overtaken: tuple[str, ...]
    path_count: int | None
    path_count_exact: bool
    path_bounds: tuple[int, int]
    paths: tuple[tuple[Group, ...], ...]
    marked: int | None
    waits: Mapping[str, Wait]
    first_movers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceResult:
    """A settlement with its sequence; nothing where the time was up before both were there."""

    settlement: ChosenSettlement | None = None
    sequence: Sequence | None = None
    completeness: Completeness = field(default_factory=Completeness)
