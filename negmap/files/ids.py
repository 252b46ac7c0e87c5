"""Ids: which can be taken, and which another reader of YAML would take for something else."""

from __future__ import annotations

import re

from negmap.files.records import bad_id

_READ_OTHERWISE = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def unfit(word: str) -> tuple[str, str] | None:
    """Return why a new id should not be taken, and what to do; None where nothing is wrong with it."""
    if wrong := bad_id(word):
        return wrong[1], wrong[2]
    if word in _READ_OTHERWISE:
        return f"`{word}` is read as no text by other programs", "take a longer word"
    if re.fullmatch(r"[0-9]+(e[0-9]+)?|0x[0-9a-f]+|0o[0-7]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", word):
        return f"`{word}` is read as a number or a date by other programs", "add a word to it"
    return None


def suggested(text: str) -> str:
    """Return an id that a name in Latin letters suggests; nothing where there are none."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower().replace("'s", "s")))
