"""From positions to claims (method.md §3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from negmap.findings.claims import Claim, ClaimKind, Firmness, Guard, Voice
from negmap.model.negotiation import Negotiation
from negmap.model.positions import AllOf, AnyOf, OnProposal, Position, Stance, named
from negmap.model.proposals import Proposal
from negmap.model.statements import StatedPosition
from negmap.model.values import plain
from negmap.model.variants import View

_CONDITIONS: tuple[tuple[str, ClaimKind], ...] = (
    ("before", "before"),
    ("after", "after"),
    ("with", "with"),
    ("no_later_than", "no-later"),
    ("requires", "requires"),
    ("includes", "includes"),
)
_BOUNDS: tuple[tuple[str, tuple[ClaimKind, ...]], ...] = (
    ("at_least", ("at-least",)),
    ("at_most", ("at-most",)),
    ("exactly", ("at-least", "at-most")),
)
_WANTS = {Stance.DEMAND: True, Stance.SUPPORT: False}
_REFUSALS = {Stance.REJECT: True, Stance.OPPOSE: False}


_Content = tuple[Claim, Firmness, bool]
"""A claim without voices that a position states; how firmly, and whether it binds."""


def claims(view: View) -> tuple[Claim, ...]:
    """Return the claims of the positions in force, by id; equal claims are one claim with several voices."""
    contents: dict[int, tuple[_Content, ...]] = {}  # by what is said, which may be one position of many statements
    stated: dict[str, Claim] = {}
    voices: dict[str, list[Voice]] = {}
    parties = view.binding_parties
    for said in view.positions:
        content = contents.get(id(said.position))
        if content is None:
            content = contents[id(said.position)] = _contents(said.position, view.negotiation.proposals)
        for claim, firmness, binds in content:
            stated.setdefault(claim.id, claim)
            mine = Voice(said.id, said.party, firmness, binds and said.party in parties)
            voices.setdefault(claim.id, []).append(mine)
    kept = sorted(stated.keys() - view.filters.without)
    return tuple(replace(stated[k], voices=tuple(sorted(voices[k], key=lambda v: v.position))) for k in kept)


def claims_of(said: StatedPosition, proposals: Mapping[str, Proposal]) -> Iterator[Claim]:
    """Yield each claim that one position states, once, with that position as its voice."""
    for claim, firmness, binds in _contents(said.position, proposals):
        yield replace(claim, voices=(Voice(said.id, said.party, firmness, binds),))


def _contents(position: Position, proposals: Mapping[str, Proposal]) -> tuple[_Content, ...]:
    guard = _guard(position)
    found: dict[str, _Content] = {}
    for claim in (*_bare(position, guard, proposals), *_conditions(position, guard)):
        found.setdefault(claim.id, (claim, *_weight(position, claim)))
    return tuple(found.values())


def _weight(position: Position, claim: Claim) -> tuple[Firmness, bool]:
    """Return how firmly a position states a claim, and whether that binds."""
    mild = position.stance in (Stance.SUPPORT, Stance.OPPOSE)
    bare = claim.kind in ("in", "out")
    default: Firmness = "flexible" if bare and mild else "firm"
    return position.firmness or default, not (mild and (bare or position.firmness == "flexible"))


def _guard(position: Position) -> Guard:
    needed, lifting = position.if_, position.unless
    unless = lifting.any_of if isinstance(lifting, AnyOf) else lifting or ()
    if isinstance(needed, AnyOf) and len(set(needed.any_of)) > 1:
        return Guard(any_of=_names(needed.any_of), unless=_names(unless))
    all_of = needed.any_of if isinstance(needed, AnyOf) else needed or ()
    return Guard(all_of=_names(all_of), unless=_names(unless))


def _bare(position: Position, guard: Guard, proposals: Mapping[str, Proposal]) -> Iterator[Claim]:
    if position.stance in _WANTS:
        yield make("in", named(position.target), guard=guard)
    elif position.stance in _REFUSALS:
        refused = refused_terms(position.target, proposals)
        if refused:
            yield make("out", refused, guard=guard)


def refused_terms(target: str | AnyOf | AllOf | OnProposal, proposals: Mapping[str, Proposal]) -> tuple[str, ...]:
    """Return the terms that a refusal says must not all be in; of a proposal, its terms less the excepted ones."""
    if isinstance(target, OnProposal):
        return proposal_terms(target, proposals)
    return named(target)


def proposal_terms(target: OnProposal, proposals: Mapping[str, Proposal]) -> tuple[str, ...]:
    """Return the terms that a position on a proposal speaks of."""
    return _names(draft.term for draft in proposals[target.proposal].in_ if draft.term not in target.except_)


def _conditions(position: Position, guard: Guard) -> Iterator[Claim]:
    for subject in _names(named(position.target)) if position.conditions else ():
        for key, kind in _CONDITIONS:
            for element in position.condition(key):
                yield make(kind, (subject,), named(element), guard=guard)
        for key, kinds in _BOUNDS:
            if position.condition(key) is not None:
                yield from (make(kind, (subject,), number=position.condition(key), guard=guard) for kind in kinds)


def make(
    kind: ClaimKind,
    subjects: Iterable[str],
    others: Iterable[str] = (),
    *,
    number: Decimal | None = None,
    guard: Guard | None = None,
) -> Claim:
    """Return a claim with its id (method.md §3): names sorted, numbers in their plain form, no voices."""
    guard = guard or Guard()
    subjects, others = _names(subjects), _names(others)
    joined = "&" if kind == "out" else "|"
    parts = [kind, joined.join(subjects)]
    parts += ["|".join(others)] if others else []
    parts += [plain(number)] if number is not None else []
    return Claim(":".join(parts) + suffix(guard), kind, subjects, others, number, guard)


def suffix(guard: Guard) -> str:
    """Return what a guard adds to the id of a claim."""
    needed = "&".join(guard.all_of) or "|".join(guard.any_of)
    lifted = "|".join(guard.unless)
    return (f"?{needed}" if needed else "") + (f"!{lifted}" if lifted else "")


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def consents(view: View) -> dict[str, dict[str, set[str]]]:
    """Return, for each term, the parties in force that ask for it, offer it and accept it, in words of their own.

    The shape is ``{term: {"asked": {party}, "offered": {party}, "accepted": {party}}}``. What was
    relayed or said anonymously is not consent (method.md §10.4).
    """
    found: dict[str, dict[str, set[str]]] = {}
    words = {Stance.DEMAND: "asked", Stance.SUPPORT: "asked", Stance.OFFER: "offered", Stance.ACCEPT: "accepted"}
    for said in view.positions:
        word, target = words.get(said.position.stance), said.position.target
        if word is None or not said.statement.first_hand:
            continue
        terms = proposal_terms(target, view.negotiation.proposals) if isinstance(target, OnProposal) else named(target)
        for term in terms:
            found.setdefault(term, {"asked": set(), "offered": set(), "accepted": set()})[word].add(said.party)
    return found


def spoken(view: View) -> dict[str, set[str]]:
    """Return, for each term, the parties of whose positions in force one names it, in its stance or a condition."""
    found: dict[str, set[str]] = {}
    for said in view.positions:
        for term in _named_in(said.position, view.negotiation):
            found.setdefault(term, set()).add(said.party)
    return found


def on_the_table(view: View) -> tuple[str, ...]:
    """Return the terms that positions in force name in stance or condition, with what those force by definition."""
    distinct = {id(said.position): said.position for said in view.positions}
    found = {term for position in distinct.values() for term in _named_in(position, view.negotiation)}
    forced: dict[str, set[str]] = {}
    for d in view.definitions:
        if d.kind in ("is_a", "includes", "requires", "after") or (d.kind == "closed" and len(d.terms) == 2):
            forced.setdefault(d.terms[0], set()).add(d.terms[1])
        elif d.kind == "stages":
            for earlier, later in zip(d.terms, d.terms[1:], strict=False):
                forced.setdefault(later, set()).add(earlier)
    queue = list(found)
    while queue:
        more = forced.get(queue.pop(), set()) - found
        found |= more
        queue.extend(more)
    return tuple(sorted(found))


def _named_in(position: Position, negotiation: Negotiation) -> Iterator[str]:
    if isinstance(position.target, OnProposal):
        yield from proposal_terms(position.target, negotiation.proposals)
    yield from named(position.target)
    for key, _ in _CONDITIONS:
        for element in position.condition(key):
            yield from named(element)
