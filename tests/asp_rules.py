"""A second encoding of docs/method.md: definitions, positions and rungs as rules of answer set programming.

Written from method.md §1 to §3 and §9.1 alone; shares no code with the engine, with the independent checker or with
the oracles that try every settlement. A negotiation becomes a program whose answer sets are its settlements.
``ok(C, K)`` holds in a settlement when claim C is met on rung K of its ladder; ``law(D)`` when definition D is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from negmap.model.definitions import Definition
from negmap.model.negotiation import Negotiation
from negmap.model.positions import AnyOf, OnProposal, Position
from negmap.model.terms import Quantity

SETTLEMENT = """
step(0..N-1) :- steps(N).
{ in(X) } :- term(X).
1 { at(X, T) : step(T) } 1 :- in(X).
1 { value(X, I, V) : candidate(X, I, V) } 1 :- in(X), counted(X).
earlier(X, Y) :- at(X, S), at(Y, T), S < T.
no_later(X, Y) :- at(X, S), at(Y, T), S <= T.
together(X, Y) :- at(X, T), at(Y, T).
"""
"""What a settlement is (method.md §1). Numbers stand in order, so that their index can be compared."""

LAWS = """
law(D) :- link(D, K, X, Y), not in(X).
law(D) :- link(D, "part", X, Y), no_later(Y, X).
law(D) :- link(D, "requires", X, Y), in(X), in(Y).
law(D) :- link(D, "after", X, Y), earlier(Y, X).
law(D) :- apart(D), #count { X : of(D, X), in(X) } <= 1.
law(D) :- closed(D, Y), not in(Y).
law(D) :- closed(D, Y), of(D, X), together(X, Y), not preceded(D, Y).
preceded(D, Y) :- closed(D, Y), of(D, X), earlier(X, Y).
broken(D, X) :- staged(D, X, Y), in(Y), not no_later(X, Y).
law(D) :- stages(D), not broken(D, X) : staged(D, X, Y).
"""
"""What definitions say (method.md §2)."""

Parts = tuple[str, tuple[str, ...], tuple[str, ...], Decimal | None]
"""A claim without its guard: kind, subjects, the terms of its condition, its number."""
RELATION = {
    "before": "earlier({x}, {y})",
    "no-later": "no_later({x}, {y})",
    "after": "earlier({y}, {x})",
    "with": "together({x}, {y})",
    "includes": "no_later({y}, {x})",
    "requires": "in({x}), in({y})",
    "same-time": "no_later({y}, {x})",
    "any-order": "in({x}), in({y})",
}


def q(text: str) -> str:
    """Return a text as a constant of a program."""
    return f'"{text}"'


def settlement_facts(negotiation: Negotiation, numbers: Mapping[str, set[Decimal]]) -> Iterator[str]:
    """Yield the facts about terms; `numbers` are those that claims name for each term with a quantity."""
    names = list(negotiation.term_of)
    yield f"steps({len(names)})."
    yield from (f"term({q(name)})." for name in names)
    for term in negotiation.terms.values():
        if term.quantity is not None:
            yield f"counted({q(term.id)})."
            for index, number in enumerate(candidates(term.quantity, numbers.get(term.id, set()))):
                yield f"candidate({q(term.id)}, {index}, {q(str(number))})."


def candidates(quantity: Quantity, numbers: Iterable[Decimal]) -> list[Decimal]:
    """Return values of which one fits wherever any fits: where bounds and limits begin, next whole ones if need be."""
    ends = {Decimal(0), *numbers, *(n for n in (quantity.min, quantity.max) if n is not None)}
    if quantity.integer:
        ends = {n.to_integral_value(rounding) for n in ends for rounding in (ROUND_FLOOR, ROUND_CEILING)}
    low, high = quantity.min, quantity.max
    return sorted(n for n in ends if (low is None or n >= low) and (high is None or n <= high))


def law_facts(definition: Definition) -> Iterator[str]:
    """Yield the facts about one definition."""
    kind, terms, name = definition.kind, definition.terms, q(definition.id)
    if kind in ("is_a", "includes", "requires", "after"):
        said = "part" if kind in ("is_a", "includes") else kind
        yield f"link({name}, {q(said)}, {q(terms[0])}, {q(terms[1])})."
    elif kind in ("excludes", "choose"):
        yield f"apart({name})."
        yield from (f"of({name}, {q(x)})." for x in terms)
    elif kind == "closed":
        yield f"closed({name}, {q(terms[0])})."
        yield from (f"of({name}, {q(x)})." for x in terms[1:])
    else:
        yield f"stages({name})."
        for number, late in enumerate(terms):
            yield from (f"staged({name}, {q(early)}, {q(late)})." for early in terms[:number])


def claims_of(position: Position, negotiation: Negotiation) -> Iterator[tuple[str, Parts, bool]]:
    """Yield the id, the parts and whether it binds, of each claim that a position states (method.md §3)."""
    stance, guard = position.stance.value, _guard(position)
    mild = stance in ("support", "oppose")
    names = _meant(position, negotiation)
    if stance in ("demand", "support"):
        yield _named(("in", names, (), None), guard), ("in", names, (), None), not mild
    if stance in ("reject", "oppose") and names:
        yield _named(("out", names, (), None), guard), ("out", names, (), None), not mild
    binds = not (mild and position.firmness == "flexible")
    for parts in _conditions(position, names):
        yield _named(parts, guard), parts, binds


def mentioned(position: Position, negotiation: Negotiation) -> set[str]:
    """Return the terms that a position names in its stance or a condition."""
    conditions = _conditions(position, _meant(position, negotiation))
    return {*_meant(position, negotiation), *(x for _, _, others, _ in conditions for x in others)}


def _meant(position: Position, negotiation: Negotiation) -> tuple[str, ...]:
    target = position.target
    if isinstance(target, str):
        return (target,)
    if isinstance(target, OnProposal):
        drafted = {item.term for item in negotiation.proposals[target.proposal].in_}
        return tuple(sorted(drafted - set(target.except_)))
    return tuple(sorted(set(target.any_of if isinstance(target, AnyOf) else target.all_of)))


def _conditions(position: Position, names: tuple[str, ...]) -> Iterator[Parts]:
    lists = {"before": position.before, "after": position.after, "with": position.with_}
    lists |= {"no-later": position.no_later_than, "requires": position.requires, "includes": position.includes}
    for x in names:
        for kind, elements in lists.items():
            for element in elements:
                others = (element,) if isinstance(element, str) else tuple(sorted(set(element.any_of)))
                yield kind, (x,), others, None
        for number in (position.at_least, position.exactly):
            yield from [("at-least", (x,), (), number)] if number is not None else []
        for number in (position.at_most, position.exactly):
            yield from [("at-most", (x,), (), number)] if number is not None else []


def _guard(position: Position) -> str:
    all_of = isinstance(position.if_, tuple)
    needed, lifted = _names(position.if_), _names(position.unless)
    text = "?" + ("&" if all_of else "|").join(needed) if needed else ""
    return text + ("!" + "|".join(lifted) if lifted else "")


def _names(guard: tuple[str, ...] | AnyOf | None) -> list[str]:
    return sorted(set(guard.any_of if isinstance(guard, AnyOf) else guard or ()))


def _named(parts: Parts, guard: str) -> str:
    kind, subjects, others, number = parts
    fields = [kind, ("&" if kind == "out" else "|").join(subjects)]
    fields += ["|".join(others)] if others else []
    fields += [spelt(number)] if number is not None else []
    return ":".join(fields) + guard


def spelt(number: Decimal) -> str:
    """Return a number in plain digits, without zeros that say nothing."""
    return format(number.normalize(), "f") if number else "0"


def claim_rules(claim_id: str, parts: Parts, rungs: Iterable[str], numbers: Iterable[Decimal]) -> Iterator[str]:
    """Yield the rules of a claim on each of its rungs but the last, which asks for nothing."""
    guard = claim_id[len(_named(parts, "")) :]
    for rung, name in enumerate(rungs):
        head = f"ok({q(claim_id)}, {rung})"
        yield from (f"{head} :- {body}." for body in (*_lifted(guard), *_bodies(parts, name, numbers)))


def _lifted(guard: str) -> Iterator[str]:
    """Yield when the guard of a claim does not hold."""
    needed, _, unless = guard.removeprefix("?").partition("!") if guard.startswith("?") else ("", "", guard[1:])
    if "|" in needed:
        yield ", ".join(f"not in({q(x)})" for x in needed.split("|"))
    elif needed:
        yield from (f"not in({q(x)})" for x in needed.split("&"))
    yield from (f"in({q(x)})" for x in unless.split("|") if unless)


def _bodies(parts: Parts, rung: str, numbers: Iterable[Decimal]) -> Iterator[str]:
    """Yield when what a claim asks on a rung is so, guards aside."""
    kind, subjects, others, number = parts
    if kind in ("in", "out"):
        wanted = subjects if rung == "as-stated" else tuple(rung.split("|"))
        yield from (f"{'not ' if kind == 'out' else ''}in({q(x)})" for x in wanted)
        return
    x = subjects[0]
    yield f"not in({q(x)})"
    if number is not None:
        least = number if rung == "as-stated" else Decimal(rung)
        fits = {n for n in numbers if (n >= least if kind == "at-least" else n <= least)}
        yield from (f"value({q(x)}, _, {q(str(n))})" for n in sorted(fits))
        return
    if kind in ("before", "no-later"):
        yield f"not in({q(others[0])})"
    relation = RELATION[kind if rung == "as-stated" else "no-later" if kind == "before" else rung]
    yield from (relation.format(x=q(x), y=q(y)) for y in others)
