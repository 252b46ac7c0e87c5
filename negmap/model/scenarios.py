"""Scenarios: ideas to try, nobody's position."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from negmap.model.positions import Position
from negmap.model.statements import Speaker
from negmap.model.terms import TermBody
from negmap.model.values import AnyRef, AsList, Day, Id, PartyId, Record, Text


class HypotheticalStatement(Record):
    """Words nobody has said, to see what they would change; never counted as evidence."""

    party: PartyId = Field(description="The party that would speak.")
    positions: tuple[Position, ...] = Field(default=(), description="What it would say.")
    date: Day | None = Field(default=None, description="The day; by default the day of the analysis.")
    speaker: Speaker | None = Field(default=None, description="Who would speak.")
    summary: Text | None = Field(default=None, description="What it would mean.")


class Scenario(Record):
    """An idea to try: new terms, more definitions, things taken out, hypothetical statements."""

    id: SkipJsonSchema[Id]
    title: Text = Field(description="The name shown.")
    summary: Text | None = Field(default=None, description="The idea, in our own words.")
    terms: Mapping[Id, TermBody] = Field(
        default={}, description="New terms as terms.yaml writes them, or more definitions on terms there are."
    )
    without: Annotated[tuple[AnyRef, ...], AsList] = Field(
        default=(), description="Positions, statements, claims or definitions taken out."
    )
    statements: tuple[HypotheticalStatement, ...] = Field(default=(), description="Hypothetical statements.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")
