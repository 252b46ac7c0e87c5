"""An oracle for small negotiations: tries every settlement; reads claims and definitions from their ids alone.

Written from docs/method.md §1 to §3 as it stands, without thought for speed. A claim or a definition is a
function of a settlement here, made from its id (§2, §3.9). What depends on nothing but ids and terms cannot
share a mistake with code that turns positions into claims and claims into rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from itertools import pairwise, product

from negmap.findings.conflicts import Settlement
from negmap.model.negotiation import Negotiation
from negmap.model.terms import Quantity

Test = Callable[[Settlement], bool]


class Oracle:
    """Every settlement of a negotiation that can make a difference, and what is true of each."""

    def __init__(self, negotiation: Negotiation, claim_ids: Iterable[str], without: Collection[str] = ()) -> None:
        """Keep the claims and definitions for good, but for those ids that are taken out."""
        self.claims = {key: of_claim(key) for key in claim_ids if key not in without}
        kept = [d.id for d in negotiation.definitions if d.id not in without]
        self.definitions = {key: of_definition(key, negotiation) for key in kept}
        self.settlements = list(settlements(negotiation, _numbers(self.claims)))

    def satisfiable(self, claim_ids: Collection[str], without_definitions: Collection[str] = ()) -> bool:
        """Say whether some settlement satisfies these claims and all definitions but those left out."""
        tests = [self.claims[key] for key in claim_ids]
        tests += [test for key, test in self.definitions.items() if key not in without_definitions]
        return any(all(test(settlement) for test in tests) for settlement in self.settlements)

    def minimal_conflicts(self, claim_ids: Collection[str]) -> set[frozenset[str]]:
        """Return every minimal set out of these claims that no settlement satisfies.

        A set fails when, of each settlement that the definitions allow, one of its claims is false.
        So the minimal ones are the smallest sets that meet, for each settlement, what is false of it.
        """
        tests = [(key, self.claims[key]) for key in claim_ids]
        allowed = [s for s in self.settlements if all(test(s) for test in self.definitions.values())]
        found = {frozenset[str]()}
        for false in _smallest({frozenset(key for key, test in tests if not test(s)) for s in allowed}):
            met = {one for one in found if one & false}
            found = _smallest(met | {one | {key} for one in found - met for key in false})
        return found


def _smallest(sets: Collection[frozenset[str]]) -> set[frozenset[str]]:
    """Keep the sets that contain no other."""
    kept: list[frozenset[str]] = []
    for one in sorted(sets, key=len):
        if not any(smaller <= one for smaller in kept):
            kept.append(one)
    return set(kept)


def settlements(negotiation: Negotiation, numbers: Collection[Decimal]) -> Iterator[Settlement]:
    """Give every order of every set of terms, with every value at which some bound starts or ends to hold."""
    names = sorted(negotiation.term_of)
    quantities = {term.id: term.quantity for term in negotiation.terms.values() if term.quantity}
    for steps in _orders(len(names)):
        inside = {name: step for name, step in zip(names, steps, strict=True) if step is not None}
        counted = [name for name in quantities if name in inside]
        for values in product(*(_values(quantities[name], numbers) for name in counted)):
            yield Settlement(inside, dict(zip(counted, values, strict=True)))


@cache
def _orders(count: int) -> tuple[tuple[int | None, ...], ...]:
    """Return each way to give some of the terms steps, without gaps: only the order of steps matters."""
    tries = product((None, *range(count)), repeat=count)
    return tuple(steps for steps in tries if _gapless({step for step in steps if step is not None}))


def _gapless(steps: set[int]) -> bool:
    return steps == set(range(len(steps)))


def _values(quantity: Quantity, numbers: Collection[Decimal]) -> list[Decimal]:
    """Return the values of a quantity at the numbers, or next to them where only whole ones make sense.

    All bounds are closed, so where there is a value between two of them there is one of these.
    """
    ends = {Decimal(0), *numbers, *(end for end in (quantity.min, quantity.max) if end is not None)}
    if quantity.integer:
        ends = {whole for n in ends for whole in (n.to_integral_value(ROUND_FLOOR), n.to_integral_value(ROUND_CEILING))}
    low, high = quantity.min, quantity.max
    return sorted(n for n in ends if (low is None or low <= n) and (high is None or n <= high))


def _numbers(claim_ids: Iterable[str]) -> set[Decimal]:
    return {Decimal(_body(key).split(":")[2]) for key in claim_ids if key.startswith(("at-least:", "at-most:"))}


def _body(claim_id: str) -> str:
    return claim_id.partition("!")[0].partition("?")[0]


def of_claim(claim_id: str) -> Test:
    """Return what a claim says: true where its guard does not hold, or where the claim itself is true (§3.4)."""
    rest, _, unless = claim_id.partition("!")
    body, _, when = rest.partition("?")
    says = _of_body(*body.split(":"))

    def test(s: Settlement) -> bool:
        if unless and any(name in s.steps for name in unless.split("|")):
            return True
        if "|" in when and not any(name in s.steps for name in when.split("|")):
            return True
        if when and "|" not in when and not all(name in s.steps for name in when.split("&")):
            return True
        return says(s)

    return test


def _of_body(kind: str, subject: str, condition: str = "") -> Test:
    """Return what a claim says without its guard: the tables of §3.1, §3.2 and §3.3, row by row."""
    if kind == "in":
        return lambda s: any(x in s.steps for x in subject.split("|"))
    if kind == "out":
        return lambda s: not all(x in s.steps for x in subject.split("&"))
    x, others = subject, condition.split("|")
    y = others[0]
    rows: dict[str, Test] = {
        "before": lambda s: y not in s.steps or s.steps[x] < s.steps[y],
        "no-later": lambda s: y not in s.steps or s.steps[x] <= s.steps[y],
        "after": lambda s: any(t in s.steps and s.steps[t] < s.steps[x] for t in others),
        "with": lambda s: any(t in s.steps and s.steps[t] == s.steps[x] for t in others),
        "includes": lambda s: y in s.steps and s.steps[y] <= s.steps[x],
        "requires": lambda s: any(t in s.steps for t in others),
        "at-least": lambda s: s.quantities[x] >= Decimal(y),
        "at-most": lambda s: s.quantities[x] <= Decimal(y),
    }
    return lambda s: x not in s.steps or rows[kind](s)


def of_definition(definition_id: str, negotiation: Negotiation) -> Test:
    """Return what a definition says: the table of §2, row by row."""
    _, kind, x, *more = definition_id.split(":")
    if kind in ("is_a", "includes", "requires", "after"):
        return _of_link(kind, x, more[0])
    if kind == "excludes":
        return lambda s: not (x in s.steps and more[0] in s.steps)
    if kind == "choose":
        options = set(negotiation.issues[x].options)
        return lambda s: sum(option in s.steps for option in options) <= 1
    if kind == "closed":
        return _closed(x, negotiation)
    stages = negotiation.terms[x].names
    return lambda s: all(_of_link("includes", late, early)(s) for early, late in pairwise(stages))


def _of_link(kind: str, x: str, y: str) -> Test:
    rows: dict[str, Test] = {
        "is_a": lambda s: s.steps[y] <= s.steps[x],
        "includes": lambda s: s.steps[y] <= s.steps[x],
        "requires": lambda s: True,
        "after": lambda s: s.steps[y] < s.steps[x],
    }
    return lambda s: x not in s.steps or (y in s.steps and rows[kind](s))


def _closed(y: str, negotiation: Negotiation) -> Test:
    """There is no other way to have y than one of its kinds, and y is there from the earliest of them on."""
    kinds = [t.names[0] for t in negotiation.terms.values() if any(link.term == y for link in t.is_a)]

    def test(s: Settlement) -> bool:
        steps = [s.steps[kind] for kind in kinds if kind in s.steps]
        return y not in s.steps or (bool(steps) and s.steps[y] == min(steps))

    return test
