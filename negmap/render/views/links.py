"""How claims and definitions lie between terms: the lines of a picture of one conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Ring
from negmap.logic.rules import Edge, of_claim, of_definition
from negmap.model.definitions import Definition


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one box to another, by their keys; `upward` ones are laid out against their direction."""

    tail: str
    head: str
    stroke: str
    both: bool = False
    upward: bool = False
    label: str = ""


def links(claims: Iterable[Claim], definitions: Iterable[Definition], rings: Iterable[Ring]) -> tuple[Link, ...]:
    """Return the lines of a conflict; those of its first ring first, one half down and the other up."""
    claims, definitions = tuple(claims), tuple(definitions)
    around = ring_of(claims, definitions, next(iter(rings), ()))
    on_ring = {frozenset((link.tail, link.head)) for link in around}
    named = {term for claim in claims for term in (*claim.subjects, *claim.others)}
    named |= {term for d in definitions if d.kind not in ("choose", "closed") for term in d.terms}
    rest = [link for claim in claims for link in _of_claim(claim)]
    rest += [link for d in definitions for link in _of_definition(d, named)]
    return (*around, *_useful([link for link in rest if frozenset((link.tail, link.head)) not in on_ring], around))


def _useful(rest: list[Link], around: Iterable[Link]) -> list[Link]:
    """Drop definitions that lead nowhere, such as those of later stages, with the terms that only they name."""
    while True:
        ends = Counter(end for link in (*around, *rest) for end in (link.tail, link.head))
        loose = {link for link in rest if _loose(link.tail, link.head, ends) or _loose(link.head, link.tail, ends)}
        if not loose:
            return rest
        rest = [link for link in rest if link not in loose]


def _loose(end: str, other: str, ends: Mapping[str, int]) -> bool:
    """Say whether a line leads to nothing but this end, and a definition is all that brings it in."""
    kinds = {end.partition(":")[0], other.partition(":")[0]}
    return ends[end] == 1 and kinds == {"term", "definition"}


def ring_of(claims: tuple[Claim, ...], definitions: tuple[Definition, ...], ring: Ring) -> tuple[Link, ...]:
    """Return the lines round a ring: each term, what puts it before the next, the next term."""
    found: list[Link] = []
    for first, then in pairwise((*ring, *ring[:1])):
        via, stroke = _between(claims, definitions, first, then)
        if via:
            found += [Link(_term(first), via, stroke), Link(via, _term(then), stroke)]
    half = len(found) // 2
    return tuple(replace(link, upward=place >= half) for place, link in enumerate(found))


def _between(claims: tuple[Claim, ...], definitions: tuple[Definition, ...], first: str, then: str) -> tuple[str, str]:
    for claim in claims:
        if any(_orders(edge, first, then) for rule in of_claim(claim) for head in rule.heads for edge in head):
            return f"claim:{claim.id}", "order"
    for d in definitions:
        if any(_orders(edge, first, then) for rule in of_definition(d) for head in rule.heads for edge in head):
            return _definition(d, then, first), "definition"
    return "", ""


def _orders(literal: object, first: str, then: str) -> bool:
    return isinstance(literal, Edge) and (literal.first, literal.then) == (first, then)


def _term(name: str) -> str:
    return f"term:{name}"


def _definition(d: Definition, *terms: str) -> str:
    """Return the key of a definition between two terms; stages are named in their order."""
    if d.kind == "stages":
        terms = tuple(sorted(terms, key=d.terms.index))
    return f"definition:{d.id}@{'+'.join(terms)}"


def _of_claim(claim: Claim) -> Iterator[Link]:
    box = f"claim:{claim.id}"
    for x in map(_term, claim.subjects):
        if claim.kind in ("in", "out"):  # wants stand above their term, refusals below
            yield Link(box, x, "want") if claim.kind == "in" else Link(box, x, "refusal", upward=True)
        elif claim.number is not None:
            yield Link(box, x, "condition")
        else:
            yield from _condition(claim, box, x)
    for label, names in (("if", (*claim.guard.all_of, *claim.guard.any_of)), ("unless", claim.guard.unless)):
        for name in names:
            yield Link(_term(name), box, "frame", label=label)


def _condition(claim: Claim, box: str, x: str) -> Iterator[Link]:
    others = [_term(y) for y in claim.others]
    if claim.kind in ("after", "with"):  # laid out as what needs what, drawn as what comes first
        yield Link(box, x, "order", both=claim.kind == "with", upward=True)
        yield from (Link(y, box, "order", both=claim.kind == "with", upward=True) for y in others)
    else:
        stroke = "order" if claim.kind in ("before", "no-later") else "condition"
        yield Link(x, box, stroke)
        yield from (Link(box, y, stroke) for y in others)


def _of_definition(d: Definition, named: set[str]) -> Iterator[Link]:
    if d.kind == "closed":
        for kind in d.terms[1:]:
            yield from _through(_definition(d, *d.terms), d.terms[0], kind)
    elif d.kind in ("choose", "excludes"):
        for a, b in combinations(sorted(named.intersection(d.terms)), 2):
            between = _definition(d, a, b)
            yield Link(_term(a), between, "exclusion")
            yield Link(between, _term(b), "exclusion")
    elif d.kind in ("stages", "after"):  # laid out as what needs what, drawn as what comes first
        for earlier, later in pairwise(d.terms if d.kind == "stages" else reversed(d.terms)):
            yield from _through(_definition(d, later, earlier), earlier, later, upward=True)
    else:
        yield from _through(_definition(d, *d.terms), *d.terms)


def _through(between: str, tail: str, head: str, *, upward: bool = False) -> Iterator[Link]:
    yield Link(_term(tail), between, "definition", upward=upward)
    yield Link(between, _term(head), "definition", upward=upward)
