"""Rules: what claims and definitions say about terms, order and numbers, each with the reason for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from negmap.findings.claims import Claim
from negmap.model.definitions import Definition


@dataclass(frozen=True, slots=True, order=True)
class In:
    """The term is in the settlement."""

    term: str


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """`first` takes effect before `then`; where not strict, no later than it."""

    first: str
    then: str
    strict: bool


@dataclass(frozen=True, slots=True, order=True)
class Bound:
    """The quantity of the term is at least, or at most, the number."""

    term: str
    least: bool
    number: Decimal


Literal = In | Edge | Bound
Alternative = tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Where every term of `body` is in, all of one of `heads` holds; with no heads, they cannot all be in.

    `because` is the id of the claim or definition that says so.
    """

    because: str
    body: frozenset[str]
    heads: tuple[Alternative, ...]


def of_claim(claim: Claim) -> tuple[Rule, ...]:
    """Return the rules of a claim; several only where one of several guarding terms is enough."""
    heads = (*_heads(claim), *((In(term),) for term in claim.guard.unless))
    body = frozenset(claim.guard.all_of).union(_premises(claim))
    guards = [frozenset({term}) for term in claim.guard.any_of] or [frozenset[str]()]
    return tuple(Rule(claim.id, body | guard, heads) for guard in guards)


def _premises(claim: Claim) -> tuple[str, ...]:
    if claim.kind in ("before", "no-later"):
        return claim.subjects + claim.others  # they ask for nothing when the other term is out
    return () if claim.kind == "in" else claim.subjects


def _heads(claim: Claim) -> Iterator[Alternative]:
    if claim.kind == "in":
        yield from ((In(term),) for term in claim.subjects)
    elif claim.kind != "out":
        (x,) = claim.subjects
        if claim.number is not None:
            yield (Bound(x, claim.kind == "at-least", claim.number),)
        yield from (_condition(claim.kind, x, y) for y in claim.others)


def _condition(kind: str, x: str, y: str) -> Alternative:
    match kind:
        case "after":
            return (In(y), Edge(y, x, strict=True))
        case "with":
            return (In(y), Edge(y, x, strict=False), Edge(x, y, strict=False))
        case "includes":
            return (In(y), Edge(y, x, strict=False))
        case "requires":
            return (In(y),)
        case "before":
            return (Edge(x, y, strict=True),)
        case "no-later":
            return (Edge(x, y, strict=False),)
        case _:
            raise ValueError(kind)


def of_definition(definition: Definition) -> tuple[Rule, ...]:
    """Return the rules of a definition (method.md §2)."""
    return tuple(_definition_rules(definition))


def _definition_rules(d: Definition) -> Iterator[Rule]:
    x = d.terms[0] if d.terms else ""
    match d.kind:
        case "is_a" | "includes":
            yield Rule(d.id, frozenset({x}), (_condition("includes", x, d.terms[1]),))
        case "after" | "requires":
            yield Rule(d.id, frozenset({x}), (_condition(d.kind, x, d.terms[1]),))
        case "excludes":
            yield Rule(d.id, frozenset(d.terms), ())
        case "choose":
            yield from _pairs(d)
        case "closed":
            yield Rule(d.id, frozenset({x}), tuple((In(k), Edge(k, x, strict=False)) for k in d.terms[1:]))
            yield from (Rule(d.id, frozenset({x, k}), ((Edge(x, k, strict=False),),)) for k in d.terms[1:])
        case "stages":
            for earlier, later in zip(d.terms, d.terms[1:], strict=False):
                yield Rule(d.id, frozenset({later}), (_condition("includes", later, earlier),))


def _pairs(d: Definition) -> Iterator[Rule]:
    options = sorted(set(d.terms))
    for i, a in enumerate(options):
        yield from (Rule(d.id, frozenset({a, b}), ()) for b in options[i + 1 :])


def present(term: str) -> tuple[Rule, ...]:
    """Return the rule that asks whether a term can be in."""
    return (Rule("?", frozenset(), ((In(term),),)),)


def not_before(first: str, then: str, *, strict: bool) -> tuple[Rule, ...]:
    """Return the rules that ask whether both terms can be in and `first` not come before `then`.

    Where strict, they ask whether `then` can come before `first`; else, whether it can come no later.
    """
    return (*present(first), *present(then), Rule("?", frozenset(), ((Edge(then, first, strict=strict),),)))


def reasons(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Return the claims and definitions that rules come from, once each, sorted."""
    return tuple(sorted({rule.because for rule in rules}))
