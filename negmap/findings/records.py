"""The record as the page shows it: every statement with its positions, every day with what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negmap.findings.conflicts import Completeness
from negmap.findings.overview_reports import OverviewReport, StickingRow
from negmap.findings.package_reports import ComponentRow, SequenceReport
from negmap.findings.relations import Cell
from negmap.findings.reports import ConflictRow, QuoteRow, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From a day on, to the day on which it was no longer so (empty: it still is)."""

    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionCard:
    """A position in words, with its evidence, since when it is in force, and the sticking points it has to do with.

    `ended` says what ended it, in words; it is None where it is in force. `clashes` are numbers on
    the map.
    """

    id: str
    party: str
    text: str
    stance: str
    firmness: str
    read: str
    quote: QuoteRow | None
    reason: str | None
    note: str | None
    readings: tuple[str, ...]
    issues: tuple[str, ...]
    spans: tuple[Span, ...]
    ended: str | None
    clashes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCard:
    """A statement: who, when, where, its sources and positions; `day` is the day from which it counts."""

    id: str
    party: str
    day: str
    date: str
    speaker: str | None
    role: str | None
    venue: str | None
    via: str
    first_hand: bool
    hypothetical: bool
    internal: bool
    old: bool
    occasion: str
    summary: str | None
    note: str | None
    disputed_by: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    positions: tuple[PositionCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChange:
    """A sticking point that appeared or vanished: its number where it is on the map, and its sentence."""

    number: int | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """A day that changed the map: who spoke, what appeared and vanished, how much then stood."""

    day: str
    date: str
    spoken: tuple[tuple[str, str], ...]
    conflicts: int
    points: int
    complete: bool
    appeared: tuple[PointChange, ...]
    vanished: tuple[PointChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folio:
    """Everything that the page shows, in one language.

    `spans` says for each sticking point, by id, when it stood. `first_rows` has the first conflict
    of each, in full. `pending` says that packages and sequence are not computed yet.
    """

    overview: OverviewReport
    points: tuple[StickingRow, ...]
    first_rows: Mapping[str, ConflictRow]
    spans: Mapping[str, tuple[Span, ...]]
    point_issues: Mapping[str, tuple[str, ...]]
    turns: tuple[TurnRow, ...]
    statements: tuple[StatementCard, ...]
    pending: bool
    components: tuple[ComponentRow, ...]
    packages_complete: Completeness
    sequence: SequenceReport | None
    matrix: Mapping[str, Mapping[str, Cell]]
    issues: Mapping[str, str]
    sources: tuple[SourceRow, ...]
