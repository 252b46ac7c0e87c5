"""Which definitions the files state, read anew (method.md §2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negmap.model.definitions import Definition
from negmap.model.terms import LINK_KEYS, Issue, Term
from negmap.model.variants import View


def definitions_of(view: View) -> tuple[Definition, ...]:
    """Return the definitions of the day by id, each with the terms it is about."""
    negotiation = view.negotiation
    found = {d.id: d for term in negotiation.terms.values() for d in _of_term(term)}
    found |= {d.id: d for term in negotiation.terms.values() for d in _closed(term, negotiation.terms.values())}
    found |= {d.id: d for issue in negotiation.issues.values() for d in _of_issue(issue)}
    return tuple(found[key] for key in sorted(found.keys() - view.filters.without))


def _of_term(term: Term) -> Iterator[Definition]:
    """Give what stands on a term; of a term with stages it holds for the first one (§2.7)."""
    for kind in LINK_KEYS:
        for link in getattr(term, kind):
            pair = (_first(term), link.term)
            one, other = sorted(pair) if kind == "excludes" else pair
            yield Definition(f"def:{kind}:{one}:{other}", kind, (one, other))
    if term.stages:
        yield Definition(f"def:stages:{term.id}", "stages", tuple(f"{term.id}.{stage}" for stage in term.stages))


def _first(term: Term) -> str:
    return f"{term.id}.{term.stages[0]}" if term.stages else term.id


def _closed(term: Term, terms: Iterable[Term]) -> Iterator[Definition]:
    """Give the kinds that files name, also where a definition that makes one a kind is taken out (§2.6)."""
    if term.kinds == "closed":
        kinds = sorted(_first(kind) for kind in terms if any(link.term == term.id for link in kind.is_a))
        yield Definition(f"def:closed:{term.id}", "closed", (term.id, *kinds))


def _of_issue(issue: Issue) -> Iterator[Definition]:
    if issue.choose == "one":
        yield Definition(f"def:choose:{issue.id}", "choose", issue.options)
