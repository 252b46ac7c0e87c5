"""Any report as an outline: records with their facts and, below them, the records that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal

from negmap.findings.reports import Head, SourceRow
from negmap.model.values import plain

Fact = str | int | bool | tuple[str, ...]
"""What a field holds, as a reader can take it in: one value, or several texts."""

HEAD = frozenset(f.name for f in fields(Head))
LOOKUPS = ("names", "titles", "wordings", "issues", "dates")
"""Fields of reports that say ids in words, in the order in which they are asked."""
_KEYS = ("id", "package", "claim", "term", "position", "statement", "party", "first", "title", "number", "name", "key")


@dataclass(frozen=True, slots=True)
class Node:
    """One record of a report: the field it stands in, its place there, its facts, the records below it by field.

    `record` is the record itself, for those who lay out some kinds in their own way.
    """

    name: str
    place: int
    facts: Mapping[str, Fact]
    below: tuple[Node, ...]
    record: object

    @property
    def key(self) -> str:
        """Return what the record is known by among its neighbours."""
        return next((str(self.facts[name]) for name in _KEYS if self.facts.get(name)), str(self.place))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report: records, or values by what they are of; where they are `listed`, by their place.

    A `single` value is all that the field holds.
    """

    name: str
    nodes: tuple[Node, ...] = ()
    values: Mapping[str, Fact] = field(default_factory=dict)
    listed: bool = False
    single: bool = False


def parts(report: Head) -> Iterator[Part]:
    """Yield each part of a report that holds anything; without its head and its lookups."""
    for name, value in _fields(report):
        if name in HEAD or _empty(value) or (name in LOOKUPS and isinstance(value, Mapping)):
            continue
        if _holds_records(value):
            yield Part(name, nodes=_nodes(name, value))
        elif isinstance(value, Mapping):
            yield Part(name, values={str(key): _fact(item) for key, item in value.items()})
        else:
            items = value if isinstance(value, tuple) else (value,)
            values = {str(place): _fact(item) for place, item in enumerate(items, 1)}
            yield Part(name, values=values, listed=True, single=not isinstance(value, tuple))


def head(report: Head) -> Node:
    """Return what every report begins with, as one record."""
    return _node("report", 1, {f.name: getattr(report, f.name) for f in fields(Head) if f.name != "names"})


def lookup(report: Head) -> dict[str, str]:
    """Return every id that the report says in words."""
    found: dict[str, str] = {}
    for name in reversed(LOOKUPS):
        table = getattr(report, name, None)
        found.update(table if isinstance(table, Mapping) else {})
    return found


def _fields(record: object) -> Iterator[tuple[str, object]]:
    if isinstance(record, Mapping):
        yield from ((str(name), value) for name, value in record.items())
    elif is_dataclass(record):
        yield from ((f.name.rstrip("_"), getattr(record, f.name)) for f in fields(record))


def _holds_records(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(is_dataclass(item) or isinstance(item, Mapping) for item in value.values())
    if isinstance(value, tuple | list):
        return any(is_dataclass(item) for item in value)
    return is_dataclass(value)


def _nodes(name: str, value: object) -> tuple[Node, ...]:
    """Return the records that a field holds: those of a list, of a mapping with their keys, or the one."""
    if isinstance(value, Mapping):
        items: list[tuple[dict[str, Fact], object]] = [({"key": key}, item) for key, item in value.items()]
    elif isinstance(value, tuple | list):
        items = [({}, item) for item in value]
    else:
        items = [({}, value)]
    return tuple(_table(name, place, item, key) for place, (key, item) in enumerate(items, 1))


def _table(name: str, place: int, item: object, key: Mapping[str, Fact]) -> Node:
    """Return an item as a record; a mapping of records in a mapping is a record that holds them."""
    if isinstance(item, Mapping):
        return Node(name, place, key, _nodes(name, item), item)
    return _node(name, place, item, key)


def _node(name: str, place: int, record: object, key: Mapping[str, Fact] | None = None) -> Node:
    facts: dict[str, Fact] = dict(key or {})
    below: list[Node] = []
    for key_, value in _fields(record):
        if _empty(value):
            continue
        if isinstance(value, tuple) and all(isinstance(item, SourceRow) for item in value):
            facts[key_] = tuple(str(item.number) for item in value)
        elif is_dataclass(value) and not any(_holds_records(inner) for _, inner in _fields(value)):
            facts.update((f"{key_}.{n}", _fact(v)) for n, v in _fields(value) if not _empty(v))
        elif _holds_records(value):
            below += _nodes(key_, value)
        else:
            facts[key_] = _fact(value)
    return Node(name, place, facts, tuple(below), record)


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str | tuple | list | Mapping) and not value)


def _fact(value: object) -> Fact:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, Mapping):
        return tuple(f"{name}: {_told(item)}" for name, item in value.items())
    if isinstance(value, tuple | list):
        return tuple(_told(item) for item in value)
    return _told(value)


def _told(value: object) -> str:
    """Return a value as one text; of a list, its parts in a row."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return " + ".join(_told(item) for item in value)
    if is_dataclass(value):
        return ", ".join(f"{name} {_told(item)}" for name, item in _fields(value) if not _empty(item))
    return "" if value is None else str(value)
