"""Whether terms can be in: what one part of the map says against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from negmap.logic import labels
from negmap.logic.budget import Budget
from negmap.logic.clashes import clashes_with
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.enumerate import smallest_first
from negmap.logic.rules import In, Rule, present


class Questions:
    """One part of the map, asked whether terms can be in.

    Where the part leaves no choice of alternatives, a term that some claim asks for is held up by the
    rest of each conflict with that claim; another one, by what conflicts with asking for it.
    """

    def __init__(
        self, soft: Groups, hard: Groups, terms: Iterable[str], known: Iterable[frozenset[str]], budget: Budget
    ) -> None:
        """Take the part's claims and definitions, the terms to be asked about, and the clashes among the claims."""
        self.soft = soft
        self._hard, self._known, self._budget = hard, tuple(known), budget
        self._asked = {term: f"? {term}" for term in terms}
        self._plain = labels.fit((*soft.values(), *hard.values()))
        self.sizes: list[int] = []
        """The sizes up to which reasons were looked for, where there are too many to look for all."""

    @cached_property
    def _encoding(self) -> Encoding:
        asked = {name: present(term) for term, name in self._asked.items()}
        return Encoding({**self.soft, **self._hard, **asked}, self._budget)

    def refusals(self, term: str, names: frozenset[str]) -> tuple[str, ...]:
        """Return which of some claims cannot stand with the term, each by itself; these must only refuse."""
        mine = [name for name in self.soft if name in names]
        if not self._plain:
            return tuple(name for name in mine if self._clashes_alone(name, term))
        brought = _brought(term, self._hard)
        return tuple(name for name in mine if self._refuses(name, term, brought))

    def _refuses(self, claim: str, term: str, brought: frozenset[str]) -> bool:
        rules = self.soft[claim]
        if any(rule.heads for rule in rules):  # what lifts the refusal may itself be kept out
            return self._clashes_alone(claim, term)
        return any(rule.body <= brought for rule in rules)

    def _clashes_alone(self, claim: str, term: str) -> bool:
        return not self._encoding.holds([claim, *self._hard, self._asked[term]])

    def blocked(self, term: str) -> bool:
        """Say whether some claims, satisfiable by themselves, cannot stand with the term. Raises OutOfTime."""
        self._budget.check()  # the clashes that are known may have been cut by the time
        return term in self._held_up if self._plain else next(self.reasons(term), None) is not None

    @cached_property
    def _held_up(self) -> frozenset[str]:
        """Return the terms that cannot be in: all at once, which takes little longer than one."""
        found = {term for term, claim in self._demands.items() if any(claim in names for names in self._known)}
        asked = {self._asked[term]: term for term in self._asked if term not in self._demands}
        return frozenset(found).union(asked[name] for names in self._clashes(asked) for name in names & asked.keys())

    def _clashes(self, asked: dict[str, str]) -> Iterator[frozenset[str]]:
        """Yield the minimal clashes of claims with one of some questions each."""
        questions = {name: present(term) for name, term in asked.items()}
        soft = {**self.soft, **questions}
        return labels.label_clashes(soft, self._hard, self._budget, self._known, self.sizes, one_of=asked.keys())

    @cached_property
    def _demands(self) -> dict[str, str]:
        """Return the terms that a claim asks for without condition, each with that claim."""
        return {term: name for name, rules in self.soft.items() for term in _demanded(rules)}

    def reasons(self, term: str) -> Iterator[tuple[str, ...]]:
        """Yield each minimal set of claims, satisfiable by itself, that cannot stand with a term; raises OutOfTime."""
        self._budget.check()
        if not self._plain:
            yield from clashes_with(present(term), self.soft, self._hard, self._budget, self._known)
        elif term in self._demands:
            claim = self._demands[term]
            yield from smallest_first(names - {claim} for names in self._known if claim in names)
        else:
            name = self._asked[term]
            found = (names for names in self._clashes({name: term}) if name in names)
            yield from smallest_first(names - {name} for names in found)


def _demanded(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        if not rule.body and len(rule.heads) == 1:
            yield from (literal.term for literal in rule.heads[0] if isinstance(literal, In))


def _brought(term: str, hard: Groups) -> frozenset[str]:
    """Return the terms that definitions without a choice bring in with a term, with the term."""
    rules = [rule for rules in hard.values() for rule in rules if rule.heads]
    reached, grown = {term}, True
    while grown:
        fresh = {lit.term for rule in rules if rule.body <= reached for lit in rule.heads[0] if isinstance(lit, In)}
        grown = not fresh <= reached
        reached |= fresh
    return frozenset(reached)
