"""Strategies for files as hostile or clumsy hands leave them: made up, cut, joined, overwritten."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

NAMES = (
    "statements/north.yaml",
    "statements/many.jsonl",
    "terms.yaml",
    "parties.yaml",
    "negotiation.yaml",
    "issues.yaml",
    "events.yaml",
    "scenarios/idea.yaml",
    "proposals/draft.yaml",
)
"""The files that are drawn."""
GOOD = {
    "negotiation.yaml": "title: {en: Strip, ja: 回廊}\nmust_agree: [north, south]\nstale_after: 180d\n"
    "expect:\n  - {as_of: 2025-03-01, incompatible: [[north#1, south#1]], blocked: [talks], none: false}\n",
    "parties.yaml": "north: {name: North, role: principal}\nsouth: {name: South, member_of: [league]}\n"
    "league: {name: League, kind: coalition}\n",
    "terms.yaml": "truce: {title: Truce, issue: security, requires: talks}\ntalks: {title: Talks, is_a: contact}\n"
    "contact: {title: Contact, kinds: closed}\narmy: {title: Army, quantity: {unit: men, integer: true, min: 0}}\n"
    "pullback: {title: Pullback, stages: [begun, done], after: {term: truce, basis: law, because: it says so}}\n",
    "issues.yaml": "security: {title: Security, choose: one, options: [truce, army], ordered: true}\n",
    "events.yaml": "- {date: 2025-01-01, term: talks, sources: [{publisher: Post}]}\n",
    "statements/north.yaml": "party: north\ndate: 2025-03-01\nvia: text\nspeaker: {name: N, role: chair}\n"
    "sources:\n  - {title: T, publisher: Post, url: 'https://example.org/', lang: en}\npositions:\n"
    "  - {demand: truce, after: [talks, {any_of: [army, pullback.begun]}], if: contact}\n"
    "  - {only: army, at_most: 600, firmness: red-line, quote: {text: never, lang: en}}\n"
    "  - {reject: {proposal: draft, except: talks}, read: inferred, readings: [{oppose: talks}]}\n",
    "statements/many.jsonl": '{"id": "south", "party": "south", "date": "2025-03", "positions": '
    '[{"reject": {"all_of": ["truce", "army"]}, "unless": "talks"}, {"demand": "army", "exactly": 800}]}\n'
    '{"id": "later", "party": "south", "date": "2025-04-01", "via": "relayed", "relayed_by": "Post", '
    '"withdraws": ["south#2"], "positions": [{"accept": "talks", "replaces": "south#1", "until": "2026"}]}\n',
    "scenarios/idea.yaml": "title: Idea\nterms: {line: {title: Line}, truce: {excludes: line}}\nwithout: [north#1]\n"
    "statements:\n  - {party: north, positions: [{demand: line, before: truce}]}\n",
    "proposals/draft.yaml": "title: Draft\ntabled_by: north\ndate: 2025-02-01\nform: tabled\n"
    "in: [truce, talks, {term: army, at_least: 100}]\nout: [pullback.done]\norder: [[talks], [truce]]\n",
}
"""A negotiation that uses every file and most keys, and has no fault."""
_WORDS = sorted({word for text in GOOD.values() for word in text.replace(",", " ").replace(":", " ").split()})
_TOKENS = (
    *(
        "\x00",
        "\t",
        "\r",
        "\r\n",
        "\ufeff",
        "\u2028",
        "\u202e",
        "\x85",
        "é",
        "e\u0301",
        "回",
        "👩‍👩‍👧",
        "\ud7ff",
        "\uffff",
    ),
    *(
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "!x ",
        "<<: ",
        "? ",
        ": ",
        "- ",
        "--- ",
        "...\n",
        "# ",
        "%YAML 1.1\n",
        "| ",
        ">-\n",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        ",",
        '"',
        "'",
        "\\",
        "\\ud800",
        "\\u0000",
        "@",
        "`",
        "~",
        "null",
        "true",
        "no",
        ".nan",
        "-.inf",
    ),
    *(
        "0",
        "-0",
        "1e9",
        "0x10",
        "0o7",
        "1_000",
        "9" * 50,
        "1.5",
        "2025-02-30",
        "9999-12-31",
        "0000",
        "0001-01-01",
        "٢٠٢٥",
    ),
    *("a" * 300, "-", "a-", "a.b.c", "north#0", "#1", "x" * 1100 + ": ", "[" * 60, "{a: " * 60, "? " * 60, "- " * 60),
)
"""What breaks readers of YAML, JSON, dates, numbers and text."""


@st.composite
def folders(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw the files of a negotiation of which one to three were spoilt."""
    files = {name: text.encode() for name, text in GOOD.items()}
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)):
        files[name] = draw(_spoilt(files[name]) | _invented(name))
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=1)):
        del files[name]
    return files


@st.composite
def _spoilt(draw: st.DrawFn, data: bytes) -> bytes:
    """Draw a text with a few pieces cut out, doubled, moved, or put in."""
    for _ in range(draw(st.integers(min_value=1, max_value=4))):
        start = draw(st.integers(min_value=0, max_value=len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 2, 7, 40])))
        piece = draw(
            st.sampled_from([*_TOKENS, *_WORDS]).map(str.encode) | st.binary(max_size=3) | st.just(data[start:end])
        )
        data = data[:start] + piece * draw(st.sampled_from([1, 1, 1, 2, 0])) + data[end:]
    return data


def _invented(name: str) -> st.SearchStrategy[bytes]:
    """Draw a file that has words the format knows, in shapes that it may not."""
    words = st.sampled_from([*_WORDS, *_TOKENS])
    leaves = st.one_of(words, st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5))
    inside = lambda values: st.lists(values, max_size=4) | st.dictionaries(words, values, max_size=5)  # noqa: E731
    trees = st.recursive(leaves, inside, max_leaves=12)
    if name.endswith(".jsonl"):
        return st.lists(trees, min_size=1, max_size=3).map(_lines)
    return trees.map(lambda tree: json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _lines(trees: Sequence[Any]) -> bytes:
    return b"".join(json.dumps(tree).encode() + b"\n" for tree in trees)
