"""The negotiation as a whole, indexed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from negmap.diagnostics import Origin
from negmap.model.definitions import Definition, definitions
from negmap.model.parties import Party
from negmap.model.proposals import Proposal
from negmap.model.scenarios import Scenario
from negmap.model.sources import SourceRef
from negmap.model.statements import StatedPosition, Statement, stated
from negmap.model.terms import Issue, Term
from negmap.model.values import AnyRef, AsList, Day, Days, OrShort, PartyId, PositionRef, Record, TermRef, Text, Truth


class MustAgree(Record):
    """Without whom there is no settlement."""

    parties: Annotated[tuple[PartyId, ...], AsList] = Field(
        default=(), description="The parties without whom there is no settlement."
    )
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where that is said.")


def _must_agree(value: object) -> object:
    return {"parties": value} if isinstance(value, str | list | tuple) else value


_MustAgree = Annotated[MustAgree, BeforeValidator(_must_agree), OrShort(PartyId), OrShort(tuple[PartyId, ...])]
PositionSets = tuple[tuple[PositionRef, ...], ...]


class Checkpoint(Record):
    """What the map must show on a day; `negmap check` runs it. All lists mean "at least these"."""

    as_of: Day | None = Field(default=None, description="The day; by default that of the latest statement.")
    without: Annotated[tuple[AnyRef, ...], AsList] = Field(default=(), description="What is taken out first.")
    incompatible: PositionSets = Field(default=(), description="Sets of positions, each one voicing of a conflict.")
    tensions: PositionSets = Field(default=(), description="Sets of positions, each one voicing of a tension.")
    compatible: PositionSets = Field(default=(), description="Sets of positions that hold no conflict and no tension.")
    blocked: Annotated[tuple[TermRef, ...], AsList] = Field(default=(), description="Terms that are blocked.")
    rejected: Annotated[tuple[TermRef, ...], AsList] = Field(default=(), description="Terms that are rejected.")
    packages: tuple[Mapping[AnyRef, str], ...] = Field(
        default=(), description="Packages that are listed: the claims that move, each with its rung."
    )
    first: Mapping[AnyRef, str] | None = Field(
        default=None, description="All that the first package of each component moves, together."
    )
    order: tuple[tuple[TermRef, ...], ...] = Field(
        default=(),
        description="Terms by phase, in the sequence that the first packages open: those of a group together.",
    )
    none: Truth = Field(default=False, description="true: there is no conflict at all.")


class About(Record):
    """negotiation.yaml: what the negotiation is, and how to read it."""

    title: Text = Field(description="The name shown.")
    summary: Text | None = Field(default=None, description="What is negotiated, in our own words.")
    languages: tuple[str, ...] = Field(
        default=("en",), description="The languages its texts are written in, first choice first."
    )
    must_agree: _MustAgree | None = Field(
        default=None, description="Without whom there is no settlement; by default the principals, else all."
    )
    stale_after: Days | None = Field(
        default=None, description="After how many days words are shown as old (180d); they still count."
    )
    expect: tuple[Checkpoint, ...] = Field(default=(), description="Checkpoints that `negmap check` runs.")


class Event(Record):
    """Something that has happened; shown, and marked in sequences as already so."""

    date: Day = Field(description="When.")
    term: TermRef = Field(description="The term that took effect.")
    ended: Truth = Field(default=False, description="true where it stopped.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where that can be read.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")


Kind = Literal["negotiation", "party", "term", "issue", "event", "statement", "scenario", "proposal"]


@dataclass(frozen=True)
class Negotiation:
    """One negotiation. Every mapping is in the order of its ids; `origins` tells where each record stands.

    Under the id "" stands the file as a whole: negotiation.yaml, and parties.yaml, terms.yaml and issues.yaml where
    they could be read.
    """

    name: str
    about: About
    parties: Mapping[str, Party] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    statements: Mapping[str, Statement] = field(default_factory=dict)
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    origins: Mapping[tuple[Kind, str], Origin] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("parties", "terms", "issues", "statements", "scenarios", "proposals"):
            object.__setattr__(self, name, dict(sorted(getattr(self, name).items())))

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Return every definition, by id."""
        return definitions(self.terms, self.issues)

    @cached_property
    def positions(self) -> Mapping[str, StatedPosition]:
        """Return every position by its id, by statement and then as written."""
        return {said.id: said for statement in self.statements.values() for said in stated(statement)}

    @cached_property
    def by_keys(self) -> Mapping[frozenset[str], list[tuple[Statement, int]]]:
        """Return every position's statement and place in it, by the keys that it is written with."""
        found: dict[frozenset[str], list[tuple[Statement, int]]] = {}
        group_of: dict[int, list[tuple[Statement, int]]] = {}  # by position, which may be one for many statements
        for statement in self.statements.values():
            for index, position in enumerate(statement.positions):
                group = group_of.get(id(position))
                if group is None:
                    group = group_of[id(position)] = found.setdefault(position.written_with, [])
                group.append((statement, index))
        return found

    @cached_property
    def named_terms(self) -> frozenset[str]:
        """Return every term that a position of a statement names."""
        said = {id(p): p for statement in self.statements.values() for p in statement.positions}
        return frozenset(name for position in said.values() for name in position.terms)

    @cached_property
    def term_of(self) -> Mapping[str, Term]:
        """Return, for every name that positions may use (``x``, ``x.begun``), the term it belongs to."""
        return {name: term for term in self.terms.values() for name in term.names}

    @cached_property
    def must_agree(self) -> tuple[str, ...]:
        """Return the parties without whom there is no settlement, by id."""
        if self.about.must_agree is not None and self.about.must_agree.parties:
            return tuple(sorted(set(self.about.must_agree.parties)))
        return tuple(p.id for p in self.parties.values() if p.role == "principal") or tuple(self.parties)

    def last_day(self, *, internal: bool = False) -> date:
        """Return the day of the latest statement (internal ones only if asked); date.min if there is none."""
        days = [s.date.last for s in self.statements.values() if internal or s.handling == "public"]
        return max(days, default=date.min)

    def title(self, name: str, lang: str) -> str:
        """Return the title of a term, with the stage in brackets where the name has one."""
        term = self.term_of.get(name)
        if term is None:
            return name
        stage = name.partition(".")[2]
        return f"{term.title.within(lang)} ({stage})" if stage else term.title.within(lang)

    def origin(self, kind: Kind, key: str = "") -> Origin | None:
        """Return where a record stands, or None for one that was made in a program."""
        return self.origins.get((kind, key))
