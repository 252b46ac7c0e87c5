"""Concessions: the packages of each component, by who moves, smallest first (method.md §9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from itertools import islice

from negmap.findings.claims import Claim, Firmness
from negmap.findings.conflicts import TIME, Completeness
from negmap.findings.packages import Component, Concession, Concessions, Cost, Group, Package, Rung
from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.cheapest import total
from negmap.logic.encoding import Groups
from negmap.logic.ladders import ladders
from negmap.logic.packages import Search, parts
from negmap.logic.rungs import Levels, Limits, giving_up
from negmap.model.negotiation import Negotiation
from negmap.model.parties import family
from negmap.progress import Work, begin, count

LIMIT = 25
"""How many packages of a component are listed before the list is cut."""
PARTS: tuple[str, ...] = ("wants", "red_lines_dropped", "red_lines_softened", "firm_dropped", "firm_softened")
PARTS += ("flexible_dropped", "flexible_softened", "concessions")
"""What the order of packages compares, from the left, before rungs and ids: method.md §9.3."""
_FIRMNESS: tuple[Firmness, ...] = ("red-line", "firm", "flexible")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which packages are asked for: only of one party, none of others, only bridges; how many.

    Without a limit these are all where they could be found at once, else the first LIMIT.
    """

    only: str | None = None
    hold: frozenset[str] = frozenset()
    bridges: bool = False
    drop_only: bool = False
    limit: int | None = None


def concessions(
    negotiation: Negotiation,
    claims: Mapping[str, Claim],
    definitions: Groups,
    conflicts: Mapping[str, frozenset[str]],
    budget: Budget,
    wanted: Wanted | None = None,
) -> Concessions:
    """Return the packages of every component, smallest first, and the first of each.

    `conflicts` has the claims of each conflict by its id. A list is cut at the limit or when the
    budget is spent, and says so.
    """
    wanted = wanted or Wanted()
    found: list[Component] = []
    completeness = Completeness()
    begin(Work.PACKAGES)
    try:
        budget.check()
        steps = ladders(claims.values(), negotiation.issues, drop_only=wanted.drop_only)
        for names, near in parts(steps, definitions, budget):
            search = _Component(names, claims, steps, near, negotiation, budget, wanted)
            found.append(search.result(tuple(key for key, inside in conflicts.items() if inside.issubset(names))))
    except OutOfTime:
        completeness = Completeness(complete=False, reason=TIME)
    cut = next((c.completeness for c in found if not c.completeness.complete), completeness)
    combined = tuple(c.packages[0].id for c in found if c.packages)
    return Concessions(tuple(found), combined, completeness if not completeness.complete else cut)


def dropped(claims: Mapping[str, Claim], negotiation: Negotiation) -> dict[str, tuple[int, ...]]:
    """Return what dropping each binding claim adds to each of `PARTS`."""
    movers = _Movers(negotiation)
    found = {}
    for name, claim in claims.items():
        cost = [0] * (2 * len(_FIRMNESS))
        for mover in movers.of(claim):
            cost[2 * _FIRMNESS.index(movers.firmest(claim, mover))] += 1
        found[name] = (int(claim.want), *cost, 1)
    return found


def first_packages(
    negotiation: Negotiation, claims: Mapping[str, Claim], definitions: Groups, budget: Budget
) -> tuple[Package, ...]:
    """Return the package that comes first in each component, where there is one; nothing more is searched.

    Whether it is Pareto-best, and its group beside the others, are not known. Raises OutOfTime.
    """
    steps = ladders(claims.values(), negotiation.issues)
    found = (
        _Component(names, claims, steps, near, negotiation, budget, Wanted()).first()
        for names, near in parts(steps, definitions, budget)
    )
    return tuple(package for package in found if package is not None)


