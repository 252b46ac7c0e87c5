"""Why each term is in a settlement: what brings it in, from what is in already (method.md §7.1)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from negmap.findings.sequence import ACCEPTED, OFFERED
from negmap.logic.encoding import Groups
from negmap.logic.rules import Alternative, In, Rule
from negmap.logic.settle import Called, possible

Reasons = dict[str, tuple[str, ...]]
Lifting = Mapping[str, Collection[str]]
"""By the id of a claim, the terms that lift it (`unless`)."""


def reasons_for(
    terms: frozenset[str], binding: Groups, preferences: Groups, definitions: Groups, called: Called, lifting: Lifting
) -> Reasons:
    """Return the reasons for each term: ids of claims and definitions, or ``offered`` or ``accepted``.

    The reasons of a term rest on terms whose reasons were found before, never in a circle. Binding
    claims and definitions come before preferences (the met ones are given), those before what is
    offered, that before what is accepted. Last comes what could be met in several ways: a choice
    among terms, or a claim that the term lifts.
    """
    firm = _rules(binding, definitions)
    mild = _rules(preferences)
    steps: tuple[Callable[[Reasons], Reasons], ...] = (
        lambda found: _brought(firm, found, lambda rule: _needed(rule, terms, lifting)),
        lambda found: _brought(mild, found, lambda rule: _needed(rule, terms, lifting)),
        lambda found: dict.fromkeys((called.offered & terms) - found.keys(), (OFFERED,)),
        lambda found: dict.fromkeys((called.accepted & terms) - found.keys(), (ACCEPTED,)),
        lambda found: _brought([*firm, *mild], found, lambda rule: _useful(rule, terms)),
    )
    found: Reasons = {}
    while more := next(filter(None, (step(found) for step in steps)), Reasons()):
        found |= more
    if found.keys() != terms:
        raise AssertionError(f"nothing calls for {sorted(terms - found.keys())}")
    return dict(sorted(found.items()))


def _rules(*several: Groups) -> list[Rule]:
    return [rule for groups in several for rules in groups.values() for rule in rules]


def _brought(rules: Iterable[Rule], found: Reasons, which: Callable[[Rule], set[str]]) -> Reasons:
    """Return the further terms that rules bring in once the ones found are in."""
    more: dict[str, set[str]] = {}
    for rule in rules:
        if rule.body <= found.keys():
            for term in which(rule) - found.keys():
                more.setdefault(term, set()).add(rule.because)
    return {term: tuple(sorted(names, key=_wants_first)) for term, names in more.items()}


def _needed(rule: Rule, terms: frozenset[str], lifting: Lifting) -> set[str]:
    """Return the terms without which the rule would be broken; none where its guard does not hold."""
    alternatives = [_terms_in(alternative) for alternative in possible(rule, terms)]
    lifters = [{term} for term in lifting.get(rule.because, ())]
    if not alternatives or any(alternative in lifters for alternative in alternatives):
        return set()
    return set.intersection(*alternatives)


def _useful(rule: Rule, terms: frozenset[str]) -> set[str]:
    return {term for alternative in possible(rule, terms) for term in _terms_in(alternative)}


def _terms_in(alternative: Alternative) -> set[str]:
    return {literal.term for literal in alternative if isinstance(literal, In)}


def _wants_first(name: str) -> tuple[bool, bool, str]:
    return (not name.startswith("in:"), name.startswith("def:"), name)
