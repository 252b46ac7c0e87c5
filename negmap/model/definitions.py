"""Definitions: what is true of terms whoever speaks, collected from terms and issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from negmap.model.sources import Basis, SourceRef
from negmap.model.terms import LINK_KEYS, Issue, Link, LinkKey, Term
from negmap.model.values import Text

DefinitionKind = Literal["is_a", "includes", "requires", "after", "excludes", "choose", "closed", "stages"]


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition (method.md §2).

    `terms` are, by kind: is_a, includes, requires, after: the term and the other; excludes: both,
    sorted; choose: the options as written; closed: the term, then its kinds, sorted; stages: the
    stages in order.
    """

    id: str
    kind: DefinitionKind
    terms: tuple[str, ...]
    basis: Basis = "meaning"
    because: Text | None = None
    sources: tuple[SourceRef, ...] = ()


def definitions(terms: Mapping[str, Term], issues: Mapping[str, Issue]) -> tuple[Definition, ...]:
    """Return every definition once, by id. A term with stages is meant by its first stage."""
    found = {d.id: d for term in reversed(tuple(terms.values())) for d in _of_term(term, terms)}
    found.update((d.id, d) for issue in issues.values() for d in _of_issue(issue))
    return tuple(found[key] for key in sorted(found))


def _of_term(term: Term, terms: Mapping[str, Term]) -> Iterable[Definition]:
    first = term.names[0]
    for kind in LINK_KEYS:
        for link in getattr(term, kind):
            yield _of_link(kind, first, link)
    if term.stages:
        yield Definition(f"def:stages:{term.id}", "stages", term.names)
    if term.kinds == "closed":
        kinds = sorted(t.names[0] for t in terms.values() if any(link.term == term.id for link in t.is_a))
        yield Definition(f"def:closed:{term.id}", "closed", (term.id, *kinds))


def _of_link(kind: LinkKey, first: str, link: Link) -> Definition:
    pair = (first, link.term) if kind != "excludes" else tuple(sorted((first, link.term)))
    return Definition(f"def:{kind}:{pair[0]}:{pair[1]}", kind, pair, link.basis, link.because, link.sources)


def _of_issue(issue: Issue) -> Iterable[Definition]:
    if issue.choose == "one":
        yield Definition(f"def:choose:{issue.id}", "choose", issue.options, issue.basis, issue.because, issue.sources)
