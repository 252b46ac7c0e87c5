"""New records as text: an entry in a file that is there, or a new file, with comments that say what may follow."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from negmap.files.marked_yaml import Data, read_yaml
from negmap.files.places import Place
from negmap.files.yaml_places import survey
from negmap.files.yaml_text import Written, block, flow


class CannotAdd(Exception):
    """A file is laid out so that an entry cannot be added; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a file that maps ids to records, and the key whose equal value says where it belongs."""

    id: str
    data: Mapping[str, Written]
    beside: str = ""


def with_entry(text: str, entry: Entry) -> str:
    """Return a file's text with one entry more; raises CannotAdd.

    All that is there stays, byte by byte. The entry comes after the last one that it belongs with,
    else at the end. A second reading has shown that the entry is there, and nothing else has changed.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    written = textwrap.indent(block({entry.id: entry.data}), " " * survey(text).column)
    for at, before, after in _ways(text, entry, written):
        result = text[:at] + (before + written + after).replace("\n", end) + text[at:]
        if _is_with(text, result, entry):
            return result
    braced = _in_braces(text, entry)
    if braced is not None and _is_with(text, braced, entry):
        return braced
    raise CannotAdd


def _is_with(old: str, new: str, entry: Entry) -> bool:
    """Say whether a text holds what another does, and the entry."""
    one, other = read_yaml("", old).data or {}, read_yaml("", new)
    if other.problems or not isinstance(one, dict) or not isinstance(other.data, dict) or entry.id not in other.data:
        return False
    rest = {key: value for key, value in other.data.items() if key != entry.id}
    return rest == one and list(rest) == list(one) and same(other.data[entry.id], entry.data)


def same(read: Data, meant: Written) -> bool:
    """Say whether data is what was meant; ends of lines at the end of a text do not count."""
    if isinstance(meant, Mapping):
        return isinstance(read, dict) and list(read) == list(meant) and all(same(read[k], meant[k]) for k in meant)
    if isinstance(meant, str):
        return isinstance(read, str) and read.rstrip("\n") == meant.rstrip("\n")
    if isinstance(meant, Sequence):
        return isinstance(read, list) and len(read) == len(meant) and all(map(same, read, meant))
    return read == meant


def _ways(text: str, entry: Entry, written: str) -> list[tuple[int, str, str]]:
    """Return where the entry could go in block layout, best first: an offset, and what goes before and after it."""
    lines = text.splitlines(keepends=True)
    root = survey(text)
    blank = "\n" if _blank_between(lines, root) else ""
    ways: list[tuple[int, str, str]] = []
    if (line := _after_kin(text, lines, root, entry)) is not None:
        before = "" if lines[line - 1].endswith("\n") else "\n"
        ways.append((sum(map(len, lines[:line])), before + blank, ""))
    end = next((n for n, line in enumerate(lines) if line.rstrip() == "..."), len(lines))
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    missing = "\n" if end and not lines[end - 1].endswith(("\n", "\r")) else ""
    ways.append((sum(map(len, lines[:end])), missing + (blank if root.children else ""), ""))
    return ways


def _blank_between(lines: list[str], root: Place) -> bool:
    """Say whether the entries of a file stand apart from each other by blank lines."""
    if not isinstance(root.children, dict) or len(root.children) < 2:
        return False
    starts = [place.key.line for place in root.children.values() if place.key][1:]
    return sum(_blank_above(lines, start) for start in starts) * 2 > len(starts)


def _blank_above(lines: list[str], line: int) -> bool:
    while line > 0 and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line > 0 and not lines[line - 1].strip()


def _after_kin(text: str, lines: list[str], root: Place, entry: Entry) -> int | None:
    """Return the number of the line after the last entry with the same value under `beside`, None if there is none."""
    data = read_yaml("", text).data
    wanted = entry.data.get(entry.beside)
    if wanted is None or not isinstance(data, dict) or not isinstance(root.children, dict):
        return None
    kin = [key for key, value in data.items() if isinstance(value, dict) and value.get(entry.beside) == wanted]
    if not kin or kin[-1] == list(data)[-1]:
        return None
    following = list(data)[list(data).index(kin[-1]) + 1]
    key = root.children[following].key
    line = key.line if key else 0
    while line > 0 and (not lines[line - 1].strip() or lines[line - 1].lstrip().startswith("#")):
        line -= 1
    return line or None


