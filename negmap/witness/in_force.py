"""Which positions are in force, worked out anew (method.md §4)."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.model.statements import StatedPosition, Statement
from negmap.model.variants import View

_FIRST_HAND = frozenset({"text", "own-words", "spokesperson"})


def positions_of(view: View) -> tuple[StatedPosition, ...]:
    """Return the positions that are in force on the day, by id (§4.5)."""
    counted = [statement for statement in view.negotiation.statements.values() if _counts(view, statement)]
    kept = [said for statement in counted for said in _kept(view, statement)]
    ended = {end for statement in counted for end in _endings(view, statement)}
    lasting = [said for said in kept if said.position.until is None or view.as_of <= said.position.until.last]
    return tuple(sorted((said for said in lasting if said.id not in ended), key=lambda said: said.id))


def _counts(view: View, statement: Statement) -> bool:
    """Say whether no filter leaves the statement out, and its day has come (§4.1, §4.2)."""
    filters = view.filters
    return (
        statement.date.last <= view.as_of
        and statement.id not in filters.without
        and (filters.include_internal or statement.handling != "internal")
        and (not filters.first_hand or statement.via in _FIRST_HAND)
    )


def _kept(view: View, statement: Statement) -> Iterator[StatedPosition]:
    """Give the positions of a statement that no filter leaves out."""
    for number, position in enumerate(statement.positions, 1):
        said = StatedPosition(f"{statement.id}#{position.id or number}", statement, position)
        left_out = view.filters.stated and position.read == "inferred"
        if said.id not in view.filters.without and not left_out:
            yield said


def _endings(view: View, statement: Statement) -> Iterator[str]:
    """Give the positions that a statement ends; hearsay ends no words on record (§4.4)."""
    carried = [end for said in _kept(view, statement) for end in said.position.replaces]
    for end in (*statement.withdraws, *carried):
        spoken = view.negotiation.statements.get(end.partition("#")[0])
        if statement.via in _FIRST_HAND or (spoken is not None and spoken.via not in _FIRST_HAND):
            yield end
