"""Trim and split: what can be in no conflict goes, and what is left falls into parts that do not touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set as AbstractSet
from decimal import Decimal

from negmap.logic.budget import Budget
from negmap.logic.encoding import Groups
from negmap.logic.order import strong_parts
from negmap.logic.rules import Bound, Edge, In, Literal, Rule

Node = tuple[str, str | int]


def trim(groups: Groups, asked: Iterable[str] = (), budget: Budget | None = None) -> dict[str, tuple[Rule, ...]]:
    """Return the groups with only the rules that can matter to some clash.

    A rule can be in no minimal clash when something makes it hold without touching any other rule: a
    term of its body that nothing brings in, or an alternative that leads to nothing: to no refusal,
    no ring with a strict edge, no number that is opposed. Rules that go make others go, so this is
    taken to a fixed point. Terms in `asked` count as brought in. Raises OutOfTime when the budget is spent.
    """
    asked = frozenset(asked)
    left = [rule for rules in groups.values() for rule in rules]
    budget = budget or Budget()
    while True:
        budget.check()
        kept = _leading(_brought_in(left, asked))
        if len(kept) == len(left):
            break
        left = kept
    by_group: dict[str, list[Rule]] = {}
    ids = {id(rule) for rule in left}
    for name, rules in groups.items():
        matter = [rule for rule in rules if id(rule) in ids]
        if matter:
            by_group[name] = matter
    return {name: tuple(by_group[name]) for name in sorted(by_group)}


def _brought_in(rules: list[Rule], terms: frozenset[str]) -> list[Rule]:
    """Return the rules whose bodies can all be in once these terms are: what no rule leads to is in for nothing."""
    waiting, lacking = _by_term(rules), [len(rule.body) for rule in rules]
    reached, queue = set(terms), list(terms)
    ready = [number for number, lack in enumerate(lacking) if not lack]
    while queue or ready:
        for number in ready:
            fresh = {lit.term for head in rules[number].heads for lit in head if isinstance(lit, In)} - reached
            reached |= fresh
            queue.extend(fresh)
        ready = []
        for number in waiting.get(queue.pop(), ()) if queue else ():
            lacking[number] -= 1
            if not lacking[number]:
                ready.append(number)
    return [rule for rule, lack in zip(rules, lacking, strict=True) if not lack]


def _leading(rules: list[Rule]) -> list[Rule]:
    """Return the rules of which every alternative leads to something that can fail, at once or through other rules."""
    touched, bringing = _Touched(rules), _bringing(rules)
    open_heads = [
        {number for number, head in enumerate(rule.heads) if all(map(touched.free_at_last, head))} for rule in rules
    ]
    ready = [number for number, left in enumerate(open_heads) if not left]
    seen: set[str] = set()
    while ready:
        for term in rules[ready.pop()].body - seen:
            seen.add(term)
            for number, head in bringing.get(term, ()):
                if open_heads[number]:
                    open_heads[number].discard(head)
                    if not open_heads[number]:
                        ready.append(number)
    return [rule for rule, left in zip(rules, open_heads, strict=True) if not left]


def failing(rules: list[Rule]) -> Callable[[Literal], bool]:
    """Return what says whether an order or a number of these rules can fail: on a ring, or against another number."""
    touched = _Touched(rules)
    return lambda literal: not touched.free_at_last(literal)


def _by_term(rules: list[Rule]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for term in rule.body:
            found.setdefault(term, []).append(number)
    return found


def _bringing(rules: list[Rule]) -> dict[str, list[tuple[int, int]]]:
    """Return, for each term, the alternatives that bring it in, by the numbers of their rules."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, rule in enumerate(rules):
        for at, head in enumerate(rule.heads):
            for literal in head:
                if isinstance(literal, In):
                    found.setdefault(literal.term, []).append((number, at))
    return found


