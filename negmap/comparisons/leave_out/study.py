"""In what share of the maps each result stands, and what falls with what (method.md §10.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from negmap.comparisons.engines import Engine, Lost, NoEngine, done
from negmap.comparisons.leave_out.maps import Found, found, packed
from negmap.comparisons.leave_out.units import bearers, choice, lost, units
from negmap.findings.conflicts import Completeness
from negmap.findings.leave_out import ITEM_KINDS, Choice, Item, LeaveOut, Standing, Unit, UnitEffect, UnitKind
from negmap.model.variants import View

CHUNK = 8
"""So many maps are made by one task."""
Step = Callable[[int, int], None]
Numbers = tuple[int, ...]
"""The units left out of a map, by place."""


def leave_out(
    view: View,
    kind: UnitKind,
    size: int,
    samples: int,
    seed: int,
    engine: Engine,
    timeout: float | None = None,
    step: Step = lambda done, of: None,
) -> LeaveOut:
    """Return what stands on how many of the maps without some units; `step` is told how many maps are done.

    Whatever the size, each unit is left out alone as well: that is what says what falls without it.
    The results do not depend on the engine. Raises NoEngine.
    """
    borne = bearers(view, kind)
    all_units = units(borne)
    chosen = choice(kind, len(all_units), min(size, len(all_units)), samples, seed)
    alone = tuple((n,) for n in range(len(all_units)))
    wanted = tuple(dict.fromkeys(((), *alone, *chosen.maps)))
    statements = [lost(borne, (all_units[n].id for n in numbers)) for numbers in wanted]
    made = dict(zip(wanted, _made(view, statements, engine, timeout, step), strict=True))
    found = {numbers: standing for numbers, standing in made.items() if standing is not None}
    all_done = len(found) == len(wanted)
    counted = _Counted(found, chosen, all_units)
    return LeaveOut(
        chosen,
        sum(numbers in found for numbers in chosen.maps),
        all_units,
        {item: counted.standing(item) for item in counted.items},
        tuple(counted.effects()),
        Completeness(complete=all_done, reason=None if all_done else "the time given was up"),
    )


def _made(
    view: View, wanted: Sequence[frozenset[str]], engine: Engine, timeout: float | None, step: Step
) -> list[Found | None]:
    """Return what stands on each map without some statements; None where the time was up."""
    data = packed(view)
    starts = range(0, len(wanted), CHUNK)
    tasks = ((at, (data, timeout, [sorted(w) for w in wanted[at : at + CHUNK]])) for at in starts)
    parts: dict[int, list[Found | None]] = {}
    for at, result in done(engine, found, tasks):
        if isinstance(result, Lost):
            raise NoEngine(str(result))
        parts[at] = [None if one is None else frozenset(map(_item, one)) for one in result]
        step(sum(map(len, parts.values())), len(wanted))
    return [one for at in starts for one in parts[at]]


def _item(plain: Iterable[str]) -> Item:
    return cast(Item, tuple(plain))


class _Counted:
    """Counts on which maps each result stands; a set of maps is a number with a bit for each."""

    def __init__(self, found: Mapping[Numbers, Found], chosen: Choice, all_units: Sequence[Unit]) -> None:
        self._found, self._units = found, all_units
        self._whole = found.get((), frozenset())
        self._maps = tuple(found)
        self._all = (1 << len(found)) - 1
        wanted = set(chosen.maps)
        self._chosen = sum(1 << n for n, numbers in enumerate(self._maps) if numbers in wanted)
        self._where: dict[Item, int] = {}
        for number, numbers in enumerate(self._maps):
            for item in found[numbers]:
                self._where[item] = self._where.get(item, 0) | 1 << number
        self.items = tuple(sorted(self._where, key=lambda item: (ITEM_KINDS.index(item[0]), item[1])))

    def standing(self, item: Item) -> Standing:
        """Return on how many of the maps that were chosen a result stands, and what goes with it."""
        where, on_whole = self._where[item], item in self._whole
        first = (where & -where).bit_length() - 1
        return Standing(
            item,
            on_whole,
            (where & self._chosen).bit_count(),
            falls_without=tuple(n for n in range(len(self._units)) if self._falls(item, n)),
            falls_with=tuple(self._falling_with(item)) if on_whole else (),
            example=() if on_whole else self._maps[first],
        )

    def _falls(self, item: Item, unit: int) -> bool:
        """Say whether a result of the whole map falls where one unit alone is left out."""
        return item in self._whole and (unit,) in self._found and item not in self._found[unit,]

    def _falling_with(self, item: Item) -> Iterator[Item]:
        """Yield the other results of the whole map that are missing wherever this one is."""
        missing = self._all & ~self._where[item]
        for other in self.items:
            if missing and other != item and other in self._whole and not missing & self._where[other]:
                yield other

    def effects(self) -> Iterator[UnitEffect]:
        """Yield what each unit brings down when it alone is left out, and what comes instead."""
        for number, unit in enumerate(self._units):
            without = self._found.get((number,), frozenset())
            yield UnitEffect(
                unit,
                falls=tuple(item for item in self.items if self._falls(item, number)),
                comes=tuple(item for item in self.items if item in without and item not in self._whole),
            )
