"""Parties: who takes positions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from negmap.model.values import AsList, Id, PartyId, Record, Text

Role = Literal["principal", "guarantor", "mediator", "backer", "observer"]


class Party(Record):
    """A state, a coalition, an organisation or a movement that takes positions."""

    id: SkipJsonSchema[Id]
    name: Text = Field(description="The name shown, neutral and in each language of the negotiation.")
    kind: Literal["state", "coalition", "organisation", "movement", "other"] | None = Field(
        default=None, description="What sort of party this is."
    )
    role: Role | None = Field(
        default=None, description="The part it has in the talks. Principals must agree unless said otherwise."
    )
    member_of: Annotated[tuple[PartyId, ...], AsList] = Field(
        default=(), description="The coalitions it belongs to. Nothing is inherited from them."
    )
    note: Text | None = Field(default=None, description="Anything a reader should know.")


def family(parties: Mapping[str, Party], head: str) -> frozenset[str]:
    """Return the ids of a party and of all its members, through all levels."""
    found = {head}
    while True:
        more = {p.id for p in parties.values() if found.intersection(p.member_of)} - found
        if not more:
            return frozenset(found)
        found |= more
