"""Data as YAML text in the style of the shipped files: texts in plain or block form, lists of ids in brackets."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence

from negmap.files.marked_yaml import Data, read_yaml

_WIDTH = 116
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
"""Letters of scripts that are written without spaces, where folding would put spaces in."""

Written = Data | Sequence["Written"] | Mapping[str, "Written"]


def block(data: Mapping[str, Written], indent: int = 0) -> str:
    """Return a mapping as lines of block YAML."""
    return "".join(_pair(key, value, indent) for key, value in data.items())


def flow(data: Written) -> str:
    """Return data on one line, as it can stand in brackets or braces."""
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, str):
        return data if _plain(data) and _plain_in_brackets(data) else _quoted(data)
    if isinstance(data, Sequence):
        return "[" + ", ".join(flow(item) for item in data) + "]"
    return json.dumps(data)


def _pair(key: str, value: Written, indent: int) -> str:
    space = " " * indent
    head = f"{space}{flow(key)}:"
    if isinstance(value, Mapping):
        return f"{head}\n{block(value, indent + 2)}" if value else f"{head} {{}}\n"
    if isinstance(value, str):
        return f"{head} {text(value, indent + 2, len(head) + 1)}\n"
    if isinstance(value, Sequence):
        return _list(head, value, indent)
    return f"{head} {json.dumps(value)}\n"


def _list(head: str, items: Sequence[Written], indent: int) -> str:
    if all(isinstance(item, str) for item in items) and len(line := f"{head} {flow(items)}") <= _WIDTH:
        return f"{line}\n"
    if not items:
        return f"{head} []\n"
    lines = []
    for item in items:
        written = block(item, indent + 4) if isinstance(item, Mapping) else f"{' ' * (indent + 4)}{flow(item)}\n"
        lines.append(f"{' ' * (indent + 2)}- {written[indent + 4 :]}")
    return f"{head}\n{''.join(lines)}"


def text(words: str, indent: int, column: int) -> str:
    """Return a text as a value that begins at a column: plain, quoted, or as a block indented so far.

    What is long is folded between words; what is written without spaces, or in several lines, stands
    as it is after ``|``, because folding would put spaces into it.
    """
    space = " " * indent
    if "\n" in words and _fits_a_block(words):
        return "|\n" + "\n".join(f"{space}{line}" if line else "" for line in words.split("\n"))
    short = column + len(words) <= _WIDTH
    if "\n" not in words and not short and _fits_a_block(words):
        if _WIDE.search(words):
            return f"|\n{space}{words}"
        lines = textwrap.wrap(words, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        if " ".join(lines) == words:
            return ">-\n" + "\n".join(f"{space}{line}" for line in lines)
    return words if _plain(words) else _quoted(words)


def _fits_a_block(words: str) -> bool:
    lines = words.split("\n")
    return (
        bool(words.strip())
        and words[0] not in " \t\n"
        and all(line == line.rstrip() for line in lines)
        and bool(lines[-1])
    )


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _plain_in_brackets(words: str) -> bool:
    return read_yaml("", f"[{words}, {{{words}: a}}]").data == [words, {words: "a"}]


def _plain(words: str) -> bool:
    """Say whether a text can stand without quotes: it is read as the same text, and as a text elsewhere."""
    if re.fullmatch(r"[+-]?[0-9.][0-9.e_:+-]*|true|false|yes|no|on|off|null|~|0[xo][0-9a-f]+", words, re.IGNORECASE):
        return bool(re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}|-?[0-9]+(\.[0-9]+)?", words))
    return (
        "\n" not in words
        and read_yaml("", f"a: {words}").data == {"a": words}
        and read_yaml("", f"{words}: a").data == {words: "a"}
    )
