"""Clashes among claims under definitions: all minimal ones, and what one of them needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from negmap.findings.conflicts import NeededDefinition, Ring, Settlement
from negmap.logic import order
from negmap.logic.budget import Budget, TooMany, TooMuch
from negmap.logic.components import Scattered, components, trim
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.enumerate import minimal_clashes, smallest_first
from negmap.logic.forward import least_settlement, without_choice
from negmap.logic.labels import label_clashes
from negmap.logic.rules import Edge, In, Rule


def all_clashes(
    claims: Groups, definitions: Groups, budget: Budget, known: Iterable[frozenset[str]] = ()
) -> Iterator[tuple[str, ...]]:
    """Yield every minimal set of claims that no settlement satisfies, part by part, as sorted claim ids.

    Supersets of `known` sets are left out. Raises OutOfTime when the budget is spent, and TooMany at
    the end where in some part only those up to a size were looked for.
    """
    scattered = Scattered(known)
    sizes: list[int] = []
    for soft, hard in components(claims, definitions, budget=budget):
        inside = scattered.within(soft.keys())
        yield from (tuple(sorted(clash)) for clash in clashes_of_part(soft, hard, budget, inside, sizes))
    if sizes:
        raise TooMany(min(sizes))


def clashes_of_part(
    soft: Groups, hard: Groups, budget: Budget, known: Sequence[frozenset[str]], cut: list[int]
) -> Iterator[frozenset[str]]:
    """Yield every minimal clash of one part that holds none of the known ones.

    Where only those up to a size were looked for, it is added to `cut`. Raises OutOfTime.
    """
    try:
        yield from label_clashes(soft, hard, budget, known, cut)
    except TooMuch:  # before the first: a part with a choice of alternatives
        yield from minimal_clashes(Encoding({**soft, **hard}, budget), soft, hard, known)


def clashes_with(
    question: tuple[Rule, ...],
    claims: Groups,
    definitions: Groups,
    budget: Budget,
    known: Iterable[frozenset[str]] = (),
) -> Iterator[tuple[str, ...]]:
    """Yield every minimal set of claims, satisfiable by itself, that clashes with the rules of a question.

    `known` are clashes among the claims alone, which spare looking for them again. Raises OutOfTime
    when the budget is spent.
    """
    terms = {lit.term for rule in question for head in rule.heads for lit in head if isinstance(lit, In)}
    groups = trim({**claims, **definitions, "?": question}, terms, budget)
    if "?" not in groups:
        return
    soft = [key for key in groups if key in claims]
    hard = [key for key in groups if key in definitions]
    encoding = Encoding(groups, budget)
    inside = [names for names in known if names.issubset(soft)]
    for clash in minimal_clashes(encoding, soft, [*hard, "?"], inside):
        if encoding.holds((*clash, *hard)):
            yield tuple(sorted(clash))


def reachable(definitions: Groups, terms: Iterable[str]) -> dict[str, tuple[Rule, ...]]:
    """Return the definitions that can matter once these terms are in: what they bring, step by step."""
    reached = set(terms)
    kept: dict[str, tuple[Rule, ...]] = {}
    left = dict(definitions)
    while True:
        now = {name: rules for name, rules in left.items() if any(rule.body <= reached for rule in rules)}
        if not now:
            return dict(sorted(kept.items()))
        kept |= now
        for name, rules in now.items():
            reached |= {lit.term for rule in rules for head in rule.heads for lit in head if isinstance(lit, In)}
            del left[name]


def terms_of(rules: Iterable[Rule]) -> set[str]:
    """Return every term that rules speak of."""
    found: set[str] = set()
    for rule in rules:
        found |= rule.body
        for literal in (lit for head in rule.heads for lit in head):
            found |= {literal.first, literal.then} if isinstance(literal, Edge) else {literal.term}
    return found


@dataclass(frozen=True, slots=True)
class Anatomy:
    """What one clash needs: definitions, and the rings that its orders form."""

    definitions: tuple[NeededDefinition, ...]
    rings: tuple[Ring, ...]


def anatomy(
    clash: Iterable[str], claims: Groups, definitions: Groups, budget: Budget, question: tuple[Rule, ...] = ()
) -> Anatomy:
    """Take one minimal clash apart, with the rules of a question if it is a clash with them.

    The definitions are the smallest set with which the claims clash, first by ids among those. There
    are no rings where the claims clash whatever the order. Raises OutOfTime when the budget is spent.
    """
    own = {name: claims[name] for name in sorted(clash)}
    fixed = {**own, "?": question} if question else own
    matter = trim({**fixed, **_near(fixed, definitions)}, budget=budget)
    near = {name: rules for name, rules in matter.items() if name in definitions}
    ways = _needed(fixed, near, budget)
    used = {**fixed, **{name: near[name] for name in ways[0]}}
    rings = order.rings(edges_of(rule for rules in used.values() for rule in rules))
    if rings and not Encoding(used, budget).holds(used, ordered=False):
        rings = ()
    needed = (NeededDefinition(name, stands_without=any(name not in way for way in ways)) for name in ways[0])
    return Anatomy(tuple(needed), rings)


def _needed(fixed: Groups, near: Groups, budget: Budget) -> tuple[tuple[str, ...], ...]:
    """Return every minimal set of definitions with which the claims clash, smallest first."""
    cut: list[int] = []
    ways = smallest_first(clashes_of_part(near, fixed, budget, (), cut)) if near else ((),)
    return smallest_first(minimal_clashes(Encoding({**fixed, **near}, budget), near, fixed)) if cut else ways


def witnesses(clash: Iterable[str], claims: Groups, definitions: Groups, budget: Budget) -> dict[str, Settlement]:
    """Return, for each claim of a minimal clash, a settlement that satisfies all the others and every definition.

    Raises OutOfTime when the budget is spent.
    """
    own = {name: claims[name] for name in sorted(clash)}
    every = {**own, **_near(own, definitions)}
    if without_choice(every):
        budget.check()
        return {name: least_settlement(every, leaving_out=name) for name in own}
    encoding = Encoding(every, budget)
    found = {}
    for name in own:
        model = encoding.model([n for n in every if n != name])
        if model is None:
            raise AssertionError(f"the clash is not minimal: it stands without {name}")
        found[name] = encoding.settlement(model)
    return found


def _near(fixed: Groups, definitions: Groups) -> dict[str, tuple[Rule, ...]]:
    return reachable(definitions, terms_of(rule for rules in fixed.values() for rule in rules))


def edges_of(rules: Iterable[Rule]) -> set[Edge]:
    """Return every order that rules can ask for."""
    return {lit for rule in rules for head in rule.heads for lit in head if isinstance(lit, Edge)}
