"""Text in pictures: what may be shown, how wide it is, where its lines break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wcwidth import wcwidth

from negmap.render.wrap import pieces

_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+")
_CAPITAL, _LETTER, _WIDE = 0.74, 0.64, 1.0
_ASCII = dict.fromkeys(" !'|,.:;/\\ijlIJ", 0.33) | dict.fromkeys('()[]-frt"`^*', 0.43) | dict.fromkeys("mwMW@%", 0.99)
"""Narrow and broad letters, as broad as in the broadest font that is common; the mean of English text is 0.55."""
LINE = 1.35
"""The height of a line, in ems."""
CUT = "…"
_ORPHAN = 2.2
"""A last line of so many ems, or less, looks lost."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in one style; `size` is in points, `colour` a colour's value."""

    text: str
    size: float
    colour: str
    bold: bool = False

    @property
    def width(self) -> float:
        """Return the room it needs, in points."""
        return ems(self.text) * self.size * (1.06 if self.bold else 1.0)

    @property
    def height(self) -> float:
        """Return the height of the line, in points."""
        return self.size * LINE


def clean(text: str) -> str:
    """Return a text on one line, without controls and without marks that turn its direction."""
    return " ".join(part for part in _UNSHOWN.sub(" ", text).split(" ") if part).strip()


def ems(text: str) -> float:
    """Return the width of a text in ems, rather too wide than too narrow for any font in use.

    Layout programs know the widths of few letters. East Asian ones count as one em here, others by their
    class. Marks that are wide in East Asian fonts only count as wide in texts that need such a font.
    """
    if text.isascii():
        return sum(map(_ascii, text))
    return sum(map(_beside_wide if any(map(_is_wide, text)) else _beside_narrow, text))


@cache
def _is_wide(char: str) -> bool:
    return wcwidth(char) == 2


@cache
def _beside_wide(char: str) -> float:
    return _em(char, wcwidth(char), east_asian=True)


@cache
def _beside_narrow(char: str) -> float:
    return _em(char, wcwidth(char), east_asian=False)


@cache
def _ascii(char: str) -> float:
    return _ASCII.get(char, _CAPITAL if char.isupper() or char in "&#$+=<>~" else _LETTER)


def _em(char: str, columns: int, *, east_asian: bool) -> float:
    if columns <= 0:
        return 0.0
    if columns == 2:
        return _WIDE
    if char.isascii():
        return _ascii(char)
    if char.isalpha():
        return _CAPITAL if char.isupper() else _LETTER
    return _WIDE if east_asian and unicodedata.east_asian_width(char) == "A" else _LETTER


def lines(text: str, room: float, most: int = 99) -> list[str]:
    """Return a text in lines of at most `room` ems, cut short with … past `most` lines.

    Japanese breaks between characters, but no line begins with a closing or ends with an opening mark.
    """
    found = _balanced(list(_broken(clean(text), room)), clean(text), room)
    if len(found) <= most:
        return found
    return [*found[: most - 1], _shortened(found[most - 1], room)]


def _balanced(found: list[str], text: str, room: float) -> list[str]:
    """Return the lines; where the last holds a character or two, in shorter lines if that takes no more of them."""
    if len(found) > 1 and ems(found[-1]) <= _ORPHAN:
        for share in (0.9, 0.8):
            again = list(_broken(text, room * share))
            if len(again) == len(found) and ems(again[-1]) > _ORPHAN:
                return again
    return found


def _broken(text: str, room: float) -> Iterator[str]:
    line, long = "", 0.0
    each = _ascii if text.isascii() else _beside_wide if any(map(_is_wide, text)) else _beside_narrow
    for piece in pieces(text):
        wide = sum(map(each, piece))
        if line and long + wide > room and long + sum(map(each, piece.rstrip())) > room:
            yield line.rstrip()
            line, long = "", 0.0
        if not line:
            piece = piece.lstrip()
            wide = sum(map(each, piece))
        line, long = line + piece, long + wide
        while long > room and ems(line.rstrip()) > room:  # a word longer than a line
            end = _fitting(line, room)
            yield line[:end]
            line = line[end:]
            long = sum(map(each, line))
    if line.strip():
        yield line.rstrip()


def _fitting(line: str, room: float) -> int:
    end = 1
    while ems(line[: end + 1]) <= room:
        end += 1
    return end


def _shortened(line: str, room: float) -> str:
    while line and ems(line + CUT) > room:
        line = line[:-1]
    return line.rstrip() + CUT