def _in_braces(text: str, entry: Entry) -> str | None:
    """Return the text with the entry where the file holds one mapping in braces; an empty one gives way to lines."""
    start = next((n for n, c in _uncommented(text) if not c.isspace()), None)
    if start is None or text[start] != "{":
        return None
    close = max(n for n, c in _uncommented(text) if c == "}")
    if not text[start + 1 : close].strip():
        return text[:start] + block({entry.id: entry.data}).rstrip("\n") + (text[close + 1 :] or "\n")
    last = text[:close].rstrip()
    comma = "" if last.endswith(",") else ","
    return f"{last}{comma}\n {flow(entry.id)}: {flow(entry.data)}{text[len(last) : close]}{text[close:]}"


def _uncommented(text: str) -> list[tuple[int, str]]:
    """Return the characters of the lines that are no comments, with their offsets."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if not line.lstrip().startswith("#") and line.strip() not in ("---", "..."):
            found += list(enumerate(line, at))
        at += len(line)
    return found


def about_text(data: Mapping[str, Written]) -> str:
    """Return a new negotiation.yaml."""
    return f"{_ABOUT}{block(data)}{_ABOUT_MORE}"


def statement_text(data: Mapping[str, Written]) -> str:
    """Return a new statement's file: what is known of it, then what may be added, as comments."""
    head = {key: value for key, value in data.items() if key != "positions"}
    said = data.get("positions") or []
    positions = block({"positions": said}) if said else "positions: []\n"
    lacking = [line for key, line in _STATEMENT_KEYS.items() if key not in data]
    more = "".join(f"# {line}\n" for line in lacking)
    return f"{_STATEMENT}{block(head)}{more}{positions}{_POSITIONS}"


_ABOUT = "# What is negotiated, and how to read it.\n"
_ABOUT_MORE = """\
# must_agree: [party, party]     without whom there is no settlement; by default the parties with `role: principal`
# stale_after: 180d              older words are shown as old; they still count
# expect:                        what the map must show on a day; `negmap check` looks whether it does
#   - {as_of: 2025-12-17, incompatible: [[statement#1, statement#2]]}
"""
EMPTY = {
    "parties.yaml": """\
# Who takes positions. An entry:
#
#   north:
#     name: {en: North, ja: 北}
#     kind: state                state, coalition, organisation, movement, other
#     role: principal            principal, guarantor, mediator, backer, observer
#     member_of: [league]        nothing is inherited from a coalition
#
# `negmap new party` adds one.

{}
""",
    "terms.yaml": """\
# What a settlement may contain. An entry:
#
#   ceasefire:
#     title: {en: Ceasefire, ja: 停戦}
#     issue: security            a question of issues.yaml
#     by: [north, south]         who would carry it out
#
# A definition (is_a, includes, requires, after, excludes) binds every party: write few, each with `because:`.
# What one party puts into a word is that party's position, and stands in its statement.
#
# `negmap new term` adds one.

{}
""",
    "issues.yaml": """\
# The questions on the table. An entry:
#
#   security:
#     title: {en: Security, ja: 安全保障}
#
# With `choose: one` and `options: [term, term]` at most one of the terms can be in a settlement.
#
# `negmap new issue` adds one.

{}
""",
}
"""The files of a new negotiation that hold nothing yet."""
_STATEMENT = "# What one party said on one occasion. The name of this file is the statement's id.\n"
_STATEMENT_KEYS = {
    "speaker": "speaker: {name: …, role: …}    the person, with the office held on that day",
    "venue": "venue: …",
    "via": "via: text                      text, own-words, spokesperson; relayed, anonymous (with relayed_by: …)",
    "sources": "sources: [{title: …, publisher: …, url: …, lang: …, published: 2025-12-17, accessed: 2025-12-18}]",
    "summary": "summary: …                     what was said, in your own words",
}
_POSITIONS = """\
# Each position takes one stance on one term:
#   demand    it must be in            support   would like it in          accept    agrees to it
#   offer     will do it itself        consider  ready to talk about it    only      if at all, then only so
#   oppose    would like it out        reject    it must not be in
# Below it, each on a line of its own, may stand conditions: before, after, with, no_later_than, requires, includes,
# at_least, at_most, exactly, if, unless. As in:
#   - only: concessions
#     after: guarantees
# It may also have: id, firmness (red-line with a quote), read: inferred, readings, replaces, reason, quote, note.
"""


def statement_id(date: str, party: str, taken: Sequence[str] | frozenset[str]) -> str:
    """Return the id that a statement gets if nobody chooses one: its date and party, with a number if that is taken."""
    stem = f"{date}-{party}"
    return next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
