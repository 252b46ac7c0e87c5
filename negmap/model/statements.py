"""Statements: what one party said on one occasion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from negmap.model.positions import Position, Said
from negmap.model.sources import SourceRef
from negmap.model.values import AsList, Day, Id, NotEmpty, PartyId, PositionRef, Record, StatementId, Text

Via = Literal["text", "own-words", "spokesperson", "relayed", "anonymous"]
SECOND_HAND = frozenset({"relayed", "anonymous"})


class Speaker(Record):
    """The person who spoke for the party, with the office held on that day."""

    name: Text = Field(description="The name.")
    role: Text | None = Field(default=None, description="The office held on that day.")


class Statement(Record):
    """What one party said on one occasion, with its sources and the positions it states."""

    id: SkipJsonSchema[Id]
    party: PartyId = Field(description="The party that speaks.")
    date: Day = Field(description="The day; or a month or a year, and then it counts from the last day of it.")
    speaker: Speaker | None = Field(default=None, description="Who spoke.")
    venue: Text | None = Field(default=None, description="Where, or on what occasion.")
    via: Via = Field(default="text", description="How the words reached us; relayed and anonymous are second-hand.")
    relayed_by: Text | None = Field(default=None, description="Who passed the words on, where they are second-hand.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the words can be read.")
    summary: Text | None = Field(default=None, description="What was said, in our own words.")
    positions: tuple[Said, ...] = Field(default=(), description="The positions it states.")
    disputed_by: Annotated[tuple[StatementId, ...], AsList] = Field(
        default=(), description="Statements that deny it was said or meant so."
    )
    withdraws: Annotated[tuple[PositionRef, ...], AsList, NotEmpty] = Field(
        default=(), description="Earlier positions of the same party that this statement ends."
    )
    setting: Literal["public", "table", "private"] = Field(
        default="public", description="Where it was said: in public, at the table, in private."
    )
    handling: Literal["public", "internal"] = Field(
        default="public", description="internal: left out of every analysis unless asked for."
    )
    coded_by: str | None = Field(default=None, description="Who wrote this file.")
    checked_by: str | None = Field(default=None, description="Who checked it against the sources.")
    tags: Annotated[tuple[str, ...], AsList] = Field(default=(), description="Free marks.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")

    @property
    def first_hand(self) -> bool:
        """Say whether the words come from the party itself."""
        return self.via not in SECOND_HAND


@dataclass(frozen=True, slots=True)
class StatedPosition:
    """A position where it was stated: its id (STATEMENT#1, STATEMENT#ID), its statement, and the position."""

    id: str
    statement: Statement
    position: Position

    @property
    def party(self) -> str:
        """Return the id of the party that takes the position."""
        return self.statement.party


def stated(statement: Statement) -> tuple[StatedPosition, ...]:
    """Return the positions of a statement with their ids, as written."""
    return tuple(
        StatedPosition(f"{statement.id}#{position.id or number}", statement, position)
        for number, position in enumerate(statement.positions, 1)
    )
