"""Hypothesis strategies: small random negotiations, valid by docs/method.md and docs/format.md.

``negotiations()`` is the one to use. What it draws:

- terms ``a``, ``b``, ``c`` … (with stages: ``b.begun``, ``b.done``): `max_terms` counts what can be in
  or out, so a term with two stages counts twice;
- definitions of every kind: `is_a`, `includes` and `after` along one order of the terms, so that they make
  no ring; `requires` in any direction, `excludes`; stages; `kinds: closed` where there is a kind; issues with
  `choose: one` or without, ordered or not. Where they leave a term no settlement at all (method.md §2.8), the draw is
  thrown away;
- up to two quantities, with or without limits, whole or not; numbers are among `random_terms.NUMBERS`, and whole ones
  where the quantity is, but with `fractions=True` (then ``exactly: 1.5`` may be asked of a whole quantity);
- at most one proposal;
- up to `max_positions` positions with every stance, target, condition, guard and firmness that method.md §3
  allows, by three parties (one at times a member of another), in statements of one to three positions. A
  position may well be impossible by itself (before and after the same term);
- with `history=True`, statements on several days, by hearsay too, internal ones, positions that are
  inferred or run out, and endings (`replaces`, `withdraws`). Without it all statements are first-hand, in
  public, and of one day, so that all positions are in force.

It shrinks towards few terms, no definitions and bare demands. ``filters(negotiation)`` draws what an analysis
leaves out, and ``shuffled(negotiation)`` the same negotiation written down in another order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

import random_terms
from brute_force import Oracle
from hypothesis import assume, strategies as st
from random_order import shuffled
from random_positions import positions

from negmap.model.negotiation import About, MustAgree, Negotiation
from negmap.model.parties import Party
from negmap.model.positions import Position
from negmap.model.statements import Statement
from negmap.model.values import Day, Text
from negmap.model.variants import Filters

__all__ = ["filters", "negotiations", "positions", "shuffled"]

PARTIES = ("north", "south", "east")
DAYS = tuple(date(2025, 3, day) for day in (1, 2, 3))


@st.composite
def negotiations(
    draw: st.DrawFn,
    max_terms: int = 5,
    max_positions: int = 7,
    *,
    history: bool = False,
    fractions: bool = False,
) -> Negotiation:
    """Draw a small negotiation (see the module)."""
    terms = draw(random_terms.terms(max_terms))
    issues = draw(random_terms.issues(terms))
    for issue in issues.values():
        for option in issue.options:
            name = option.partition(".")[0]
            terms[name] = terms[name].model_copy(update={"issue": issue.id})
    must_agree = draw(st.sampled_from([None, None, MustAgree(parties=("south",))]))
    bare = Negotiation(
        name="random",
        about=About(title=Text.parse("A random negotiation"), must_agree=must_agree),
        parties={key: draw(_party(key)) for key in PARTIES},
        terms=terms,
        issues=issues,
        proposals=draw(random_terms.proposals(terms)),
    )
    assume(_every_term_possible(bare))
    count = draw(random_terms.mostly_many(max_positions))
    said = draw(st.lists(positions(bare, fractions=fractions), min_size=count, max_size=count))
    statements = draw(_statements(said))
    return replace(bare, statements=draw(_with_history(statements)) if history else statements)


def _every_term_possible(negotiation: Negotiation) -> bool:
    oracle = Oracle(negotiation, [f"in:{name}" for name in negotiation.term_of])
    return all(oracle.satisfiable([claim]) for claim in oracle.claims)


@st.composite
def _party(draw: st.DrawFn, key: str) -> Party:
    member_of = draw(st.sampled_from([(), (), ("south",)])) if key == "east" else ()
    return Party(
        id=key, name=Text.parse(key), role=draw(st.sampled_from([None, None, "principal"])), member_of=member_of
    )


@st.composite
def _statements(draw: st.DrawFn, said: Sequence[Position]) -> dict[str, Statement]:
    """Draw who states the positions: one to three at a time, in the order drawn."""
    left, found = iter(said), dict[str, Statement]()
    while some := tuple(islice(left, draw(st.integers(min_value=1, max_value=3)))):
        party = draw(st.sampled_from(PARTIES))
        key = f"{party}-{len(found) + 1}"
        found[key] = Statement(id=key, party=party, date=Day.parse(DAYS[0]), positions=some)
    return found


@st.composite
def _with_history(draw: st.DrawFn, statements: dict[str, Statement]) -> dict[str, Statement]:
    """Draw days, ways of knowing and endings; a statement ends only earlier ones, or ones of its day."""
    found: dict[str, Statement] = {}
    for key, statement in statements.items():
        day = Day.parse(draw(st.sampled_from(DAYS)))
        earlier = [s for s in found.values() if s.party == statement.party and s.date.last <= day.last]
        ends = [f"{s.id}#{number}" for s in earlier for number, _ in enumerate(s.positions, 1)]
        changes = {
            "date": day,
            "via": draw(st.sampled_from(["text", "own-words", "spokesperson", "relayed", "anonymous"])),
            "handling": draw(st.sampled_from(["public", "public", "public", "internal"])),
            "positions": tuple(draw(_with_end(position, ends)) for position in statement.positions),
            "withdraws": draw(_some_of(ends)),
        }
        found[key] = statement.model_copy(update=changes)
    return found


@st.composite
def _with_end(draw: st.DrawFn, position: Position, ends: list[str]) -> Position:
    until = draw(st.sampled_from([None, None, None, DAYS[1]]))
    changes = {
        "read": draw(st.sampled_from(["stated", "stated", "inferred"])),
        "until": Day.parse(until) if until else None,
        "replaces": draw(_some_of(ends)),
    }
    return position.model_copy(update=changes)


@st.composite
def _some_of(draw: st.DrawFn, ends: list[str]) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(ends), max_size=1))) if ends else ()


@st.composite
def filters(draw: st.DrawFn, negotiation: Negotiation) -> Filters:
    """Draw what an analysis leaves out: positions, statements, definitions and words of some sorts."""
    ids = [*negotiation.positions, *negotiation.statements, *(d.id for d in negotiation.definitions)]
    return Filters(
        without=draw(st.frozensets(st.sampled_from(ids), max_size=2)) if ids else frozenset(),
        first_hand=draw(st.sampled_from([False, False, True])),
        stated=draw(st.sampled_from([False, False, True])),
        include_internal=draw(st.booleans()),
        must_agree=draw(st.booleans()),
    )
