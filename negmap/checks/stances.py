"""Which stance takes what: conditions, guards, and forms of its object."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.checks.places import wrong
from negmap.checks.utterances import (
    BOUNDS,
    CONDITION,
    FORM,
    GUARD,
    LISTS,
    ON_PROPOSAL,
    Uttered,
    keys,
    terms_in_conditions,
    uttered,
)
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.positions import AllOf, AnyOf, OnProposal, Stance, named

_NO_CONDITION = frozenset({Stance.REJECT, Stance.OPPOSE, Stance.CONSIDER})
_GUARD_NEEDS_CONDITION = frozenset({Stance.ACCEPT, Stance.OFFER})
_ANY_OF = frozenset({Stance.DEMAND, Stance.SUPPORT})
_ALL_OF = frozenset({Stance.REJECT, Stance.OPPOSE})
_PROPOSAL = frozenset({Stance.ACCEPT, Stance.REJECT})
_OF_POSITIONS = ("id", "replaces", "until", "readings", "read")
_EACH = ("before", "no_later_than", "includes")


def condition_not_taken(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """`reject`, `oppose` and `consider` take no condition."""
    for said in uttered(negotiation, keys(*_NO_CONDITION), CONDITION):
        position = said.position
        if isinstance(said.target, OnProposal):
            continue
        for key in position.conditions:
            message = f"`{said.stance}` takes no condition, and this is `{key}`"
            yield from wrong(
                negotiation, said.place.at(key), "condition-not-taken", message, _instead(said, key), key=True
            )


def _instead(said: Uttered, key: str) -> str:
    target = named(said.target)
    name = target[0] if len(target) == 1 else "X"
    if key in BOUNDS:
        return f"a number too high is `only: {name}, at_most: n`, one too low `only: {name}, at_least: n`"
    if said.stance is Stance.CONSIDER:
        return f"leave it out; terms on which {name} could be are `only: {name}, {key}: Y`"
    return f'"no {name} until Y" is `only: {name}, after: Y`'


def guard_without_condition(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """`accept` and `offer` take a guard only beside a condition."""
    for said in uttered(negotiation, keys(*_GUARD_NEEDS_CONDITION), GUARD):
        position = said.position
        if isinstance(said.target, OnProposal):
            continue
        if position.guards and not position.conditions:
            key = position.guards[0]
            message = f"`{key}` beside `{said.stance}` guards nothing: there is no condition"
            remedy = "write `requires` for what it depends on"
            yield from wrong(negotiation, said.place.at(key), "guard-without-condition", message, remedy, key=True)


def only_without_condition(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """`only` needs a condition; without one it says nothing."""
    for said in uttered(negotiation, keys(Stance.ONLY)):
        if not said.position.conditions:
            message = "`only` without a condition says nothing"
            remedy = "add how: `after`, `before`, `with`, `requires`, `at_most` …; agreement is `accept`"
            yield from wrong(negotiation, said.place.at("only"), "only-without-condition", message, remedy, key=True)


def form_not_taken(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Each form of an object goes with some stances: any_of, all_of, proposal."""
    for said in uttered(negotiation, FORM):
        stance, target = said.stance, said.target
        if isinstance(target, AnyOf):
            form, takers, remedy = "any_of", _ANY_OF, "write a position for each of its terms"
        elif isinstance(target, AllOf):
            form, takers, remedy = "all_of", _ALL_OF, "write a position for each of its terms"
        else:
            form, takers, remedy = "proposal", _PROPOSAL, "take `accept` or `reject`, or name the terms that are meant"
        if stance not in takers:
            message = f"`{form}` goes with {' and '.join(f'`{s}`' for s in sorted(takers))}, not with `{stance}`"
            yield from wrong(negotiation, said.place.at(stance.value), "form-not-taken", message, remedy)


def condition_on_proposal(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A position on a proposal takes no condition and no guard."""
    for said in uttered(negotiation, CONDITION | GUARD, ON_PROPOSAL):
        for key in (*said.position.conditions, *said.position.guards):
            message = f"a position on a proposal takes no condition and no guard, and this is `{key}`"
            remedy = "name the terms that are meant, in positions of their own"
            yield from wrong(negotiation, said.place.at(key), "condition-on-proposal", message, remedy, key=True)


def any_of_in_condition(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """any_of stands in `after`, `with` and `requires` only."""
    for said in uttered(negotiation, keys(*_EACH)):
        for key in _EACH:
            for index, element in enumerate(said.position.condition(key)):
                if isinstance(element, AnyOf):
                    message = f"`{key}` takes no `any_of`"
                    remedy = "name each term" if key == "includes" else "write it as `after` on the other term"
                    yield from wrong(negotiation, said.place.at(key, index), "any-of-in-condition", message, remedy)


def condition_on_itself(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A condition does not name the term that it is on."""
    for said in uttered(negotiation, keys(*LISTS)):
        own = named(said.target)
        for name, path in terms_in_conditions(said.position):
            if name in own:
                message = f"a condition on `{name}` that names `{name}`"
                yield from wrong(negotiation, said.place.at(*path), "condition-on-itself", message, "name another term")


def reading_keys(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Another reading says what its words mean, and leaves the rest to the position around it."""
    for said in uttered(negotiation, keys(*_OF_POSITIONS)):
        if said.is_reading:
            for key in _OF_POSITIONS:
                if key in said.position.model_fields_set:
                    message = f"a reading takes no `{key}`"
                    remedy = "leave it out; that of the position counts"
                    yield from wrong(negotiation, said.place.at(key), "key-of-reading", message, remedy, key=True)