class _Component:
    """The packages of one component."""

    def __init__(
        self,
        names: tuple[str, ...],
        claims: Mapping[str, Claim],
        steps: Mapping[str, tuple[Rung, ...]],
        near: Groups,
        negotiation: Negotiation,
        budget: Budget,
        wanted: Wanted,
    ) -> None:
        self._claims = {name: claims[name] for name in names}
        self._steps = steps
        self._parties = _Movers(negotiation)
        self._wanted = wanted
        self._budget = budget
        self._search = Search(names, steps, near, budget)
        self._wants = frozenset(name for name in names if claims[name].want)
        self._movers = {name: self._parties.of(claim) for name, claim in self._claims.items()}
        self._least: int | None = None

    def result(self, conflicts: tuple[str, ...]) -> Component:
        """Return the component with its packages."""
        names = tuple(sorted(self._claims))
        key = f"k-{sha256(chr(10).join(names).encode()).hexdigest()[:8]}"
        packages: list[Package] = []
        completeness = Completeness()
        try:
            listed, limit = self._listed(self._limits()), self._wanted.limit
            if limit is None and not self._search.whole:
                limit = LIMIT
            for package in islice(listed, limit):
                packages.append(package)
                count()
            if next(listed, None) is not None:
                completeness = Completeness(complete=False, limit=limit, reason=None)
        except OutOfTime:
            completeness = Completeness(complete=False, reason=TIME)
        if completeness.complete:
            packages = list(_pareto(packages, self._vectors))
        else:
            packages, whole = self._with_firsts(packages)
            completeness = completeness if whole else Completeness(complete=False, reason=TIME)
        return Component(key, names, conflicts, tuple(packages), _firsts(packages), completeness)

    def first(self) -> Package | None:
        """Return the package that comes first."""
        return next(self._listed(self._limits()), None)

    def _limits(self) -> Limits:
        wanted = self._wanted
        held = {name for name, movers in self._movers.items() if wanted.hold.intersection(movers)}
        if wanted.only is not None:
            held |= {name for name, movers in self._movers.items() if movers != (wanted.only,)}
        return Limits(held=frozenset(held), no_giving_up=wanted.bridges)

    def _listed(self, limits: Limits, *, moves_first: bool = False) -> Iterator[Package]:
        weight = self._moves_first if moves_first else self._weight
        for _, levels in self._search.listed(weight, limits):
            yield self._package(levels)

    def _weight(self, claim: str, rung: int) -> tuple[int, ...]:
        if not rung:
            return (0,) * 9
        given = self._steps[claim][rung].gives_up
        return (int(given and claim in self._wants), *self._cost(claim, given=given), 1, rung)

    def _moves_first(self, claim: str, rung: int) -> tuple[int, ...]:
        *rest, moves, rungs = self._weight(claim, rung)
        return (moves, *rest, rungs)

    def _cost(self, claim: str, *, given: bool, party: str | None = None) -> tuple[int, ...]:
        """Return how many parties (or whether this one) give way on a claim, by firmness, dropped and softened."""
        cost = [0] * 6
        for mover in self._movers[claim]:
            if party in (None, mover):
                firmest = self._parties.firmest(self._claims[claim], mover)
                cost[2 * _FIRMNESS.index(firmest) + (not given)] += 1
        return tuple(cost)

    def _package(self, levels: Levels) -> Package:
        if not self._search.confirmed(levels):
            raise AssertionError(f"not a minimal package: {levels}")
        moved = tuple(self._concession(claim, rung) for claim, rung in levels)
        gives_up = tuple(c.claim for c in moved if c.gives_up and c.claim in self._wants)
        movers = tuple(sorted({p for c in moved for p in c.parties}))
        summed = total(self._weight, levels)
        text = "\n".join(f"{c.claim} {c.to}" for c in moved)
        package = Package(
            f"p-{sha256(text.encode()).hexdigest()[:8]}",
            "several",
            movers,
            moved,
            gives_up,
            Cost(*summed[1:7]),
            summed[8],
            empty=set(gives_up) == self._wants,
        )
        self._least = len(gives_up) if self._least is None else min(self._least, len(gives_up))
        return replace(package, group=self._group(package))

    def _concession(self, claim: str, rung: int) -> Concession:
        step = self._steps[claim][rung]
        return Concession(claim, self._movers[claim], rung, step.name, step.gives_up)

    def _group(self, package: Package) -> Group:
        if self._least is not None and len(package.gives_up) > self._least:
            return "without"
        if package.bridge:
            return "bridge"
        return (
            "only"
            if all(c.parties == package.movers for c in package.concessions) and len(package.movers) == 1
            else "several"
        )

    def _with_firsts(self, packages: list[Package]) -> tuple[list[Package], bool]:
        """Add to a list that was cut the first packages of each group, found one by one; say if there was time."""
        known = {p.id: p for p in packages}
        for group, limits in self._group_limits():
            for moves_first in (False, True):
                try:
                    fitting = (
                        p for p in self._listed(limits, moves_first=moves_first) if (p.group, self._only(p)) == group
                    )
                    first = next(islice(fitting, 1), None)
                except OutOfTime:
                    return list(known.values()), False
                if first is not None:
                    known.setdefault(first.id, first)
        return list(known.values()), True

    @staticmethod
    def _only(package: Package) -> str:
        return package.movers[0] if package.group == "only" else ""

    def _group_limits(self) -> Iterator[tuple[tuple[Group, str], Limits]]:
        """Yield limits that hold for every package of a group (and for few others)."""
        base = self._limits()
        yield ("bridge", ""), replace(base, no_giving_up=True)
        if self._wanted.bridges:
            return
        parties = sorted({p for movers in self._movers.values() for p in movers})
        for party in parties:
            others = frozenset(name for name, movers in self._movers.items() if movers != (party,))
            yield ("only", party), replace(base, held=base.held | others)
        apart = tuple(
            frozenset((name, 1) for name, movers in self._movers.items() if movers != (party,)) for party in parties
        )
        given = frozenset((name, giving_up(self._steps[name])) for name in self._claims)
        yield ("several", ""), replace(base, some_of=(*apart, given))
        if self._least is not None and len(self._wants) > self._least:
            wants = frozenset((name, giving_up(self._steps[name])) for name in self._wants)
            yield ("without", ""), replace(base, more_than=(wants, self._least))

    def _vectors(self, package: Package) -> dict[str, tuple[int, ...]]:
        vectors: dict[str, tuple[int, ...]] = {}
        for party in package.movers:
            costs = [self._cost(c.claim, given=c.gives_up, party=party) for c in package.concessions]
            vectors[party] = tuple(sum(column) for column in zip(*costs, strict=True))
        return vectors


