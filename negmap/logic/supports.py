"""Supports: the minimal sets of claims that bring a term in (labels of an assumption-based truth maintenance system).

De Kleer, "An assumption-based TMS" (1986). Only for rules without a choice of alternatives.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from negmap.logic.budget import Work
from negmap.logic.choices import Choices
from negmap.logic.rules import In, Literal
from negmap.logic.sets import Claims


class Simple(NamedTuple):
    """A rule without a choice: where all of `body` is in, all of `then` holds; `claim` is 0 for a definition."""

    claim: Claims
    body: frozenset[str]
    then: tuple[Literal, ...] | None


class Supports:
    """For each term the minimal sets of claims under which it must be in, as far as they can be part of a small clash.

    A clash has up to `most` claims. A set of claims that brings in a term is kept only when enough
    claims are left for the way from there to something that can fail.
    """

    def __init__(self, rules: Sequence[Simple], most: int, work: Work, choices: Choices) -> None:
        """Take the rules, the size of a clash, and what tells which bits a set may not hold together."""
        self._most, self._work, self._counted = most, work, choices.counted
        self._apart, self._two = bool(choices.one_of), choices.two
        self._of: dict[str, list[Claims]] = {}
        self._resting: dict[str, list[Simple]] = {}
        self.cut = False
        """Whether a set was too large to be kept."""
        for rule in rules:
            for term in rule.body:
                self._resting.setdefault(term, []).append(rule)
        self._need = needs(rules, self._counted)
        self._spread([item for rule in rules if not rule.body for item in self._brought(rule, rule.claim)])

    def of(self, term: str) -> Sequence[Claims]:
        """Return the sets that bring a term in, smallest first; none is part of another."""
        return self._of.get(term, ())

    def _spread(self, queue: list[tuple[int, Claims, str]]) -> None:
        """Carry supports along the rules, smaller ones first, so that what is kept is never found too large later."""
        heapq.heapify(queue)
        seen = {(claims, term) for _, claims, term in queue}
        while queue:
            _, claims, term = heapq.heappop(queue)
            known = self._of.setdefault(term, [])
            self._work.step(1 + len(known) // 8)
            if any(not small & ~claims for small in known):
                continue
            known.append(claims)
            for rule in self._resting.get(term, ()):
                for item in self._onward(rule, claims, term):
                    if item[1:] not in seen:
                        seen.add(item[1:])
                        heapq.heappush(queue, item)

    def _onward(self, rule: Simple, claims: Claims, term: str) -> Iterator[tuple[int, Claims, str]]:
        """Yield what a rule brings in from a new support of one of the terms it rests on."""
        if any(isinstance(literal, In) for literal in rule.then or ()):
            for whole in self._joined(claims | rule.claim, rule.body - {term}):
                yield from self._brought(rule, whole)

    def _brought(self, rule: Simple, claims: Claims) -> Iterator[tuple[int, Claims, str]]:
        for literal in rule.then or ():
            if isinstance(literal, In):
                self._work.step()
                size = (claims & self._counted).bit_count()
                if self._apart and self._two(claims):
                    continue
                if size + self._need.get(literal.term, 0) <= self._most:
                    yield size, claims, literal.term
                else:
                    self.cut = True

    def _joined(self, claims: Claims, terms: Iterable[str]) -> list[Claims]:
        joined = [claims]
        for term in terms:
            joined = [one | other for one in joined for other in self.of(term)]
            self._work.step(len(joined))
        return joined

    def covering(self, claims: Claims, terms: Iterable[str]) -> Iterator[Claims]:
        """Yield sets that hold the claims and bring all the terms in; every minimal one is among them."""
        stack = [(claims, tuple(sorted(terms)))] if self._fits(claims) and not self._two(claims) else []
        seen: set[Claims] = set()
        while stack:
            held, left = stack.pop()
            self._work.step()
            left = tuple(term for term in left if all(small & ~held for small in self.of(term)))
            if not left:
                yield held
                continue
            for small in self.of(left[0]):
                whole = held | small
                if whole not in seen and not self._two(whole) and self._fits(whole):
                    seen.add(whole)
                    stack.append((whole, left[1:]))

    def _fits(self, claims: Claims) -> bool:
        """Say whether a set is small enough, and note that there was one that is not."""
        fits = (claims & self._counted).bit_count() <= self._most
        self.cut = self.cut or not fits
        return fits


def needs(rules: Iterable[Simple], counted: Claims) -> dict[str, int]:
    """Return how many claims that count at least lead from each term to something that can fail.

    None of these brings the term in: in a clash each term has one rule that brings it in, and the
    rules on the way from there are others. An order, though, can be the very rule that brought its
    term in, so it counts only where it brings nothing in.
    """
    least: dict[str, int] = {}
    before: dict[str, list[Simple]] = {}
    queue: list[tuple[int, str]] = []
    for rule in rules:
        brings = [literal.term for literal in rule.then or () if isinstance(literal, In)]
        for term in brings:
            before.setdefault(term, []).append(rule)
        if rule.then is None or len(brings) < len(rule.then):
            queue += [(int(bool(rule.claim & counted) and not brings), term) for term in rule.body]
    heapq.heapify(queue)
    while queue:
        need, term = heapq.heappop(queue)
        if term in least:
            continue
        least[term] = need
        for rule in before.get(term, ()):
            for earlier in rule.body - least.keys():
                heapq.heappush(queue, (need + int(bool(rule.claim & counted)), earlier))
    return least
