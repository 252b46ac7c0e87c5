"""What is wrong with YAML, in words for people who do not know its grammar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from negmap.files.places import Place


@dataclass(frozen=True, slots=True)
class Explained:
    """A code, a message, a remedy and the place of what is wrong."""

    code: str
    message: str
    remedy: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What a parser says, and what to say instead; `opening` asks for the place where the thing begins."""

    said: str
    message: str
    remedy: str
    opening: bool = False


_CLOSE = "close it with the same quotation mark it began with"
_QUOTE = "put the text in quotes"
_INDENT = "give every key of one mapping, and every `-` of one list, the same number of spaces before it"
_COLON = "a colon that cannot stand here"
_LONGEST_KEY = 1024
_PHRASES = (
    _Phrase(
        "could not find expected ':'",
        "this line has no colon after its key",
        "write `key: value`; text that goes on over several lines needs quotes, or more spaces before it",
        True,
    ),
    _Phrase(
        "mapping values are not allowed",
        _COLON,
        f"{_QUOTE} if the colon belongs to it; else check the spaces before the line, and the line above it",
    ),
    _Phrase(
        "block sequence entries are not allowed",
        "a list item `-` cannot stand here",
        "begin the list on a line of its own, below its key",
    ),
    _Phrase("mapping keys are not allowed", "a key cannot stand here", "begin it on a line of its own"),
    _Phrase("found unexpected end of stream", "a quoted text that is never closed", _CLOSE, True),
    _Phrase("found unexpected document indicator", "a quoted text that is never closed", _CLOSE, True),
    _Phrase(
        "unknown escape character",
        "a backslash before a letter that it does not go with",
        "write the text in single quotes, or the backslash twice",
    ),
    _Phrase(
        "expected hexdecimal number", "`\\x`, `\\u` or `\\U` without the digits it needs", "write the character itself"
    ),
    _Phrase("invalid Unicode character escape", "an escape that is no character", "write the character itself"),
    _Phrase(
        "expected escape sequence of", "`\\x`, `\\u` or `\\U` without the digits it needs", "write the character itself"
    ),
    _Phrase("tab character", "a tab before the text of the line", "use spaces; tabs cannot indent"),
    _Phrase(
        "expected ',' or ']'",
        "a list in brackets that is not closed, or lacks a comma",
        "separate its items with commas and close it with `]`; put text with commas, colons or brackets in quotes",
    ),
    _Phrase(
        "expected ',' or '}'",
        "a mapping in braces that is not closed, or lacks a comma",
        "separate its keys with commas and close it with `}`; put text with commas, colons or braces in quotes",
    ),
    _Phrase(
        "did not find expected key",
        "this line does not fit the lines above it",
        f"{_INDENT}; close every quotation mark",
    ),
    _Phrase(
        "expected <block end>", "this line does not fit the lines above it", f"{_INDENT}; close every quotation mark"
    ),
    _Phrase("expected '-' indicator", "this line is no item of the list above it", _INDENT),
    _Phrase("expected node content", "a value is missing here", "write a value, or put the text in quotes"),
    _Phrase("expected the node content", "a value is missing here", "write a value, or put the text in quotes"),
    _Phrase(
        "expected <document start>",
        "something stands after the end of the document",
        f"{_INDENT}; after the closing bracket of a whole file nothing may follow",
    ),
    _Phrase(
        "comment or line break",
        "words after the `|` or `>` that opens a text of several lines",
        "begin the text on the next line",
    ),
    _Phrase(
        "chomping or indentation indicators",
        "words after the `|` or `>` that opens a text of several lines",
        "begin the text on the next line",
    ),
    _Phrase("indentation indicator", "a digit after `|` or `>` that does not go there", "leave the digit out"),
    _Phrase("found unexpected ':'", "a colon inside a text that is not in quotes", _QUOTE),
    _Phrase("alphabetic or numeric character", "a text that begins with `&` or `*`", _QUOTE),
    _Phrase("tag", "a text that begins with `!`", _QUOTE),
    _Phrase("directive", "a line that begins with `%`", _QUOTE),
    _Phrase("YAML document", "a line that begins with `%`", "leave it out"),
)
_BRACKETS = tuple(phrase for phrase in _PHRASES if "closed, or lacks" in phrase.message)
_OTHER = _Phrase(
    "", "this cannot be read as YAML", "compare the line with its neighbours; text with signs in it needs quotes"
)


def explained(error: yaml.YAMLError, lines: list[str]) -> Explained:
    """Return a parser's complaint in plain words, with the place that a person should look at."""
    problem: str = getattr(error, "problem", None) or getattr(error, "reason", None) or ""
    mark: Any = getattr(error, "problem_mark", None)
    opening: Any = getattr(error, "context_mark", None)
    if "cannot start any token" in problem:
        return _no_start(_at(mark), lines)
    phrase = next((p for p in _PHRASES if p.said in problem), _OTHER)
    if phrase.message == _COLON and mark.column > _LONGEST_KEY:
        return Explained("bad-yaml", f"a key of more than {_LONGEST_KEY} characters", "shorten it", _at(mark))
    place = _at(opening if phrase.opening and opening is not None else mark)
    code = "tab-indentation" if "tab character" in phrase.said else "bad-yaml"
    if opening is not None and (mark is None or mark.line >= len(lines) or not lines[mark.line][mark.column :]):
        place = _at(opening)  # the fault shows only at the end of the text
    since = f"; it begins on line {opening.line + 1}" if phrase in _BRACKETS and opening.line < place.line else ""
    return Explained(code, phrase.message + since, phrase.remedy, place)


def _no_start(place: Place, lines: list[str]) -> Explained:
    line = lines[place.line] if place.line < len(lines) else ""
    sign = line[place.column : place.column + 1]
    if sign == "\t":
        return Explained(
            "tab-indentation", "a tab before the text of the line", "use spaces; tabs cannot indent", place
        )
    return Explained("bad-yaml", f"a text cannot begin with `{sign}`", _QUOTE, place)


def _at(mark: Any) -> Place:
    return Place(mark.line, mark.column, 1) if mark is not None else Place(0, 0, 1)
