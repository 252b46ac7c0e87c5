"""The report of `negmap proposal`: a draft, how each position stands to it, and the smallest changes."""

from __future__ import annotations

from dataclasses import dataclass

from negmap.findings.proposal import Tried
from negmap.findings.reports import DefinitionRow, Head, SourceRow, VoiceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTermRow:
    """A term of a draft, or one that may come with its terms; `with_` says in words what brings it."""

    term: str
    title: str
    listed: str
    presence: str
    number: str | None
    with_: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft: what it is, what it says of which terms, in which order, and where it can be read."""

    id: str
    title: str
    tabled_by: tuple[str, ...]
    date: str | None
    form: str
    version_of: str | None
    terms: tuple[DraftTermRow, ...]
    order: tuple[tuple[str, ...], ...]
    sources: tuple[SourceRow, ...]
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFaultRow:
    """Something that a draft says against itself, in sentences, with the definitions that make it so."""

    kind: str
    term: str | None
    explanation: tuple[str, ...]
    definitions: tuple[DefinitionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClaimRow:
    """A claim and how it stands to the draft; `because` says in words why it is not met."""

    id: str
    text: str
    state: str
    binding: bool
    because: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPositionRow:
    """A position and how it stands to the draft.

    `state` is violated, open, part or met, and None where the position makes no claim. It is not
    `triggered` where none of its claims asks for anything; it is `missing` where it is violated only
    because it asks for terms that the draft does not name.
    """

    position: str
    text: str
    state: str | None
    triggered: bool
    missing: bool
    claims: tuple[DraftClaimRow, ...]
    voice: VoiceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPartyRow:
    """What one party said of this very text, how its positions stand, red lines first, and its consent to terms.

    `asked` are the ids of the claims that the draft would have it give up (violated), or leaves open.
    """

    party: str
    on_text: tuple[DraftPositionRow, ...]
    positions: tuple[DraftPositionRow, ...]
    consents: tuple[DraftPositionRow, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCounts:
    """How many positions stand how; those that speak of this very text are counted apart."""

    violated: int
    missing: int
    open: int
    part: int
    met: int
    not_triggered: int
    on_text: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRow:
    """One change of a draft, in words."""

    kind: str
    term: str | None
    title: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedRow:
    """A position that a change meets, loses, violates or bars; it is `idle` where it then asks for nothing."""

    position: str
    party: str
    text: str
    idle: bool
    occasion: str
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One or two edits together, and the positions that they meet, lose and newly violate.

    `barred` positions were violated only because the draft did not name what they ask for, and then
    ask for what cannot be put in.
    """

    edits: tuple[EditRow, ...]
    gained: tuple[AffectedRow, ...]
    lost: tuple[AffectedRow, ...]
    worsened: tuple[AffectedRow, ...]
    barred: tuple[AffectedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesRow:
    """The smallest changes, what was tried, and the positions that nothing tried would meet."""

    changes: tuple[ChangeRow, ...]
    unmet: tuple[AffectedRow, ...]
    tried: Tried
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalReport(Head):
    """The report of `negmap proposal`. Where the draft has no completion, there is nothing but its faults."""

    proposal: DraftRow
    possible: bool
    faults: tuple[DraftFaultRow, ...]
    states: DraftCounts
    parties: tuple[DraftPartyRow, ...]
    changes: ChangesRow
    sources: tuple[SourceRow, ...] = ()
