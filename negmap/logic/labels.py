"""All minimal clashes of a part, from the supports of terms; no solver is asked.

What can fail is found first (a refusal, a ring of orders, numbers that do not meet), then every way in
which the terms it rests on are brought in. Where there are too many clashes, all up to a size are found.

A rule that leaves a choice counts as one rule for each alternative, with a bit that says that it is
chosen. What clashes whatever is chosen is found at the end, one choice after the other (`choices`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from negmap.logic.budget import Budget, OutOfTime, TooMuch, Work
from negmap.logic.choices import MANY, Choices
from negmap.logic.circles import circles
from negmap.logic.components import failing
from negmap.logic.encoding import Groups
from negmap.logic.rules import Bound, Edge, In, Literal, Rule
from negmap.logic.sets import Claims, bits
from negmap.logic.supports import Simple, Supports

SIZES = (5, 6, 7, 8, 10, 12, 16, 24)
"""Up to which sizes clashes are looked for, one after the other, before all are."""
STEPS = 400_000
"""How many steps a search for all clashes up to a size may take: about a second."""
STEPS_OF_CHOICE = 100_000
"""The same for a part with a choice, which can be left to a solver."""


def label_clashes(
    soft: Groups,
    hard: Groups,
    budget: Budget,
    known: Sequence[frozenset[str]] = (),
    cut: list[int] | None = None,
    steps: int = STEPS,
) -> Iterator[frozenset[str]]:
    """Yield every minimal clash that holds none of the known ones.

    Where there are too many, every one up to a size is yielded, and the size is added to `cut`; but in a
    part with a choice of alternatives none is, and TooMuch is raised: a solver is the better way then.
    Raises OutOfTime when the budget is spent; what was yielded before stays true.
    """
    part = _Part(soft, hard, known)
    if part.choices:
        yield from part.named(part.within(part.most, Work(min(steps, STEPS_OF_CHOICE), budget)).sets)
        return
    found = [Found([], 0)]
    try:
        found.extend(part.growing(steps, budget))
    except OutOfTime:
        yield from part.named(found[-1].sets)
        raise
    yield from part.named(found[-1].sets)
    if found[-1].up_to is not None and cut is not None:
        cut.append(found[-1].up_to)


class InClashes(NamedTuple):
    """Which of some claims are in a clash, and the size up to which clashes were looked for (None: in all)."""

    names: frozenset[str]
    up_to: int | None


def in_clashes(
    asked: Collection[str], soft: Groups, hard: Groups, budget: Budget, known: Sequence[frozenset[str]]
) -> InClashes:
    """Say which claims are in a minimal clash that holds no other of them; small clashes are looked for first.

    `known` are all minimal clashes without these claims. Raises OutOfTime when the budget is spent.
    """
    part, names = _Part(soft, hard, known, asked), frozenset[str]()
    up_to: int | None = 0
    for found in part.growing(STEPS_OF_CHOICE if part.choices else STEPS, budget):
        names = frozenset(name for clash in part.named(found.sets) for name in clash).intersection(asked)
        up_to = found.up_to
        if up_to is None or len(names) == len(asked):
            return InClashes(names, None)
    return InClashes(names, up_to)


def small_first(soft: Groups, hard: Groups, budget: Budget, steps: int) -> Iterator[frozenset[str]]:
    """Yield minimal clashes, small ones first, each once; raises TooMuch where these are not all.

    Raises OutOfTime when the budget is spent.
    """
    part, work = _Part(soft, hard, ()), Work(steps, budget)
    seen: set[Claims] = set()
    for size in (2, 3, part.most):
        found = part.within(size, work)
        yield from part.named(claims for claims in found.sets if claims not in seen)
        seen.update(found.sets)
        if found.up_to is None:
            return


class Found(NamedTuple):
    """Minimal clashes, and the size up to which these are all (None: these are all)."""

    sets: list[Claims]
    up_to: int | None


class _Part:
    """The rules of a part, with a bit for each claim and each alternative of a choice."""

    def __init__(
        self, soft: Groups, hard: Groups, known: Sequence[frozenset[str]], one_of: Collection[str] = ()
    ) -> None:
        self._names = sorted(soft)
        bits = {name: 1 << number for number, name in enumerate(self._names)}
        can_fail = failing([rule for rules in (*soft.values(), *hard.values()) for rule in rules])
        self.choices = Choices(1 << len(self._names), sum(bits[name] for name in one_of))
        self._rules = [r for name in self._names for r in self._simple(soft[name], bits[name], can_fail)]
        self._rules += [r for name in sorted(hard) for r in self._simple(hard[name], 0, can_fail)]
        # Ways are measured in rules, and a definition can have several on one way: no set is larger than this.
        self.most = len(self._rules)
        self._known = {sum(bits[name] for name in names) for names in known}

    def _simple(self, rules: Iterable[Rule], claim: Claims, can_fail: Callable[[Literal], bool]) -> Iterator[Simple]:
        for rule in rules:
            if not rule.heads:
                yield Simple(claim, rule.body, None)
            for head, chosen in zip(rule.heads, self.choices.of(len(rule.heads)), strict=True):
                then = tuple(lit for lit in head if isinstance(lit, In) or can_fail(lit))
                yield Simple(claim | chosen, rule.body, then)

    def growing(self, steps: int, budget: Budget) -> Iterator[Found]:
        """Yield what is found up to one size after the other, as long as that takes no more steps than allowed."""
        found = None
        for size in range(SIZES[0], 0, -1):
            if (found := self._within(size, steps, budget)) is not None:
                yield found
                break
        if found is None or found.up_to is None or found.up_to < SIZES[0]:
            return
        for size in (*SIZES[1:], self.most):
            found = self._within(size, steps, budget)
            if found is not None:
                yield found
            if found is None or found.up_to is None:
                return

    def _within(self, most: int, steps: int, budget: Budget) -> Found | None:
        try:
            return self.within(most, Work(steps, budget))
        except TooMuch:
            return None

    def within(self, most: int, work: Work) -> Found:
        """Return every minimal clash of up to so many claims; raises TooMuch."""
        failing = self._failing(most, work)
        sets = self._new(self.choices.resolved(failing.sets, work))
        # What is joined across alternatives can be larger than was looked for, and then need not be minimal.
        fitting = [claims for claims in sets if (claims & self.choices.counted).bit_count() <= most]
        return Found(fitting, most if len(fitting) < len(sets) else failing.up_to)

    def _new(self, sets: Iterable[Claims]) -> list[Claims]:
        return [clash for clash in sets if clash not in self._known]

    def _failing(self, most: int, work: Work) -> Found:
        """Return sets that fail, every minimal one of up to so many claims among them, and those that are known."""
        supports = Supports(self._rules, most, work, self.choices)
        # Something has to be asked for by itself, or nothing would be in: where a claim does that, it is on no ring.
        asking = all(rule.claim & self.choices.counted for rule in self._rules if not rule.body)
        rings = circles(_edges(self._rules, supports), most - asking, work, self.choices.counted)
        refused = [(rule.claim, rule.body) for rule in self._rules if rule.then is None]
        every = set(self._known)
        for claims, terms in (*refused, *_apart(self._rules), *rings.found):
            every.update(supports.covering(claims, terms))
            if len(every) > MANY + len(self._known):
                raise TooMuch
        whole = not (supports.cut or rings.cut) or most >= self.most
        return Found(list(every), None if whole else most)

    def named(self, sets: Iterable[Claims]) -> Iterator[frozenset[str]]:
        """Yield sets of claims by their names."""
        for clash in sets:
            yield frozenset(self._names[one.bit_length() - 1] for one in bits(clash))


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
