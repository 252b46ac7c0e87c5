"""Whether terms can be in: what one part of the map says against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from negmap.logic.budget import Budget, TooMuch
from negmap.logic.clashes import clashes_with
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.enumerate import smallest_first
from negmap.logic.forward import brought_in, without_choice
from negmap.logic.labels import InClashes, in_clashes, label_clashes
from negmap.logic.rules import In, Rule, present


class Questions:
    """One part of the map, asked whether terms can be in.

    A term that some claim asks for is held up by the rest of each conflict with that claim; another one,
    by what conflicts with asking for it.
    """

    def __init__(
        self, soft: Groups, hard: Groups, terms: Iterable[str], known: Iterable[frozenset[str]], budget: Budget
    ) -> None:
        """Take the part's claims and definitions, the terms to be asked about, and the clashes among the claims."""
        self.soft = soft
        self._hard, self._known, self._budget = hard, tuple(known), budget
        self._asked = {term: f"? {term}" for term in terms}
        self._choice = not without_choice({**soft, **hard})
        self.sizes: list[int] = []
        """The sizes up to which reasons were looked for, where there are too many to look for all."""

    @cached_property
    def _encoding(self) -> Encoding:
        asked = {name: present(term) for term, name in self._asked.items()}
        return Encoding({**self.soft, **self._hard, **asked}, self._budget)

    def refusals(self, term: str, names: frozenset[str]) -> tuple[str, ...]:
        """Return which of some claims cannot stand with the term, each by itself; these must only refuse."""
        mine = [name for name in self.soft if name in names]
        if self._choice:
            return tuple(name for name in mine if self._clashes_alone(name, term))
        brought = brought_in([rule for rules in self._hard.values() for rule in rules if rule.heads], [term])[0]
        return tuple(name for name in mine if self._refuses(name, term, brought))

    def _refuses(self, claim: str, term: str, brought: set[str]) -> bool:
        rules = self.soft[claim]
        if any(rule.heads for rule in rules):  # what lifts the refusal may itself be kept out
            return self._clashes_alone(claim, term)
        return any(rule.body <= brought for rule in rules)

    def _clashes_alone(self, claim: str, term: str) -> bool:
        return not self._encoding.holds([claim, *self._hard, self._asked[term]])

    def blocked(self, term: str) -> bool:
        """Say whether some claims, satisfiable by themselves, cannot stand with the term. Raises OutOfTime."""
        self._budget.check()  # the clashes that are known may have been cut by the time
        if term in self._demands:
            return any(self._demands[term] in names for names in self._known)
        held_up = self._asked[term] in self._held_up.names
        if held_up or self._held_up.up_to is None or not self._choice:
            return held_up
        return next(self._by_solver(term), None) is not None

    @cached_property
    def _held_up(self) -> InClashes:
        """Tell which terms cannot be in though no claim asks for them; all at once takes little longer than one."""
        asked = [name for term, name in self._asked.items() if term not in self._demands]
        found = in_clashes(asked, self._with(asked), self._hard, self._budget, self._known)
        if found.up_to is not None and not self._choice:
            self.sizes.append(found.up_to)
        return found

    def _with(self, asked: Iterable[str]) -> Groups:
        return {**self.soft, **{name: present(term) for term, name in self._asked.items() if name in asked}}

    @cached_property
    def _demands(self) -> dict[str, str]:
        """Return the terms that a claim asks for without condition, each with that claim."""
        return {term: name for name, rules in self.soft.items() for term in _demanded(rules)}

    def reasons(self, term: str) -> Iterator[tuple[str, ...]]:
        """Yield each minimal set of claims, satisfiable by itself, that cannot stand with a term; raises OutOfTime."""
        self._budget.check()
        if term in self._demands:
            claim = self._demands[term]
            yield from smallest_first(names - {claim} for names in self._known if claim in names)
            return
        name = self._asked[term]
        try:
            found = list(label_clashes(self._with([name]), self._hard, self._budget, self._known, self.sizes))
        except TooMuch:
            yield from self._by_solver(term)
        else:
            yield from smallest_first(names - {name} for names in found if name in names)

    def _by_solver(self, term: str) -> Iterator[tuple[str, ...]]:
        return clashes_with(present(term), self.soft, self._hard, self._budget, self._known)


def _demanded(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        if not rule.body and len(rule.heads) == 1:
            yield from (literal.term for literal in rule.heads[0] if isinstance(literal, In))
