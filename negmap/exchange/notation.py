"""Lists, choices and targets as one cell writes them, and back.

``a, b`` is a list; ``a | b`` is one of them, ``a & b`` all of them together, and ``proposal draft except
a, b`` a text. A bar or an ampersand before a single id keeps a choice of one apart from the bare id.
"""

from __future__ import annotations

import re

from negmap.files.marked_yaml import Data

_PROPOSAL = re.compile(r"proposal\s+(\S+?)(?:\s+except\b(.*))?", re.DOTALL)
_SIGN = {"any_of": "|", "all_of": "&"}
_EMPTY = r"\e"
_EDGES = re.compile(r"\A\s|\s\Z")
_PARTS = re.compile(r"(?:\\.|[^\\;]|\\\Z)+", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def of_ids(value: Data) -> str:
    """Return a list of ids as a cell."""
    return ", ".join(str(item) for item in _items(value)) or ","


def _items(value: Data) -> list[Data]:
    return value if isinstance(value, list) else [value]


def to_ids(cell: str) -> Data:
    """Return the list of ids in a cell; a lone comma is an empty list."""
    return [part.strip() for part in cell.split(",") if part.strip()] if "," in cell else [cell.strip()]


def of_choice(value: Data) -> str:
    """Return a term, or a choice among terms, as a cell or a part of one."""
    if not isinstance(value, dict):
        return str(value)
    if "proposal" in value:
        but = value.get("except")
        return f"proposal {value['proposal']}" + (f" except {of_ids(but)}" if but is not None else "")
    key = next(iter(value))
    parts = [str(name) for name in _items(value[key])]
    sign = _SIGN[key]
    return f" {sign} ".join(parts) if len(parts) > 1 else f"{sign} {parts[0]}"


def to_choice(cell: str) -> Data:
    """Return the term, the choice or the text that a cell names."""
    if (match := _PROPOSAL.fullmatch(cell.strip())) is not None:
        but = match[2]
        return {"proposal": match[1]} | ({"except": to_ids(but)} if but is not None else {})
    for key, sign in _SIGN.items():
        if sign in cell:
            return {key: [part.strip() for part in cell.split(sign) if part.strip()]}
    return cell.strip()


def of_each(value: Data) -> str:
    """Return a list of terms and choices as a cell."""
    return ", ".join(of_choice(item) for item in _items(value)) or ","


def to_each(cell: str) -> Data:
    """Return the list of terms and choices in a cell."""
    return [to_choice(part) for part in cell.split(",") if part.strip()]


def of_guard(value: Data) -> str:
    """Return the terms of a guard as a cell: all of a list, or one of a choice."""
    return of_choice(value) if isinstance(value, dict) else of_ids(value)


def to_guard(cell: str) -> Data:
    """Return the terms of a guard."""
    return to_choice(cell) if "|" in cell else to_ids(cell)


def of_free(value: Data) -> str:
    """Return free texts as a cell: with semicolons between them, and a backslash before what is not to be read so."""
    return "; ".join(_free(str(text)) for text in _items(value)) or ";"


def _free(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;")
    return _EDGES.sub(lambda match: "\\" + match[0], escaped) or _EMPTY


def to_free(cell: str) -> Data:
    """Return the free texts in a cell; a lone semicolon is an empty list."""
    parts = (_trimmed(part) for part in _PARTS.findall(cell))
    return ["" if part == _EMPTY else _ESCAPE.sub(r"\1", part) for part in parts if part]


def _trimmed(part: str) -> str:
    """Return a part without the spaces around it, but for one that a backslash keeps."""
    bare = part.strip()
    kept = len(bare) - len(bare.rstrip("\\"))
    return bare + part.lstrip()[len(bare)] if kept % 2 and len(part.lstrip()) > len(bare) else bare
