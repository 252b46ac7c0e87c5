"""Statements and the ids and evidence of their positions."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.checks.places import Place, place, wrong
from negmap.checks.utterances import keys, stated, uttered
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation


def red_line_without_quote(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A red line carries the words that draw it; those of a position serve its other readings too."""
    for said in uttered(negotiation, keys("firmness", "readings")):
        if said.is_reading or said.position.quote is not None:
            continue
        for index, position in enumerate((said.position, *said.position.readings)):
            if position.firmness == "red-line" and position.quote is None:
                where = said.place.at("readings", index - 1, "firmness") if index else said.place.at("firmness")
                message, remedy = "a red line without its words", "add `quote: {text: …, lang: …}`, or take `firm`"
                yield from wrong(negotiation, where, "red-line-without-quote", message, remedy)


def duplicate_position_id(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Two positions of a statement do not share an id."""
    with_id = {said.key: said.statement for said in stated(negotiation, keys("id"))}
    for statement in filter(None, with_id.values()):
        first: dict[str, int] = {}
        for index, position in enumerate(statement.positions):
            if position.id is None or first.setdefault(position.id, index) == index:
                continue
            where = Place(
                "statement", statement.id, ("positions", index, "id"), f"position:{statement.id}#{position.id}"
            )
            message = f"`{position.id}` is also the id of position {first[position.id] + 1} of this statement"
            yield from wrong(negotiation, where, "duplicate-position-id", message, "rename one of the two")


def numeric_position_id(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """An id is no number, because numbers stand for places in the list."""
    for said in stated(negotiation, keys("id")):
        if said.position.id is not None and said.position.id.isdecimal():
            message = f"`{said.position.id}` as an id; numbers stand for the places of positions in the list"
            yield from wrong(negotiation, said.place.at("id"), "numeric-position-id", message, "take a word")


def second_hand_without_relayer(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Words at second hand name who passed them on."""
    for statement in negotiation.statements.values():
        if not statement.first_hand and statement.relayed_by is None:
            where = place("statement", statement.id, "via")
            message, remedy = f"`via: {statement.via}`, and nobody who passed the words on", "add `relayed_by:`"
            yield from wrong(negotiation, where, "second-hand-without-relayer", message, remedy)
