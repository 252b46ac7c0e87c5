"""Terms that no settlement can contain, whoever speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negmap.logic.budget import Budget
from negmap.logic.clashes import reachable
from negmap.logic.components import trim
from negmap.logic.encoding import Encoding
from negmap.logic.enumerate import minimal_clashes, smallest_first
from negmap.logic.rules import of_definition, present
from negmap.model.definitions import Definition


def impossible_terms(definitions: Iterable[Definition]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each term that the definitions keep out of every settlement, with a smallest set of them that does."""
    definitions = tuple(definitions)
    rules = {d.id: of_definition(d) for d in definitions}
    terms = sorted({term for d in definitions for term in d.terms})
    matter = trim(rules, terms)
    for term in terms:
        near = reachable(matter, {term})
        encoding = Encoding({**near, "?": present(term)}, Budget())
        if near and not encoding.holds((*near, "?")):
            yield term, smallest_first(minimal_clashes(encoding, near, ["?"]))[0]
