"""Lists name each thing once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from negmap.checks.places import Place, is_missing, place, wrong
from negmap.checks.sites import term_bodies
from negmap.checks.utterances import FORM, GUARD, LISTS, Uttered, keys, uttered
from negmap.diagnostics import Diagnostic, Path
from negmap.model.negotiation import Negotiation
from negmap.model.positions import AllOf, AnyOf, OnProposal, Position
from negmap.model.terms import LINK_KEYS


class _List(NamedTuple):
    """What a list holds, the record or position it is in, and where in it."""

    items: Sequence[Hashable]
    inside: Place | Uttered
    path: Path = ()


def same_twice(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Nothing stands twice in one list."""
    for listed in _lists(negotiation):
        if len(listed.items) < 2:
            continue
        seen: set[Hashable] = set()
        for index, item in enumerate(listed.items):
            if item in seen and not (isinstance(item, str) and is_missing(item)):
                message = f"{_shown(item)} stands in this list already"
                yield from wrong(
                    negotiation, listed.inside.place.at(*listed.path, index), "same-twice", message, "name it once"
                )
            seen.add(item)


def _shown(item: Hashable) -> str:
    return f"`{item}`" if isinstance(item, str) else "the same"


def _lists(negotiation: Negotiation) -> Iterator[_List]:
    yield from _of_positions(negotiation)
    for body, where in term_bodies(negotiation):
        yield _List(body.by, where.at("by"))
        yield _List(body.stages, where.at("stages"))
        for key in LINK_KEYS:
            yield _List([_link(link) for link in getattr(body, key)], where.at(key))
    yield from _of_records(negotiation)


def _link(link: object) -> Hashable:
    because = getattr(link, "because", None)
    words = tuple(sorted(because.by_language.items())) if because else ()
    return (getattr(link, "term", ""), getattr(link, "basis", ""), words)


def _of_positions(negotiation: Negotiation) -> Iterator[_List]:
    for said in uttered(negotiation, FORM):
        yield _of_target(said)
    for said in uttered(negotiation, keys("replaces")):
        yield _List(said.position.replaces, said, ("replaces",))
    for said in uttered(negotiation, keys(*LISTS)):
        yield from (_List(items, said, path) for items, path in _of_conditions(said.position))
    for said in uttered(negotiation, GUARD):
        for key in said.position.guards:
            guard = said.position.condition(key)
            yield _List(guard.any_of, said, (key, "any_of")) if isinstance(guard, AnyOf) else _List(guard, said, (key,))


def _of_target(said: Uttered) -> _List:
    target = said.target
    if isinstance(target, AnyOf):
        return _List(target.any_of, said, (said.stance.value, "any_of"))
    if isinstance(target, AllOf):
        return _List(target.all_of, said, (said.stance.value, "all_of"))
    return _List(target.except_ if isinstance(target, OnProposal) else (), said, (said.stance.value, "except"))


def _of_conditions(position: Position) -> Iterator[tuple[Sequence[Hashable], Path]]:
    for key in position.conditions:
        elements = position.condition(key) if key in LISTS else ()
        if len(elements) > 1:
            yield elements, (key,)
        yield from ((e.any_of, (key, n, "any_of")) for n, e in enumerate(elements) if isinstance(e, AnyOf))


def _of_records(negotiation: Negotiation) -> Iterator[_List]:
    yield from _of_statements(negotiation)
    for party in negotiation.parties.values():
        yield _List(party.member_of, place("party", party.id, "member_of"))
    for issue in negotiation.issues.values():
        yield _List(issue.options, place("issue", issue.id, "options"))
    for proposal in negotiation.proposals.values():
        yield _List(proposal.tabled_by, place("proposal", proposal.id, "tabled_by"))
    for scenario in negotiation.scenarios.values():
        yield _List(scenario.without, place("scenario", scenario.id, "without"))
    about = negotiation.about
    yield _List(about.languages, place("negotiation", "", "languages"))
    if about.must_agree is not None:
        yield _List(about.must_agree.parties, place("negotiation", "", "must_agree", "parties"))
    for number, checkpoint in enumerate(about.expect):
        for key in ("incompatible", "tensions", "compatible"):
            for index, names in enumerate(getattr(checkpoint, key)):
                yield _List(names, place("negotiation", "", "expect", number, key, index))


def _of_statements(negotiation: Negotiation) -> Iterator[_List]:
    for statement in negotiation.statements.values():
        if statement.withdraws or statement.disputed_by:
            where = place("statement", statement.id)
            yield from (
                _List(statement.withdraws, where, ("withdraws",)),
                _List(statement.disputed_by, where, ("disputed_by",)),
            )
