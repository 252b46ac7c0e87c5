"""Positions that moved: what ended, what took its place, and whether that asks for less or more (method.md §10.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from negmap.findings.claims import BOUND_KINDS, Claim, Firmness, Guard
from negmap.findings.comparisons import Cause, Move, MoveKind
from negmap.logic.claims import claims_of
from negmap.model.proposals import Proposal
from negmap.model.statements import StatedPosition
from negmap.model.variants import Ending, View

_WEAKER = {
    "after": ("includes", "requires"),
    "with": ("includes", "no-later", "requires"),
    "includes": ("requires",),
    "before": ("no-later",),
}
"""Which kinds of condition a condition implies on the same terms."""
_FIRMNESS: tuple[Firmness, ...] = ("flexible", "firm", "red-line")


def moves(view: View, since: date, ended: Iterable[tuple[date, Cause]]) -> tuple[Move, ...]:
    """Return the positions that moved after the end of a day, up to that of the view; by day, party and id.

    `ended` are the positions that went out of force in that time, each with the day and what ended it.
    """
    found = [*_ended(ended, view), *_hearsay(view, since)]
    return tuple(sorted(found, key=lambda move: (move.day, move.party, move.before, move.after)))


def _ended(ended: Iterable[tuple[date, Cause]], view: View) -> Iterator[Move]:
    """Yield what each statement ended, and what ran out; positions that share what took their place move together."""
    positions, proposals = view.negotiation.positions, view.negotiation.proposals
    carried: dict[tuple[date, str], list[tuple[str, str]]] = {}
    for day, cause in ended:
        if cause.by is None:
            yield Move("ran-out", day, positions[cause.position].party, (cause.position,))
        else:
            carried.setdefault((day, _statement(cause.by)), []).append((cause.position, cause.by))
    for (day, by), pairs in carried.items():
        for before, after in _together(pairs):
            here = tuple(key for key in after if key in positions)
            kind = _kind([positions[key] for key in before], [positions[key] for key in here], proposals)
            yield Move(kind, day, view.negotiation.statements[by].party, before, here, by)


def _statement(carrier: str) -> str:
    return carrier.partition("#")[0]


def _hearsay(view: View, since: date) -> Iterator[Move]:
    """Yield what second-hand words of the time would end, if they held: words on record that stood on that day."""
    said: dict[str, list[tuple[str, str]]] = {}
    for e in view.pending:
        if e.by.date.last > since and _stood(e, view):
            said.setdefault(e.by.id, []).append((e.ended, e.carrier))
    for by, pairs in said.items():
        statement = view.negotiation.statements[by]
        for before, after in _together(pairs):
            here = tuple(key for key in after if key in view.negotiation.positions)
            yield Move("hearsay", statement.date.last, statement.party, before, here, by)


def _stood(ending: Ending, view: View) -> bool:
    """Say whether the position that an ending names was in force on the day of the ending."""
    day, until = ending.by.date.last, view.negotiation.positions[ending.ended].position.until
    ended = any(e.ended == ending.ended and e.effective and e.by.date.last <= day for e in view.endings)
    return not ended and (until is None or day <= until.last)


def _together(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield what ended with what ended it, in sets that share neither."""
    left = sorted(pairs)
    while left:
        found = [left.pop(0)]
        while more := [p for p in left if any(p[0] == f[0] or p[1] == f[1] for f in found)]:
            found += more
            left = [p for p in left if p not in more]
        yield tuple(sorted({p[0] for p in found})), tuple(sorted({p[1] for p in found}))


def _kind(before: list[StatedPosition], after: list[StatedPosition], proposals: Mapping[str, Proposal]) -> MoveKind:
    """Say how later words stand to those they take the place of."""
    if not after:
        return "withdrawn"
    old = [claim for said in before for claim in claims_of(said, proposals)]
    new = [claim for said in after for claim in claims_of(said, proposals)]
    # What binds decides; wishes do where that is the same.
    for now, then in ((_binding(new), _binding(old)), (new, old)):
        less, more = asks_no_more(now, then), asks_no_more(then, now)
        if less != more:
            return "softened" if less else "hardened"
        if not less:
            return "changed"
    return _same(before, after)


def _binding(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.binding]


def _same(before: list[StatedPosition], after: list[StatedPosition]) -> MoveKind:
    """Say how words with the same claims differ: in firmness, in stance, or not at all."""
    old, new = _firmest(before), _firmest(after)
    if old != new:
        return "softened" if new < old else "hardened"
    return "repeated" if {p.position.stance for p in before} == {p.position.stance for p in after} else "changed"


def _firmest(said: Iterable[StatedPosition]) -> int:
    return max(_FIRMNESS.index(p.position.firmness or "firm") for p in said)


def asks_no_more(claims: Iterable[Claim], than: Iterable[Claim]) -> bool:
    """Say whether each of some claims is implied by one of others, and binds only where that one does."""
    than = tuple(than)
    return all(
        any(implies(other, claim) and (other.binding or not claim.binding) for other in than) for claim in claims
    )


def implies(one: Claim, other: Claim) -> bool:
    """Say whether a claim can be seen to imply another, whatever the definitions."""
    return _wider(one.guard, other.guard) and (_refuses(one, other) or _at_least_as_strong(one, other))


def _wider(one: Guard, other: Guard) -> bool:
    """Say whether a guard holds wherever another does."""
    held = set(other.all_of)
    chosen = not one.any_of or bool(held & set(one.any_of))
    chosen = chosen or (bool(other.any_of) and set(other.any_of) <= set(one.any_of))
    return set(one.all_of) <= held and chosen and set(one.unless) <= set(other.unless)


def _refuses(one: Claim, other: Claim) -> bool:
    """Say whether a refusal leaves nothing for a condition to bear on."""
    if one.kind != "out" or len(one.subjects) > 1 or other.kind in ("in", "out"):
        return False
    both = other.kind in ("before", "no-later")
    return one.subjects[0] in (other.subjects + other.others if both else other.subjects)


def _at_least_as_strong(one: Claim, other: Claim) -> bool:
    if one.kind in BOUND_KINDS and one.kind == other.kind and one.number is not None and other.number is not None:
        more = one.number >= other.number if one.kind == "at-least" else one.number <= other.number
        return one.subjects == other.subjects and more
    if one.kind in ("in", "out"):
        return one.kind == other.kind and set(one.subjects) <= set(other.subjects)
    if one.subjects != other.subjects or not set(one.others) <= set(other.others):
        return False
    return other.kind == one.kind or other.kind in _WEAKER.get(one.kind, ())
