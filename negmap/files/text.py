"""Bytes as text: strict UTF-8 without control characters."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from negmap.files.places import Place

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that no text here needs and that would break readers of it: controls, and invisible line ends."""
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of the text after them, so that it reads otherwise than it is."""

_SHOWN = 60
_LINE_END = re.compile(r"\r\n|\r|\n")


def shown(text: str) -> str:
    """Return a text short enough for a message."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def one_character(character: str) -> str:
    """Return what to call a character that cannot be seen."""
    name = unicodedata.name(character, "a control character").lower()
    return f"{name} (U+{ord(character):04X})"


@dataclass(frozen=True, slots=True)
class NotText:
    """Why bytes are no text: what is wrong, what to do, and where."""

    message: str
    remedy: str
    place: Place
    line: str


def decoded(content: bytes) -> str | NotText:
    """Return bytes as text, without a byte-order mark; or why they are none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return NotText("the file is in UTF-16", "save it as UTF-8", Place(0, 0, 1), "")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error.start)


def _not_utf8(content: bytes, at: int) -> NotText:
    before = _LINE_END.split(content[:at].decode("utf-8"))
    end = min((e for e in (content.find(b"\n", at), content.find(b"\r", at)) if e >= 0), default=len(content))
    line = before[-1] + content[at:end].decode("utf-8", "replace")
    latin = bytes([content[at]]).decode("cp1252", "replace")
    guess = f"; in Western European encodings it is `{latin}`" if latin.isalpha() else ""
    message = f"the byte 0x{content[at]:02X} is not UTF-8{guess}"
    return NotText(message, "save the file as UTF-8", Place(len(before) - 1, len(before[-1]), 1), line)
