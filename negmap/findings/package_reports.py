"""Reports on packages: `concessions` and `sequence`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negmap.findings.packages import Cost
from negmap.findings.reports import Head
from negmap.findings.sequence import Range, Sequence, SettledTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRow:
    """A settlement in words that can be followed: each term with why it is in and who said what of it."""

    in_: tuple[SettledTerm, ...]
    out: tuple[str, ...]
    quantities: Mapping[str, Range]
    unmet_preferences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcessionRow:
    """One claim that moves, from what was stated to what would be held; `text` says it in words."""

    claim: str
    parties: tuple[str, ...]
    from_: str
    to: str
    gives_up: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRow:
    """A package; `steps` are rungs down, `first` says whether it is shown without `--all`."""

    id: str
    group: str
    movers: tuple[str, ...]
    gives_up: tuple[str, ...]
    cost: Cost
    steps: int
    bridge: bool
    pareto: bool | None
    empty: bool
    first: bool
    concessions: tuple[ConcessionRow, ...]
    settlement: SettlementRow | None = None
    sequence: Sequence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentRow:
    """Claims that hang together: the conflicts among them, and the packages, smallest first."""

    id: str
    conflicts: tuple[str, ...]
    claims: int
    complete: bool
    packages: tuple[PackageRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinedRow:
    """The first package of each component together: the settlement that they open, and its sequence."""

    packages: tuple[str, ...]
    settlement: SettlementRow | None
    sequence: Sequence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcessionsReport(Head):
    """The report of `negmap concessions`."""

    components: tuple[ComponentRow, ...]
    combined: CombinedRow
    titles: Mapping[str, str]
    wordings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceReport(Head):
    """The report of `negmap sequence`.

    `components` are those with conflicts; the packages in them are the ones that were applied. Where
    nothing opens, `standing` has the conflicts that stand in the way.
    """

    components: tuple[ComponentRow, ...]
    combined: CombinedRow
    standing: tuple[str, ...]
    titles: Mapping[str, str]
    wordings: Mapping[str, str]
