"""Conflicts, tensions and their obstacles (method.md §5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from negmap.findings.claims import BOUND_KINDS, Claim, Guard
from negmap.findings.conflicts import (
    APART,
    SIZE,
    TIME,
    Clashes,
    Completeness,
    Conflict,
    ConflictKind,
    Conflicts,
    Obstacle,
)
from negmap.logic.budget import Budget, OutOfTime, TooMany
from negmap.logic.clashes import Anatomy, all_clashes, anatomy, witnesses
from negmap.logic.components import Scattered
from negmap.logic.enumerate import smallest_first
from negmap.logic.rules import Rule, of_claim
from negmap.progress import Work, begin, count

Definitions = Mapping[str, tuple[Rule, ...]]


def conflicts(claims: Iterable[Claim], definitions: Definitions, budget: Budget) -> Conflicts:
    """Return every conflict among the binding claims, smallest first, and the obstacles they are shown under."""
    binding = {claim.id: claim for claim in claims if claim.binding}
    return described(_sets(binding, definitions, budget), binding, definitions, budget)


def tensions(claims: Iterable[Claim], definitions: Definitions, known: Conflicts, budget: Budget) -> Clashes:
    """Return every minimal clash in which a claim that is only a preference takes part, as sets of claims.

    `known` are the conflicts among the same claims.
    """
    every = {claim.id: claim for claim in claims}
    found = _sets(every, definitions, budget, [frozenset(c.claims) for c in known.conflicts])
    return replace(found, sets=tuple(s for s in found.sets if not all(every[name].binding for name in s)))


def _sets(
    claims: Mapping[str, Claim], definitions: Definitions, budget: Budget, known: Iterable[frozenset[str]] = ()
) -> Clashes:
    rules = {name: of_claim(claim) for name, claim in claims.items()}
    found: list[frozenset[str]] = []
    completeness = Completeness()
    begin(Work.CONFLICTS)
    try:
        for clash in all_clashes(rules, definitions, budget, known):
            found.append(frozenset(clash))
            count()
    except OutOfTime:
        completeness = Completeness(complete=False, reason=TIME)
    except TooMany as many:
        completeness = Completeness(complete=False, limit=many.size, reason=SIZE)
    return Clashes(smallest_first(found), completeness)


def described(clashes: Clashes, claims: Mapping[str, Claim], definitions: Definitions, budget: Budget) -> Conflicts:
    """Return clashes with their kinds, definitions, rings, witnesses and obstacles.

    Once the budget is spent only the smallest are taken apart, for a moment; those left over are counted.
    """
    rules = {name: of_claim(claims[name]) for clash in clashes.sets for name in clash}
    found: list[Conflict] = []
    completeness, late = clashes.completeness, budget.late()
    begin(Work.APART, len(clashes.sets))
    try:
        for clash in clashes.sets:
            found.append(_conflict(clash, claims, rules, definitions, late))
            count()
    except OutOfTime:
        completeness = Completeness(complete=False, limit=len(clashes.sets) - len(found), reason=APART)
    placed, obstacles = by_obstacle(found, claims)
    return Conflicts(placed, obstacles, completeness)


def _conflict(
    clash: tuple[str, ...], claims: Mapping[str, Claim], rules: Definitions, definitions: Definitions, budget: Budget
) -> Conflict:
    parts = anatomy(clash, rules, definitions, budget)
    kind = _kind([claims[name] for name in clash], parts)
    settled = witnesses(clash, rules, definitions, budget)
    return Conflict(_id("c", clash), kind, clash, parts.definitions, parts.rings, settled, obstacle="")


def _id(letter: str, names: Iterable[str]) -> str:
    return f"{letter}-{sha256(chr(10).join(sorted(names)).encode()).hexdigest()[:8]}"


def _kind(claims: list[Claim], parts: Anatomy) -> ConflictKind:
    if any(claim.kind in BOUND_KINDS for claim in claims):
        return "quantity"
    if parts.rings:
        return "deadlock"
    if any(d.id.startswith("def:choose:") for d in parts.definitions):
        return "options"
    if any(claim.kind not in ("in", "out") or claim.guard != Guard() for claim in claims):
        return "condition"
    return "definition" if len({t for claim in claims for t in claim.subjects}) > 1 else "direct"


def by_obstacle(
    found: list[Conflict], claims: Mapping[str, Claim]
) -> tuple[tuple[Conflict, ...], tuple[Obstacle, ...]]:
    """Return the conflicts with the obstacles they stand under, and the inclusion-minimal obstacles.

    Obstacles are in the order of their first conflict; each lists the wants that its own conflicts hold up.
    """
    own = {c.id: frozenset(n for n in c.claims if not claims[n].want) for c in found}
    sets = smallest_first({names for names in own.values() if names})
    minimal: list[frozenset[str]] = []
    known = Scattered()
    for names in map(frozenset, sets):
        if not known.within(names):
            minimal.append(names)
            known.add(names)
    shown = _joined(minimal, claims)
    placed = [_placed(c, own[c.id], known, shown) for c in found]
    return tuple(placed), tuple(_obstacles(placed, own, claims, shown))


def _joined(minimal: list[frozenset[str]], claims: Mapping[str, Claim]) -> dict[frozenset[str], frozenset[str]]:
    """Map each minimal obstacle to what is shown: obstacles made only of bounds on one term are shown as one."""
    by_term: dict[str, set[str]] = {}
    for names in minimal:
        if term := _bounded_term(names, claims):
            by_term.setdefault(term, set()).update(names)
    return {names: frozenset(by_term.get(_bounded_term(names, claims), names)) for names in minimal}


def _bounded_term(names: frozenset[str], claims: Mapping[str, Claim]) -> str:
    terms = {claims[name].subjects for name in names}
    return next(iter(terms))[0] if len(terms) == 1 and all(claims[n].kind in BOUND_KINDS for n in names) else ""


def _placed(
    c: Conflict, own: frozenset[str], minimal: Scattered, shown: Mapping[frozenset[str], frozenset[str]]
) -> Conflict:
    if not own:
        return replace(c, obstacle=_id("o", c.claims))
    under = minimal.within(own)[0]
    if under == own:
        return replace(c, obstacle=_id("o", shown[under]))
    return replace(c, obstacle=_id("o", own), follows_from=_id("o", shown[under]))


def _obstacles(
    placed: list[Conflict],
    own: Mapping[str, frozenset[str]],
    claims: Mapping[str, Claim],
    shown: Mapping[frozenset[str], frozenset[str]],
) -> Iterator[Obstacle]:
    under: dict[str, list[Conflict]] = {}
    for c in placed:
        if c.follows_from is None:
            under.setdefault(c.obstacle, []).append(c)
    for key, members in under.items():
        names = shown[own[members[0].id]] if own[members[0].id] else frozenset(members[0].claims)
        wants = {name for c in members for name in c.claims if claims[name].want}
        rings = sorted({ring for c in members for ring in c.rings})
        yield Obstacle(
            key,
            members[0].kind,
            tuple(sorted(names)),
            tuple(sorted(wants - names)),
            tuple(c.id for c in members),
            tuple(rings),
        )
