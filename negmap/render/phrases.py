"""Where a Japanese text breaks so that it can be read: after phrases and marks, and between words if it must be."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from negmap.render.wrap import pieces

if TYPE_CHECKING:
    from budoux import Parser

_MARK = re.compile(r"(?<=[、。；：／・])|(?=[「『（(])")
_NUMBER = re.compile(r"[（(]\d")
"""A number in brackets stays with what it counts."""
_WORD = re.compile(r"(?<=[ァ-ヺー])(?=[一-鿿])|(?<=[一-鿿])(?=[ァ-ヺ])|(?<=[ぁ-ゖ])(?=[ァ-ヺ一-鿿])")
"""Between kanji and katakana, and before a word that follows kana."""


def phrases(text: str) -> list[str]:
    """Cut a Japanese text into phrases: a word with the particles behind it, as BudouX learned to cut."""
    ends = {*accumulate(map(len, _parser().parse(text))), *(mark.start() for mark in _MARK.finditer(text))}
    return _joined(pieces(text), ends - {number.start() for number in _NUMBER.finditer(text)})


def parts(phrase: str) -> list[str]:
    """Cut a phrase that is longer than a line where the script changes."""
    return _joined(pieces(phrase), {change.start() for change in _WORD.finditer(phrase)})


def _joined(parts: list[str], ends: set[int]) -> list[str]:
    """Return parts put together, except where a part ends at one of these places, or with a space."""
    found: list[str] = []
    at = 0
    for part in parts:
        if found and at not in ends and not found[-1].endswith(" "):
            found[-1] += part
        else:
            found.append(part)
        at += len(part)
    return found


@cache
def _parser() -> Parser:
    from budoux import load_default_japanese_parser  # its model takes longer to read than most pictures need

    return load_default_japanese_parser()
