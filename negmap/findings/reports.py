"""The versioned reports that every format shows; field by field what the JSON holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from negmap.findings.conflicts import Completeness, Ring
from negmap.findings.robustness import OtherReading, Robustness, Support

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the report rests on; `internal_left_out` counts statements."""

    statements: int
    positions: int
    claims: int
    definitions: int
    internal_left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was chosen to be shown, and how many conflicts that leaves out."""

    party: str | None = None
    issue: str | None = None
    limit: int | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The switches of the analysis that were set, as their words on the command line."""

    without: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    first_hand: bool = False
    stated: bool = False
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every report begins with.

    `binding` is ``all`` or ``must-agree``; `partial` lists what was left out because it is faulty,
    or is None; `names` has the name of each party by its id.
    """

    format: int = FORMAT
    negmap: str
    command: str
    lang: str
    negotiation: str
    title: str
    scope: str
    as_of: str
    binding: str
    applied: Applied
    partial: tuple[str, ...] | None
    completeness: Completeness
    counts: Counts
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source; `number` is its footnote in this report."""

    number: int
    title: str | None
    publisher: str | None
    origin: str | None
    url: str | None
    archive: str | None
    lang: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """A few words and their language."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRow:
    """A position that voices a claim, back to who said it, when and where."""

    position: str
    party: str
    stance: str
    firmness: str
    binding: bool
    statement: str
    date: str
    speaker: str | None
    role: str | None
    venue: str | None
    via: str
    relayed_by: str | None
    read: str
    disputed_by: tuple[str, ...]
    hypothetical: bool
    old: bool
    quote: QuoteRow | None
    reason: str | None
    occasion: str
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim of a conflict, with its number in the explanation and its voices."""

    number: int
    id: str
    binding: bool
    want: bool
    text: str
    parties: tuple[str, ...]
    voices: tuple[VoiceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionRow:
    """A definition that a conflict uses, what it rests on, and whether the conflict stands without it."""

    id: str
    basis: str
    text: str
    because: str | None
    stands_without: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessRow:
    """A settlement that satisfies every claim of a conflict but one: steps of its terms, numbers of quantities."""

    without: str
    steps: Mapping[str, int]
    quantities: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """One conflict or tension; how it stands is explained at findings.robustness.Standing."""

    id: str
    kind: str
    size: int
    core: bool
    same_side: tuple[str, ...]
    parties: tuple[str, ...]
    obstacle: str
    follows_from: str | None
    claims: tuple[ClaimRow, ...]
    definitions: tuple[DefinitionRow, ...]
    cycles: tuple[Ring, ...]
    witnesses: tuple[WitnessRow, ...]
    weakest: Support
    support: tuple[Support, ...]
    would_be_gone_if: tuple[str, ...]
    first_hand: bool
    stated: bool
    gone_without_source: tuple[str, ...]
    gone_under_reading: tuple[OtherReading, ...]
    gone_without_definition: tuple[str, ...]
    explanation: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleRow:
    """One obstacle: what stands in the way, the wants it holds up, its conflicts and those that follow from it."""

    id: str
    kind: str
    claims: tuple[str, ...]
    blocks: tuple[str, ...]
    conflicts: tuple[str, ...]
    following: tuple[str, ...]
    cycles: tuple[Ring, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    """One reason for which a term is blocked; `texts` has each claim in words, with who voices it."""

    claims: tuple[str, ...]
    definitions: tuple[str, ...]
    texts: tuple[str, ...]
    cycles: tuple[Ring, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedRow:
    """A blocked term with its reasons; None where they were not asked for."""

    term: str
    title: str
    reasons: tuple[ReasonRow, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A rejected term with the refusals that keep it out, each in words with who voices it."""

    term: str
    title: str
    by: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionsRow:
    """How many tensions there are, and those that were asked to be shown."""

    count: int
    complete: bool
    shown: tuple[ConflictRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsReport(Head):
    """The report of `negmap conflicts`."""

    conflicts: tuple[ConflictRow, ...]
    obstacles: tuple[ObstacleRow, ...]
    blocked: tuple[BlockedRow, ...]
    rejected: tuple[RejectedRow, ...]
    tensions: TensionsRow
    robustness: Robustness
    shown: Shown = field(default_factory=Shown)
    sources: tuple[SourceRow, ...] = ()
