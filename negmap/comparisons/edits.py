"""Records that differ between two states of a negotiation's folder: added, removed, changed, renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negmap.findings.comparisons import RecordEdit
from negmap.model.definitions import Definition
from negmap.model.negotiation import Kind, Negotiation
from negmap.model.positions import Position
from negmap.model.statements import StatedPosition, Statement, stated
from negmap.model.terms import LINK_KEYS
from negmap.model.values import Record

_APART: Mapping[str, tuple[str, ...]] = {"term": (*LINK_KEYS, "stages", "kinds"), "statement": ("positions",)}
"""What of a record is compared for itself: as definitions, and as positions."""


def edits(old: Negotiation, new: Negotiation) -> tuple[RecordEdit, ...]:
    """Return what differs between two states of a folder, by file, kind and id."""
    kinds = _Kinds(old, new)
    found = [*kinds.records(), *kinds.statements(), *kinds.definitions(), *kinds.lists()]
    return tuple(sorted(found, key=lambda e: (e.file, _ORDER.index(e.kind), e.id, e.edit)))


_ORDER = (
    "negotiation",
    "party",
    "term",
    "issue",
    "definition",
    "event",
    "scenario",
    "proposal",
    "statement",
    "position",
)


class _Kinds:
    """The records of two states, kind by kind."""

    def __init__(self, old: Negotiation, new: Negotiation) -> None:
        self._old, self._new = old, new

    def records(self) -> Iterator[RecordEdit]:
        """Yield parties, terms, issues, scenarios and proposals that differ."""
        old, new = self._old, self._new
        yield from self._mapping("party", old.parties, new.parties)
        yield from self._mapping("term", old.terms, new.terms)
        yield from self._mapping("issue", old.issues, new.issues)
        yield from self._mapping("scenario", old.scenarios, new.scenarios)
        yield from self._mapping("proposal", old.proposals, new.proposals)

    def _mapping(self, kind: Kind, old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[RecordEdit]:
        renamed = dict(_renamed(old, new))
        for key in new:
            if key in renamed:
                yield RecordEdit(kind, key, "renamed", self._file(kind, key), was=renamed[key])
            elif key not in old:
                yield RecordEdit(kind, key, "added", self._file(kind, key))
            elif fields := changed_fields(old[key], new[key], leave_out=_APART.get(kind, ())):
                yield RecordEdit(kind, key, "changed", self._file(kind, key), fields=fields)
        for key in old.keys() - new.keys() - set(renamed.values()):
            yield RecordEdit(kind, key, "removed", self._file(kind, key))

    def _file(self, kind: Kind, key: str) -> str:
        origin = self._new.origin(kind, key) or self._old.origin(kind, key)
        return origin.source.name if origin else ""

    def statements(self) -> Iterator[RecordEdit]:
        """Yield statements that differ, and the positions in them."""
        old, new = self._old.statements, self._new.statements
        found = list(self._mapping("statement", old, new))
        yield from found
        moved = {e.id for e in found if e.edit == "renamed"} | {e.was for e in found if e.edit == "renamed"}
        for key in sorted((old.keys() | new.keys()) - moved):
            yield from self._positions(old.get(key), new.get(key), self._file("statement", key))

    @staticmethod
    def _positions(old: Statement | None, new: Statement | None, file: str) -> Iterator[RecordEdit]:
        """Yield positions that differ; one that only got another number is the same."""
        before, after = _unlike(stated(old) if old else (), stated(new) if new else ())
        for key, said in after.items():
            if key in before:
                fields = changed_fields(before[key].position, said.position)
                yield RecordEdit("position", key, "changed", file, fields=fields)
            else:
                yield RecordEdit("position", key, "added", file)
        yield from (RecordEdit("position", key, "removed", file) for key in before if key not in after)

    def definitions(self) -> Iterator[RecordEdit]:
        """Yield definitions that differ."""
        old, new = ({d.id: d for d in n.definitions} for n in (self._old, self._new))
        for key in sorted(old.keys() | new.keys()):
            if key not in old:
                yield RecordEdit("definition", key, "added", self._file_of(new[key]))
            elif key not in new:
                yield RecordEdit("definition", key, "removed", self._file_of(old[key]))
            elif fields := tuple(f for f in ("terms", "basis", "because", "sources") if _differ(old[key], new[key], f)):
                yield RecordEdit("definition", key, "changed", self._file_of(new[key]), fields=fields)

    def _file_of(self, definition: Definition) -> str:
        return self._file("issue" if definition.kind == "choose" else "term", "")

    def lists(self) -> Iterator[RecordEdit]:
        """Yield what is told of the negotiation as a whole, and events."""
        if fields := changed_fields(self._old.about, self._new.about):
            yield RecordEdit("negotiation", self._new.name, "changed", "negotiation.yaml", fields=fields)
        before = {f"{e.date} {e.term}": e for e in self._old.events}
        after = {f"{e.date} {e.term}": e for e in self._new.events}
        for key in after:
            if key not in before:
                yield RecordEdit("event", key, "added", "events.yaml")
            elif fields := changed_fields(before[key], after[key]):
                yield RecordEdit("event", key, "changed", "events.yaml", fields=fields)
        yield from (RecordEdit("event", key, "removed", "events.yaml") for key in before if key not in after)


def _differ(old: Definition, new: Definition, name: str) -> bool:
    return bool(getattr(old, name) != getattr(new, name))


def _renamed(old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    """Yield the new and the former id of records that only changed their id."""
    left = [key for key in old if key not in new]
    for key in new:
        if key not in old:
            was = next((k for k in left if not changed_fields(old[k], new[key], leave_out=("id",))), None)
            if was is not None:
                left.remove(was)
                yield key, was


def _unlike(
    old: Iterable[StatedPosition], new: Iterable[StatedPosition]
) -> tuple[dict[str, StatedPosition], dict[str, StatedPosition]]:
    """Return, by id, the positions of either side that have no equal on the other."""
    left, right = list(old), []
    for said in new:
        same = next((p for p in left if _equal(p.position, said.position)), None)
        if same is None:
            right.append(said)
        else:
            left.remove(same)
    return {p.id: p for p in left}, {p.id: p for p in right}


def _equal(old: Position, new: Position) -> bool:
    return not changed_fields(old, new, leave_out=("id",))


def changed_fields(old: Record, new: Record, leave_out: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the keys, as files write them, under which two records of a kind differ."""
    left = [name for name in type(new).model_fields if name not in set(leave_out)]
    return tuple(name.rstrip("_") for name in left if getattr(old, name) != getattr(new, name))
