"""What can be left out of a map, and which combinations are."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from math import comb

from negmap.findings.leave_out import Choice, Unit, UnitKind
from negmap.model.statements import Statement
from negmap.model.variants import View


def bearers(view: View, kind: UnitKind) -> dict[str, frozenset[str]]:
    """Return, for each statement that counts, what bears it: itself, its speaker, or its independent sources.

    Hypothetical statements are nobody's, and always stay.
    """
    found = {s.id: frozenset(_BEARERS[kind](s)) for s in view.statements if s.id not in view.hypothetical}
    return {key: names for key, names in found.items() if names}


def speaker(statement: Statement) -> str:
    """Return who spoke, as PARTY: NAME; the party alone where no name is known."""
    name = statement.speaker.name.within("en") if statement.speaker else ""
    return f"{statement.party}: {name}" if name else statement.party


_BEARERS: Mapping[UnitKind, Callable[[Statement], Iterable[str]]] = {
    "statement": lambda s: (s.id,),
    "speaker": lambda s: (speaker(s),),
    "source": lambda s: (ref.independent_key for ref in s.sources),
}


def units(borne: Mapping[str, frozenset[str]]) -> tuple[Unit, ...]:
    """Return what can be left out, by id, given what bears each statement."""
    names = sorted({name for found in borne.values() for name in found})
    return tuple(
        Unit(
            name,
            statements=tuple(key for key, found in borne.items() if name in found),
            alone=tuple(key for key, found in borne.items() if found == {name}),
        )
        for name in names
    )


def lost(borne: Mapping[str, frozenset[str]], left_out: Iterable[str]) -> frozenset[str]:
    """Return the statements that go when some units are left out: those of which nothing that bears them is left."""
    gone = frozenset(left_out)
    return frozenset(key for key, names in borne.items() if names <= gone)


def choice(kind: UnitKind, number: int, size: int, samples: int, seed: int) -> Choice:
    """Return which of so many units are left out on each map: every combination if they are few enough, else samples.

    The same seed gives the same samples; none comes twice.
    """
    possible = comb(number, size)
    if possible <= samples:
        return Choice(kind, size, possible, tuple(combinations(range(number), size)), None)
    rng, found = random.Random(seed), set[tuple[int, ...]]()
    while len(found) < samples:
        found.add(tuple(sorted(rng.sample(range(number), size))))
    return Choice(kind, size, possible, tuple(sorted(found)), seed)


def number_of_maps(view: View, kind: UnitKind, size: int, samples: int) -> tuple[int, int]:
    """Return how many units there are, and how many maps are made: the whole one, each without one, the chosen ones."""
    number = len(units(bearers(view, kind)))
    chosen = min(comb(number, min(size, number)), samples) if size > 1 else 0
    return number, 1 + number + chosen
