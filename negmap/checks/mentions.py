"""Every place that holds an id, with what stands there once the id is another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from negmap.checks import sites
from negmap.checks.places import Place, place
from negmap.model.negotiation import Negotiation

Renamed = Literal["party", "term", "stage", "issue", "statement", "position", "scenario", "proposal"]
"""What can get another id."""

Change = Callable[[str], str]
"""Gives the new form of a name, and any other name as it is."""
_BOUNDS = ("at-least", "at-most")


class Mention(NamedTuple):
    """A place that holds an id, alone or within a longer one: what stands there, and what will."""

    where: Place
    old: str
    new: str
    key: bool = False


def mentions(negotiation: Negotiation, kind: Renamed, old: str, new: str) -> Iterator[Mention]:
    """Yield every place that changes when a record's id does; files that are named after it are not among them."""
    yield from _own(negotiation, kind, old, new)
    change = _change(kind, old, new)
    for site in _named(negotiation, kind):
        if (changed := change(site.name)) != site.name:
            yield Mention(site.place, site.name, changed, site.key)
    for site in (*sites.taken_out(negotiation), *sites.claims(negotiation)):
        if (changed := _within(site.name, kind, change)) != site.name:
            yield Mention(site.place, site.name, changed, site.key)


def _own(negotiation: Negotiation, kind: Renamed, old: str, new: str) -> Iterator[Mention]:
    """Yield where a record's own id stands."""
    if kind == "stage":
        yield from _own_stage(negotiation, old, new)
    elif kind == "position":
        yield from _own_position(negotiation, old, new)
    elif kind in ("party", "issue"):
        yield Mention(place("party" if kind == "party" else "issue", old), old, new, key=True)
    elif kind == "term":
        for key, where in _bodies(negotiation):
            if key == old:
                yield Mention(where, old, new, key=True)


def _bodies(negotiation: Negotiation) -> Iterator[tuple[str, Place]]:
    """Yield the terms of terms.yaml and of scenarios, each with its place."""
    for _, where in sites.term_bodies(negotiation):
        yield str(where.path[-1]) if where.path else where.key, where


def _own_stage(negotiation: Negotiation, old: str, new: str) -> Iterator[Mention]:
    term, _, stage = old.partition(".")
    for (body, where), (key, _) in zip(sites.term_bodies(negotiation), _bodies(negotiation), strict=True):
        for index, name in enumerate(body.stages):
            if (key, name) == (term, stage):
                yield Mention(where.at("stages", index), stage, new.partition(".")[2])


def _own_position(negotiation: Negotiation, old: str, new: str) -> Iterator[Mention]:
    said = negotiation.positions[old]
    if said.position.id is not None:
        index = said.statement.positions.index(said.position)
        where = place("statement", said.statement.id, "positions", index, "id")
        yield Mention(where, said.position.id, new.partition("#")[2])


def _named(negotiation: Negotiation, kind: Renamed) -> Iterator[sites.Site]:
    """Yield where records of a kind are named."""
    if kind in ("term", "stage"):
        yield from sites.terms(negotiation)
    elif kind == "party":
        yield from sites.parties(negotiation)
    elif kind == "issue":
        yield from sites.issues(negotiation)
    elif kind == "proposal":
        yield from sites.proposals(negotiation)
    elif kind in ("statement", "position"):
        yield from sites.positions(negotiation)
        yield from sites.statements(negotiation) if kind == "statement" else ()


def _change(kind: Renamed, old: str, new: str) -> Change:
    """Return what a rename does to a name: of a term also with a stage, of a statement also with a position."""
    end = {"term": ".", "statement": "#"}.get(kind)

    def change(name: str) -> str:
        if name == old:
            return new
        return new + name[len(old) :] if end and name.startswith(old + end) else name

    return change


def _within(name: str, kind: Renamed, change: Change) -> str:
    """Return the id of a position, a statement, a definition or a claim after a rename."""
    if ":" not in name:
        return change(name) if kind in ("statement", "position") else name
    if name.startswith("def:"):
        return _definition(name, kind, change)
    return _claim(name, change) if kind in ("term", "stage") else name


def _definition(name: str, kind: Renamed, change: Change) -> str:
    first, sort, *names = name.split(":")
    if kind not in (("issue",) if sort == "choose" else ("term", "stage")):
        return name
    changed = _sorted_again(names, change) if sort == "excludes" else [change(n) for n in names]
    return ":".join([first, sort, *changed])


def _claim(name: str, change: Change) -> str:
    parts = re.split(r"([:?!])", name)
    for index in range(2, len(parts), 2):
        if not (parts[0] in _BOUNDS and index == 4):
            joined = "|" if "|" in parts[index] else "&"
            parts[index] = joined.join(_sorted_again(parts[index].split(joined), change))
    return "".join(parts)


def _sorted_again(names: list[str], change: Change) -> list[str]:
    """Return changed names in order, if they were in order: the order is a part of the id."""
    changed = [change(name) for name in names]
    return sorted(changed) if names == sorted(names) else changed
