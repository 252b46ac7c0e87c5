"""YAML text as plain data, with the place of every value on demand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from negmap.diagnostics import Diagnostic, Path, Severity, Span
from negmap.files.places import Place, find, span_of
from negmap.files.text import CONTROL, one_character, shown
from negmap.files.yaml_places import parser, place_of, survey
from negmap.files.yaml_words import explained
from negmap.model.values import MISSING

MAX_DEPTH = 50
"""How deep lists and mappings may nest."""

Data = str | bool | list["Data"] | dict[str, "Data"] | None
"""What a file holds: texts, lists, mappings, nothing (and truth values, in JSON)."""

ALIAS = "alias"
_KEY = "\0"
"""Stands in a path for a key that is not a text, and for its value; no text has this character."""
_NOTHING = frozenset({"", "null", "~"})
_LINE_END = re.compile(r"\r\n|\r|\n")


class YamlSource:
    """A YAML text that tells, when asked, where each of its values stands."""

    __slots__ = ("_lines", "_name", "_root", "_text")

    def __init__(self, name: str, text: str | bytes) -> None:
        """Take the file's name and its text, or the bytes that were found to be one."""
        self._name = name
        self._text = text
        self._lines: list[str] | None = None
        self._root: Place | None = None

    @property
    def name(self) -> str:
        """Return the file's path inside the negotiation's folder, with forward slashes."""
        return self._name

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Return the place of the value at the path, or of its key; the nearest one that exists."""
        if self._root is None:
            self._root = survey(self._whole)
        place = find(self._root, path)
        return self.span_at(place.key if key and place.key else place)

    def span_at(self, place: Place) -> Span:
        """Return the span of a place in this text, moved inside the text where it lies past its end."""
        number = min(place.line + 1, len(self.lines))
        return span_of(self._name, place, self.lines[number - 1], number)

    def excerpt(self, line: int) -> str:
        """Return the text of a line, without its end."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    @property
    def lines(self) -> list[str]:
        """Return the lines of the text; at least one."""
        if self._lines is None:
            lines = _LINE_END.split(self._whole)
            self._lines = lines[:-1] if len(lines) > 1 and not lines[-1] else lines
        return self._lines

    @property
    def _whole(self) -> str:
        if isinstance(self._text, bytes):
            self._text = self._text.decode("utf-8-sig")
        return self._text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that YAML allows and these files do not, or that is no YAML: where, and around which value."""

    code: str
    message: str
    remedy: str
    place: Place
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text holds, what is wrong with it, and whether it could be read to its end."""

    data: Data
    source: YamlSource
    problems: tuple[Problem, ...] = ()
    whole: bool = True

    def diagnostics(self, subject: Callable[[Path], str]) -> Iterator[Diagnostic]:
        """Yield the problems as errors about the record that `subject` names for a path."""
        for problem in _fewer(self.problems, subject):
            span = self.source.span_at(problem.place)
            yield Diagnostic(
                Severity.ERROR,
                problem.code,
                problem.message,
                span,
                self.source.excerpt(span.line),
                problem.remedy,
                subject(problem.path),
            )


def _fewer(problems: Iterable[Problem], subject: Callable[[Path], str]) -> Iterator[Problem]:
    """Yield of all aliases in one record the first, and say how many more there are: a few lines can hold thousands."""
    problems = list(problems)
    aliases = Counter(subject(problem.path) for problem in problems if problem.code == ALIAS)
    for problem in problems:
        count = aliases.pop(subject(problem.path), 0) if problem.code == ALIAS else 1
        if count:
            more = f"; {count - 1} more such places follow" if count > 1 else ""
            yield replace(problem, message=problem.message + more)


def read_yaml(name: str, text: str) -> Reading:
    """Return the data of a YAML text with everything that is wrong with it; never raises.

    Scalars stay text; only an unquoted empty value, ``null`` or ``~`` is nothing.
    """
    source = YamlSource(name, text)
    builder = _Builder(source, text)
    try:
        data, whole = builder.document(), True
    except _Stop:
        data, whole = None, False
    except yaml.YAMLError as error:
        builder.problems.append(_syntax(error, source.lines))
        data, whole = None, False
    return Reading(data, source, tuple(builder.problems), whole)


