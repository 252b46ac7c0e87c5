"""Text in pictures: what may be shown, how wide it is, where its lines break."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from wcwidth import wcwidth

from negmap.render.phrases import parts, phrases
from negmap.render.wrap import between_spaces, has_wide, pieces

_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+")
_CAPITAL, _LETTER, _WIDE = 74, 64, 100
_ASCII = dict.fromkeys(" !'|,.:;/\\ijlIJ", 33) | dict.fromkeys('()[]-frt"`^*', 43) | dict.fromkeys("mwMW@%", 99)
"""Narrow and broad letters, as broad as in the broadest font that is common; the mean of English text is 55."""
_OF_ASCII = bytes(
    _ASCII.get(char, _CAPITAL if char.isupper() or char in "&#$+=<>~" else _LETTER) for char in map(chr, range(128))
).ljust(256)
BOLD = 1.06
"""How much wider bold letters are."""
LINE = 1.35
"""The height of a line, in ems."""
CUT = "…"
_EM = 100
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
        return ems(self.text) * self.size * (BOLD if self.bold else 1.0)

    @property
    def height(self) -> float:
        """Return the height of the line, in points."""
        return self.size * LINE


def clean(text: str) -> str:
    """Return a text on one line, without controls and without marks that turn its direction."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(part for part in _UNSHOWN.sub(" ", text).split(" ") if part).strip()


def ems(text: str) -> float:
    """Return the width of a text in ems, rather too wide than too narrow for any font in use.

    Layout programs know the widths of few letters. East Asian ones count as one em here, others by their
    class. Marks that are wide in East Asian fonts only count as wide in texts that need such a font.
    """
    return sum(_widths(text, wide=has_wide(text))) / _EM


def _widths(text: str, *, wide: bool) -> Iterable[int]:
    """Return the widths of a text's letters, in hundredths of an em."""
    if text.isascii():
        return text.encode("ascii").translate(_OF_ASCII)
    return map(_beside_wide if wide else _beside_narrow, text)


@cache
def _beside_wide(char: str) -> int:
    return _width(char, wcwidth(char), east_asian=True)


@cache
def _beside_narrow(char: str) -> int:
    return _width(char, wcwidth(char), east_asian=False)


def _width(char: str, columns: int, *, east_asian: bool) -> int:
    if columns <= 0:
        return 0
    if columns == 2:
        return _WIDE
    if char.isascii():
        return _OF_ASCII[ord(char)]
    if char.isalpha():
        return _CAPITAL if char.isupper() else _LETTER
    return _WIDE if east_asian and unicodedata.east_asian_width(char) == "A" else _LETTER


def lines(text: str, room: float, most: int = 99) -> list[str]:
    """Return a text in lines of at most `room` ems, cut short with … past `most` lines.

    Japanese breaks between phrases, and no line begins with a closing or ends with an opening mark.
    """
    breaker = _Breaker(clean(text))
    found = _balanced(breaker, room)
    if len(found) <= most:
        return found
    return [*found[: most - 1], _shortened(found[most - 1], room)]


def _balanced(breaker: _Breaker, room: float) -> list[str]:
    """Return the lines; where the last holds a character or two, in shorter lines if that takes no more of them."""
    found = list(breaker.lines(room))
    if len(found) > 1 and ems(found[-1]) <= _ORPHAN:
        for share in (0.9, 0.8):
            again = list(breaker.lines(room * share))
            if len(again) == len(found) and ems(again[-1]) > _ORPHAN:
                return again
    return found


class _Breaker:
    """A text with its width up to each letter, and the places where it may break, as numbers of letters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._wide = has_wide(text)
        self._up_to = (0, *accumulate(_widths(text, wide=self._wide)))
        self._stops: Sequence[int] | None = None

    def lines(self, room: float) -> Iterator[str]:
        """Yield the text in lines of at most so many ems; a word longer than a line is cut."""
        text, up_to, most = self._text, self._up_to, _hundredths(room)
        start = end = 0
        for stop in self._preferred if up_to[-1] > most else (len(text),):
            if up_to[stop] - up_to[start] <= most:
                end = stop
                continue
            for finer in self._small_enough(end, stop, most):
                seen = len(text[:finer].rstrip(" "))
                if end > start and up_to[seen] - up_to[start] > most:
                    yield text[start:end].rstrip(" ")
                    start = end
                while up_to[seen] - up_to[start] > most:
                    end = bisect(up_to, up_to[start] + most) - 1
                    yield text[start:end]
                    start = end
                end = finer
        if start < len(text):
            yield text[start:]

    @property
    def _preferred(self) -> Sequence[int]:
        """Return where the parts end that stay together in one line if they can."""
        if self._stops is None:
            self._stops = _ends(phrases(self._text) if self._wide else between_spaces(self._text))
        return self._stops

    def _small_enough(self, start: int, stop: int, most: int) -> Iterator[int]:
        """Yield where a part ends; if it is longer than a line, where its words end, or the letters of a long word."""
        part = self._text[start:stop]
        for word in (part,) if self._fits(start, part, most) else parts(part):
            for piece in (word,) if self._fits(start, word, most) else pieces(word):
                start += len(piece)
                yield start

    def _fits(self, start: int, part: str, most: int) -> bool:
        return self._up_to[start + len(part.rstrip(" "))] - self._up_to[start] <= most


def _ends(parts: Iterable[str]) -> Sequence[int]:
    return tuple(accumulate(map(len, parts)))


def _hundredths(room: float) -> int:
    """Return the greatest width in hundredths that is no wider than this."""
    most = int(room * _EM) + 1
    return most if most / _EM <= room else most - 1


def _shortened(line: str, room: float) -> str:
    while line and ems(line + CUT) > room:
        line = line[:-1]
    return line.rstrip() + CUT
