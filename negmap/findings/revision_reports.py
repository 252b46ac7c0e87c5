"""The report of `changes` between two git revisions of the folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negmap.findings.comparison_reports import PointRow, TermRow, TotalsRow
from negmap.findings.reports import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRow:
    """A record that differs between two revisions: added, removed, changed or renamed; before and after in words."""

    kind: str
    id: str
    edit: str
    file: str
    was: str | None
    fields: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointEditRow:
    """Conflicts of one sticking point that only one revision has, with the records and files that did it."""

    point: PointRow
    fresh: bool
    by: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEditRow:
    """A term that stands otherwise in the second revision, with the records and files that did it."""

    term: TermRow
    by: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """A revision: as it was asked for, and its commit. Both are None for the folder as it lies there."""

    name: str | None
    commit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionsReport(Head):
    """The report of `negmap changes` between two git revisions of the folder."""

    from_: RevisionRow
    to: RevisionRow
    start: TotalsRow
    end: TotalsRow
    edits: tuple[EditRow, ...]
    appeared: tuple[PointEditRow, ...]
    vanished: tuple[PointEditRow, ...]
    terms: tuple[TermEditRow, ...]
    titles: Mapping[str, str]
