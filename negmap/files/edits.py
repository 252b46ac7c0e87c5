"""Changes of single values in a file's text; everything else in it stays as it was, byte by byte."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from negmap.diagnostics import Origin, Span
from negmap.files.json_lines import read_line
from negmap.files.marked_yaml import Data, read_yaml

_YAML_LINE_END = re.compile(r"\r\n|\r|\n")
_JSON_LINE_END = re.compile(r"\n")
_QUOTES = ("'", '"')


class CannotEdit(Exception):
    """A value cannot be changed where it stands; says where, and what to do."""

    def __init__(self, span: Span, excerpt: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.span, self.excerpt, self.message, self.remedy = span, excerpt, message, remedy


@dataclass(frozen=True, slots=True)
class Replacement:
    """One value, or one key, that becomes another; `origin` says where it stands."""

    origin: Origin
    old: str
    new: str
    key: bool = False

    @property
    def span(self) -> Span:
        """Return where the value stands."""
        return self.origin.source.span(self.origin.path, key=self.key)


@dataclass(frozen=True, slots=True)
class Insertion:
    """A key with a plain value that is put first into the mapping at `origin`."""

    origin: Origin
    key: str
    value: str

    @property
    def span(self) -> Span:
        """Return where the mapping begins."""
        return self.origin.source.span(self.origin.path)


Edit = Replacement | Insertion


def edited(name: str, text: str, edits: Iterable[Edit]) -> str:
    """Return a file's text with the edits made, after a second reading has shown that nothing else changed.

    Raises CannotEdit where a value is written so that it cannot be changed alone.
    """
    made = {edit.span: edit for edit in edits}
    result = text
    starts = _line_starts(name, text)
    for span in sorted(made, reverse=True):
        start = starts[span.line - 1] + span.column - 1
        result = _made(made[span], span, result, start)
    _compare(name, text, result, made)
    return result


def _line_starts(name: str, text: str) -> list[int]:
    end = _JSON_LINE_END if name.endswith(".jsonl") else _YAML_LINE_END
    return [0, *(match.end() for match in end.finditer(text))]


def _made(edit: Edit, span: Span, text: str, start: int) -> str:
    if isinstance(edit, Insertion):
        return text[:start] + _inserted(edit, span, text[start : start + 1]) + text[start:].removeprefix("{")
    end = start + span.width
    written = text[start:end]
    if written == edit.old:
        return text[:start] + edit.new + text[end:]
    if len(written) > 1 and written[0] in _QUOTES and written[0] == written[-1]:
        return text[:start] + written[0] + edit.new + written[0] + text[end:]
    raise _cannot(edit)


def _inserted(edit: Insertion, span: Span, first: str) -> str:
    if edit.span.file.endswith(".jsonl"):
        return f'{{"{edit.key}": "{edit.value}", '
    if first == "{":
        return f"{{{edit.key}: {edit.value}, "
    return f"{edit.key}: {edit.value}\n{' ' * (span.column - 1)}"


def _cannot(edit: Edit) -> CannotEdit:
    source, span = edit.origin.source, edit.span
    remedy = "write the id plainly on one line, and try again"
    return CannotEdit(span, source.excerpt(span.line), "the id is written in a way that cannot be changed here", remedy)


def _compare(name: str, old: str, new: str, made: dict[Span, Edit]) -> None:
    """Read both texts and see that they differ in the values that were to change, and in nothing else."""
    wanted = Counter(
        (edit.old, edit.new) if isinstance(edit, Replacement) else (None, f"{edit.key}={edit.value}")
        for edit in made.values()
    )
    found = Counter(_differences(_data(name, old), _data(name, new)))
    if found != wanted:
        raise _cannot(made[min(made)])


def _data(name: str, text: str) -> Data:
    if name.endswith(".jsonl"):
        return [read_line(line).data if line.strip() else None for line in text.split("\n")]
    reading = read_yaml(name, text)
    return [reading.data, *(f"{problem.code}" for problem in reading.problems)]


_NOTHING = object()


def _differences(old: object, new: object) -> Iterator[tuple[str | None, str]]:
    """Yield the texts in which two values differ; a key that only the new one has as (None, "key=value")."""
    if isinstance(old, dict) and isinstance(new, dict):
        if len(new) == len(old) + 1:
            key, value = next(iter(new.items()))
            yield None, f"{key}={value}"
            new = {k: v for k, v in new.items() if k != key}
        pairs = list(zip_longest(old.items(), new.items(), fillvalue=(_NOTHING, _NOTHING)))
        for (old_key, old_value), (new_key, new_value) in pairs:
            yield from _differences(old_key, new_key)
            yield from _differences(old_value, new_value)
    elif isinstance(old, list) and isinstance(new, list):
        for one, other in zip_longest(old, new, fillvalue=_NOTHING):
            yield from _differences(one, other)
    elif old != new:
        yield (old, new) if isinstance(old, str) and isinstance(new, str) else (None, repr((old, new)))
