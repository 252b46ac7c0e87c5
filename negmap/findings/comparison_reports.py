"""Reports on comparisons: `scenarios`, and `changes` between days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negmap.findings.conflicts import Ring
from negmap.findings.reports import DefinitionRow, Head, SourceRow, VoiceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PointClaimRow:
    """A claim of a sticking point in words; `did` says that it bears on the change that is told."""

    id: str
    parties: tuple[str, ...]
    text: str
    hypothetical: bool
    did: bool = False
    voices: tuple[VoiceRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """A sticking point, with those of its conflicts that are meant.

    `blocks` are the wants that these hold up. `through` are other claims of theirs that bear on the
    change that is told, where they follow from the sticking point and need more than it.
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    claims: tuple[PointClaimRow, ...]
    blocks: tuple[PointClaimRow, ...]
    conflicts: tuple[str, ...]
    through: tuple[PointClaimRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term that stands otherwise than before, or as before: blocked, rejected, open or off (the table)."""

    term: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """One claim that a first package would move, in words; `to` is the rung that it would move to."""

    claim: str
    parties: tuple[str, ...]
    to: str
    text: str
    hypothetical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRows:
    """What the first packages ask for no longer, anew, and still."""

    gone: tuple[AskedRow, ...] = ()
    new: tuple[AskedRow, ...] = ()
    staying: tuple[AskedRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentFirstRow:
    """A component with the package that comes first in it; None where none was found."""

    id: str
    conflicts: tuple[str, ...]
    package: str | None
    concessions: tuple[AskedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRow:
    """How much a map shows; of what is `cut` (conflicts, terms), at least so much.

    `moves` are the concessions of all first packages; None where not all of those are known.
    """

    conflicts: int
    obstacles: int
    blocked: int
    rejected: int
    moves: int | None = None
    tensions: int | None = None
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SupposedRow:
    """What a scenario supposes: one position that nobody took, or one thing that is left out, added or defined."""

    kind: str
    id: str
    text: str
    party: str | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRow:
    """One scenario beside the map.

    `components` are those of the map with the scenario. `gone`, `new` and `staying` are sticking
    points, with the conflicts that are gone, new, and staying in each; a sticking point can lose
    conflicts and stay.
    """

    id: str
    title: str
    summary: str | None
    supposed: tuple[SupposedRow, ...]
    complete: bool
    totals: TotalsRow
    conflicts_gone: tuple[str, ...]
    conflicts_new: tuple[str, ...]
    conflicts_staying: tuple[str, ...]
    obstacles_gone: tuple[str, ...]
    obstacles_new: tuple[str, ...]
    obstacles_staying: tuple[str, ...]
    gone: tuple[PointRow, ...]
    new: tuple[PointRow, ...]
    staying: tuple[PointRow, ...]
    opened: tuple[TermRow, ...]
    shut: tuple[TermRow, ...]
    still: tuple[TermRow, ...]
    asked: AskedRows
    components: tuple[ComponentFirstRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceClaimRow:
    """A claim that makes a place of a ring: who voices it, and the latest of its binding voices."""

    id: str
    parties: tuple[str, ...]
    text: str
    voice: VoiceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One place on a ring: `first` before `then` (no later, where not strict), and what makes it so."""

    first: str
    then: str
    strict: bool
    text: str
    claims: tuple[PlaceClaimRow, ...]
    definitions: tuple[DefinitionRow, ...]
    tried: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlockRow:
    """A ring of a sticking point of the map, with its places; `gone_in` are the scenarios in which it is gone."""

    obstacle: str
    conflicts: tuple[str, ...]
    parties: tuple[str, ...]
    ring: Ring
    places: tuple[PlaceRow, ...]
    gone_in: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenariosReport(Head):
    """The report of `negmap scenarios`."""

    totals: TotalsRow
    components: tuple[ComponentFirstRow, ...]
    scenarios: tuple[ScenarioRow, ...]
    deadlocks: tuple[DeadlockRow, ...]
    titles: Mapping[str, str]
    sources: tuple[SourceRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsRow:
    """A position in words with its statement: one that came into force, or that ended.

    `change` is said, replaced, withdrawn or ran-out; `by` the position or statement that ended it,
    with when and where that was said.
    """

    position: str
    statement: str
    party: str
    text: str
    occasion: str
    date: str
    change: str
    by: str | None
    by_occasion: str | None
    by_sources: tuple[SourceRow, ...]
    binding: bool
    hypothetical: bool
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChangeRow:
    """Conflicts of one sticking point that appeared or vanished on a day; `fresh`: all its conflicts did.

    `by` are the positions (of the day's words) that did it.
    """

    point: PointRow
    fresh: bool
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChangeRow:
    """A term that came to stand otherwise on a day, and the positions that did it."""

    term: TermRow
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedChangeRow:
    """How the first packages changed on a day, and the positions that did it."""

    asked: AskedRows
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionChangeRow:
    """A tension that appeared or vanished, as its claims in words."""

    claims: tuple[PointClaimRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionsChangeRow:
    """How many tensions appeared and vanished on a day, and those that were asked to be shown."""

    appeared: int
    vanished: int
    shown_appeared: tuple[TensionChangeRow, ...] = ()
    shown_vanished: tuple[TensionChangeRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One day on which words came into force or ended, and what that changed; None is not known."""

    day: str
    words: tuple[WordsRow, ...]
    totals: TotalsRow
    appeared: tuple[PointChangeRow, ...] | None
    vanished: tuple[PointChangeRow, ...] | None
    terms: tuple[TermChangeRow, ...] | None
    asked: AskedChangeRow | None
    tensions: TensionsChangeRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """Positions of one party that ended, beside those that took their place.

    `kind` is softened, hardened, changed, repeated, withdrawn, ran-out, or hearsay: second-hand words
    that would end them, and do not.
    """

    kind: str
    day: str
    party: str
    before: tuple[WordsRow, ...]
    after: tuple[WordsRow, ...]
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesReport(Head):
    """The report of `negmap changes` between the ends of two days.

    `unfinished` has the parts that were cut, each with the first day that was not compared; `dates`
    has each day in words.
    """

    since: str
    until: str
    start: TotalsRow
    end: TotalsRow
    days: tuple[DayRow, ...]
    moves: tuple[MoveRow, ...]
    unfinished: Mapping[str, str]
    dates: Mapping[str, str]
    titles: Mapping[str, str]
    sources: tuple[SourceRow, ...] = ()
