"""Plain data as records: every fault of a record, and the record as far as it can be read."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from negmap.diagnostics import Diagnostic, Origin, Path, fault
from negmap.files.marked_yaml import Data
from negmap.files.places import is_tag
from negmap.files.record_words import LEFT_EMPTY, Wrong, wrong
from negmap.files.text import shown
from negmap.model.values import ID, MAX_ID, MISSING, MISSING_DAY, MISSING_NUMBER, Record

R = TypeVar("R", bound=Record)
Subject = Callable[[Path], str]
"""Names the record that is at fault, as KIND:ID, for a path in the data."""


def bad_id(key: object) -> tuple[str, str, str] | None:
    """Return a code, a message and a remedy where a file's name or a key is no id."""
    if not isinstance(key, str):
        return "not-text", "an id is needed here", _HYPHENS
    if len(key) > MAX_ID:
        return "id-too-long", f"an id of {len(key)} characters; {MAX_ID} are the most", "shorten it"
    if not re.fullmatch(ID, key):
        return "bad-id", f"`{shown(key)}` is not an id", _HYPHENS
    return None


_HYPHENS = "use lower-case words joined by hyphens"


def record(
    model: type[R], data: Data, origin: Origin, subject: Subject, *, key: str | None = None
) -> tuple[R | None, list[Diagnostic]]:
    """Return data as a record of a model, with every fault found.

    `key` is the record's id where the file's name or a mapping's key gives it. What is at fault is
    taken out, or replaced by a placeholder where the record needs it, so that the rest can be
    checked; None where not even that makes a record.
    """
    found: list[Diagnostic] = []
    if not isinstance(data, dict):
        found.append(_no_mapping(data, origin, subject(())))
        return _mended(model, {} if key is None else {"id": key}, origin, subject, []), found
    if key is not None:
        if "id" in data:
            found.append(
                fault(
                    origin.at("id"),
                    "unknown-key",
                    "an id is not written here",
                    subject=subject(("id",)),
                    key=True,
                    remedy="leave it out; the id is the file's name, or the key that this stands under",
                )
            )
        data = {**data, "id": key}
    try:
        return model.model_validate(data), found
    except ValidationError as error:
        data = copy.deepcopy(data)
        found += _faulty_without_value(model, data, error, origin, subject)
        return _mended(model, data, origin, subject, found), found


def _faulty_without_value(
    model: type[Record], data: Data, error: ValidationError, origin: Origin, subject: Subject
) -> Iterator[Diagnostic]:
    """Yield faults for keys without a value, which are then taken out: unknown ones, and conditions left open."""
    for detail in error.errors(include_url=False):
        if detail["input"] is None and detail["type"] in ("extra_forbidden", LEFT_EMPTY):
            path, at_key = _written(data, detail)
            if detail["type"] != LEFT_EMPTY or not _says_nothing(origin.at(*path)):
                yield _diagnostic(wrong(model, detail, path, at_key=at_key, empty=True), origin, subject)


def _says_nothing(origin: Origin) -> bool:
    """Say whether it is written out that there is nothing: `null` or `~`, and in JSON nothing else is possible."""
    span = origin.source.span(origin.path)
    return origin.source.excerpt(span.line)[span.column - 1 :].startswith(("null", "~"))


def _no_mapping(data: Data, origin: Origin, subject: str) -> Diagnostic:
    if data is None:
        return fault(origin, "empty-value", "nothing is written here", remedy=_LINES, subject=subject, key=True)
    return fault(origin, "not-a-mapping", "keys with values are needed here", remedy=_LINES, subject=subject)


_LINES = "write `key: value` lines"


def _mended(
    model: type[R], data: dict[str, Data], origin: Origin, subject: Subject, found: list[Diagnostic]
) -> R | None:
    """Validate, note the faults and mend the data, until nothing is wrong any more."""
    tried: dict[Path, int] = {}
    empty = set(_without_nothing(data))
    while True:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            faults = [(*_written(data, detail), detail) for detail in error.errors(include_url=False)]
        for path, at_key, detail in sorted(faults, key=lambda f: f[2]["type"] != "extra_forbidden"):
            said = wrong(model, detail, path, at_key=at_key, empty=path in empty)
            if path not in tried:
                found.append(_diagnostic(said, origin, subject))
            intended = (*path[:-1], said.meant)
            if said.meant and intended not in tried and _rename(data, path, said.meant):
                tried[path] = tried[intended] = 0
            elif detail["type"] == "missing" and _there(data, path):
                continue  # it was there, misspelt
            elif not _mend(data, path, tried, drop=said.drop):
                return None


def _without_nothing(data: Data, path: Path = ()) -> Iterator[Path]:
    """Take keys without a value out of the data, which counts as leaving them out; yield their paths."""
    if isinstance(data, dict):
        for key in [key for key, value in data.items() if value is None]:
            del data[key]
            yield (*path, key)
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        yield from _without_nothing(value, (*path, step))


def _diagnostic(said: Wrong, origin: Origin, subject: Subject) -> Diagnostic:
    place = origin.at(*said.path)
    return fault(place, said.code, said.message, remedy=said.remedy, subject=subject(said.path), key=said.key)


def _written(data: Data, detail: ErrorDetails) -> tuple[Path, bool]:
    """Return a fault's path as the file writes it: without tags, and without what a short form leaves out."""
    here: Data = data
    path: list[str | int] = []
    steps = [*detail["loc"], *([key] if (key := detail.get("ctx", {}).get("key")) else [])]
    for step in steps:
        if isinstance(here, dict) and isinstance(step, str):
            if step == "[key]":
                return tuple(path), True
            if step not in here and is_tag(step):
                continue
            path.append(step)
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            path.append(step)
            here = here[step]
    return tuple(path), detail["type"] == "bad-language"


_GONE = object()
_FOR_KEY: tuple[object, ...] = (MISSING, MISSING_NUMBER, _GONE, MISSING_DAY)
_FOR_ITEM: tuple[object, ...] = (MISSING, f"{MISSING}#1", {}, [], {"consider": MISSING}, {"party": MISSING})
"""What is put in place of a faulty value, in this order, until the record's model takes it. Items of lists are
never taken out: the number of a position, and every later place in the file, hangs on them."""


def _holder(data: Data, path: Path) -> Any:
    for step in path[:-1]:
        data = data[step]  # type: ignore[index]
    return data


def _there(data: Data, path: Path) -> bool:
    return path[-1] in _holder(data, path)


def _rename(data: Data, path: Path, meant: str) -> bool:
    """Take a misspelt key for the one that was meant, unless that is there too; so its value is checked as well."""
    holder = _holder(data, path)
    if meant in holder:
        return False
    holder[meant] = holder.pop(path[-1])
    return True


def _mend(data: dict[str, Data], path: Path, tried: dict[Path, int], *, drop: bool) -> bool:
    """Put the next placeholder where a fault is, or take the faulty key out; say whether there was one left."""
    if not path:
        return False
    holder = _holder(data, path)
    last = path[-1]
    attempt = tried.get(path, 0)
    tried[path] = attempt + 1
    choices = (_GONE,) if drop else _FOR_KEY if isinstance(last, str) else _FOR_ITEM
    if attempt >= len(choices):
        return _mend(data, path[:-1], tried, drop=False)
    choice = choices[attempt]
    if choice is _GONE:
        holder.pop(last, None)
    else:
        holder[last] = copy.copy(choice)
    return True
