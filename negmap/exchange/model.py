"""A negotiation as plain data, in the keys of its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from negmap.model.values import Record
from negmap.report.context import VERSION, Context, scope

FORMAT = 1


def model_data(context: Context, notes: Iterable[str] = ()) -> dict[str, Any]:
    """Return all that the files of a negotiation say, as its files would say it; statements are those that count."""
    view = context.study.view
    n = view.negotiation
    statements = {s.id: s for s in view.statements if s.id not in view.hypothetical}
    return {
        "format": FORMAT,
        "negmap": VERSION,
        "negotiation": n.name,
        "scope": scope(context),
        "as_of": view.as_of.isoformat(),
        "notes": list(notes),
        "about": _plain(n.about),
        "parties": _records(n.parties),
        "terms": _records(n.terms),
        "issues": _records(n.issues),
        "events": [_plain(event) for event in n.events],
        "statements": _records(statements),
        "scenarios": _records(n.scenarios),
        "proposals": _records(n.proposals),
    }


def _records(records: Mapping[str, Record]) -> dict[str, Any]:
    return {key: _plain(record) for key, record in records.items()}


def _plain(record: Record) -> dict[str, Any]:
    """Return a record without its id, which is the key that it stands under, and without what goes unsaid."""
    data = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: value for key, value in data.items() if key != "id"}
