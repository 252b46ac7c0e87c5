"""Remarks on evidence: sources that are missing or thin, old words, readings."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.checks.places import noted, place
from negmap.checks.texts import sources
from negmap.checks.utterances import keys, stated
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.values import MISSING_DAY
from negmap.model.variants import Filters, view


def no_statement(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """There is something to map."""
    if not negotiation.statements:
        message, remedy = "no statement yet", "write one a file in statements/; `negmap new statement` makes one"
        yield from noted(negotiation, place("negotiation", ""), "no-statement", message, remedy)


def no_source(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A statement can be looked up."""
    for statement in negotiation.statements.values():
        if not statement.sources:
            message, remedy = "a statement without a source", "add `sources:`, so that others can look it up"
            yield from noted(negotiation, place("statement", statement.id), "no-source", message, remedy)


def bare_source(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A source says who published it, or where it stands."""
    for _, where in sources(negotiation, lambda s: not (s.publisher or s.origin or s.url)):
        message, remedy = "a source that nobody can find", "add `publisher:`, `origin:` or `url:`"
        yield from noted(negotiation, where, "bare-source", message, remedy)


def old_words(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Words in force are not much older than the latest."""
    if negotiation.about.stale_after is None:
        return
    now = view(negotiation, Filters(include_internal=True))
    for key in sorted({said.statement.id for said in now.positions}):
        date = negotiation.statements[key].date
        age = now.as_of - date.last
        if age > negotiation.about.stale_after and date.text != MISSING_DAY:
            message = f"{age.days} days older than the latest statement; shown as old, and still in force"
            remedy = "look for newer words, and let them replace these"
            yield from noted(negotiation, place("statement", key, "date"), "old-words", message, remedy)


def inferred_without_readings(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """What is inferred names how else the words could be read."""
    for said in stated(negotiation, keys("read")):
        if said.position.read == "inferred" and not said.position.readings:
            message = "inferred from the words, without another reading of them"
            remedy = "add `readings:`, so that results can be tried without this one"
            yield from noted(negotiation, said.place.at("read"), "inferred-without-readings", message, remedy)


def relayer_of_first_hand(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Who passed words on is named where they are second-hand only."""
    for statement in negotiation.statements.values():
        if statement.first_hand and statement.relayed_by is not None:
            message = f"`relayed_by` is not looked at: `via: {statement.via}` is first-hand"
            remedy = "write `via: relayed` or `via: anonymous` if it is not; else leave `relayed_by` out"
            where = place("statement", statement.id, "relayed_by")
            yield from noted(negotiation, where, "relayer-of-first-hand", message, remedy, key=True)