class _Touched:
    """What the remaining rules rest on, order in a ring, or oppose."""

    def __init__(self, rules: list[Rule]) -> None:
        literals = {literal for rule in rules for head in rule.heads for literal in head}
        self.rested_on = {term for rule in rules for term in rule.body}
        edges = [lit for lit in literals if isinstance(lit, Edge)]
        self.part = strong_parts(edges)
        self.strict_parts = {self.part[e.first] for e in edges if e.strict and self.part[e.first] == self.part[e.then]}
        self.least: dict[str, Decimal] = {}
        self.most: dict[str, Decimal] = {}
        for lit in literals:
            if isinstance(lit, Bound) and lit.least:
                self.least[lit.term] = max(lit.number, self.least.get(lit.term, lit.number))
            elif isinstance(lit, Bound):
                self.most[lit.term] = min(lit.number, self.most.get(lit.term, lit.number))

    def free(self, literal: Literal) -> bool:
        """Say whether the literal can hold without touching any other rule."""
        return literal.term not in self.rested_on if isinstance(literal, In) else self.free_at_last(literal)

    def free_at_last(self, literal: Literal) -> bool:
        """Say whether the literal can hold whatever else does; a term can, by itself."""
        if isinstance(literal, In):
            return True
        if isinstance(literal, Edge):
            part = self.part[literal.first]
            return part != self.part[literal.then] or part not in self.strict_parts
        opposite = self.most if literal.least else self.least
        if literal.term not in opposite:
            return True
        limit = opposite[literal.term]
        return literal.number <= limit if literal.least else literal.number >= limit

    def nodes(self, rule: Rule) -> set[Node]:
        """Return what the rule shares with the rules it can clash with."""
        found: set[Node] = {("term", term) for term in rule.body}
        for literal in (lit for head in rule.heads for lit in head if not self.free(lit)):
            if isinstance(literal, Edge):
                found.add(("ring", self.part[literal.first]))
            else:
                found.add(("term" if isinstance(literal, In) else "number", literal.term))
        return found


def split(groups: Groups) -> tuple[dict[str, tuple[Rule, ...]], ...]:
    """Return trimmed groups in parts that share nothing, in the order of their first ids."""
    touched = _Touched([rule for rules in groups.values() for rule in rules])
    parent: dict[Node, Node] = {}

    def find(node: Node) -> Node:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for name, rules in groups.items():
        own: Node = ("group", name)
        for rule in rules:
            for node in touched.nodes(rule):
                parent[find(node)] = find(own)
    parts: dict[Node, dict[str, tuple[Rule, ...]]] = {}
    for name in sorted(groups):
        parts.setdefault(find(("group", name)), {})[name] = groups[name]
    return tuple(parts.values())


def components(
    soft: Groups, hard: Groups, asked: Iterable[str] = (), budget: Budget | None = None
) -> tuple[tuple[dict[str, tuple[Rule, ...]], dict[str, tuple[Rule, ...]]], ...]:
    """Return the trimmed parts of claims and definitions, as (claims, definitions) of each part with a claim.

    Raises OutOfTime when the budget is spent.
    """
    asked = frozenset(asked)
    parts = split(trim({**soft, **hard}, asked, budget))
    both = (
        ({k: v for k, v in part.items() if k in soft}, {k: v for k, v in part.items() if k in hard}) for part in parts
    )
    return tuple((claims, definitions) for claims, definitions in both if claims or asked)


class Scattered:
    """Sets of names, found again by what holds them all, without a look at the others."""

    def __init__(self, sets: Iterable[frozenset[str]] = ()) -> None:
        """Take the first sets, none of them empty."""
        self._by_least: dict[str, list[tuple[int, frozenset[str]]]] = {}
        self._many = 0
        for names in sets:
            self.add(names)

    def add(self, names: frozenset[str]) -> None:
        """Take one more set, which is not empty."""
        self._by_least.setdefault(min(names), []).append((self._many, names))
        self._many += 1

    def within(self, holder: AbstractSet[str]) -> list[frozenset[str]]:
        """Return the sets of which every name is in a holder, in the order in which they were taken."""
        near = (found for name in holder for found in self._by_least.get(name, ()))
        return [names for _, names in sorted(near) if names <= holder]


def only(groups: Mapping[str, tuple[Rule, ...]], names: Iterable[str]) -> dict[str, tuple[Rule, ...]]:
    """Return the groups with these names, in order."""
    return {name: groups[name] for name in sorted(names)}
