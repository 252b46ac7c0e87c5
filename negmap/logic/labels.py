"""All minimal clashes of a part without a choice of alternatives, from the supports of terms; no solver is asked.

What can fail is found first (a refusal, a ring of orders, numbers that do not meet), then every way in
which the terms it rests on are brought in. Where there are too many clashes, all up to a size are found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.circles import circles
from negmap.logic.components import failing
from negmap.logic.encoding import Groups
from negmap.logic.rules import Bound, Edge, In, Literal, Rule
from negmap.logic.supports import Claims, Simple, Supports, TooMuch, Work

SIZES = (5, 6, 7, 8, 10, 12, 16, 24)
"""Up to which sizes clashes are looked for, one after the other, before all are."""
STEPS = 400_000
"""How many steps a search for all clashes up to a size may take: about a second."""
MANY = 10_000
"""More sets than this are not looked through for the minimal ones."""


def fit(groups: Iterable[tuple[Rule, ...]]) -> bool:
    """Say whether no rule leaves a choice of alternatives."""
    return all(len(rule.heads) <= 1 for rules in groups for rule in rules)


def label_clashes(
    soft: Groups,
    hard: Groups,
    budget: Budget,
    known: Sequence[frozenset[str]] = (),
    cut: list[int] | None = None,
    steps: int = STEPS,
    one_of: Collection[str] = (),
) -> Iterator[frozenset[str]]:
    """Yield every minimal clash that holds none of the known ones, and at most one of the claims in `one_of`.

    Where there are too many, every one up to a size is yielded, and the size is added to `cut`.
    Raises OutOfTime when the budget is spent; what was yielded before stays true.
    """
    part = _Part(soft, hard, known, one_of)
    found = [Found([], 0)]
    try:
        found.extend(part.growing(steps, budget))
    except OutOfTime:
        yield from part.named(found[-1].sets)
        raise
    yield from part.named(found[-1].sets)
    if found[-1].up_to is not None and cut is not None:
        cut.append(found[-1].up_to)


class Found(NamedTuple):
    """Minimal clashes, and the size up to which these are all (None: these are all)."""

    sets: list[Claims]
    up_to: int | None


class _Part:
    """The rules of a part, with a bit for each claim."""

    def __init__(self, soft: Groups, hard: Groups, known: Sequence[frozenset[str]], one_of: Collection[str]) -> None:
        self._names = sorted(soft)
        bits = {name: 1 << number for number, name in enumerate(self._names)}
        can_fail = failing([rule for rules in (*soft.values(), *hard.values()) for rule in rules])
        self._rules = [r for name in self._names for r in _simple(soft[name], bits[name], can_fail)]
        self._rules += [r for name in sorted(hard) for r in _simple(hard[name], 0, can_fail)]
        self._one_of = sum(bits[name] for name in one_of)
        self._known = {sum(bits[name] for name in names) for names in known}

    def growing(self, steps: int, budget: Budget) -> Iterator[Found]:
        """Yield what is found up to one size after the other, as long as that takes no more steps than allowed."""
        found = None
        for size in range(SIZES[0], 0, -1):
            if (found := self._within(size, steps, budget)) is not None:
                yield found
                break
        if found is None or found.up_to is None or found.up_to < SIZES[0]:
            return
        for size in (*SIZES[1:], len(self._names)):
            found = self._within(size, steps, budget)
            if found is not None:
                yield found
            if found is None or found.up_to is None:
                return

    def _within(self, most: int, steps: int, budget: Budget) -> Found | None:
        try:
            return self._clashes(most, Work(steps, budget))
        except TooMuch:
            return None

    def _clashes(self, most: int, work: Work) -> Found:
        """Return every minimal clash of up to so many claims."""
        supports = Supports(self._rules, most, work, self._one_of)
        # Something has to be asked for by itself, or nothing would be in: that claim is on no ring.
        rings = circles(_edges(self._rules, supports), most - 1, work)
        refused = [(rule.claim, rule.body) for rule in self._rules if rule.then is None]
        every = set(self._known)
        for claims, terms in (*refused, *_apart(self._rules), *rings.found):
            every.update(supports.covering(claims, terms))
            if len(every) > MANY + len(self._known):
                raise TooMuch
        whole = not (supports.cut or rings.cut) or most >= len(self._names)
        kept = minimal(every, work)
        return Found([clash for clash in kept if clash not in self._known], None if whole else most)

    def named(self, sets: Iterable[Claims]) -> Iterator[frozenset[str]]:
        """Yield sets of claims by their names."""
        for clash in sets:
            yield frozenset(name for number, name in enumerate(self._names) if clash >> number & 1)


def _simple(rules: Iterable[Rule], claim: Claims, can_fail: Callable[[Literal], bool]) -> Iterator[Simple]:
    for rule in rules:
        then = tuple(lit for head in rule.heads for lit in head if isinstance(lit, In) or can_fail(lit))
        yield Simple(claim, rule.body, then if rule.heads else None)


def _apart(rules: Iterable[Simple]) -> Iterator[tuple[Claims, frozenset[str]]]:
    """Yield each two bounds on one term that leave no number between them."""
    bounds: dict[str, list[tuple[Bound, Simple]]] = {}
    for rule in rules:
        for literal in rule.then or ():
            if isinstance(literal, Bound):
                bounds.setdefault(literal.term, []).append((literal, rule))
    for named in bounds.values():
        for low, one in named:
            for high, other in named:
                if low.least and not high.least and low.number > high.number:
                    yield one.claim | other.claim, one.body | other.body


def _edges(rules: Iterable[Simple], supports: Supports) -> Iterator[tuple[Edge, Claims, frozenset[str]]]:
    """Yield the orders that can be in force, each with the claim that asks for it and the terms it rests on."""
    for rule in rules:
        if all(supports.of(term) for term in rule.body):
            yield from ((lit, rule.claim, rule.body) for lit in rule.then or () if isinstance(lit, Edge))


def minimal(sets: Iterable[Claims], work: Work) -> list[Claims]:
    """Return the sets that hold no other; each is compared only with those that have a rare claim in common with it."""
    ordered = sorted(sets, key=lambda claims: (claims.bit_count(), claims))
    often: dict[Claims, int] = {}
    for claims in ordered:
        for one in _bits(claims):
            often[one] = often.get(one, 0) + 1
    kept: list[Claims] = []
    under: dict[Claims, list[Claims]] = {}
    for claims in ordered:
        own = list(_bits(claims))
        near = [small for one in own for small in under.get(one, ())]
        work.step(1 + len(near) // 8)
        if not any(not small & ~claims for small in near):
            kept.append(claims)
            if own:
                under.setdefault(min(own, key=lambda one: (often[one], one)), []).append(claims)
    return kept


def _bits(claims: Claims) -> Iterator[Claims]:
    while claims:
        yield claims & -claims
        claims &= claims - 1
