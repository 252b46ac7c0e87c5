"""What is agreed, what nobody contradicts, and what nobody has spoken about (method.md §10.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negmap.findings.claims import Claim
from negmap.findings.relations import Agreed, OpenTerm
from negmap.logic.claims import consents, spoken
from negmap.model.variants import View


def agreed(view: View, claims: Mapping[str, Claim], table: Iterable[str]) -> Agreed:
    """Return the terms on the table by consent.

    Agreed: all who must agree have asked for it, offered or accepted it. Not contradicted: nobody
    opposes or rejects it, by itself or in a combination.
    """
    must = view.negotiation.must_agree
    said, named = consents(view), spoken(view)
    table = tuple(sorted(table))
    against = {term for claim in claims.values() if claim.kind == "out" for term in claim.subjects}
    rows = {term: _open_term(term, said, must, named) for term in table}
    all_agree = tuple(row for row in rows.values() if must and set(must) <= set(row.consenting))
    return Agreed(
        all_agree,
        tuple(row.term for row in all_agree if row.term in against),
        tuple(row for term, row in rows.items() if term not in against),
        tuple(term for term in sorted(view.negotiation.term_of) if term not in rows),
    )


def _open_term(
    term: str,
    said: Mapping[str, Mapping[str, set[str]]],
    must: Iterable[str],
    spoken_by: Mapping[str, frozenset[str] | set[str]],
) -> OpenTerm:
    consenting = set().union(*said.get(term, {}).values())
    return OpenTerm(term, tuple(sorted(consenting)), tuple(p for p in must if p not in spoken_by.get(term, ())))
