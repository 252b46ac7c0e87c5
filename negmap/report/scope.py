"""What a report is to show: everything, or what touches one party (with its members) or one issue."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from negmap.findings.claims import Claim
from negmap.model.parties import family
from negmap.model.positions import named
from negmap.model.statements import Statement
from negmap.report.context import Context


@dataclass(frozen=True, slots=True)
class Scope:
    """A party and an issue that are asked for; None stands for all of them."""

    context: Context
    party: str | None = None
    issue: str | None = None

    @property
    def members(self) -> frozenset[str]:
        """Return the party with all its members; empty where no party is asked for."""
        return family(self.context.study.view.negotiation.parties, self.party) if self.party else frozenset()

    def shows_parties(self, parties: Iterable[str]) -> bool:
        """Say whether one of these parties is asked for."""
        return self.party is None or not self.members.isdisjoint(parties)

    def shows_term(self, term: str) -> bool:
        """Say whether a term is of the issue, or one of its options."""
        if self.issue is None:
            return True
        negotiation = self.context.study.view.negotiation
        return term in negotiation.issues[self.issue].options or negotiation.term_of[term].issue == self.issue

    def shows_issue(self, names: Iterable[str]) -> bool:
        """Say whether some of these claims name a term of the issue."""
        claims = self.context.study.claims
        return self.issue is None or any(self.shows_term(term) for name in names for term in terms_of(claims[name]))

    def shows_claims(self, names: Collection[str]) -> bool:
        """Say whether some of these claims are of the party, and some name a term of the issue."""
        claims = self.context.study.claims
        return any(self.shows_parties(claims[name].parties) for name in names) and self.shows_issue(names)

    def shows_statement(self, statement: Statement) -> bool:
        """Say whether a statement is of the party, and has a position on a term of the issue."""
        terms = (term for said in statement.positions for term in named(said.target))
        return self.shows_parties([statement.party]) and (self.issue is None or any(map(self.shows_term, terms)))


def terms_of(claim: Claim) -> tuple[str, ...]:
    """Return the terms that a claim names."""
    return claim.subjects + claim.others
