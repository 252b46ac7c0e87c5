"""What a draft says, as rules; and what is true in its completions (method.md §10.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR
from itertools import combinations

from negmap.findings.claims import Claim
from negmap.findings.proposal import Bounds, Draft
from negmap.logic.best import holds
from negmap.logic.budget import Budget
from negmap.logic.claims import make
from negmap.logic.clashes import terms_of
from negmap.logic.components import trim
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.pull import parts
from negmap.logic.rules import Edge, In, Rule, of_claim
from negmap.logic.solver import Model
from negmap.model.proposals import DraftTerm, Proposal
from negmap.model.terms import Quantity, Term

DEFINITIONS, FOUNDED = "definitions", "founded"
"""Names of groups that are no claim's."""


def of_proposal(proposal: Proposal) -> Draft:
    """Return what a proposal says."""
    numbers = {d.term: bounds for d in proposal.in_ if (bounds := _bounds(d))}
    return Draft(
        inside=frozenset(d.term for d in proposal.in_),
        outside=frozenset(proposal.out),
        open=frozenset(proposal.open),
        numbers=tuple(sorted(numbers.items())),
        order=tuple(tuple(sorted(set(group))) for group in proposal.order if group),
    )


def _bounds(d: DraftTerm) -> Bounds:
    low = d.at_least if d.exactly is None else d.exactly
    high = d.at_most if d.exactly is None else d.exactly
    least: Bounds = (("at-least", low),) if low is not None else ()
    most: Bounds = (("at-most", high),) if high is not None else ()
    return least + most


def listed(draft: Draft) -> tuple[Claim, ...]:
    """Return what a draft says of terms and numbers, as claims that nobody voices."""
    return (
        *(make("in", [term]) for term in sorted(draft.inside)),
        *(make("out", [term]) for term in sorted(draft.outside)),
        *(make(kind, [term], number=number) for term, bounds in draft.numbers for kind, number in bounds),
    )


def ordered(draft: Draft) -> tuple[Claim, ...]:
    """Return what a draft says of the order of each two terms."""
    groups = draft.order
    before = {(x, y) for first, then in combinations(groups, 2) for x in first for y in then}
    together = {pair for group in groups for pair in combinations(group, 2)}
    before |= {(x, y) for x, y, same in draft.pairs if not same}
    together |= {(x, y) for x, y, same in draft.pairs if same}
    return (
        *(make("before", [x], [y]) for x, y in sorted(before)),
        *(make("no-later", [x], [y]) for x, y in sorted(together)),
        *(make("no-later", [y], [x]) for x, y in sorted(together)),
    )


def stated(draft: Draft) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of everything that a draft says, by the id of a claim that would say it."""
    return {claim.id: of_claim(claim) for claim in (*listed(draft), *ordered(draft))}


def leaves_room(draft: Draft, rules: tuple[Rule, ...], definitions: Groups, budget: Budget) -> bool:
    """Say whether more rules can hold beside all that a draft says, whatever else that brings in."""
    matter = trim({**stated(draft), **definitions, "?": rules})
    return Encoding(matter, budget).holds(matter)


def touched(before: Draft, after: Draft, definitions: Groups) -> frozenset[str]:
    """Return every term on which a change of a draft can bear: in the parts of the map where it says something else."""
    old, new = stated(before), stated(after)
    seeds = before.free_to_be_in ^ after.free_to_be_in
    seeds |= terms_of(rule for name in old.keys() ^ new.keys() for rule in (old | new)[name])
    groups = {name: rules for name, rules in {**definitions, **old, **new}.items() if rules}
    joined = [terms_of(rule for rules in part.values() for rule in rules) for part in parts(groups)]
    return frozenset(seeds.union(*(terms for terms in joined if terms & seeds)))


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds in every settlement: the terms there are, the rules of definitions, the limits of quantities."""

    terms: Sequence[str]
    definitions: Groups
    limits: Groups


