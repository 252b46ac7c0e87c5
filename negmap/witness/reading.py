"""Which claims the positions in force state, under which ids, and who voices them (method.md §3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from negmap.findings.claims import Claim, ClaimKind, Guard, Voice
from negmap.model.negotiation import Negotiation
from negmap.model.positions import AnyOf, OnProposal, Position, Stance, named
from negmap.model.statements import StatedPosition
from negmap.model.values import plain
from negmap.model.variants import View
from negmap.witness.in_force import positions_of

_LIKES = frozenset({Stance.SUPPORT, Stance.OPPOSE})
_BARE: dict[Stance, ClaimKind] = {
    Stance.DEMAND: "in",
    Stance.SUPPORT: "in",
    Stance.OPPOSE: "out",
    Stance.REJECT: "out",
}
_CONDITIONS: dict[str, ClaimKind] = {
    "before": "before",
    "no_later_than": "no-later",
    "after": "after",
    "with": "with",
    "includes": "includes",
    "requires": "requires",
}
_BOUNDS: dict[str, tuple[ClaimKind, ...]] = {
    "at_least": ("at-least",),
    "at_most": ("at-most",),
    "exactly": ("at-least", "at-most"),
}


def claims_of(view: View) -> dict[str, Claim]:
    """Return the claims of the day by id, each with its voices by position."""
    found: dict[str, Claim] = {}
    voices: dict[str, dict[str, Voice]] = {}
    for said in positions_of(view):
        for claim, voice in _voiced(view, said):
            found[claim.id] = claim
            voices.setdefault(claim.id, {})[said.id] = voice
    kept = sorted(found.keys() - view.filters.without)
    return {key: replace(found[key], voices=tuple(v for _, v in sorted(voices[key].items()))) for key in kept}


def _voiced(view: View, said: StatedPosition) -> Iterator[tuple[Claim, Voice]]:
    position, agrees = said.position, said.party in view.binding_parties
    likes = position.stance in _LIKES
    firmness = position.firmness or ("flexible" if likes else "firm")
    bare = Voice(said.id, said.party, firmness, agrees and not likes)
    yield from ((claim, bare) for claim in _bare(view.negotiation, position))
    firmness = position.firmness or "firm"
    condition = Voice(said.id, said.party, firmness, agrees and not (likes and firmness == "flexible"))
    yield from ((claim, condition) for claim in _conditions(position))


def _bare(negotiation: Negotiation, position: Position) -> Iterator[Claim]:
    kind = _BARE.get(position.stance)
    if kind is not None:
        yield _claim(kind, _spoken_of(negotiation, position), guard=_guard(position))


def _spoken_of(negotiation: Negotiation, position: Position) -> tuple[str, ...]:
    target = position.target
    if isinstance(target, OnProposal):
        drafted = negotiation.proposals[target.proposal].in_
        return _names(draft.term for draft in drafted if draft.term not in target.except_)
    return _names(named(target))


def _conditions(position: Position) -> Iterator[Claim]:
    """Give one claim for each element on each term spoken of; to talk about a term binds to nothing."""
    if position.stance is Stance.CONSIDER:
        return
    guard = _guard(position)
    for term in _names(named(position.target)):
        for key, kind in _CONDITIONS.items():
            for element in position.condition(key):
                yield _claim(kind, (term,), others=_names(named(element)), guard=guard)
        for key, kinds in _BOUNDS.items():
            number = position.condition(key)
            yield from (_claim(kind, (term,), number=number, guard=guard) for kind in kinds if number is not None)


def _guard(position: Position) -> Guard:
    unless = _guarding(position.unless)
    if isinstance(position.if_, AnyOf):
        return Guard(any_of=_guarding(position.if_), unless=unless)
    return Guard(all_of=_guarding(position.if_), unless=unless)


def _guarding(guard: tuple[str, ...] | AnyOf | None) -> tuple[str, ...]:
    return _names(guard.any_of if isinstance(guard, AnyOf) else guard or ())


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _claim(
    kind: ClaimKind,
    subjects: tuple[str, ...],
    others: tuple[str, ...] = (),
    number: Decimal | None = None,
    guard: Guard | None = None,
) -> Claim:
    guard = guard or Guard()
    parts = [kind, ("&" if kind == "out" else "|").join(subjects)]
    if others:
        parts.append("|".join(others))
    if number is not None:
        parts.append(plain(number))
    return Claim(":".join(parts) + _suffix(guard), kind, subjects, others, number, guard)


def _suffix(guard: Guard) -> str:
    when = "&".join(guard.all_of) or "|".join(guard.any_of)
    return (f"?{when}" if when else "") + ("!" + "|".join(guard.unless) if guard.unless else "")
