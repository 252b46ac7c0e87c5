"""JSON lines as plain data: one record a line, with the place of every value on demand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from negmap.diagnostics import Diagnostic, Path, Severity, Span
from negmap.files.marked_yaml import MAX_DEPTH, Data
from negmap.files.places import Place, find, span_of
from negmap.files.text import CONTROL, one_character, shown

_SPACE = re.compile(r"[ \t\n\r]*")
_BARE = re.compile(r"[^\s,\]}:]*")


class JsonLine:
    """One line of a file, able to tell where its values stand; kept small, because there may be a million."""

    __slots__ = ("_name", "_number", "_text")

    def __init__(self, name: str, number: int, text: str) -> None:
        self._name = name
        self._number = number
        self._text = text

    @property
    def name(self) -> str:
        """Return the file's path inside the negotiation's folder, with forward slashes."""
        return self._name

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Return the place of the value at the path, or of its key; the nearest one that exists."""
        place = find(_places(self._text), path)
        return self.span_at(place.key if key and place.key else place)

    def span_at(self, place: Place) -> Span:
        """Return the span of a place in this line."""
        return span_of(self._name, place, self._text, self._number)

    def excerpt(self, line: int) -> str:
        """Return the text of a line, without its end."""
        return self._text if line == self._number else ""


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a line holds and what is wrong with it: pairs of a code, a message, a remedy and a place."""

    data: Data
    problems: tuple[tuple[str, str, str, Place], ...] = ()

    def diagnostics(self, source: JsonLine, subject: str) -> Iterator[Diagnostic]:
        """Yield the problems as errors about a record."""
        for code, message, remedy, place in self.problems:
            span = source.span_at(place)
            yield Diagnostic(Severity.ERROR, code, message, span, source.excerpt(span.line), remedy, subject)


class _Refused(ValueError):
    """Valid for Python's reader, and refused here."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


def read_line(text: str) -> LineReading:
    """Return the data of one line with what is wrong with it; never raises. Numbers stay text."""
    try:
        data: Data = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        message, remedy = _words(error.msg)
        return LineReading(None, (("bad-json", message, remedy, Place(0, error.pos, 1)),))
    except _Refused as error:
        return LineReading(None, ((error.code, error.message, error.remedy, Place(0, 0)),))
    except RecursionError:
        return LineReading(None, (_TOO_DEEP,))
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(data) > MAX_DEPTH:
        return LineReading(None, (_TOO_DEEP,))
    if "\\u" in text and (bad := CONTROL.search("".join(_texts(data)))):
        message = f"{one_character(bad[0])} written as an escape"
        return LineReading(None, (("control-character", message, "leave it out", Place(0, 0)),))
    return LineReading(data)


_TOO_DEEP = (
    "too-deep",
    f"more than {MAX_DEPTH} lists and mappings inside each other",
    "write it flatter; nothing here needs such depth",
    Place(0, 0),
)


def _pairs(pairs: list[tuple[str, Data]]) -> dict[str, Data]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Refused("duplicate-key", f"the key `{shown(twice)}` is given twice on this line", "keep one of the two")
    return found


def _constant(word: str) -> NoReturn:
    raise _Refused("bad-json", f"`{word}` is no JSON", "write a number, or null")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_float=str, parse_int=str, parse_constant=_constant, strict=True
)


def _words(said: str) -> tuple[str, str]:
    for phrase, message, remedy in (
        ("Extra data", "something stands after the end of the record", "write one record a line"),
        ("Unterminated string", "a text that is never closed", 'close it with `"`; a line break inside it is `\\n`'),
        ("control character", "a tab or control character inside a text", "write it as `\\t`, or leave it out"),
        ("escape", "a backslash before a sign that it does not go with", "write the backslash twice"),
        ("delimiter", "a comma or colon is missing here", "separate with commas, and a key from its value with `:`"),
        ("property name", "a key in double quotes is needed here", 'write keys as `"key":`, no comma after the last'),
        ("trailing comma", "a comma after the last item", "leave the comma out"),
    ):
        if phrase in said:
            return message, remedy
    return "a value is missing here, or is no JSON", 'write text in double quotes, as `"text"`'


def _depth(data: Data) -> int:
    deepest, left = 0, [(data, 1)]
    while left:
        value, depth = left.pop()
        deepest = max(deepest, depth if isinstance(value, dict | list) else 0)
        below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        left.extend((item, depth + 1) for item in below)
    return deepest


def _texts(data: Data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _texts(item)
    if isinstance(data, dict):
        yield from data


def _places(text: str) -> Place:
    root = Place(0, 0)
    with suppress(ValueError, IndexError):  # what stands before a fault is in the tree
        _survey(text, 0, root, 0)
    return root


def _survey(text: str, at: int, here: Place, depth: int) -> int:
    """Fill in the place of the value that begins at an index; return the index after it."""
    at = _skip(text, at)
    here.column = at
    opening = text[at]
    if opening == '"':
        end = _string(text, at)[1]
    elif opening in "[{" and depth <= MAX_DEPTH:
        end = (_members if opening == "{" else _items)(text, at + 1, here, depth + 1)
    else:
        end = _after(_BARE, text, at)
    here.width = end - at
    return end


def _members(text: str, at: int, here: Place, depth: int) -> int:
    children: dict[str, Place] = {}
    here.children = children
    at = _skip(text, at)
    while text[at] != "}":
        key, end = _string(text, at)
        value = Place(0, at, end - at, Place(0, at, end - at))
        children.setdefault(key, value)
        at = _next(text, _survey(text, _skip(text, end) + 1, value, depth))
    return at + 1


def _items(text: str, at: int, here: Place, depth: int) -> int:
    items: list[Place] = []
    here.children = items
    at = _skip(text, at)
    while text[at] != "]":
        items.append(Place(0, at))
        at = _next(text, _survey(text, at, items[-1], depth))
    return at + 1


def _string(text: str, at: int) -> tuple[str, int]:
    value, end = _DECODER.raw_decode(text, at)
    return str(value), end


def _next(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    return _after(_SPACE, text, at)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
