"""A strategy for the same negotiation, written down in another order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from random_positions import CONDITIONS

from negmap.model.negotiation import Negotiation
from negmap.model.positions import AllOf, AnyOf
from negmap.model.statements import Statement
from negmap.model.terms import LINK_KEYS, Term


@st.composite
def shuffled(draw: st.DrawFn, negotiation: Negotiation) -> Negotiation:
    """Draw the same negotiation with all that has no order in another order.

    Positions keep their place in their statement, because their ids count them, and options and stages theirs.
    """
    terms = {key: draw(_links_shuffled(term)) for key, term in draw(_permuted(negotiation.terms)).items()}
    statements = draw(_permuted(negotiation.statements))
    return replace(
        negotiation,
        parties=draw(_permuted(negotiation.parties)),
        terms=terms,
        statements={key: draw(_lists_shuffled(statement)) for key, statement in statements.items()},
    )


def _permuted(records: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.permutations(list(records.items())).map(dict)


@st.composite
def _links_shuffled(draw: st.DrawFn, term: Term) -> Term:
    return term.model_copy(update={key: draw(_reordered(getattr(term, key))) for key in LINK_KEYS})


@st.composite
def _lists_shuffled(draw: st.DrawFn, statement: Statement) -> Statement:
    """Draw the same positions with their lists of terms in another order."""
    keys = ["stance", *CONDITIONS, "if_", "unless"]
    found = []
    for position in statement.positions:
        names = [{"stance": position.stance.value, "with": "with_"}.get(key, key) for key in keys]
        changes = {name: draw(_reordered(getattr(position, name))) for name in names}
        found.append(position.model_copy(update=changes))
    return statement.model_copy(update={"positions": tuple(found)})


@st.composite
def _reordered(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple([draw(_reordered(element)) for element in draw(st.permutations(value))])
    if isinstance(value, AnyOf):
        return AnyOf(any_of=tuple(draw(st.permutations(value.any_of))))
    return AllOf(all_of=tuple(draw(st.permutations(value.all_of)))) if isinstance(value, AllOf) else value
