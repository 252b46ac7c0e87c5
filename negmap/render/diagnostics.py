"""Diagnostics as lines of text: where and what, the line of the file, the remedy."""

from __future__ import annotations

import re

from negmap.diagnostics import Diagnostic
from negmap.render.wrap import width

WIDTH = 100
"""The most columns of an excerpt; longer lines are cut around the place."""
_LEAD = 20
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")


def lines(diagnostic: Diagnostic) -> list[str]:
    """Return a diagnostic as lines: place, code and message; the excerpt with a caret; the remedy."""
    kind = "" if diagnostic.is_error else " (remark)"
    shown = [f"{visible(str(diagnostic.span))}: {diagnostic.code}{kind} {visible(diagnostic.message)}"]
    if diagnostic.excerpt.strip():
        shown += _excerpt(diagnostic)
    if diagnostic.remedy:
        shown.append(f"  remedy: {visible(diagnostic.remedy)}")
    return shown


def _excerpt(diagnostic: Diagnostic) -> list[str]:
    """Return the line of the file with its number, and below it a caret under each character that is meant."""
    span = diagnostic.span
    before, meant, after = _cut(diagnostic.excerpt, span.column - 1, span.width)
    gutter = str(span.line)
    carets = " " * width(before) + "^" * max(1, width(meant))
    return [f"  {gutter} | {before}{meant}{after}".rstrip(), f"  {' ' * len(gutter)} | {carets}"]


def _cut(line: str, start: int, length: int) -> tuple[str, str, str]:
    """Return what is shown of a line before, at and after a place, with dots where it is cut."""
    start = min(start, len(line))
    end = min(start + length, len(line))
    if len(line) <= WIDTH and width(visible(line)) <= WIDTH:
        return visible(line[:start]), visible(line[start:end]), visible(line[end:])
    near = start <= 2 * _LEAD and width(visible(line[:start])) <= 2 * _LEAD
    first = 0 if near else start - _reach(line[max(0, start - _LEAD) : start][::-1], _LEAD)
    last = first + _reach(line[first : first + WIDTH], WIDTH)
    end = min(end, last)
    before = ("…" if first else "") + visible(line[first:start])
    return before, visible(line[start:end]), visible(line[end:last]) + ("…" if last < len(line) else "")


def _reach(text: str, room: int) -> int:
    """Return how many characters of a text fit into a number of columns."""
    for index, character in enumerate(text):
        room -= width(visible(character))
        if room < 0:
            return index
    return len(text)


def visible(text: str) -> str:
    """Return a text in which tabs are spaces, and characters that hide or turn others are written as escapes."""
    return _HIDDEN.sub(_escape, text.replace("\t", "    "))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
