"""What a map holds: the negotiation as it was read, and what of it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from negmap.api.switches import asked
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.parties import Party
from negmap.model.statements import StatedPosition, Statement
from negmap.model.terms import Term
from negmap.prepare.context import context
from negmap.prepare.reading import Read
from negmap.report.context import Context


@dataclass(frozen=True, repr=False, eq=False)
class Facts:
    """A negotiation that was read, and the switches under which it is asked."""

    read: Read
    switches: Mapping[str, Any]

    @cached_property
    def _context(self) -> Context:
        """Return what reports are made for; raise FilesAtFault or NotUnderstood."""
        return context(asked(self.switches), self.read)

    @property
    def name(self) -> str:
        """Return the name of the negotiation's folder."""
        return self.negotiation.name

    @property
    def title(self) -> str:
        """Return the title of the negotiation."""
        return self.negotiation.about.title.within(self.lang)

    @property
    def lang(self) -> str:
        """Return the language of the answers."""
        return self._context.words.lang

    @property
    def as_of(self) -> date:
        """Return the day on which words count."""
        return self._context.study.view.as_of

    @property
    def negotiation(self) -> Negotiation:
        """Return everything that was read, whether or not it counts here."""
        return self._context.study.view.negotiation

    @property
    def parties(self) -> Mapping[str, Party]:
        """Return the parties by id."""
        return self.negotiation.parties

    @property
    def terms(self) -> Mapping[str, Term]:
        """Return the terms by id."""
        return self.negotiation.terms

    @property
    def statements(self) -> Mapping[str, Statement]:
        """Return the statements that count here, by id."""
        return {said.id: said for said in self._context.study.view.statements}

    @property
    def positions(self) -> Mapping[str, StatedPosition]:
        """Return the positions in force here, by id."""
        return {said.id: said for said in self._context.study.view.positions}

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Return what `negmap check` remarks on in the files, and the faults that were left out with `partial`."""
        return self.read.diagnostics
