"""Every place where a record names another, by the kind that is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from negmap.checks.places import Place, place
from negmap.checks.utterances import ON_PROPOSAL, Uttered, keys, stated, supposed, terms_in, uttered
from negmap.diagnostics import Path
from negmap.model.negotiation import Kind, Negotiation
from negmap.model.positions import OnProposal
from negmap.model.terms import LINK_KEYS, TermBody


class Site(NamedTuple):
    """A name, the record or position it is written in, where in it, and whether it stands there as a key."""

    name: str
    inside: Place | Uttered
    path: Path = ()
    key: bool = False

    @property
    def place(self) -> Place:
        """Return where the name is written."""
        return self.inside.place.at(*self.path)


def _each(names: Iterable[str], where: Place) -> Iterator[Site]:
    for index, name in enumerate(names):
        yield Site(name, where.at(index))


def terms(negotiation: Negotiation) -> Iterator[Site]:
    """Yield every place where a term is named."""
    yield from _terms_of(stated(negotiation))
    yield from terms_elsewhere(negotiation)


def _terms_of(uttered: Iterable[Uttered]) -> Iterator[Site]:
    for said in uttered:
        yield from (Site(name, said, path) for name, path in terms_in(said))


def terms_elsewhere(negotiation: Negotiation) -> Iterator[Site]:
    """Yield every place where a term is named, besides those in positions of statements."""
    yield from _terms_of(supposed(negotiation))
    for body, where in term_bodies(negotiation):
        yield from (
            Site(link.term, where.at(key, n, "term")) for key in LINK_KEYS for n, link in enumerate(getattr(body, key))
        )
    for issue in negotiation.issues.values():
        yield from _each(issue.options, place("issue", issue.id, "options"))
    for index, event in enumerate(negotiation.events):
        yield Site(event.term, place("event", str(index), "term"))
    yield from _terms_of_proposals(negotiation)
    for number, checkpoint in enumerate(negotiation.about.expect):
        where = place("negotiation", "", "expect", number)
        yield from _each(checkpoint.blocked, where.at("blocked"))
        yield from _each(checkpoint.rejected, where.at("rejected"))
        for index, group in enumerate(checkpoint.order):
            yield from _each(group, where.at("order", index))


def _terms_of_proposals(negotiation: Negotiation) -> Iterator[Site]:
    for proposal in negotiation.proposals.values():
        where = place("proposal", proposal.id)
        yield from (Site(draft.term, where.at("in", n, "term")) for n, draft in enumerate(proposal.in_))
        yield from _each(proposal.out, where.at("out"))
        yield from _each(proposal.open, where.at("open"))
        for number, group in enumerate(proposal.order):
            yield from _each(group, where.at("order", number))


def term_bodies(negotiation: Negotiation) -> Iterator[tuple[TermBody, Place]]:
    """Yield what is written of terms, in terms.yaml and in scenarios."""
    for term in negotiation.terms.values():
        yield term, place("term", term.id)
    for scenario in negotiation.scenarios.values():
        for key, body in scenario.terms.items():
            yield body, place("scenario", scenario.id, "terms", key)


def parties(negotiation: Negotiation) -> Iterator[Site]:
    """Yield every place where a party is named."""
    for statement in negotiation.statements.values():
        yield Site(statement.party, place("statement", statement.id), ("party",))
    for party in negotiation.parties.values():
        yield from _each(party.member_of, place("party", party.id, "member_of"))
    for body, where in term_bodies(negotiation):
        yield from _each(body.by, where.at("by"))
        yield from (Site(name, where, ("called", name), True) for name in body.called)
    for proposal in negotiation.proposals.values():
        yield from _each(proposal.tabled_by, place("proposal", proposal.id, "tabled_by"))
    for scenario in negotiation.scenarios.values():
        for number, words in enumerate(scenario.statements):
            yield Site(words.party, place("scenario", scenario.id, "statements", number, "party"))
    if negotiation.about.must_agree is not None:
        yield from _each(negotiation.about.must_agree.parties, place("negotiation", "", "must_agree", "parties"))


def issues(negotiation: Negotiation) -> Iterator[Site]:
    """Yield every place where an issue is named."""
    for body, where in term_bodies(negotiation):
        if body.issue is not None:
            yield Site(body.issue, where.at("issue"))


def positions(negotiation: Negotiation) -> Iterator[Site]:
    """Yield every place where a position is named."""
    for said in uttered(negotiation, keys("replaces")):
        if said.position.replaces:
            yield from _each(said.position.replaces, said.place.at("replaces"))
    for statement in negotiation.statements.values():
        if statement.withdraws:
            yield from _each(statement.withdraws, place("statement", statement.id, "withdraws"))
    for number, checkpoint in enumerate(negotiation.about.expect):
        for key in ("incompatible", "tensions", "compatible"):
            for index, names in enumerate(getattr(checkpoint, key)):
                yield from _each(names, place("negotiation", "", "expect", number, key, index))


def statements(negotiation: Negotiation) -> Iterator[Site]:
    """Yield every place where a statement is named."""
    for statement in negotiation.statements.values():
        if statement.disputed_by:
            yield from _each(statement.disputed_by, place("statement", statement.id, "disputed_by"))


def proposals(negotiation: Negotiation) -> Iterator[Site]:
    """Yield every place where a proposal is named."""
    for said in uttered(negotiation, ON_PROPOSAL):
        if isinstance(target := said.target, OnProposal):
            yield Site(target.proposal, said, (said.stance.value, "proposal"))
    for proposal in negotiation.proposals.values():
        if proposal.version_of is not None:
            yield Site(proposal.version_of, place("proposal", proposal.id, "version_of"))


def taken_out(negotiation: Negotiation) -> Iterator[Site]:
    """Yield every place where something is named that is taken out."""
    for scenario in negotiation.scenarios.values():
        yield from _each(scenario.without, place("scenario", scenario.id, "without"))
    for number, checkpoint in enumerate(negotiation.about.expect):
        yield from _each(checkpoint.without, place("negotiation", "", "expect", number, "without"))


def claims(negotiation: Negotiation) -> Iterator[Site]:
    """Yield every place where a claim is named, and nothing else could be."""
    for number, checkpoint in enumerate(negotiation.about.expect):
        where = place("negotiation", "", "expect", number)
        yield from (Site(name, where, ("first", name), True) for name in checkpoint.first or ())
        for index, package in enumerate(checkpoint.packages):
            yield from (Site(name, where, ("packages", index, name), True) for name in package)


def has_file(negotiation: Negotiation, kind: Kind) -> bool:
    """Say whether the records of a kind could be read at all, so that a name that is not among them is wrong."""
    return (kind, "") in negotiation.origins
