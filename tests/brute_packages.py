"""An oracle for packages: ladders and the order of docs/method.md §9, over every settlement of a small negotiation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from brute_force import Oracle, Test, of_claim

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Settlement
from negmap.model.negotiation import Negotiation
from negmap.model.parties import family

FIRMNESS = ("red-line", "firm", "flexible")


@dataclass(frozen=True)
class Step:
    """One rung: its name, what it asks, whether the claim counts as dropped."""

    name: str
    asks: Test
    given_up: bool


Levels = tuple[tuple[str, str], ...]
"""What a package moves: claims with the names of their rungs, by id."""


class Packages:
    """Every minimal package of a negotiation's binding claims."""

    def __init__(self, negotiation: Negotiation, claims: dict[str, Claim], *, drop_only: bool = False) -> None:
        self.negotiation = negotiation
        self.claims = claims
        self.binding = [key for key, claim in claims.items() if claim.binding]
        self.ladders = {key: self._ladder(claims[key], drop_only=drop_only) for key in self.binding}
        oracle = Oracle(negotiation, claims)
        allowed = [s for s in oracle.settlements if all(test(s) for test in oracle.definitions.values())]
        self.reached = {tuple(self._best(key, s) for key in self.binding) for s in allowed}

    def _best(self, key: str, settlement: Settlement) -> int:
        return next(n for n, step in enumerate(self.ladders[key]) if step.asks(settlement))

    def _ladder(self, claim: Claim, *, drop_only: bool) -> list[Step]:
        steps = [Step("as-stated", of_claim(claim.id), False)]
        if not drop_only:
            steps += self._between(claim)
        return [*steps, Step("dropped", lambda s: True, True)]

    def _between(self, claim: Claim) -> Iterable[Step]:
        body, guard = _parts(claim.id)
        kind, x, *more = body.split(":")
        if kind == "after":
            yield Step("same-time", _guarded(guard, _no_later(more[0].split("|"), x)), False)
        if kind in ("after", "with"):
            yield Step("any-order", _guarded(guard, _also(more[0].split("|"), x)), True)
        if kind == "before":
            yield Step("same-time", of_claim(f"no-later:{x}:{more[0]}{guard}"), False)
        if kind in ("at-least", "at-most"):
            yield from self._numbers(claim, kind, x, Decimal(more[0]), guard)
        if kind == "in" and "|" not in x:
            yield from self._options(claim, x, guard)

    def _numbers(self, claim: Claim, kind: str, x: str, own: Decimal, guard: str) -> Iterable[Step]:
        same = [c for c in self.claims.values() if c.kind in ("at-least", "at-most") and c.subjects == (x,)]
        down = kind == "at-least"
        opposite = [c.number for c in same if c.kind != kind and c.number is not None and _another(c, claim)]
        far = (min(opposite) if down else max(opposite)) if opposite else None
        weaker = {c.number for c in same if c.number is not None and (c.number < own if down else c.number > own)}
        for number in sorted(weaker, reverse=down):
            gone = far is not None and (number <= far if down else number >= far)
            name = format(number.normalize(), "f")
            yield Step(name, of_claim(f"{kind}:{x}:{name}{guard}"), gone)

    def _options(self, claim: Claim, x: str, guard: str) -> Iterable[Step]:
        for issue in self.negotiation.issues.values():
            if not issue.ordered or x not in issue.options:
                continue
            options, here = list(issue.options), issue.options.index(x)
            demanded = [
                abs(options.index(c.subjects[0]) - here)
                for c in self.claims.values()
                if c.kind == "in" and c.binding and len(c.subjects) == 1 and c.subjects[0] in options
                and c.subjects[0] != x and _another(c, claim)
            ]  # fmt: skip
            for places in range(1, max(here, len(options) - 1 - here) + 1):
                around = [o for n, o in enumerate(options) if abs(n - here) <= places]
                gone = bool(demanded) and places >= max(demanded)
                yield Step(f"within-{places}", of_claim("in:" + "|".join(sorted(around)) + guard), gone)

    def components(self) -> list[list[str]]:
        """Return the claims that occur together in minimal clashes of rungs."""
        rungs = [(key, n) for key in self.binding for n in range(len(self.ladders[key]) - 1)]
        false = {frozenset(r for r in rungs if best[self.binding.index(r[0])] > r[1]) for best in self.reached}
        clashes = _hitting(false)
        groups: list[set[str]] = []
        for clash in clashes:
            merged = {key for key, _ in clash}
            apart = [g for g in groups if not g & merged]
            groups = [*apart, merged.union(*(g for g in groups if g & merged))]
        return sorted(sorted(group) for group in groups)

    def minimal(self, component: list[str]) -> list[Levels]:
        """Return the minimal packages of a component, in order."""
        places = [self.binding.index(key) for key in component]
        vectors = {tuple(best[p] for p in places) for best in self.reached}
        least = [v for v in vectors if not any(o != v and _as_high(o, v) for o in vectors)]
        levels = [[(key, level) for key, level in zip(component, v, strict=True) if level] for v in least]
        named = [(self._key(moved), tuple((k, self.ladders[k][n].name) for k, n in moved)) for moved in levels]
        return [names for _, names in sorted(named)]

    def _key(self, moved: list[tuple[str, int]]) -> tuple[int, ...]:
        wants = sum(self.claims[k].kind == "in" and self.ladders[k][n].given_up for k, n in moved)
        cost = [0] * 6
        for key, level in moved:
            for mover in self.movers(self.claims[key]):
                said = [v.firmness for v in self.claims[key].voices if v.binding and v.party in self._family(mover)]
                firmest = min(FIRMNESS.index(f) for f in said)
                cost[2 * firmest + (0 if self.ladders[key][level].given_up else 1)] += 1
        return (wants, *cost, len(moved), sum(n for _, n in moved))

    def movers(self, claim: Claim) -> list[str]:
        """Return the parties that give way on a claim: a member counts with its coalition."""
        voicing = {v.party for v in claim.voices if v.binding}
        return [p for p in sorted(voicing) if not any(p in self._family(o) for o in voicing - {p})]

    def _family(self, party: str) -> frozenset[str]:
        return family(self.negotiation.parties, party)


