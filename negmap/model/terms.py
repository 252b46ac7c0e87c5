"""Terms and issues: what a settlement may contain, and the questions they answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from negmap.model.sources import Basis, SourceRef
from negmap.model.values import (
    AsList,
    Id,
    IssueId,
    NotEmpty,
    Number,
    OrOne,
    OrShort,
    PartyId,
    Record,
    TermRef,
    Text,
    Truth,
)


class Link(Record):
    """One definition from a term to another, with what it rests on."""

    term: TermRef = Field(description="The other term.")
    basis: Basis = Field(
        default="meaning", description="What it rests on: the meaning of the words, a law, an agreed text, the analyst."
    )
    because: Text | None = Field(default=None, description="Why it is so, whoever speaks.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where that can be read.")


def _links(value: object) -> object:
    items = value if isinstance(value, list | tuple) else [value]
    return [{"term": item} if isinstance(item, str) else item for item in items]


LinkKey = Literal["is_a", "includes", "requires", "after", "excludes"]
LINK_KEYS: tuple[LinkKey, ...] = ("is_a", "includes", "requires", "after", "excludes")
_LinkOrTerm = Annotated[Link, OrShort(TermRef)]
Links = Annotated[tuple[_LinkOrTerm, ...], BeforeValidator(_links), OrOne(), NotEmpty]


class Quantity(Record):
    """What is counted, and between which numbers it can lie."""

    unit: Text | None = Field(default=None, description="The unit, in each language.")
    integer: Truth = Field(default=False, description="Whether only whole numbers make sense.")
    min: Number | None = Field(default=None, description="The least number that makes sense.")
    max: Number | None = Field(default=None, description="The greatest number that makes sense.")


class TermBody(Record):
    """What terms.yaml and scenarios may say of a term."""

    title: Text | None = Field(
        default=None, description="The name shown; a scenario may leave it out for a term there is."
    )
    issue: IssueId | None = Field(default=None, description="The question it belongs to.")
    called: Mapping[str, Text] = Field(
        default={}, description="The word a party uses for it, by party.", json_schema_extra={"x-keys": "party"}
    )
    by: Annotated[tuple[PartyId, ...], AsList] = Field(default=(), description="The parties that would carry it out.")
    stages: tuple[Id, ...] = Field(default=(), description="Its stages in order; then only TERM.STAGE is ever named.")
    quantity: Quantity | None = Field(default=None, description="What is counted, where the term has a number.")
    kinds: Literal["closed", "open"] = Field(
        default="open", description="closed: the kinds that terms.yaml lists are all there are."
    )
    is_a: Links = Field(default=(), description="It is a kind of that term.")
    includes: Links = Field(default=(), description="It has that term as a part.")
    requires: Links = Field(default=(), description="It cannot be without that term; nothing about order.")
    after: Links = Field(default=(), description="It cannot be before or without that term.")
    excludes: Links = Field(default=(), description="It cannot be together with that term.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")


class Term(TermBody):
    """One thing that a settlement may contain."""

    id: SkipJsonSchema[Id]
    title: Text = Field(description="The name shown.")

    @property
    def names(self) -> tuple[str, ...]:
        """Return the ids that positions may name: its own, or one for each stage in order."""
        return tuple(f"{self.id}.{stage}" for stage in self.stages) or (self.id,)


class Issue(Record):
    """A question on the table."""

    id: SkipJsonSchema[Id]
    title: Text = Field(description="The question.")
    choose: Literal["one"] | None = Field(
        default=None, description="one: at most one of the options can be in a settlement."
    )
    options: tuple[TermRef, ...] = Field(default=(), description="The terms that answer it, in order where `ordered`.")
    ordered: Truth = Field(default=False, description="Whether the options form a scale, from one end to the other.")
    basis: Basis = Field(default="meaning", description="What the choice rests on.")
    because: Text | None = Field(default=None, description="Why no two options can stand together.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where that can be read.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")