class _Stop(Exception):
    """The text cannot be read further; the problem has been noted."""


class _Builder:
    """Builds data from the events of a parser and notes what these files do not allow."""

    def __init__(self, source: YamlSource, text: str) -> None:
        self._source = source
        self._next = parser(text).get_event
        self._escapes = "\\" in text
        self.problems: list[Problem] = []

    def document(self) -> Data:
        self._next()
        if type(self._next()) is yaml.StreamEndEvent:
            return None
        data = self._value(self._next(), ())
        self._next()
        after = self._next()
        if type(after) is not yaml.StreamEndEvent:
            remedy = "keep one document a file; split the file at the line `---`"
            self._problem(after, (), "several-documents", "a second document begins here", remedy)
        return data

    def _value(self, event: Any, path: Path) -> Data:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event, path)
        if kind is yaml.MappingStartEvent:
            return self._mapping(event, path)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(event, path)
        self._problem(event, path, ALIAS, f"`*{event.anchor}` stands for a value written elsewhere", "write it out")
        return MISSING

    def _scalar(self, event: Any, path: Path) -> Data:
        if event.tag is not None or event.anchor is not None:
            self._marks(event, path)
        value: str = event.value
        style = event.style
        if style == '"' and self._escapes and (bad := CONTROL.search(value)):
            self._problem(
                event, path, "control-character", f"{one_character(bad[0])} written as an escape", "leave it out"
            )
            return CONTROL.sub("\ufffd", value)
        if value in _NOTHING and (style is None or style == ""):
            return None
        return value

    def _mapping(self, event: Any, path: Path) -> Data:
        self._collection(event, path)
        found: dict[str, Data] = {}
        follow = self._next
        while type(at := follow()) is not yaml.MappingEndEvent:
            if type(at) is not yaml.ScalarEvent:
                self._no_key(at, path)
                continue
            key: str = at.value
            if at.tag is not None or at.anchor is not None:
                self._marks(at, path)
            value = self._value(follow(), (*path, key))
            if key in found:
                self._twice(at, (*path, key))
            else:
                found[key] = value
        return found

    def _sequence(self, event: Any, path: Path) -> Data:
        self._collection(event, path)
        found: list[Data] = []
        follow = self._next
        while type(at := follow()) is not yaml.SequenceEndEvent:
            found.append(self._value(at, (*path, len(found))))
        return found

    def _collection(self, event: Any, path: Path) -> None:
        if event.tag is not None or event.anchor is not None:
            self._marks(event, path)
        if len(path) >= MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists and mappings inside each other"
            self._problem(event, path, "too-deep", message, "write it flatter; nothing here needs such depth")
            raise _Stop

    def _marks(self, event: Any, path: Path) -> None:
        if event.tag is not None:
            remedy = "leave the tag out; what a value is follows from its key"
            self._problem(event, path, "tag", f"a tag, `{shown(event.tag)}`", remedy)
        if event.anchor is not None:
            message = f"`&{event.anchor}` names a value so that it can be used elsewhere"
            self._problem(event, path, ALIAS, message, "leave the name out, and write the value wherever it is needed")

    def _no_key(self, event: Any, path: Path) -> None:
        # Read the key and its value all the same: more may be wrong in them, and an alias is complained of there.
        # Of keys within keys the outermost is complained of; each counts as one step deeper.
        if type(event) is not yaml.AliasEvent and _KEY not in path:
            self._problem(event, path, "key-not-text", "a key that is not a text", "write a word before the colon")
        self._value(event, (*path, _KEY))
        self._value(self._next(), (*path, _KEY))

    def _twice(self, event: Any, path: Path) -> None:
        first = self._source.span(path, key=True).line
        message = f"the key `{shown(event.value)}` is given twice, first on line {first}"
        self._problem(event, path, "duplicate-key", message, "keep one of the two")

    def _problem(self, event: Any, path: Path, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(code, message, remedy, place_of(event), path))


def _syntax(error: yaml.YAMLError, lines: list[str]) -> Problem:
    said = explained(error, lines)
    return Problem(said.code, said.message, said.remedy, said.place)
