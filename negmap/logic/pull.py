"""What can be pulled into a settlement, and the rules that weigh on it, in parts that do not touch."""

from __future__ import annotations

from collections.abc import Iterable

from negmap.logic.clashes import edges_of, terms_of
from negmap.logic.encoding import Groups
from negmap.logic.order import strong_parts
from negmap.logic.rules import Edge, In, Rule

Rules = dict[str, tuple[Rule, ...]]


def weighing(groups: Groups, pulled: Iterable[str]) -> Rules:
    """Return the rules that weigh on which terms are in, where nothing is in without a pull.

    Left out are rules that rest on a term which nothing brings in, and orders that lie on no ring:
    those can be met whatever the terms.
    """
    fired = _fired(groups, pulled)
    loose = _Loose(edges_of(rule for rules in fired.values() for rule in rules))
    kept = {name: tuple(loose.without(rule) for rule in rules) for name, rules in fired.items()}
    asking = {name: tuple(rule for rule in rules if () not in rule.heads) for name, rules in kept.items()}
    return {name: rules for name, rules in asking.items() if rules}


def _fired(groups: Groups, pulled: Iterable[str]) -> Rules:
    possible = set(pulled)
    fired: dict[str, list[Rule]] = {name: [] for name in sorted(groups)}
    left = [(name, rule) for name in fired for rule in groups[name]]
    while now := [(name, rule) for name, rule in left if rule.body <= possible]:
        left = [(name, rule) for name, rule in left if not rule.body <= possible]
        for name, rule in now:
            fired[name].append(rule)
            possible |= {lit.term for head in rule.heads for lit in head if isinstance(lit, In)}
    return {name: tuple(rules) for name, rules in fired.items() if rules}


class _Loose:
    """The orders that lie on no ring with a strict one."""

    def __init__(self, edges: set[Edge]) -> None:
        self._part = strong_parts(edges)
        self._tight = {self._part[e.first] for e in edges if e.strict and self._part[e.first] == self._part[e.then]}

    def _is_loose(self, edge: Edge) -> bool:
        return self._part[edge.first] != self._part[edge.then] or self._part[edge.first] not in self._tight

    def without(self, rule: Rule) -> Rule:
        """Return a rule that no longer asks for loose orders."""
        heads = (tuple(x for x in head if not (isinstance(x, Edge) and self._is_loose(x))) for head in rule.heads)
        return Rule(rule.because, rule.body, tuple(heads))


def parts(groups: Groups) -> tuple[Rules, ...]:
    """Return groups in parts that share no term, in the order of their first ids."""
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    terms = {name: sorted(terms_of(groups[name])) for name in sorted(groups)}
    for shared in terms.values():
        for term in shared:
            parent[find(term)] = find(shared[0])
    found: dict[str, Rules] = {}
    for name, shared in terms.items():
        found.setdefault(find(shared[0]), {})[name] = groups[name]
    return tuple(found.values())
