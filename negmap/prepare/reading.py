"""Find, read and check a negotiation's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from negmap.checks import check
from negmap.checks.impossible import impossible
from negmap.diagnostics import Diagnostic, in_order
from negmap.files.find import NotFound, find_negotiation
from negmap.files.loader import load
from negmap.model.negotiation import Negotiation
from negmap.prepare.errors import NotUnderstood


@dataclass(frozen=True, slots=True)
class Read:
    """A negotiation that was read and checked, with everything that is wrong with it."""

    folder: Path
    negotiation: Negotiation
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Return what stops the analyses."""
        return tuple(d for d in self.diagnostics if d.is_error)


def folder_of(positions: Path | None = None, name: str | None = None) -> Path:
    """Return the folder of the negotiation that is meant; raise NotUnderstood where there is none."""
    try:
        return find_negotiation(Path(), positions, name)
    except NotFound as wrong:
        raise NotUnderstood(wrong.message, wrong.remedy) from None


def read(positions: Path | None = None, name: str | None = None, parsed: Path | None = None) -> Read:
    """Find, read and check a negotiation; raise NotUnderstood where there is none.

    `parsed` is a folder in which to keep what many files were found to hold, for the next time.
    """
    folder = folder_of(positions, name)
    negotiation, found = load(folder, parsed)
    found = (*found, *check(negotiation))
    if not any(d.is_error for d in found):
        found = (*found, *impossible(negotiation))
    return Read(folder, negotiation, in_order(found))
