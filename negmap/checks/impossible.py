"""Terms that definitions alone make impossible."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.diagnostics import Diagnostic, fault
from negmap.logic.impossible import impossible_terms
from negmap.model.negotiation import Negotiation


def impossible(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Yield an error for each term that no settlement can contain, with the definitions that say so."""
    for name, definitions in impossible_terms(negotiation.definitions):
        origin = negotiation.origin("term", name.partition(".")[0])
        if origin is not None:
            yield fault(
                origin,
                "impossible-term",
                f"no settlement can contain `{name}`: {', '.join(definitions)} cannot hold together",
                remedy="take one of these definitions out, or make it a position of the party that says so",
                subject=f"term:{name.partition('.')[0]}",
                key=True,
            )
