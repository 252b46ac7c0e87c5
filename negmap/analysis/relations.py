"""Relations: what two parties share, where they are opposed, who has said what on which issue (method.md §10.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Conflict
from negmap.findings.relations import Cell, Relation, Relations
from negmap.model.positions import OnProposal, Stance, named
from negmap.model.statements import StatedPosition
from negmap.model.variants import View

_WANTS = (Stance.DEMAND, Stance.SUPPORT, Stance.ACCEPT, Stance.OFFER)
_REFUSES = (Stance.REJECT, Stance.OPPOSE)


def relations(view: View, claims: Mapping[str, Claim], clashes: Iterable[Conflict]) -> Relations:
    """Return the relations of every two parties that share a claim or are opposed, and the matrix.

    `clashes` are the conflicts and tensions. Pairs and parties are in the order of their ids.
    """
    shared: dict[tuple[str, str], list[str]] = {}
    for name, claim in claims.items():
        for pair in combinations(claim.parties, 2):
            shared.setdefault(pair, []).append(name)
    opposed: dict[tuple[str, str], list[str]] = {}
    for clash in clashes:
        for pair in _opposing([claims[name] for name in clash.claims]):
            opposed.setdefault(pair, []).append(clash.id)
    pairs = tuple(
        Relation(pair, tuple(shared.get(pair, ())), tuple(opposed.get(pair, ())))
        for pair in sorted(shared.keys() | opposed.keys())
    )
    return Relations(pairs, _matrix(view))


def _opposing(claims: list[Claim]) -> Iterable[tuple[str, str]]:
    """Yield each two parties that voice all of the claims between them, and neither all of them alone."""
    parties = sorted({p for claim in claims for p in claim.parties})
    for pair in combinations(parties, 2):
        together = all(set(pair).intersection(claim.parties) for claim in claims)
        alone = any(all(p in claim.parties for claim in claims) for p in pair)
        if together and not alone:
            yield pair


def _matrix(view: View) -> dict[str, dict[str, Cell]]:
    negotiation = view.negotiation
    issue_of = {name: term.issue or "" for name, term in negotiation.term_of.items()}
    for issue in negotiation.issues.values():
        issue_of.update({option: issue_of.get(option) or issue.id for option in issue.options})
    said: dict[tuple[str, str], list[StatedPosition]] = {}
    for position in view.positions:
        for issue_id in {issue_of.get(term, "") for term in named(position.position.target)}:
            said.setdefault((position.party, issue_id), []).append(position)
    parties = sorted({party for party, _ in said})
    issues = [*negotiation.issues, *([""] if any(not i for _, i in said) else [])]
    return {p: {i: _cell(said.get((p, i), ()), i, issue_of) for i in issues} for p in parties}


def _cell(said: Iterable[StatedPosition], issue: str, issue_of: Mapping[str, str]) -> Cell:
    wants: set[str] = set()
    refuses: set[str] = set()
    conditions: set[str] = set()
    talks: set[str] = set()
    for position in (s.position for s in said):
        if isinstance(position.target, OnProposal):
            continue
        terms = {term for term in named(position.target) if issue_of.get(term, "") == issue}
        if position.stance in _WANTS:
            wants |= terms
        elif position.stance in _REFUSES:
            refuses |= terms
        elif position.stance is Stance.CONSIDER:
            talks |= terms
        if position.conditions:
            conditions |= terms
    return Cell(*(tuple(sorted(found)) for found in (wants, refuses, conditions, talks)))
