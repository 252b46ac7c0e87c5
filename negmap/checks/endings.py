"""Words that end earlier words: a party's own, of that day or earlier, from another statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negmap.checks.places import Place, is_missing, place, wrong
from negmap.checks.utterances import keys, stated
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.statements import StatedPosition, Statement
from negmap.model.values import MISSING_DAY, Day


class _Ending(NamedTuple):
    """Words that end earlier words: what ends, who ends it, and where that is written."""

    ended: StatedPosition
    by: Statement
    place: Place


def _endings(negotiation: Negotiation) -> Iterator[_Ending]:
    for said in stated(negotiation, keys("replaces")):
        for index, name in enumerate(said.position.replaces):
            if name in negotiation.positions and said.statement:
                yield _Ending(negotiation.positions[name], said.statement, said.place.at("replaces", index))
    for statement in negotiation.statements.values():
        for index, name in enumerate(statement.withdraws):
            if name in negotiation.positions:
                where = place("statement", statement.id, "withdraws", index)
                yield _Ending(negotiation.positions[name], statement, where)


def ends_own_statement(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A position does not end itself, nor words of its own statement."""
    for ending in _endings(negotiation):
        if ending.ended.statement.id == ending.by.id:
            message = f"`{ending.ended.id}` is said in this very statement"
            remedy = "leave out what the statement takes back, or name an earlier position"
            yield from wrong(negotiation, ending.place, "ends-own-statement", message, remedy)


def ends_other_party(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A party ends its own words only."""
    for ending in _endings(negotiation):
        theirs, ours = ending.ended.party, ending.by.party
        if theirs != ours and not is_missing(theirs) and not is_missing(ours):
            message = f"`{ending.ended.id}` is a position of `{theirs}`, and this is a statement of `{ours}`"
            remedy = "a party ends its own words only; what another party said stands"
            yield from wrong(negotiation, ending.place, "ends-other-party", message, remedy)


def ends_later_words(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Words end earlier ones, or those of the same day."""
    for ending in _endings(negotiation):
        then, now = ending.ended.statement.date, ending.by.date
        if then.last > now.last and not _unread(then) and not _unread(now):
            message = f"`{ending.ended.id}` is of {then}, after this statement of {now}"
            remedy = "name words of the same day or earlier, or correct a date"
            yield from wrong(negotiation, ending.place, "ends-later-words", message, remedy)


def until_before_statement(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A position holds on the day of its statement at least."""
    for said in stated(negotiation, keys("until")):
        until = said.position.until
        if until is not None and said.statement and until.last < said.statement.date.last:
            message = f"in force until {until}, and said on {said.statement.date}"
            remedy = "correct one of the dates; what never held is left out"
            yield from wrong(negotiation, said.place.at("until"), "until-before-statement", message, remedy)


def _unread(day: Day) -> bool:
    return day.text == MISSING_DAY
