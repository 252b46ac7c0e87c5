"""Draft settlements: each term in one list, in one group, and positions on what is in them."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.checks.places import is_missing, place, wrong
from negmap.checks.rings import rings
from negmap.checks.utterances import keys, uttered
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.positions import OnProposal
from negmap.model.proposals import Proposal


def _lists(proposal: Proposal) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Yield the terms of a draft with the list that each stands in, and the path."""
    yield from ((draft.term, "in", ("in", n)) for n, draft in enumerate(proposal.in_))
    yield from ((name, "out", ("out", n)) for n, name in enumerate(proposal.out))
    yield from ((name, "open", ("open", n)) for n, name in enumerate(proposal.open))


def term_in_two_lists(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A term stands once in the lists of a draft: in, out or open."""
    for proposal in negotiation.proposals.values():
        first: dict[str, str] = {}
        for name, key, path in _lists(proposal):
            if name in first and not is_missing(name):
                message = f"`{name}` stands in `{first[name]}` already"
                where = place("proposal", proposal.id, *path)
                yield from wrong(
                    negotiation, where, "term-in-two-lists", message, "keep it in one of `in`, `out`, `open`"
                )
            first.setdefault(name, key)


def order_of_absent(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A term that a draft puts in order is in the draft, or open."""
    for proposal in negotiation.proposals.values():
        known = {name for name, key, _ in _lists(proposal) if key != "out"}
        for number, group in enumerate(proposal.order):
            for index, name in enumerate(group):
                if name not in known and not is_missing(name):
                    message = f"`{name}` is put in order, and is neither in the draft nor open"
                    where = place("proposal", proposal.id, "order", number, index)
                    yield from wrong(negotiation, where, "order-of-absent", message, "add it to `in` or `open`")


def order_twice(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A term has one place in the order of a draft."""
    for proposal in negotiation.proposals.values():
        seen: set[str] = set()
        for number, group in enumerate(proposal.order):
            for index, name in enumerate(group):
                if name in seen and not is_missing(name):
                    where = place("proposal", proposal.id, "order", number, index)
                    message = f"`{name}` has a place in this order already"
                    yield from wrong(
                        negotiation, where, "order-twice", message, "name it once; stages have places of their own"
                    )
                seen.add(name)


def except_not_in_proposal(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """What a position leaves out of a proposal is in it, and something is left."""
    for said in uttered(negotiation, keys("accept", "reject")) if negotiation.proposals else ():
        target = said.target
        proposal = negotiation.proposals.get(target.proposal) if isinstance(target, OnProposal) else None
        if not isinstance(target, OnProposal) or proposal is None:
            continue
        terms = {draft.term for draft in proposal.in_}
        where = said.place.at(said.stance.value)
        for index, name in enumerate(target.except_):
            if name not in terms and not is_missing(name):
                message, remedy = f"`{name}` is not in `{proposal.id}`", "name terms of its list `in`, or leave it out"
                yield from wrong(negotiation, where.at("except", index), "except-not-in-proposal", message, remedy)
        if not terms - set(target.except_):
            message = f"nothing of `{proposal.id}` is left to speak of"
            yield from wrong(
                negotiation, where, "nothing-left-of-proposal", message, "leave out the position, or less of `except`"
            )


def ring_of_versions(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """No draft is a version of itself."""
    edges = {p.id: {p.version_of} for p in negotiation.proposals.values() if p.version_of is not None}
    for ring in rings(edges):
        message = f"a ring of versions: {' of '.join((*ring, ring[0]))}"
        where = place("proposal", ring[0], "version_of")
        yield from wrong(negotiation, where, "ring-of-versions", message, "name the earlier draft, in the later one")