def _as_high(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))


def _another(claim: Claim, own: Claim) -> bool:
    return bool(set(claim.parties) - set(own.parties))


def _parts(claim_id: str) -> tuple[str, str]:
    cut = min((claim_id.find(sign) for sign in "?!" if sign in claim_id), default=len(claim_id))
    return claim_id[:cut], claim_id[cut:]


def _guarded(guard: str, asks: Callable[[Settlement], bool]) -> Test:
    """Let a test count only where the guard of a claim holds."""
    silent = of_claim(f"out:nothing-at-all{guard}") if guard else None

    def test(s: Settlement) -> bool:
        with_nothing = Settlement({**s.steps, "nothing-at-all": 0}, s.quantities)
        applies = silent is None or not silent(with_nothing)
        return not applies or asks(s)

    return test


def _no_later(others: list[str], x: str) -> Test:
    return lambda s: x not in s.steps or any(y in s.steps and s.steps[y] <= s.steps[x] for y in others)


def _also(others: list[str], x: str) -> Test:
    return lambda s: x not in s.steps or any(y in s.steps for y in others)


def _hitting(sets: Iterable[frozenset[tuple[str, int]]]) -> set[frozenset[tuple[str, int]]]:
    """Return the minimal sets that meet every one of these."""
    found = {frozenset[tuple[str, int]]()}
    for one in sorted(sets, key=len):
        met = {f for f in found if f & one}
        grown = {f | {item} for f, item in product(found - met, one)}
        found = {f for f in met | grown if not any(o < f for o in met | grown)}
    return found
