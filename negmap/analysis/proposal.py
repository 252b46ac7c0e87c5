"""A draft held against every position in force (method.md §10.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from negmap.findings.claims import Claim
from negmap.findings.conflicts import TIME, Completeness, NeededDefinition
from negmap.findings.proposal import (
    Because,
    Changes,
    ClaimState,
    Comparison,
    Draft,
    Fault,
    FaultKind,
    Placed,
    PositionResult,
)
from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.changes import Held, smallest_changes
from negmap.logic.claims import claims_of
from negmap.logic.clashes import anatomy, clashes_with, terms_of
from negmap.logic.drafts import Completions, Ground, limits, listed, of_proposal, ordered, stated
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.enumerate import minimal_clashes, smallest_first
from negmap.logic.rules import Rule, of_claim, present
from negmap.logic.standings import Standings, questions, questions_of_terms
from negmap.model.positions import OnProposal
from negmap.model.proposals import Proposal
from negmap.model.variants import View

ORDER = "order"
"""Stands for the whole row of groups, among what a draft says."""


def compare(
    proposal: Proposal, view: View, claims: Mapping[str, Claim], definitions: Groups, budget: Budget
) -> Comparison:
    """Return how the positions of a view stand to a draft, the draft's own faults, and the smallest changes.

    `claims` are all claims of the view, `definitions` the rules of its definitions, by id.
    """
    return _Comparing(proposal, view, claims, definitions, budget).result()


class _Comparing:
    def __init__(
        self, proposal: Proposal, view: View, claims: Mapping[str, Claim], definitions: Groups, budget: Budget
    ) -> None:
        self._view, self._claims, self._definitions, self._budget = view, claims, definitions, budget
        self._draft = of_proposal(proposal)
        self._on_text = tuple(_on_text(proposal, view))
        negotiation = view.negotiation
        self._ground = Ground(sorted(negotiation.term_of), definitions, limits(negotiation.terms.values()))

    def result(self) -> Comparison:
        """Return as much as there is time for."""
        draft, cut = self._draft, Completeness(complete=False, reason=TIME)
        found = Comparison(draft, on_text=self._on_text, completeness=cut)
        try:
            if faults := tuple(self._contradictions()):
                return Comparison(draft, faults, tuple(self._listed()), on_text=self._on_text)
            standings = self._standings()
            terms = tuple(self._placed(standings))
            found = replace(found, terms=terms, faults=tuple(self._misplaced(terms)))
            states = standings.claims(draft, self._claims)
            terms = (*terms, *self._barred(states, terms))
            results = tuple(_missing(result, states, self._claims, terms) for result in standings.positions(states))
        except OutOfTime:
            return found
        changes = self._changes(states, results, terms)
        return replace(
            found, terms=terms, claims=states, positions=results, changes=changes, completeness=changes.completeness
        )

    def _changes(
        self, states: Mapping[str, ClaimState], results: tuple[PositionResult, ...], terms: tuple[Placed, ...]
    ) -> Changes:
        met = frozenset(name for name, state in states.items() if state in ("met", "not-triggered"))
        presence = {placed.term: placed.presence for placed in terms}
        held = Held(self._draft, self._claims, results, met, frozenset(self._on_text), presence)
        return smallest_changes(held, self._ground, self._budget)

    def _standings(self) -> Standings:
        held = [stated(self._draft), self._ground.limits]
        asked = {**questions(self._claims.values(), held), **questions_of_terms(self._ground.terms)}
        completions = Completions([self._draft], self._ground, asked, self._budget)
        return Standings(completions, self._claims, dict(_stating(self._view, self._claims)))

    def _contradictions(self) -> Iterator[Fault]:
        said = _said(self._draft)
        encoding = Encoding({**said, **self._definitions}, self._budget)
        for names in smallest_first(minimal_clashes(encoding, said, self._definitions)):
            yield self._fault("contradiction", "", names, ())

    def _listed(self) -> Iterator[Placed]:
        """Yield the terms of the lists of a draft that has no completion."""
        for term in self._ground.terms:
            if (own := self._draft.listed(term)) != "unnamed":
                yield Placed(term, own, "none")

    def _placed(self, standings: Standings) -> Iterator[Placed]:
        """Yield where each term stands that the draft lists or that is in some completion."""
        for term in self._ground.terms:
            presence, own = standings.presence(self._draft, term), self._draft.listed(term)
            if own == "unnamed" and presence == "none":
                continue
            brought = self._brought(term) if presence == "every" and own != "in" else None
            yield Placed(term, own, presence, brought)

    def _brought(self, term: str) -> Because | None:
        return self._because((Rule("?", frozenset({term}), ()),))

    def _barred(self, states: Mapping[str, ClaimState], terms: Iterable[Placed]) -> Iterator[Placed]:
        """Yield the terms that are asked for and not named, and that cannot be in beside what the draft says."""
        known = {placed.term for placed in terms}
        wants = (c for name, c in self._claims.items() if c.want and states[name] == "violated")
        for term in sorted({term for claim in wants for term in claim.subjects} - known):
            if barred := self._because(present(term)):
                yield Placed(term, "unnamed", "none", barred=barred)

    def _because(self, question: tuple[Rule, ...]) -> Because | None:
        names = self._against(question)
        if names is None:
            return None
        return Because(self._inside(names), tuple(d.id for d in self._needed(names, question)))

    def _misplaced(self, terms: Iterable[Placed]) -> Iterator[Fault]:
        """Yield what a draft leaves open that is not: it is in every completion, or in none."""
        for placed in terms:
            if placed.listed == "open" and placed.presence == "none":
                fault = self._why("never-in", placed.term, present(placed.term))
            elif placed.listed == "open" and placed.presence == "every":
                fault = self._why("always-in", placed.term, (Rule("?", frozenset({placed.term}), ()),))
            else:
                continue
            if fault is not None:
                yield fault

    def _why(self, kind: FaultKind, term: str, question: tuple[Rule, ...]) -> Fault | None:
        names = self._against(question)
        return self._fault(kind, term, names, question) if names is not None else None

    def _against(self, question: tuple[Rule, ...]) -> tuple[str, ...] | None:
        """Return the smallest part of what a draft says that answers a question with no, if there is one."""
        found = clashes_with(question, _said(self._draft), self._definitions, self._budget)
        return next(iter(smallest_first(map(frozenset, found))), None)

    def _needed(self, names: Iterable[str], question: tuple[Rule, ...]) -> tuple[NeededDefinition, ...]:
        return anatomy(names, _said(self._draft), self._definitions, self._budget, question).definitions

    def _inside(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(t for t in self._draft.inside if f"in:{t}" in names))

    def _fault(self, kind: FaultKind, term: str, names: tuple[str, ...], question: tuple[Rule, ...]) -> Fault:
        draft, needed = self._draft, self._needed(names, question)
        defined = terms_of(rule for d in needed for rule in self._definitions[d.id])
        order = tuple(group for g in draft.order if (group := tuple(t for t in g if t in defined)))
        return Fault(
            kind,
            term,
            inside=self._inside(names),
            outside=tuple(sorted(t for t in draft.outside if f"out:{t}" in names)),
            order=order if ORDER in names else (),
            numbers=tuple(name for name in names if name.startswith(("at-least:", "at-most:"))),
            definitions=tuple(d.id for d in needed),
        )


def _said(draft: Draft) -> dict[str, tuple[Rule, ...]]:
    """Return what a draft says, each thing by the id of a claim, the order as a whole."""
    row = tuple(rule for claim in ordered(draft) for rule in of_claim(claim))
    said = {claim.id: of_claim(claim) for claim in listed(draft)}
    return {**said, ORDER: row} if row else said


def _missing(
    result: PositionResult, states: Mapping[str, ClaimState], claims: Mapping[str, Claim], terms: Iterable[Placed]
) -> PositionResult:
    """Mark a position that is violated only because it asks for what the draft does not name."""
    known = {placed.term for placed in terms}
    violated = [claims[name] for name in result.claims if states[name] == "violated"]
    missing = all(claim.want and not known.issuperset(claim.subjects) for claim in violated)
    return replace(result, missing=missing and bool(violated))


def _stating(view: View, claims: Mapping[str, Claim]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each position in force that states a claim, with the ids of its claims."""
    for said in view.positions:
        own = (claim.id for claim in claims_of(said, view.negotiation.proposals))
        if kept := tuple(name for name in own if name in claims):
            yield said.id, kept


def _on_text(proposal: Proposal, view: View) -> Iterator[str]:
    """Yield the positions that speak of this very text; of a text with its id that says something else, none do."""
    if view.negotiation.proposals.get(proposal.id) == proposal:
        for said in view.positions:
            target = said.position.target
            if isinstance(target, OnProposal) and target.proposal == proposal.id:
                yield said.id
