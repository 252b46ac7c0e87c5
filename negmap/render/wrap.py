"""Widths and line breaks for texts in which wide (Japanese) and narrow characters mix."""

from __future__ import annotations

import re
from functools import cache

_SMALL = "ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ"
_NOT_FIRST = "、。，．・：；？！）」』】〉》］｝〕”’…‥／～〜％,.;:?!)]}%" + _SMALL
_NOT_LAST = "（「『【〈《［｛〔“‘([{"
_NARROW = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u0391-\u0482\u048a-\u052f–-‧\u2190-\u21ff\u2500-\u259f■□\u2713-\u2718×]*"
).fullmatch
"""Says whether a text has only signs of one column: Latin, Greek and Cyrillic letters, and the marks of reports."""
_BREAK = re.compile(f"(?<= )(?=[^ {re.escape(_NOT_FIRST)}])")
"""Where a line of narrow signs may be broken."""

_UNBREAKABLE = re.compile(r"[!-~]+|.", re.DOTALL)
"""Narrow characters without a space between them, or any other character."""


def width(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    if text.isascii() or _NARROW(text):
        return len(text)
    from wcwidth import wcswidth

    columns: int = wcswidth(text)
    return columns if columns >= 0 else len(text)


def pad(text: str, columns: int) -> str:
    """Return the text with spaces up to a number of columns."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int, further: int | None = None) -> list[str]:
    """Return the text in lines of at most so many columns, broken at spaces or between wide characters.

    `further` is how many columns the lines after the first have, where they are not the same.

    No line begins with a closing or ends with an opening mark, and a number keeps the character after it
    (12月, 3件); a word longer than a line stands alone. Line breaks in the text itself do not count.
    """
    lines: list[str] = []
    line = ""
    for piece in pieces(unbroken(text)):
        room = columns if further is None or not lines else further
        if line and width(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def unbroken(text: str) -> str:
    """Return a text without its line breaks: a space stands for each, but none beside a wide character."""
    whole, *rest = text.splitlines() or [""]
    for part in filter(None, map(str.strip, rest)):
        joint = "" if not whole or _wide(whole[-1]) or _wide(part[0]) else " "
        whole = whole.rstrip() + joint + part
    return whole


def pieces(text: str) -> list[str]:
    """Cut a text into the smallest pieces that may stand at a line's end: words with their space, wide characters."""
    if not has_wide(text):
        return between_spaces(text)
    found: list[str] = []
    for part in _UNBREAKABLE.findall(text):
        if found and not _may_break(found[-1][-1], part[0]):
            found[-1] += part
        else:
            found.append(part)
    return found


def between_spaces(text: str) -> list[str]:
    """Cut a text without wide characters into words, each with the space behind it."""
    return _BREAK.split(text) if text else []


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if before.isdigit() and _wide(after):
        return False
    return before == " " or _wide(before) or _wide(after)


def has_wide(text: str) -> bool:
    """Say whether a text has wide characters, such as those of Japanese."""
    return not _NARROW(text) and any(map(_wide, set(text)))


@cache
def _wide(char: str) -> bool:
    return not char.isascii() and width(char) == 2