class _Movers:
    """Which parties give way on a claim; a member counts with a coalition that also voices it."""

    def __init__(self, negotiation: Negotiation) -> None:
        parties = negotiation.parties
        self._families = {head: family(parties, head) for head in parties}

    def of(self, claim: Claim) -> tuple[str, ...]:
        voicing = {v.party for v in claim.voices if v.binding}
        return tuple(sorted(p for p in voicing if not any(p in self._families[h] for h in voicing - {p})))

    def firmest(self, claim: Claim, mover: str) -> Firmness:
        said = {v.firmness for v in claim.voices if v.binding and v.party in self._families[mover]}
        return next(firmness for firmness in _FIRMNESS if firmness in said)


def _pareto(
    packages: Sequence[Package], vectors_of: Callable[[Package], dict[str, tuple[int, ...]]]
) -> Iterator[Package]:
    """Mark each package for which no other is, by each party's own vector, no dearer for all and cheaper for one."""
    vectors = {p.id: tuple(vectors_of(p).items()) for p in packages}
    zero = (0,) * 6
    best: dict[tuple[tuple[str, tuple[int, ...]], ...], dict[str, tuple[int, ...]]] = {}
    # What undercuts another costs less in all: so those it could be are met before. Many have equal vectors.
    for vector in dict.fromkeys(vectors[p.id] for p in sorted(packages, key=lambda p: astuple(p.cost))):
        own = dict(vector)
        if not any(_better(other, own, zero) for other in best.values()):
            best[vector] = own
    return (replace(package, pareto=vectors[package.id] in best) for package in packages)


def _better(other: Mapping[str, tuple[int, ...]], own: Mapping[str, tuple[int, ...]], zero: tuple[int, ...]) -> bool:
    parties = other.keys() | own.keys()
    pairs = [(other.get(p, zero), own.get(p, zero)) for p in parties]
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)


def _firsts(packages: Iterable[Package]) -> tuple[str, ...]:
    """Return each group's smallest package and the one with the fewest moves, in the order of groups."""
    groups: dict[tuple[int, str], list[Package]] = {}
    order: tuple[Group, ...] = ("bridge", "only", "several", "without")
    for package in packages:
        party = package.movers[0] if package.group == "only" else ""
        groups.setdefault((order.index(package.group), party), []).append(package)
    chosen: list[str] = []
    for key in sorted(groups):
        fewest = min(groups[key], key=lambda p: len(p.concessions))
        chosen += [p.id for p in dict.fromkeys((groups[key][0], fewest))]
    return tuple(chosen)
