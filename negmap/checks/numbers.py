"""Numbers: on terms that have a quantity, inside its limits, and not at odds with each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from negmap.checks.places import Place, is_missing, place, wrong
from negmap.checks.sites import term_bodies
from negmap.checks.utterances import BOUNDS, keys, uttered
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.positions import Position, named
from negmap.model.proposals import DraftTerm
from negmap.model.terms import Quantity, TermBody
from negmap.model.values import MISSING_NUMBER, plain


class _Numbered(NamedTuple):
    """Something that gives numbers, the terms they are on, and what is known of these terms."""

    holder: Position | DraftTerm
    terms: tuple[str, ...]
    place: Place

    def bounds(self) -> dict[str, Decimal]:
        """Return the numbers that could be read, by key."""
        found = {key: getattr(self.holder, key) for key in BOUNDS}
        return {key: n for key, n in found.items() if n is not None and not _unread(n)}


def _unread(number: Decimal) -> bool:
    return str(number) == MISSING_NUMBER


def _numbered(negotiation: Negotiation) -> Iterator[_Numbered]:
    for said in uttered(negotiation, keys(*BOUNDS)):
        yield _Numbered(said.position, named(said.target), said.place)
    for proposal in negotiation.proposals.values():
        for index, draft in enumerate(proposal.in_):
            yield _Numbered(draft, (draft.term,), place("proposal", proposal.id, "in", index))


def _body(negotiation: Negotiation, name: str, where: Place) -> TermBody | None:
    term = negotiation.term_of.get(name)
    if term is None and where.kind == "scenario":
        return negotiation.scenarios[where.key].terms.get(name.partition(".")[0])
    return term


def number_without_quantity(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Numbers are given on terms with a quantity only."""
    for given in _numbered(negotiation):
        for name in given.terms:
            body = _body(negotiation, name, given.place)
            if body is None or body.quantity is not None or is_missing(name):
                continue
            key = next(iter(given.bounds()), None)
            if key:
                message = f"a number, and `{name}` has no quantity"
                remedy = f"add `quantity: {{unit: …}}` to `{name}` in terms.yaml, or leave the number out"
                yield from wrong(negotiation, given.place.at(key), "number-without-quantity", message, remedy, key=True)


def number_out_of_range(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A number lies between the least and the greatest that make sense, and is whole where it has to be."""
    for given in _numbered(negotiation):
        for name in given.terms:
            body = _body(negotiation, name, given.place)
            if body is None or body.quantity is None:
                continue
            for key, number in given.bounds().items():
                what = _outside(number, body.quantity)
                if what:
                    message = f"{plain(number)} is {what} for `{name}`"
                    remedy = "correct the number, or the quantity in terms.yaml"
                    yield from wrong(negotiation, given.place.at(key), "number-out-of-range", message, remedy)


def _outside(number: Decimal, quantity: Quantity) -> str:
    if quantity.min is not None and not _unread(quantity.min) and number < quantity.min:
        return f"below {plain(quantity.min)}, the least that makes sense"
    if quantity.max is not None and not _unread(quantity.max) and number > quantity.max:
        return f"above {plain(quantity.max)}, the greatest that makes sense"
    return "no whole number, as one is needed" if quantity.integer and number != number.to_integral_value() else ""


def bounds_crossed(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """One position's numbers leave a number between them, and `exactly` stands alone."""
    for given in _numbered(negotiation):
        bounds = given.bounds()
        if "exactly" in bounds and len(bounds) > 1:
            message, remedy = "`exactly` beside another bound", "leave the other bound out"
            yield from wrong(negotiation, given.place.at("exactly"), "bounds-crossed", message, remedy, key=True)
        elif len(bounds) == 2 and bounds["at_least"] > bounds["at_most"]:
            message = f"at least {plain(bounds['at_least'])}, and at most {plain(bounds['at_most'])}"
            yield from wrong(
                negotiation, given.place.at("at_most"), "bounds-crossed", message, "no number fits; correct one"
            )


def empty_range(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A number lies between the least of a quantity and the greatest: a whole one where it has to be."""
    for body, where in term_bodies(negotiation):
        q = body.quantity
        if q is None or q.min is None or q.max is None or _unread(q.min) or _unread(q.max):
            continue
        if _first(q.min, q) > q.max:
            message = f"from {plain(q.min)} to {plain(q.max)}: no {'whole ' if q.integer else ''}number lies between"
            yield from wrong(negotiation, where.at("quantity"), "empty-range", message, "correct `min` or `max`")


def _first(least: Decimal, quantity: Quantity) -> Decimal:
    return least.to_integral_value(ROUND_CEILING) if quantity.integer else least
