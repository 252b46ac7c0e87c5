"""Positions: one stance of one party on one term, with its conditions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from negmap.model.sources import Quote
from negmap.model.values import (
    AsList,
    Day,
    Id,
    NotEmpty,
    Number,
    OrShort,
    PositionRef,
    ProposalId,
    Record,
    TermRef,
    Text,
)


class Stance(StrEnum):
    """What a position says of its term."""

    DEMAND = "demand"
    SUPPORT = "support"
    ACCEPT = "accept"
    OFFER = "offer"
    CONSIDER = "consider"
    ONLY = "only"
    OPPOSE = "oppose"
    REJECT = "reject"


_STANCES = {stance.value: stance for stance in Stance}


class AnyOf(Record):
    """One of these is enough."""

    any_of: Annotated[tuple[TermRef, ...], AsList, Field(min_length=1)] = Field(
        description="The terms of which one is enough."
    )


class AllOf(Record):
    """All of these together."""

    all_of: Annotated[tuple[TermRef, ...], AsList, Field(min_length=1)] = Field(
        description="The terms that are meant together."
    )


class OnProposal(Record):
    """A text that somebody tabled, with the terms of it that are not meant."""

    proposal: ProposalId = Field(description="The id of the proposal.")
    except_: Annotated[tuple[TermRef, ...], AsList] = Field(
        default=(), alias="except", description="Terms of it that are not meant."
    )


def _shape(value: Any) -> str | None:
    """Tell the forms of a target apart; tags in < > are not part of a path in the file."""
    if isinstance(value, str):
        return "<term>"
    if isinstance(value, list | tuple):
        return "<list>"
    if isinstance(value, dict):
        return next((f"<{key}>" for key in ("any_of", "all_of", "proposal") if key in value), None)
    return _TAGS.get(type(value))


_TAGS: dict[type, str] = {AnyOf: "<any_of>", AllOf: "<all_of>", OnProposal: "<proposal>"}


_FORMS = Discriminator(_shape, custom_error_type="bad-target", custom_error_message="no term can be read here")

Target = Annotated[
    Annotated[TermRef, Tag("<term>")]
    | Annotated[AnyOf, Tag("<any_of>")]
    | Annotated[AllOf, Tag("<all_of>")]
    | Annotated[OnProposal, Tag("<proposal>")],
    _FORMS,
]
Choice = Annotated[
    Annotated[TermRef, Tag("<term>")] | Annotated[AnyOf, Tag("<any_of>")],
    _FORMS,
]
Each = Annotated[tuple[Choice, ...], AsList, NotEmpty]
"""A condition list: every element binds; ``any_of`` in an element means one of its terms is enough."""


def _guard(value: object) -> object:
    return [value] if isinstance(value, str) else value


Guard = Annotated[
    Annotated[tuple[TermRef, ...], Tag("<list>")] | Annotated[AnyOf, Tag("<any_of>")],
    _FORMS,
    BeforeValidator(_guard),
    OrShort(TermRef),
]

CONDITIONS = ("before", "after", "with", "no_later_than", "requires", "includes", "at_least", "at_most", "exactly")
"""The keys of conditions, as files write them."""
GUARDS = ("if", "unless")
"""The keys of guards, as files write them."""
_FIELD = {"with": "with_", "if": "if_"}
_CONDITION_FIELDS = tuple((key, _FIELD.get(key, key)) for key in CONDITIONS)
_GUARD_FIELDS = tuple((key, _FIELD.get(key, key)) for key in GUARDS)
_LISTS = ("before", "after", "with_", "no_later_than", "requires", "includes")
_NAMING = frozenset({*_STANCES, *_LISTS, "if_", "unless"})
"""The fields that name terms."""


class Position(Record):
    """One stance on one term, with its conditions and guards, and how it was read."""

    id: Id | None = Field(default=None, description="A short id; without it the position's number in the file is used.")
    demand: Target | None = Field(default=None, description="It must be in.")
    support: Target | None = Field(default=None, description="Would like it in.")
    accept: Target | None = Field(default=None, description="Agrees to it.")
    offer: Target | None = Field(default=None, description="Will do it itself.")
    consider: Target | None = Field(default=None, description="Ready to talk about it.")
    only: Target | None = Field(default=None, description="If at all, then only so; says nothing about agreeing.")
    oppose: Target | None = Field(default=None, description="Would like it out.")
    reject: Target | None = Field(default=None, description="It must not be in.")

    before: Each = Field(default=(), description="It takes effect before that, if both are in.")
    after: Each = Field(default=(), description="It takes effect after that, which must be in.")
    with_: Each = Field(default=(), alias="with", description="It takes effect together with that, which must be in.")
    no_later_than: Each = Field(
        default=(), description="It takes effect at the same time as that or earlier, if both are in."
    )
    requires: Each = Field(default=(), description="That must be in too, at any time.")
    includes: Each = Field(default=(), description="That is part of it, no later than it.")
    at_least: Annotated[Number | None, NotEmpty] = Field(default=None, description="The least number.")
    at_most: Annotated[Number | None, NotEmpty] = Field(default=None, description="The greatest number.")
    exactly: Annotated[Number | None, NotEmpty] = Field(default=None, description="The number.")
    if_: Annotated[Guard | None, NotEmpty] = Field(
        default=None, alias="if", description="Counts only where these are in."
    )
    unless: Annotated[Guard | None, NotEmpty] = Field(
        default=None, description="Does not count where one of these is in."
    )

    firmness: Literal["red-line", "firm", "flexible"] | None = Field(
        default=None, description="How firm the words are; red-line needs a quote that says so."
    )
    replaces: Annotated[tuple[PositionRef, ...], AsList, NotEmpty] = Field(
        default=(), description="Earlier positions of the same party that this one ends."
    )
    until: Day | None = Field(default=None, description="The last day on which it holds.")
    read: Literal["stated", "inferred"] = Field(
        default="stated", description="Whether the words say it, or the analyst reads it from them."
    )
    readings: tuple[Position, ...] = Field(
        default=(), description="Other ways in which a careful reader might write it."
    )
    reason: Text | None = Field(default=None, description="The reason the party gave. Shown, never computed with.")
    quote: Quote | None = Field(default=None, description="A few words that carry it.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")

    @model_validator(mode="after")
    def _one_stance(self) -> Position:
        written = self.__pydantic_fields_set__ & _STANCES.keys()  # this runs for every position there is
        if len(written) == 1 and getattr(self, *written) is not None:
            return self
        stances = [stance.value for stance in Stance if getattr(self, stance) is not None]
        if not stances:
            raise PydanticCustomError(
                "no-stance", "a position without a stance", {"remedy": "write one of " + ", ".join(Stance)}
            )
        if len(stances) > 1:
            raise PydanticCustomError(
                "two-stances",
                "a position with {count} stances: {stances}",
                {"count": len(stances), "stances": ", ".join(stances), "remedy": "write a position for each"},
            )
        return self

    @property
    def stance(self) -> Stance:
        """Return which stance it takes."""
        written = self.__dict__  # this is asked for all the time, and so without an intersection or a generator
        for name in self.__pydantic_fields_set__:
            if name in _STANCES and written[name] is not None:
                return _STANCES[name]
        raise ValueError("a position without a stance")

    @property
    def target(self) -> str | AnyOf | AllOf | OnProposal:
        """Return what the stance is on."""
        target: str | AnyOf | AllOf | OnProposal = self.__dict__[self.stance]
        return target

    @property
    def written_with(self) -> frozenset[str]:
        """Return the names of the fields it is written with, and the tag of its object's form if it has one."""
        target = self.target
        written = frozenset(self.__pydantic_fields_set__)
        return written if isinstance(target, str) else written | {_TAGS[type(target)]}

    @property
    def terms(self) -> Iterator[str]:
        """Yield every term that it names: in its stance, its conditions and its guards, not in its readings."""
        for field in self.__pydantic_fields_set__ & _NAMING:
            value = self.__dict__[field]
            if isinstance(value, OnProposal):
                yield from value.except_
            else:
                for element in value if isinstance(value, tuple) else (value,):
                    yield from () if element is None else named(element)

    def condition(self, key: str) -> Any:
        """Return what the file holds under a condition's or guard's key: a tuple, a number, a guard, or nothing."""
        return getattr(self, _FIELD.get(key, key))

    @property
    def conditions(self) -> tuple[str, ...]:
        """Return the keys of the conditions it has, in the fixed order."""
        written, values = self.__pydantic_fields_set__, self.__dict__
        return tuple([k for k, field in _CONDITION_FIELDS if field in written and values[field] not in (None, ())])

    @property
    def guards(self) -> tuple[str, ...]:
        """Return the keys of the guards it has."""
        written, values = self.__pydantic_fields_set__, self.__dict__
        return tuple([key for key, field in _GUARD_FIELDS if field in written and values[field] is not None])


@lru_cache(maxsize=20_000)
def _bare(stance: str, term: str) -> Position:
    return Position.model_validate({stance: term})


def _shared(value: object, make: ValidatorFunctionWrapHandler) -> object:
    """Make equal positions of a stance and a term one object: a record of votes says few things a million times."""
    if type(value) is dict and len(value) == 1:
        ((key, term),) = value.items()
        if type(term) is str:
            with suppress(ValidationError):  # raised again below, with its place
                return _bare(key, term)
    return make(value)


Said = Annotated[Position, WrapValidator(_shared)]
"""A position as a statement states it."""


def named(value: str | AnyOf | AllOf | OnProposal) -> tuple[str, ...]:
    """Return the terms that a target or an element of a condition names, as written (none of a proposal)."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, AnyOf):
        return value.any_of
    return value.all_of if isinstance(value, AllOf) else ()
