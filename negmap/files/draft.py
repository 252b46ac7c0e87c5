"""New records on the way into the folder: as text, as the model would read them, and as changes to commit."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from negmap.diagnostics import Diagnostic, Origin
from negmap.files.marked_yaml import read_yaml
from negmap.files.records import record
from negmap.files.renaming import FileEdit
from negmap.files.scaffold import EMPTY, CannotAdd, Entry, statement_text, with_entry
from negmap.files.subjects import always, in_statement
from negmap.files.yaml_text import Written
from negmap.model.negotiation import Kind, Negotiation
from negmap.model.parties import Party
from negmap.model.statements import Statement
from negmap.model.terms import Issue, Term
from negmap.model.values import Record

FILE: Mapping[str, str] = {"party": "parties.yaml", "term": "terms.yaml", "issue": "issues.yaml"}
"""Where the records of a kind stand."""
_MODELS: Mapping[str, type[Record]] = {"party": Party, "term": Term, "issue": Issue}
_FIELDS = {"party": "parties", "term": "terms", "issue": "issues"}
_BESIDE = {"term": "issue"}


@dataclass
class Draft:
    """New entries by kind and id, and new statements by id, in the order in which they came."""

    entries: dict[tuple[str, str], Mapping[str, Written]] = field(default_factory=dict)
    statements: dict[str, Mapping[str, Written]] = field(default_factory=dict)

    def edits(self, folder: Path) -> list[FileEdit]:
        """Return each file before and after; raises CannotAdd with the file's name."""
        made: dict[str, FileEdit] = {}
        for (kind, key), data in self.entries.items():
            name = FILE[kind]
            one = made.get(name) or _as_it_is(folder, name)
            try:
                made[name] = replace(one, new=with_entry(one.new, Entry(key, data, _BESIDE.get(kind, ""))))
            except CannotAdd:
                raise CannotAdd(name) from None
        for key, data in self.statements.items():
            name = f"statements/{key}.yaml"
            made[name] = FileEdit(None, name, "", statement_text(data))
        return list(made.values())

    def read(self, negotiation: Negotiation, edits: list[FileEdit]) -> tuple[Negotiation, list[Diagnostic]]:
        """Return the negotiation with the drafted records, read from the new texts, and what is wrong with them."""
        found: list[Diagnostic] = []
        texts = {one.new_name: read_yaml(one.new_name, one.new) for one in edits}
        origins: dict[tuple[Kind, str], Origin] = {}
        records: dict[str, dict[str, Any]] = {"parties": {}, "terms": {}, "issues": {}, "statements": {}}
        for kind, key in self.entries:
            reading = texts[FILE[kind]]
            data = reading.data[key] if isinstance(reading.data, dict) else None
            origin = Origin(reading.source, (key,))
            one, wrong = record(_MODELS[kind], data, origin, always(f"{kind}:{key}"), key=key)
            found += wrong
            records[_FIELDS[kind]][key] = one
            origins[kind, key] = origins[kind, ""] = origin  # type: ignore[index]
        for key in self.statements:
            reading = texts[f"statements/{key}.yaml"]
            origin = Origin(reading.source)
            said, wrong = record(Statement, reading.data, origin, in_statement(key, reading.data), key=key)
            found += wrong
            records["statements"][key] = said
            origins["statement", key] = origin
        more: dict[str, Any] = {n: {**getattr(negotiation, n), **_kept(new)} for n, new in records.items()}
        return replace(negotiation, origins={**negotiation.origins, **origins}, **more), found


def _kept(records: Mapping[str, Any]) -> dict[str, Any]:
    """Return the records that could be read."""
    return {key: one for key, one in records.items() if one is not None}


def _as_it_is(folder: Path, name: str) -> FileEdit:
    path = folder / name
    if not path.exists():
        return FileEdit(None, name, "", EMPTY[name])
    text = path.read_bytes().removeprefix(codecs.BOM_UTF8).decode()
    return FileEdit(name, name, text, text)