class Completions:
    """Says what is true in some completion of a draft; what is learned about one draft serves the others.

    A term that is neither in nor open is in only where something brings it, which is itself in
    without it: that is a rule with an order of its own, of what brings what. It leaves only smallest
    sets, but for terms that come in one of several kinds; there, each answer is tested for a smaller one.
    """

    def __init__(self, drafts: Iterable[Draft], ground: Ground, asked: Groups, budget: Budget) -> None:
        """Take every draft that will be asked about, and the rules by which questions are asked."""
        drafts = tuple(drafts)
        self._ground = ground
        self._free = frozenset[str]().union(*(draft.free_to_be_in for draft in drafts))
        said = {name: rules for draft in drafts for name, rules in stated(draft).items()}
        always = {name: tuple(r for rules in groups.values() for r in rules) for name, groups in self._always()}
        own = {_founded(term): (self._foundation(term),) for term in self._free}
        self._encoding = Encoding({**asked, **said, **always, **own}, budget)
        self._base = [self._encoding.switch(name) for name in always]
        self._choices = [r for rules in ground.definitions.values() for r in rules if len(r.heads) > 1]
        self._held: dict[Draft, list[int]] = {}

    def _always(self) -> Iterable[tuple[str, Groups]]:
        yield DEFINITIONS, {**self._ground.definitions, **self._ground.limits}
        rest = (term for term in self._ground.terms if term not in self._free)
        yield FOUNDED, {_founded(term): (self._foundation(term),) for term in rest}

    def _foundation(self, term: str) -> Rule:
        """Return the rule that the term is in only where something that is in without it brings it."""
        rules = (rule for rules in self._ground.definitions.values() for rule in rules)
        bringing = {b for rule in rules for b in rule.body if any(In(term) in head for head in rule.heads)}
        heads = tuple((In(b), Edge(f"{b} brings", f"{term} brings", strict=True)) for b in sorted(bringing))
        return Rule(FOUNDED, frozenset({term}), heads)

    def some(self, draft: Draft, *names: str) -> bool:
        """Say whether some completion of the draft satisfies the groups of these names."""
        held = [*self._switches(draft), *map(self._encoding.switch, names)]
        while (model := self._encoding.model_of(held)) is not None:
            inside = self._inside(model)
            smaller = self._smallest_below(draft, inside)
            if smaller == inside:
                return True
            self._forbid(draft, inside, smaller)
        return False

    def _switches(self, draft: Draft) -> list[int]:
        """Return the switches of what a draft says, with one that is its own."""
        if draft not in self._held:
            founded = (_founded(term) for term in sorted(self._free - draft.free_to_be_in))
            own = [self._encoding.switch(name) for name in (*stated(draft), *founded)]
            self._held[draft] = [*self._base, *own, self._encoding.solver.new_variable()]
        return self._held[draft]

    def _inside(self, model: Model) -> frozenset[str]:
        return frozenset(term for term in self._ground.terms if holds(model, self._in(term)))

    def _in(self, term: str) -> int:
        return self._encoding.literal(In(term))

    def _smallest_below(self, draft: Draft, inside: frozenset[str]) -> frozenset[str]:
        """Return a smallest set of terms within this one, with the same choices, that does all that the draft asks."""
        if any(rule.body <= inside for rule in self._choices):
            while (model := self._below(draft, inside)) is not None:
                inside = self._inside(model)
        return inside

    def _below(self, draft: Draft, inside: frozenset[str]) -> Model | None:
        spare = self._encoding.solver.new_variable()
        self._encoding.solver.add([-spare, *(-self._in(term) for term in sorted(inside - draft.free_to_be_in))])
        chosen = [self._in(term) for term in sorted(inside & draft.open)]
        out = [-self._in(term) for term in self._ground.terms if term not in inside]
        model = self._encoding.model_of([*self._switches(draft), spare, *chosen, *out])
        self._encoding.solver.add([-spare])
        return model

    def _forbid(self, draft: Draft, inside: frozenset[str], smaller: frozenset[str]) -> None:
        """Forbid sets of terms that have more than the smaller one, in the part of the map where they differ."""
        groups = {name: rules for name, rules in {**self._ground.definitions, **stated(draft)}.items() if rules}
        for part in parts(groups):
            terms = terms_of(rule for rules in part.values() for rule in rules)
            same = [-self._in(term) for term in sorted(terms & smaller)]
            same += [self._in(term) for term in sorted(terms & draft.open - smaller)]
            for term in sorted(terms & inside - smaller):
                self._encoding.solver.add([-self._switches(draft)[-1], *same, -self._in(term)])


def _founded(term: str) -> str:
    return f"{FOUNDED} {term}"


def limits(terms: Iterable[Term]) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of the least and greatest numbers that make sense; of a whole quantity, whole numbers."""
    claims = (claim for term in terms if term.quantity for claim in _limits(term.id, term.quantity))
    return {claim.id: of_claim(claim) for claim in claims}


def _limits(term: str, quantity: Quantity) -> Iterable[Claim]:
    low, high = quantity.min, quantity.max
    if low is not None:
        yield make("at-least", [term], number=low.to_integral_value(ROUND_CEILING) if quantity.integer else low)
    if high is not None:
        yield make("at-most", [term], number=high.to_integral_value(ROUND_FLOOR) if quantity.integer else high)
