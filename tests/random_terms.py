"""Strategies for what a small random negotiation is about: terms, definitions, an issue, a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from negmap.model.proposals import Proposal
from negmap.model.terms import Issue, Term
from negmap.model.values import Text

NUMBERS = tuple(Decimal(n) for n in ("1", "2", "0", "1.5", "3"))
"""The numbers that bounds and limits are drawn from."""
STAGES = ("agreed", "begun", "done")


def mostly_many(most: int) -> st.SearchStrategy[int]:
    """Draw a number up to the most, more often a large one: little is found in a small one."""
    return st.sampled_from(sorted([*range(most + 1), *range(most // 2, most + 1), *range(most // 2, most + 1)]))


@st.composite
def terms(draw: st.DrawFn, most: int) -> dict[str, Term]:
    """Draw terms with their definitions, by id; as many as can be in or out, stages counted one by one."""
    left = max(1, draw(mostly_many(most)))
    made: list[Term] = []
    while left > 0:
        count = draw(st.sampled_from([1, 1, 1, 1, 2, 3])) if left > 2 else 1
        made.append(_bare_term("abcdefgh"[len(made)], STAGES[-count:] if count > 1 else ()))
        left -= count
    order = draw(st.permutations(made))
    linked = [draw(_linked(term, order[:place], order)) for place, term in enumerate(order)]
    counted = [draw(_counted(term)) if place < 2 else term for place, term in enumerate(linked)]
    return {term.id: draw(_closed(term, linked)) for term in counted}


def _bare_term(name: str, stages: tuple[str, ...]) -> Term:
    return Term(id=name, title=Text.parse(name), stages=stages)


@st.composite
def _linked(draw: st.DrawFn, term: Term, earlier: Sequence[Term], terms: Sequence[Term]) -> Term:
    """Draw the definitions of a term: towards earlier terms only where a ring would be a fault."""
    before = [name for other in earlier for name in other.names]
    wholes = [other.id for other in earlier if not other.stages]
    others = [name for other in terms if other is not term for name in other.names]
    takes = {"is_a": wholes, "includes": before, "requires": others, "after": before, "excludes": others}
    pairs = [(key, name) for key, names in takes.items() for name in names]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    links = {key: [{"term": name} for kind, name in chosen if kind == key] for key in takes}
    return Term.model_validate({**_plain(term), **links})


def _plain(term: Term) -> dict[str, Any]:
    return {key: getattr(term, key) for key in term.model_fields_set}


@st.composite
def _counted(draw: st.DrawFn, term: Term) -> Term:
    if term.stages or not draw(st.booleans()):
        return term
    quantity = {
        "integer": draw(st.booleans()),
        "min": draw(st.sampled_from([None, *NUMBERS[:3]])),
        "max": draw(st.sampled_from([None, Decimal(2), Decimal(3)])),
    }
    return Term.model_validate({**_plain(term), "quantity": quantity})


@st.composite
def _closed(draw: st.DrawFn, term: Term, terms: Sequence[Term]) -> Term:
    has_kinds = any(link.term == term.id for other in terms for link in other.is_a)
    if not has_kinds or not draw(st.booleans()):
        return term
    return Term.model_validate({**_plain(term), "kinds": "closed"})


@st.composite
def issues(draw: st.DrawFn, terms: dict[str, Term]) -> dict[str, Issue]:
    """Draw none or one issue over a few terms, by id; of a term with stages it takes one stage."""
    if len(terms) < 2 or not draw(st.booleans()):
        return {}
    chosen = draw(st.lists(st.sampled_from(sorted(terms)), min_size=2, max_size=3, unique=True))
    options = tuple(draw(st.sampled_from(terms[key].names)) for key in chosen)
    choose = draw(st.sampled_from(["one", None]))
    body = {"title": "An issue", "choose": choose, "options": options, "ordered": draw(st.booleans())}
    return {"issue": Issue.model_validate({"id": "issue", **body})}


@st.composite
def proposals(draw: st.DrawFn, terms: dict[str, Term]) -> dict[str, Proposal]:
    """Draw none or one proposal of a few terms, by id."""
    names = [name for term in terms.values() for name in term.names]
    if not draw(st.sampled_from([False, False, True])):
        return {}
    drafted = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    return {"draft": Proposal.model_validate({"id": "draft", "title": "A draft", "in": drafted})}
