"""Conflicts, one by one and as a list."""

from __future__ import annotations

from negmap.api.answers import Followed, Item, Listed, Theme
from negmap.api.notebook import html
from negmap.api.pictures import Picture
from negmap.findings.reports import ClaimRow, ConflictRow, ConflictsReport, SourceRow


class Conflict(Item):
    """One conflict: a smallest set of claims that cannot stand together."""

    def __init__(self, row: ConflictRow, about: Followed) -> None:
        """Take a conflict of a report, and the map that it is on."""
        self.row = row
        self._about = about
        self.id = row.id

    def __str__(self) -> str:
        return str(self._about.show(self.id))

    def __repr__(self) -> str:
        return str(self)

    def _repr_svg_(self) -> str:
        return self.picture().svg

    def _repr_html_(self) -> str:
        return html(str(self), self._about.lang, self._repr_svg_())

    @property
    def kind(self) -> str:
        """Return quantity, deadlock, options, direct, definition or condition."""
        return self.row.kind

    @property
    def parties(self) -> tuple[str, ...]:
        """Return the ids of the parties whose claims clash."""
        return self.row.parties

    @property
    def claims(self) -> tuple[ClaimRow, ...]:
        """Return the claims, each with its voices: who said it, when, where, and the sources."""
        return self.row.claims

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """Return the sources of all voices, once each."""
        found = (source for claim in self.claims for voice in claim.voices for source in voice.sources)
        return tuple(dict.fromkeys(found))

    @property
    def explanation(self) -> tuple[str, ...]:
        """Return why these cannot stand together, a sentence each; the numbers are those of the claims."""
        return self.row.explanation

    def picture(self, theme: Theme = "light") -> Picture:
        """Return the picture of this conflict."""
        return self._about.picture("conflict", self.id, theme=theme)


class Conflicts(Listed[ConflictsReport, Conflict]):
    """The conflicts of a map, smallest first; also what is blocked, and how many tensions there are."""

    def _items(self) -> tuple[Conflict, ...]:
        return tuple(Conflict(row, self._about) for row in self.report.conflicts)

    @property
    def blocked(self) -> tuple[str, ...]:
        """Return the terms that positions in force hold up."""
        return tuple(row.term for row in self.report.blocked)

    @property
    def rejected(self) -> tuple[str, ...]:
        """Return the terms that a single refusal keeps out."""
        return tuple(row.term for row in self.report.rejected)
