"""What is wrong with a record, in the words of the people who write the files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from negmap.diagnostics import Path, nearest, nearest_word
from negmap.files.text import shown
from negmap.model.positions import AllOf, AnyOf, OnProposal
from negmap.model.values import Record

LEFT_EMPTY = "left-empty"
"""The type of pydantic's complaint about a key that may be left out, but not begun."""
_MANY = 12


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault in words: its code, message and remedy, where it is, whether its key has to go, and what was meant."""

    code: str
    message: str
    remedy: str
    path: Path
    key: bool = False
    drop: bool = False
    meant: str = ""


def wrong(model: type[Record], detail: ErrorDetails, path: Path, *, at_key: bool, empty: bool) -> Wrong:
    """Return one complaint of pydantic about a record, as written at a path, in the users' words.

    `at_key` says that it is about the key, `empty` that the key is there without a value.
    """
    kind, value = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(model, detail, path)
    if kind == LEFT_EMPTY:
        remedy = "write what belongs here, or leave the key out"
        return Wrong("empty-value", f"nothing is written after `{path[-1]}:`", remedy, path, key=True)
    if kind == "missing":
        return _missing(path, empty=empty)
    if kind == "literal_error":
        return _unknown_value(context, value, path)
    if value is None:
        return Wrong("empty-value", "an item with nothing in it", "write a value after the `-`, or leave it out", path)
    if kind in _PLAIN:
        code, message, remedy = _PLAIN[kind]
        return Wrong(code, message, remedy, path)
    if "-" in kind:
        return Wrong(kind, shown_in(detail["msg"]), context.get("remedy", ""), path, key=at_key, drop=at_key)
    return Wrong("bad-value", f"this value does not go here: {detail['msg']}", "", path)


_MAPPING = ("not-a-mapping", "keys with values are needed here", "write `key: value` lines, or {key: value}")
_PLAIN = {
    "string_type": ("not-text", "a text is needed here", "write one text; with a colon or bracket in it, in quotes"),
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "tuple_type": ("not-a-list", "a list is needed here", "write items after `-`, one a line, or [in, brackets]"),
    "too_short": ("empty-list", "a list with nothing in it", "name one at least, or leave the key out"),
    "string_too_short": ("empty-text", "a text with nothing in it", "write the words, or leave the key out"),
    "bad-target": (
        "bad-target",
        "no term can be read here",
        "write the id of a term, or {any_of: [terms]}; where they fit {all_of: [terms]} or {proposal: ID}",
    ),
}


def _missing(path: Path, *, empty: bool) -> Wrong:
    name = str(path[-1])
    if empty:
        return Wrong("empty-value", f"nothing is written after `{name}:`", "write a value", path, key=True)
    return Wrong("missing-key", f"`{name}:` is missing", f"add `{name}:`", path[:-1])


def shown_in(message: str) -> str:
    """Return a message in which a long quoted value is cut."""
    return re.sub(r"`([^`]*)`", lambda match: f"`{shown(match[1])}`", message, count=1)


def _unknown_key(model: type[Record], detail: ErrorDetails, path: Path) -> Wrong:
    name = str(path[-1])
    known = sorted(_keys_at(model, detail["loc"][:-1]))
    meant = nearest_word(name, known, 0.7)
    remedy = f"did you mean `{meant}`?" if meant else ""
    if not meant and known:
        remedy = f"known keys: {', '.join(known)}" if len(known) <= _MANY else "leave it out, or write it into `note`"
    if name == "<<":
        remedy = "merge keys are not read; write the keys out"
    return Wrong("unknown-key", f"unknown key `{shown(name)}`", remedy, path, key=True, drop=True, meant=meant)


def _unknown_value(context: dict[str, Any], value: object, path: Path) -> Wrong:
    known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    listed = f"write {', '.join(known[:-1])} or {known[-1]}" if len(known) > 1 else f"write {known[0]}" if known else ""
    if not isinstance(value, str):
        return Wrong("unknown-value", "one word is needed here", listed, path)
    return Wrong("unknown-value", f"unknown value `{shown(value)}`", nearest(value, known) or listed, path)


def _keys_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> set[str]:
    """Return the keys that files may use in the mapping at a place in a record."""
    models: list[type[BaseModel]] = [model]
    for step in loc:
        if isinstance(step, int):
            continue
        if is_form := _FORMS.get(step):
            models = [is_form]
            continue
        fields = [field for m in models for name, field in m.model_fields.items() if _written_name(name, field) == step]
        if fields:
            models = [m for field in fields for m in _models_in(field.annotation, field.metadata)]
    return {
        _written_name(name, field)
        for m in models
        for name, field in m.model_fields.items()
        if name != "id" or _writes_id(m)
    }


_FORMS: dict[str, type[BaseModel]] = {"<any_of>": AnyOf, "<all_of>": AllOf, "<proposal>": OnProposal}


def _written_name(name: str, field: FieldInfo) -> str:
    return field.alias or name


def _writes_id(model: type[BaseModel]) -> bool:
    """Say whether files write the record's id: of positions they do, of others the key or file name gives it."""
    return not model.model_fields["id"].is_required()


def _models_in(annotation: Any, metadata: Any = ()) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in get_args(annotation) for m in _models_in(part)]
