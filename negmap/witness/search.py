"""Whether some settlement makes one way of each choice so; decided by trying, without a solver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from negmap.model.terms import Quantity
from negmap.witness.facts import Bound, Choice, Fact, In, Order, Out, Way

Quantities = Mapping[str, Quantity]


def settled(choices: Iterable[Choice], quantities: Quantities) -> bool:
    """Say whether there is a settlement in which each choice holds."""
    return _search(frozenset(), _that_matter(tuple(choices)), quantities)


def _that_matter(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Leave out the choices that hold while every term is out that no other choice can bring in."""
    reached: set[str] = set()
    asleep, awake = list(choices), list[Choice]()
    while True:
        woken, still = list[Choice](), list[Choice]()
        for choice in asleep:
            (still if any(_only_out(way, reached) for way in choice) else woken).append(choice)
        if not woken:
            return tuple(awake)
        asleep, awake = still, awake + woken
        reached |= {fact.term for choice in woken for way in choice for fact in way if isinstance(fact, In)}


def _only_out(way: Way, inside: set[str] | frozenset[str]) -> bool:
    return all(isinstance(fact, Out) and fact.term not in inside for fact in way)


def _search(held: frozenset[Fact], choices: tuple[Choice, ...], quantities: Quantities) -> bool:
    """Take the facts held as given. What nothing brings in stays out, so only other choices are tried."""
    forced = _forced(held, choices)
    if forced is None or not _possible(forced, quantities):
        return False
    inside = frozenset(fact.term for fact in forced if isinstance(fact, In))
    undecided = [live for choice in choices if (live := _open(choice, forced, inside))]
    if not undecided:
        return True
    return any(_search(forced.union(way), choices, quantities) for way in min(undecided, key=len))


def _open(choice: Choice, held: frozenset[Fact], inside: frozenset[str]) -> list[Way]:
    """Return the ways between which a choice must be tried; none if it holds, or will with all else out."""
    live = [way for way in choice if not _denied(way, held)]
    return [] if any(held.issuperset(way) or _only_out(way, inside) for way in live) else live


def _forced(held: frozenset[Fact], choices: tuple[Choice, ...]) -> frozenset[Fact] | None:
    """Return the facts held with all that follow where one way only is left; None where none is left."""
    while True:
        more = held
        for choice in choices:
            live = [way for way in choice if not _denied(way, more)]
            if not live:
                return None
            if len(live) == 1:
                more = more.union(live[0])
        if more == held:
            return held
        held = more


def _denied(way: Way, held: frozenset[Fact]) -> bool:
    return any(
        (isinstance(fact, In) and Out(fact.term) in held) or (isinstance(fact, Out) and In(fact.term) in held)
        for fact in way
    )


def _possible(held: frozenset[Fact], quantities: Quantities) -> bool:
    inside = {fact.term for fact in held if isinstance(fact, In)}
    bounds = [fact for fact in held if isinstance(fact, Bound)]
    return _orderly([fact for fact in held if isinstance(fact, Order)]) and all(
        _has_value(quantity, [bound for bound in bounds if bound.term == term])
        for term, quantity in quantities.items()
        if term in inside
    )


def _orderly(orders: list[Order]) -> bool:
    """Say whether steps can be found, by Bellman and Ford: without a ring they stop growing in time."""
    steps = {term: 0 for order in orders for term in (order.first, order.second)}
    for _ in range(len(steps) + 1):
        early = [order for order in orders if steps[order.second] < steps[order.first] + order.strict]
        if not early:
            return True
        for order in early:
            steps[order.second] = max(steps[order.second], steps[order.first] + order.strict)
    return False


def admits(quantity: Quantity, value: Decimal) -> bool:
    """Say whether a quantity can have a value at all."""
    return _has_value(quantity, [Bound("", value, least=True), Bound("", value, least=False)])


def _has_value(quantity: Quantity, bounds: list[Bound]) -> bool:
    lower = [bound.number for bound in bounds if bound.least]
    upper = [bound.number for bound in bounds if not bound.least]
    lower += [quantity.min] if quantity.min is not None else []
    upper += [quantity.max] if quantity.max is not None else []
    if not lower or not upper:
        return True
    low, high = max(lower), min(upper)
    if quantity.integer:
        low, high = low.to_integral_value(ROUND_CEILING), high.to_integral_value(ROUND_FLOOR)
    return low <= high
