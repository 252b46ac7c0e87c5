"""The ids in a folder, read in a moment: enough to complete a word in a shell. What cannot be read is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from negmap.files.marked_yaml import Data, read_yaml

_ENTRIES = {"party": "parties.yaml", "issue": "issues.yaml", "term": "terms.yaml"}
_FOLDERS = {"statement": "statements", "scenario": "scenarios", "proposal": "proposals"}
KINDS = (*_ENTRIES, "stage", *_FOLDERS, "position")
"""The kinds of records whose ids can be read."""


def names(folder: Path, kind: str, beginning: str = "") -> dict[str, str]:
    """Return the ids of a kind, each with its name if that is at hand.

    Positions are read of the one statement that `beginning` names up to its ``#``, else none are.
    """
    if kind in _ENTRIES:
        return {key: _title(value) for key, value in _mapping(folder / _ENTRIES[kind]).items()}
    if kind == "stage":
        return _stages(folder)
    if kind == "position":
        statement, sign, _ = beginning.partition("#")
        return _positions(folder, statement) if sign else {}
    below = (folder / _FOLDERS[kind]).rglob("*")
    return {path.stem: "" for path in sorted(below) if path.suffix in (".yaml", ".yml") and path.is_file()}


def _stages(folder: Path) -> dict[str, str]:
    terms = _mapping(folder / _ENTRIES["term"])
    staged = {key: value for key, value in terms.items() if isinstance(value, dict)}
    return {f"{key}.{stage}": _title(value) for key, value in staged.items() for stage in _texts(value.get("stages"))}


def _positions(folder: Path, statement: str) -> dict[str, str]:
    found = next((p for p in (folder / "statements").rglob(f"{statement}.y*ml")), None)
    said = _mapping(found).get("positions") if found else None
    labelled = enumerate(said if isinstance(said, list) else (), 1)
    return {f"{statement}#{_label(one, number)}": _stance(one) for number, one in labelled}


def _label(one: Data, number: int) -> str:
    label = one.get("id") if isinstance(one, dict) else None
    return label if isinstance(label, str) else str(number)


def _stance(one: Data) -> str:
    pairs = one.items() if isinstance(one, dict) else ()
    return next((f"{key} {value}" for key, value in pairs if key != "id" and isinstance(value, str)), "")


def _mapping(path: Path) -> Mapping[str, Data]:
    try:
        data = read_yaml(path.name, path.read_text(encoding="utf-8-sig")).data
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _texts(value: Data) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _title(value: Data) -> str:
    """Return the name of a record, in English if it has one."""
    named = (value.get("title") or value.get("name")) if isinstance(value, dict) else None
    if isinstance(named, dict):
        named = named.get("en") or next((text for text in named.values() if isinstance(text, str)), "")
    return named if isinstance(named, str) else ""
