"""The places of all values of a YAML text, by a second reading of its events."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import yaml

from negmap.files.places import Place


def _parser() -> Callable[[str], Any]:
    if yaml.__with_libyaml__:
        from yaml import CBaseLoader

        return CBaseLoader
    return yaml.SafeLoader  # pragma: no cover - depends on how PyYAML was built


parser = _parser()
"""Makes a parser of YAML events: libyaml's, or where that is lacking the one in Python."""

_DEEPEST = 60


def place_of(event: Any) -> Place:
    """Return the place of an event on its first line."""
    start, end = event.start_mark, event.end_mark
    flat = start.line == end.line and end.column > start.column
    return Place(start.line, start.column, end.column - start.column if flat else int(start.index == end.index))


def survey(text: str) -> Place:
    """Return the tree of places of a text; as much of it as can be read. Of a key given twice, the first counts."""
    root = Place(0, 0)
    follow = parser(text).get_event
    with suppress(yaml.YAMLError, RecursionError):  # what stands before a fault is in the tree
        follow()
        if type(follow()) is not yaml.StreamEndEvent:
            _survey(follow(), follow, root, 0)
    return root


def _survey(event: Any, follow: Callable[[], Any], here: Place, depth: int) -> None:
    """Fill in the place of the value that begins with an event."""
    start = place_of(event)
    here.line, here.column, here.width = start.line, start.column, start.width
    kind = type(event)
    if depth > _DEEPEST:
        raise RecursionError
    if kind is yaml.MappingStartEvent:
        here.width = 0
        children: dict[str, Place] = {}
        here.children = children
        _mapping(follow, children, here, depth)
    elif kind is yaml.SequenceStartEvent:
        here.width = 0
        items: list[Place] = []
        here.children = items
        while type(at := follow()) is not yaml.SequenceEndEvent:
            items.append(Place(here.line, here.column))
            _survey(at, follow, items[-1], depth + 1)
        _close(here, at)


def _mapping(follow: Callable[[], Any], children: dict[str, Place], here: Place, depth: int) -> None:
    while type(at := follow()) is not yaml.MappingEndEvent:
        key = Place(here.line, here.column)
        _survey(at, follow, key, depth + 1)
        value = Place(key.line, key.column, key.width, key)
        if type(at) is yaml.ScalarEvent:
            children.setdefault(at.value, value)
        _survey(follow(), follow, value, depth + 1)
    _close(here, at)


def _close(here: Place, end: Any) -> None:
    """Give a collection in brackets the width up to its closing bracket, where that is on the same line."""
    mark = end.end_mark
    if end.start_mark.index < mark.index and mark.line == here.line:
        here.width = mark.column - here.column
