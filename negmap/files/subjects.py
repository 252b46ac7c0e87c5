"""Which record a fault is about, by its place in a file."""

from __future__ import annotations

import re

from negmap.diagnostics import Path
from negmap.files.marked_yaml import Data
from negmap.files.records import Subject
from negmap.model.values import ID


def always(subject: str) -> Subject:
    """Return a namer that gives one name to every path."""
    return lambda path: subject


def entries(kind: str, name: str) -> Subject:
    """Return a namer for a file that maps ids to records: the entry that a path lies in, else the file."""
    return lambda path: f"{kind}:{path[0]}" if path else f"file:{name}"


def in_statement(key: str, data: Data = None) -> Subject:
    """Return a namer for a statement: the position that a path lies in, else the statement."""

    def name(path: Path) -> str:
        if len(path) > 1 and path[0] == "positions" and isinstance(path[1], int):
            return f"position:{key}#{_label(data, path[1])}"
        return f"statement:{key}"

    return name


def _label(data: Data, index: int) -> str:
    positions = data.get("positions") if isinstance(data, dict) else None
    position = positions[index] if isinstance(positions, list) and index < len(positions) else None
    label = position.get("id") if isinstance(position, dict) else None
    return label if isinstance(label, str) and re.fullmatch(ID, label) else str(index + 1)
