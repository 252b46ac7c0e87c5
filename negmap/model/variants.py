"""Variants: which words count, on which day, under which filters (method.md §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from negmap.model.definitions import Definition
from negmap.model.negotiation import Negotiation
from negmap.model.scenarios import Scenario
from negmap.model.statements import StatedPosition, Statement
from negmap.model.terms import LINK_KEYS, Term
from negmap.model.values import Day, Text


@dataclass(frozen=True, slots=True)
class Filters:
    """What an analysis leaves out, and whose claims bind."""

    as_of: date | None = None
    without: frozenset[str] = frozenset()
    first_hand: bool = False
    stated: bool = False
    include_internal: bool = False
    must_agree: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """Words that end earlier words: `carrier` (a position, or a statement that withdraws) ends `ended`."""

    carrier: str
    by: Statement
    ended: str
    effective: bool


@dataclass(frozen=True)
class View:
    """A negotiation as it counts for one analysis: the positions in force and the definitions kept."""

    negotiation: Negotiation
    as_of: date
    filters: Filters
    positions: tuple[StatedPosition, ...]
    definitions: tuple[Definition, ...]
    endings: tuple[Ending, ...] = ()
    internal_left_out: int = 0
    hypothetical: frozenset[str] = field(default=frozenset())

    @property
    def pending(self) -> tuple[Ending, ...]:
        """Return the endings that take no effect because hearsay does not end words on record."""
        return tuple(e for e in self.endings if not e.effective)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements that count, by id: those not left out by a filter, up to the day."""
        return tuple(
            s
            for s in self.negotiation.statements.values()
            if s.date.last <= self.as_of and _kept_statement(s, self.filters)
        )

    @property
    def binding_parties(self) -> frozenset[str]:
        """Return the parties whose claims bind."""
        n = self.negotiation
        return frozenset(n.must_agree if self.filters.must_agree else n.parties)


def view(negotiation: Negotiation, filters: Filters | None = None, hypothetical: frozenset[str] = frozenset()) -> View:
    """Return the view of a negotiation on a day under filters; endings are computed after filtering."""
    filters = filters or Filters()
    as_of = filters.as_of or negotiation.last_day(internal=filters.include_internal)
    every = negotiation.statements.values()
    kept = {s.id: s for s in every if s.date.last <= as_of and _kept_statement(s, filters)}
    positions = negotiation.positions.items()
    said = {key: p for key, p in positions if p.statement.id in kept and _kept_position(p, filters)}
    endings = tuple(sorted(_endings(kept.values(), said), key=lambda e: (e.ended, e.carrier)))
    ended = {e.ended for e in endings if e.effective}
    in_force = tuple(p for key, p in sorted(said.items()) if key not in ended and _still(p, as_of))
    definitions = tuple(d for d in negotiation.definitions if d.id not in filters.without)
    left_out = sum(s.handling == "internal" for s in every) if not filters.include_internal else 0
    return View(negotiation, as_of, filters, in_force, definitions, endings, left_out, hypothetical)


def _kept_statement(statement: Statement, filters: Filters) -> bool:
    return (
        statement.id not in filters.without
        and (statement.handling == "public" or filters.include_internal)
        and (statement.first_hand or not filters.first_hand)
    )


def _kept_position(said: StatedPosition, filters: Filters) -> bool:
    return said.id not in filters.without and (said.position.read == "stated" or not filters.stated)


def _still(said: StatedPosition, as_of: date) -> bool:
    return said.position.until is None or as_of <= said.position.until.last


def _endings(kept: Iterable[Statement], said: Mapping[str, StatedPosition]) -> Iterable[Ending]:
    carried = [(p.id, p.statement, ended) for p in said.values() for ended in p.position.replaces]
    carried += [(s.id, s, ended) for s in kept for ended in s.withdraws]
    for carrier, by, ended in carried:
        if ended in said:
            yield Ending(carrier, by, ended, by.first_hand or not said[ended].statement.first_hand)


def plus(negotiation: Negotiation, scenario: Scenario, day: date) -> tuple[Negotiation, frozenset[str]]:
    """Return the negotiation with a scenario's terms and hypothetical statements, and the ids of those statements.

    Statements are named ``SCENARIO-1`` and so on, and are dated `day` unless they say otherwise.
    What the scenario takes out (`without`) is for the caller to add to the filters.
    """
    terms = dict(negotiation.terms)
    for key, body in scenario.terms.items():
        terms[key] = (
            _with_more(terms[key], body)
            if key in terms
            else Term.model_validate(
                {"title": Text.parse(key), **{name: getattr(body, name) for name in body.model_fields_set}, "id": key}
            )
        )
    new = {}
    for number, words in enumerate(scenario.statements, 1):
        key = f"{scenario.id}-{number}"
        new[key] = Statement(
            id=key,
            party=words.party,
            date=words.date or Day.parse(day),
            speaker=words.speaker,
            summary=words.summary or scenario.title,
            positions=words.positions,
        )
    changed = replace(negotiation, terms=terms, statements={**negotiation.statements, **new})
    return changed, frozenset(new)


def _with_more(term: Term, body: object) -> Term:
    more: dict[str, Any] = {key: getattr(term, key) + getattr(body, key) for key in LINK_KEYS}
    return term.model_copy(update=more)
