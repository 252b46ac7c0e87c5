"""Proposals: draft settlements that somebody tabled."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from negmap.model.sources import SourceRef
from negmap.model.values import AsList, Day, Id, Number, OrShort, PartyId, ProposalId, Record, TermRef, Text


class DraftTerm(Record):
    """A term of a draft, with the number it gives."""

    term: TermRef = Field(description="The term.")
    at_least: Number | None = Field(default=None, description="The least number.")
    at_most: Number | None = Field(default=None, description="The greatest number.")
    exactly: Number | None = Field(default=None, description="The number.")

    @classmethod
    def read(cls, value: object) -> object:
        """Let a bare id stand for a term without a number."""
        return {"term": value} if isinstance(value, str) else value


_DraftTerm = Annotated[DraftTerm, BeforeValidator(DraftTerm.read), OrShort(TermRef)]
DraftTerms = Annotated[tuple[_DraftTerm, ...], AsList]
Group = Annotated[tuple[TermRef, ...], AsList]


class Proposal(Record):
    """A draft settlement: what it puts in, what it leaves out, in which order."""

    id: SkipJsonSchema[Id]
    title: Text = Field(description="The name shown.")
    summary: Text | None = Field(default=None, description="What it says, in our own words.")
    tabled_by: Annotated[tuple[PartyId, ...], AsList] = Field(default=(), description="Who tabled it.")
    date: Day | None = Field(default=None, description="When.")
    form: Literal["tabled", "oral", "leaked", "reconstructed"] = Field(
        default="tabled", description="How the text is known."
    )
    version_of: ProposalId | None = Field(default=None, description="The draft of which this is a later version.")
    in_: DraftTerms = Field(default=(), alias="in", description="The terms it puts in.")
    out: Annotated[tuple[TermRef, ...], AsList] = Field(default=(), description="The terms it leaves out by its words.")
    order: tuple[Group, ...] = Field(
        default=(), description="Groups that take effect one after the other; a group is simultaneous."
    )
    open: Annotated[tuple[TermRef, ...], AsList] = Field(default=(), description="Terms it leaves to be settled.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where it can be read.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")
