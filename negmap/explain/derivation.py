"""A derivation: why claims cannot stand together, as sentences that cite them by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from negmap.explain.phrases import Phrases
from negmap.findings.claims import Claim
from negmap.logic.order import broken_rings
from negmap.logic.rules import Alternative, Bound, Edge, In, Rule, of_claim, of_definition
from negmap.model.definitions import Definition


@dataclass(frozen=True, slots=True)
class _State:
    """What has been derived so far on one branch."""

    terms: frozenset[str] = frozenset()
    edges: frozenset[Edge] = frozenset()
    bounds: frozenset[Bound] = frozenset()
    used: frozenset[Rule] = field(default=frozenset())

    def plus(self, head: Alternative, rule: Rule) -> _State:
        return _State(
            self.terms | {lit.term for lit in head if isinstance(lit, In)},
            self.edges | {lit for lit in head if isinstance(lit, Edge)},
            self.bounds | {lit for lit in head if isinstance(lit, Bound)},
            self.used | {rule},
        )


class Derivation:
    """Derives a contradiction from claims and definitions, one sentence a step.

    Claims are numbered from 1 in the order in which the derivation first cites them.
    """

    def __init__(self, claims: Iterable[Claim], definitions: Iterable[Definition], phrases: Phrases) -> None:
        """Take the claims of one clash, and the definitions it needs."""
        self._phrases, self._words = phrases, phrases.words
        self._claims = {claim.id: claim for claim in claims}
        self._definitions = {d.id: d for d in definitions}
        self._rules = [rule for claim in self._claims.values() for rule in of_claim(claim)]
        self._rules += [rule for d in self._definitions.values() for rule in of_definition(d)]
        self._numbers: dict[str, int] = {}
        self._refuted: Edge | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """Return the number of each claim; those that no sentence cites come last."""
        for name in self._claims:
            self._number(name)
        return dict(self._numbers)

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def sentences(self, *assumed: str) -> list[str]:
        """Return the sentences that lead to the contradiction, with the terms `assumed` taken to be in."""
        words = self._words
        opening = (
            [words("Suppose that this is in: {x}.", x=words.all_of(self._phrases.terms(assumed)))] if assumed else []
        )
        return opening + list(self._from(_State(frozenset(assumed)), frozenset()))

    def order(self, first: str, then: str, *, strict: bool) -> list[str]:
        """Return the sentences that lead to `first` before `then` (no later than it, where not strict)."""
        self._refuted = Edge(then, first, strict=not strict)
        start = _State(frozenset({first, then}), frozenset({self._refuted}))
        return list(self._from(start, frozenset()))

    def _from(self, state: _State, told: frozenset[str]) -> Iterator[str]:
        while True:
            if end := self._end(state):
                yield end
                return
            rule = self._next(state)
            if rule is None:
                return
            if not rule.heads:
                yield self._said(rule, told)
                yield self._broken(rule)
                return
            if len(rule.heads) > 1:
                yield self._said(rule, told)
                yield from self._cases(rule, state, told | {rule.because})
                return
            if rule.because not in told:
                yield self._said(rule, told)
                yield from self._lifted(rule)
            told |= {rule.because}
            state = state.plus(rule.heads[0], rule)

    def _next(self, state: _State) -> Rule | None:
        """Return the rule to tell next: refusals that bite first, then what leads on, choices last."""
        ready = [r for r in self._rules if r.body <= state.terms and r not in state.used]
        ready = [r for r in ready if not any(self._met(head, state) for head in r.heads)]
        return min(ready, key=lambda r: (len(r.heads) > 1, len(r.heads)), default=None)

    @staticmethod
    def _met(head: Alternative, state: _State) -> bool:
        return all(
            lit.term in state.terms if isinstance(lit, In) else lit in state.edges or lit in state.bounds
            for lit in head
        )

    def _cases(self, rule: Rule, state: _State, told: frozenset[str]) -> Iterator[str]:
        words = self._words
        for head in rule.heads:
            terms = [lit.term for lit in head if isinstance(lit, In)]
            if terms:
                yield words("If it is {x}:", x=words.all_of(self._phrases.terms(terms)))
            else:
                yield words("If that is kept to:")
            yield from self._from(state.plus(head, rule), told)

    def _said(self, rule: Rule, told: frozenset[str]) -> str:
        words = self._words
        claim = self._claims.get(rule.because)
        if claim is not None:
            return self._who_said(claim)
        definition = self._definitions[rule.because]
        text, basis, because = (
            self._phrases.definition(definition),
            self._phrases.basis(definition),
            self._phrases.because(definition),
        )
        if because:
            return words(
                "{definition} ({basis}: {because}).", definition=text, basis=basis, because=because.rstrip(".。")
            )
        return words("{definition} ({basis}).", definition=text, basis=basis)

    def _who_said(self, claim: Claim) -> str:
        words, phrases = self._words, self._phrases
        who, number = phrases.parties(claim.holders), self._number(claim.id)
        guard = phrases.guard(claim.guard)
        if claim.kind == "in":
            x = words.any_of(phrases.terms(claim.subjects)) + guard
            if claim.binding:
                return words("{parties} asked for {x} ({number}).", parties=who, x=x, number=number)
            return words("{parties} would like {x} ({number}).", parties=who, x=x, number=number)
        if claim.kind == "out" and len(claim.subjects) == 1:
            x = phrases.term(claim.subjects[0]) + guard
            if claim.binding:
                return words("{parties} refused {x} ({number}).", parties=who, x=x, number=number)
            return words("{parties} spoke against {x} ({number}).", parties=who, x=x, number=number)
        return words("{parties} said: {claim} ({number}).", parties=who, claim=phrases.claim(claim), number=number)

    def _lifted(self, rule: Rule) -> Iterator[str]:
        """Yield which term has to be in where a refusal with an `unless` bites: its words say so backwards."""
        claim = self._claims.get(rule.because)
        if claim is not None and claim.kind == "out":
            (head,) = rule.heads
            terms = [literal.term for literal in head if isinstance(literal, In)]
            yield self._words("So {x} has to be in.", x=self._words.all_of(self._phrases.terms(terms)))

    def _broken(self, rule: Rule) -> str:
        words = self._words
        terms = self._phrases.terms(sorted(rule.body))
        if len(terms) == 1:
            return words("So {x} would have to be both in and out.", x=terms[0])
        return words("So {x} would have to be in together, and cannot.", x=words.all_of(terms))

    def _end(self, state: _State) -> str:
        words = self._words
        active = [e for e in sorted(state.edges) if e.first in state.terms and e.then in state.terms]
        rings = broken_rings(active)
        if rings:
            return self._ring(min(rings, key=lambda ring: (len(ring), ring)))
        for low in sorted(b for b in state.bounds if b.least):
            for high in sorted(b for b in state.bounds if not b.least and b.term == low.term and b.number < low.number):
                return words(
                    "No number for {x} is at least {low} and at most {high}.",
                    x=self._phrases.term(low.term),
                    low=self._phrases.number(low.number, low.term),
                    high=self._phrases.number(high.number, low.term),
                )
        return ""

    def _ring(self, ring: tuple[Edge, ...]) -> str:
        words, phrases = self._words, self._phrases
        if self._refuted in ring:
            start = ring.index(self._refuted)
            ring = ring[start:] + ring[:start]
        steps = [
            words("{x} before {y}", x=phrases.term(e.first), y=phrases.term(e.then))
            if e.strict
            else words("{x} no later than {y}", x=phrases.term(e.first), y=phrases.term(e.then))
            for e in ring
            if e != self._refuted
        ]
        if self._refuted in ring:
            return words("So: {steps}.", steps=words(", ").join(steps))
        return words("That closes a ring: {steps}. None of these can be the first.", steps=words(", ").join(steps))
