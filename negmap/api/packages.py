"""Packages of concessions, and the orders that they open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from negmap.api.answers import Answer, Followed, Item, Listed, Theme
from negmap.api.pictures import Picture
from negmap.findings.package_reports import ConcessionsReport, PackageRow, SequenceReport
from negmap.findings.sequence import Group


class Ordering(Followed, Protocol):
    """What a package asks of the map that it is for."""

    def sequence(self, package: str | None = None) -> Sequence:
        """Return the order that a package opens."""


class Package(Item):
    """One package: a smallest set of concessions that opens a settlement. Nobody has offered it."""

    def __init__(self, row: PackageRow, about: Ordering, names: Mapping[str, str]) -> None:
        """Take a package of a report, the map that it is for, and the names of the parties."""
        self.row = row
        self._names = names
        self._about = about
        self.id = row.id

    def __str__(self) -> str:
        names = self._names
        told = [f"  {', '.join(names[p] for p in c.parties)}: {c.text}" for c in self.row.concessions]
        return "\n".join([f"{self.id} · {', '.join(names[p] for p in self.movers)}", *told])

    def __repr__(self) -> str:
        return str(self)

    @property
    def movers(self) -> tuple[str, ...]:
        """Return the ids of the parties that would move."""
        return self.row.movers

    @property
    def concessions(self) -> tuple[str, ...]:
        """Return each concession in words."""
        return tuple(c.text for c in self.row.concessions)

    def sequence(self) -> Sequence:
        """Return the order in which the settlement that this package opens could take effect."""
        return self._about.sequence(self.id)


class Packages(Listed[ConcessionsReport, Package]):
    """Packages of concessions, smallest first in each part of the map that does not touch the others."""

    def __init__(self, report: ConcessionsReport, text: Callable[[ConcessionsReport], str], about: Ordering) -> None:
        """Take a report, what lays it out, and the map."""
        super().__init__(report, text, about)
        self._opened_by = about

    def _items(self) -> tuple[Package, ...]:
        rows = (row for component in self.report.components for row in component.packages)
        return tuple(Package(row, self._opened_by, self.report.names) for row in rows)


class Sequence(Answer[SequenceReport]):
    """The order in which a settlement could take effect; empty where conflicts stand in the way."""

    def __init__(
        self, report: SequenceReport, text: Callable[[SequenceReport], str], about: Followed, package: str | None
    ):
        """Take a report, what lays it out, the map, and the package that was applied if one was named."""
        super().__init__(report, text, about)
        self.package = package

    @property
    def phases(self) -> tuple[Group, ...]:
        """Return the ordered terms step by step; what is in no order is in `any_time`."""
        found = self.report.combined.sequence
        return found.phases if found else ()

    @property
    def any_time(self) -> tuple[str, ...]:
        """Return the terms that are in no order."""
        found = self.report.combined.sequence
        return found.any_time if found else ()

    @property
    def paths(self) -> tuple[tuple[Group, ...], ...]:
        """Return the first ways to go through the phases, each a list of steps."""
        found = self.report.combined.sequence
        return found.paths if found else ()

    def picture(self, theme: Theme = "light") -> Picture:
        """Return the picture of this sequence; raise NotUnderstood where conflicts stand in the way."""
        return self._about.picture("sequence", package=self.package, theme=theme)

    def _repr_svg_(self) -> str | None:
        return None if self.report.standing else self.picture().svg
