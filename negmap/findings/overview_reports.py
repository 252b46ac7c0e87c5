"""The report of `negmap report`: the first screen, which the text shows whole and the page begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negmap.findings.reports import DefinitionRow, Head, SourceRow, VoiceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """One claim of a sticking point in words, with the latest of its binding voices, and how many more there are."""

    claim: str
    want: bool
    parties: tuple[str, ...]
    text: str
    voice: VoiceRow
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StickingRow:
    """A sticking point in one plain sentence, with each side's words and what it rests on.

    `number` is its number on the map, `conflict` the first conflict under it, `holds_up` what is asked
    for and held up by it, in words. `marks` are one-statement, one-source, relayed, our-reading,
    definition, disputed, old.
    """

    id: str
    number: int
    conflict: str
    kind: str
    core: bool
    parties: tuple[str, ...]
    sentence: str
    sides: tuple[SideRow, ...]
    definitions: tuple[DefinitionRow, ...]
    holds_up: tuple[str, ...]
    conflicts: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RingRow:
    """Who waits for whom: one ring in words, by what each wait is asked for, and the terms on it."""

    obstacle: str
    parties: tuple[str, ...]
    terms: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandRow:
    """A term with those who asked for, offered or accepted it, and those who must agree and have said nothing."""

    term: str
    title: str
    consenting: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsRow:
    """What is agreed, what nobody contradicts, what nobody has spoken about; `contradicted` are agreed terms."""

    agreed: tuple[StandRow, ...]
    contradicted: tuple[str, ...]
    not_contradicted: tuple[StandRow, ...]
    not_spoken: tuple[StandRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """Words that took the place of earlier ones of the same party, or ended; `kind` is that of `negmap changes`."""

    kind: str
    day: str
    party: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    positions: tuple[str, ...]
    occasion: str | None
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementRow:
    """What changed after the end of a day: how many conflicts appeared and vanished, sticking points, moved words."""

    since: str
    appeared: int
    vanished: int
    new_points: tuple[int, ...]
    moved: tuple[MovedRow, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """How much of a party's words the report rests on; `languages` counts its sources by their language."""

    party: str
    must_agree: bool
    role: str | None
    statements: int
    positions: int
    first: str | None
    last: str | None
    languages: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewReport(Head):
    """The report of `negmap report`.

    `points` are the sticking points of the first screen, `points_in_all` how many there are on the map.
    """

    summary: str | None
    must_agree: tuple[str, ...]
    others: tuple[str, ...]
    points: tuple[StickingRow, ...]
    points_in_all: int
    rings: tuple[RingRow, ...]
    stands: StandsRow
    movement: MovementRow
    coverage: tuple[CoverageRow, ...]
    dates: Mapping[str, str]
    sources: tuple[SourceRow, ...]
