"""What the options of `negmap new` say, as the files hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from negmap.cli.errors import NotUnderstood
from negmap.files.marked_yaml import read_yaml
from negmap.files.yaml_text import Written

_LISTS = ("by", "member_of", "stage")
_LANGUAGE = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]+)*)=(.*)", re.DOTALL)


def entry_data(kind: str, given: Mapping[str, Any]) -> dict[str, Written]:
    """Return what was given of an entry, as the file holds it."""
    data: dict[str, Written] = {}
    for key, value in given.items():
        if key == "id" or not value:
            continue
        name = "stages" if key == "stage" else "name" if (kind, key) == ("party", "title") else key
        data[name] = list(value) if key in _LISTS else value if isinstance(value, str) else text_of(value)
    return data


def statement_data(given: Mapping[str, Any]) -> dict[str, Written]:
    """Return what was given of a statement, as the file holds it."""
    data: dict[str, Written] = {"party": given["party"], "date": given["date"]}
    if given["speaker"]:
        role = {"role": text_of(given["speaker_role"])} if given["speaker_role"] else {}
        data["speaker"] = {"name": text_of(given["speaker"]), **role}
    for key in ("venue", "via", "relayed_by", "source", "summary", "position"):
        value = given[key]
        if not value:
            continue
        if key in ("source", "position"):
            data[f"{key}s"] = [keys_of(key, item) for item in value]
        else:
            data[key] = value if isinstance(value, str) else text_of(value)
    return data


def text_of(values: Sequence[str]) -> Written:
    """Return texts as given: one text, or LANG=TEXT for each language."""
    parts = [_LANGUAGE.fullmatch(value) for value in values]
    if len(values) == 1 and parts[0] is None:
        return values[0].strip()
    if not all(parts):
        raise NotUnderstood(f"`{values[0]}`: several texts have to be one a language\n  remedy: write en=… ja=…")
    return {part[1]: part[2].strip() for part in parts if part}


def keys_of(name: str, text: str) -> dict[str, Written]:
    """Return what a source or a position in one line holds."""
    braced = text if text.strip().startswith("{") else f"{{{text}}}"
    reading = read_yaml(f"--{name}", braced)
    if not isinstance(reading.data, dict) or reading.problems:
        remedy = "write it as in the file: 'key: value, key: value'"
        raise NotUnderstood(f"--{name} `{text}` cannot be read\n  remedy: {remedy}")
    return dict(reading.data)
