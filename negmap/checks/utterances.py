"""Positions wherever they are written. A rule names the keys it is about, and never sees the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negmap.checks.places import Place
from negmap.diagnostics import Path
from negmap.model.negotiation import Kind, Negotiation
from negmap.model.positions import CONDITIONS, GUARDS, AllOf, AnyOf, OnProposal, Position, Stance
from negmap.model.statements import Statement

LISTS = ("before", "after", "with", "no_later_than", "requires", "includes")
"""The keys of conditions that name terms."""
BOUNDS = ("at_least", "at_most", "exactly")
"""The keys of conditions that give numbers."""
_FIELDS = {"with": "with_", "if": "if_"}


def keys(*names: str) -> frozenset[str]:
    """Return keys, as files write them, in the form in which `uttered` takes them."""
    return frozenset(_FIELDS.get(name, name) for name in names)


CONDITION = keys(*CONDITIONS)
GUARD = keys(*GUARDS)
FORM = keys("<any_of>", "<all_of>", "<proposal>")
"""What positions have whose object is more than one term."""
ON_PROPOSAL = keys("<proposal>")


class Uttered(NamedTuple):
    """A position wherever one is written: in a statement or a scenario, or as another reading of one."""

    position: Position
    kind: Kind
    key: str
    path: Path
    statement: Statement | None

    @property
    def place(self) -> Place:
        """Return where the position stands."""
        return Place(self.kind, self.key, self.path, self._subject)

    @property
    def _subject(self) -> str:
        """Return the record at fault: the position, also where this is a reading of it; or the scenario."""
        index = self.path[1]
        if self.statement is None or not isinstance(index, int):
            return f"{self.kind}:{self.key}"
        return f"position:{self.key}#{self.statement.positions[index].id or index + 1}"

    @property
    def is_reading(self) -> bool:
        """Say whether this is another reading of the position around it."""
        return "readings" in self.path

    @property
    def stance(self) -> Stance:
        """Return which stance the position takes."""
        return self.position.stance

    @property
    def target(self) -> str | AnyOf | AllOf | OnProposal:
        """Return what the stance is on."""
        return self.position.target


def stated(negotiation: Negotiation, *having: frozenset[str]) -> Iterator[Uttered]:
    """Yield every position of every statement that has one of the keys of each set, without its readings.

    Those that are written with the same keys come after each other, by statement and then as written.
    """
    for written, group in negotiation.by_keys.items():
        if _has(written, having):
            for statement, index in group:
                yield Uttered(statement.positions[index], "statement", statement.id, ("positions", index), statement)


_READINGS = frozenset({"readings"})


def uttered(negotiation: Negotiation, *having: frozenset[str]) -> Iterator[Uttered]:
    """Yield every position of statements and scenarios that has one of the keys of each set, and readings so."""
    yield from stated(negotiation, *having)
    yield from supposed(negotiation, *having)


def supposed(negotiation: Negotiation, *having: frozenset[str]) -> Iterator[Uttered]:
    """Yield what nobody stated in so many words: readings, and positions of scenarios with theirs."""
    for said in stated(negotiation, _READINGS):
        yield from _readings(said, having)
    for scenario in negotiation.scenarios.values():
        for number, words in enumerate(scenario.statements):
            for index, position in enumerate(words.positions):
                path = ("statements", number, "positions", index)
                said = Uttered(position, "scenario", scenario.id, path, None)
                if _has(position.written_with, having):
                    yield said
                yield from _readings(said, having)


def _readings(said: Uttered, having: tuple[frozenset[str], ...]) -> Iterator[Uttered]:
    for index, position in enumerate(said.position.readings):
        reading = said._replace(position=position, path=(*said.path, "readings", index))
        if _has(position.written_with, having):
            yield reading
        yield from _readings(reading, having)


def _has(written: frozenset[str], having: tuple[frozenset[str], ...]) -> bool:
    return not any(some.isdisjoint(written) for some in having)


def terms_in(said: Uttered) -> Iterator[tuple[str, Path]]:
    """Yield the terms that a position names, each with its path inside the position."""
    stance = said.stance
    for name, path in _in_target(said.target):
        yield name, (stance.value, *path)
    yield from terms_in_conditions(said.position)
    yield from _in_guards(said.position)


def terms_in_conditions(position: Position) -> Iterator[tuple[str, Path]]:
    """Yield the terms that a position's conditions name, each with its path inside the position."""
    for key in position.conditions:
        for index, element in enumerate(position.condition(key) if key in LISTS else ()):
            if isinstance(element, str):
                yield element, (key, index)
            else:
                yield from ((name, (key, index, "any_of", n)) for n, name in enumerate(element.any_of))


def _in_guards(position: Position) -> Iterator[tuple[str, Path]]:
    for key in position.guards:
        guard = position.condition(key)
        if isinstance(guard, AnyOf):
            yield from ((name, (key, "any_of", n)) for n, name in enumerate(guard.any_of))
        else:
            yield from ((name, (key, n)) for n, name in enumerate(guard))


def _in_target(target: str | AnyOf | AllOf | OnProposal) -> Iterator[tuple[str, Path]]:
    if isinstance(target, str):
        yield target, ()
    elif isinstance(target, AnyOf):
        yield from ((name, ("any_of", n)) for n, name in enumerate(target.any_of))
    elif isinstance(target, AllOf):
        yield from ((name, ("all_of", n)) for n, name in enumerate(target.all_of))
    else:
        yield from ((name, ("except", n)) for n, name in enumerate(target.except_))
