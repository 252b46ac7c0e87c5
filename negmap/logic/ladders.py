"""Ladders: the rungs down which a claim could move (method.md §9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from negmap.findings.claims import BOUND_KINDS, Claim
from negmap.findings.packages import Rung
from negmap.logic.claims import make
from negmap.model.terms import Issue
from negmap.model.values import plain

DROPPED = Rung("dropped", (), gives_up=True)


def ladders(
    claims: Iterable[Claim], issues: Mapping[str, Issue], *, drop_only: bool = False
) -> dict[str, tuple[Rung, ...]]:
    """Return the ladder of each binding claim: as stated first, dropped last.

    `claims` are all claims in force: they tell which numbers are named and which options demanded.
    With `drop_only` each ladder has its first and last rung alone.
    """
    claims = tuple(claims)
    maker = _Ladders(claims, issues)
    found = {}
    for claim in claims:
        if claim.binding:
            between = () if drop_only else maker.between(claim)
            found[claim.id] = (Rung("as-stated", (claim,), gives_up=False), *between, DROPPED)
    return found


class _Ladders:
    """Knows what others say of the same number, or of options of the same scale."""

    def __init__(self, claims: tuple[Claim, ...], issues: Mapping[str, Issue]) -> None:
        self._bounds: dict[str, list[Claim]] = {}
        self._wants: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.kind in BOUND_KINDS:
                self._bounds.setdefault(claim.subjects[0], []).append(claim)
            elif claim.kind == "in" and len(claim.subjects) == 1 and claim.binding:
                self._wants.setdefault(claim.subjects[0], []).append(claim)
        scales = [i.options for i in issues.values() if i.ordered]
        self._scale = {option: options for options in scales for option in options}

    def between(self, claim: Claim) -> tuple[Rung, ...]:
        """Return the rungs between the claim as stated and dropped."""
        match claim.kind:
            case "after":
                return (
                    Rung("same-time", (self._as(claim, "includes"),), gives_up=False),
                    Rung("any-order", (self._as(claim, "requires"),), gives_up=True),
                )
            case "before":
                return (Rung("same-time", (self._as(claim, "no-later"),), gives_up=False),)
            case "with":
                return (Rung("any-order", (self._as(claim, "requires"),), gives_up=True),)
            case "at-least" | "at-most":
                return tuple(self._numbers(claim))
            case "in" if len(claim.subjects) == 1 and claim.subjects[0] in self._scale:
                return tuple(self._options(claim))
            case _:
                return ()

    @staticmethod
    def _as(claim: Claim, kind: str) -> Claim:
        weaker = make(kind, claim.subjects, claim.others, guard=claim.guard)  # type: ignore[arg-type]
        return replace(weaker, voices=claim.voices)

    def _numbers(self, claim: Claim) -> Iterable[Rung]:
        """Yield the numbers that are named, one after the other, in the weaker direction."""
        (term,), own = claim.subjects, claim.number
        assert own is not None
        down = claim.kind == "at-least"
        named = {
            c.number
            for c in self._bounds[term]
            if c.number is not None and (c.number < own if down else c.number > own)
        }
        far = self._farthest(claim)
        for number in sorted(named, reverse=down):
            reached = far is not None and (number <= far if down else number >= far)
            held = replace(make(claim.kind, claim.subjects, number=number, guard=claim.guard), voices=claim.voices)
            yield Rung(plain(number), (held,), gives_up=reached)

    def _farthest(self, claim: Claim) -> Decimal | None:
        """Return the farthest number that an opposite bound of a party names which does not voice the claim."""
        opposite = [
            c.number
            for c in self._bounds[claim.subjects[0]]
            if c.kind != claim.kind and c.number is not None and set(c.parties) - set(claim.parties)
        ]
        if not opposite:
            return None
        return min(opposite) if claim.kind == "at-least" else max(opposite)

    def _options(self, claim: Claim) -> Iterable[Rung]:
        """Yield the demand widened along its scale, place by place, as long as that adds an option."""
        (option,) = claim.subjects
        scale = self._scale[option]
        here = scale.index(option)
        others = [
            abs(scale.index(other) - here)
            for other in scale
            for want in self._wants.get(other, ())
            if other != option and set(want.parties) - set(claim.parties)
        ]
        for places in range(1, max(here, len(scale) - 1 - here) + 1):
            around = scale[max(0, here - places) : here + places + 1]
            held = replace(make("in", around, guard=claim.guard), voices=claim.voices)
            yield Rung(f"within-{places}", (held,), gives_up=bool(others) and places >= max(others))
