"""New entries as text: what was meant is read back, and nothing else of the file changes."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given, strategies as st

from negmap.files.marked_yaml import read_yaml
from negmap.files.scaffold import CannotAdd, Entry, same, statement_id, with_entry
from negmap.files.yaml_text import block, flow

words = st.text(
    st.sampled_from(string.printable.replace("\x0b", "").replace("\x0c", "").replace("\r", "") + "あ条。「」é—’\u3000"),
    min_size=1,
)
ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
values = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ids | words, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(ids, values, min_size=1, max_size=4))
def test_block_is_read_as_it_was_meant(data: dict[str, Any]) -> None:
    reading = read_yaml("x", block(data))
    assert reading.problems == ()
    assert same(reading.data, data)


@given(values)
def test_flow_is_read_as_it_was_meant(data: Any) -> None:
    reading = read_yaml("x", f"a: {flow(data)}\n")
    assert reading.problems == ()
    assert reading.data == {"a": data}


def test_japanese_is_never_folded() -> None:
    long = "首脳らがこの語に含めるものは、語の定義ではない。" * 9
    assert block({"a": {"ja": long}}) == f"a:\n  ja: |\n    {long}\n"
    assert block({"a": "word " * 30 + "end"}).startswith("a: >-\n  word word")


def test_texts_that_others_read_otherwise_are_quoted() -> None:
    for text in ("yes", "No", "null", "~", "1e3", "0x1f", "12:30", "true", "", "- a", "a: b", "#a", "*a", "[a"):
        assert block({"k": text}) == f'k: "{text}"\n'
    for text in ("2025-12-01", "2025-12", "800000", "a, b", "it's", "50 %"):
        assert block({"k": text}) == f"k: {text}\n"


layouts = st.sampled_from(
    [
        "{body}",
        "# head\n\n{body}",
        "---\n{body}",
        "{body}\n# tail\n",
        "{body}...\n",
        "\n\n{body}\n\n\n",
    ]
)
written = st.sampled_from(
    [
        "{k}: {{title: T, issue: s}}\n",
        "{k}:\n  title: |\n    # no comment\n  issue: t\n",
        "# about {k}\n{k}:\n    title: T   # x\n\n    issue: s\n",
        '"{k}": {{title: "a\\n b"}}\n\n',
    ]
)
entries = st.lists(written, max_size=5)


@given(layouts, entries, st.booleans(), st.booleans())
def test_an_entry_more_and_nothing_less(layout: str, parts: list[str], windows: bool, cut: bool) -> None:
    """Whatever stands in the file stays, in its order, and so does its way to end lines."""
    text = layout.format(body="".join(part.format(k=f"k{n}") for n, part in enumerate(parts)))
    text = text.removesuffix("\n") if cut else text
    text = text.replace("\n", "\r\n") if windows else text
    result = with_entry(text, Entry("new", {"title": "T", "issue": "s"}, "issue"))
    before, after = read_yaml("x", text).data or {}, read_yaml("x", result).data
    assert isinstance(after, dict)
    assert isinstance(before, dict)
    assert {key: value for key, value in after.items() if key != "new"} == before
    assert after["new"] == {"title": "T", "issue": "s"}
    at = next(n for n in range(len(result)) if result[:n] + result[n + len(result) - len(text) :] == text)
    assert "new:" in result[at : at + len(result) - len(text)]
    assert result.count("\n") == (result.count("\r\n") if "\r\n" in text else result.count("\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}\n", "new:\n  a: b\n"),
        ("{}", "new:\n  a: b\n"),
        ("# x\n{}  # y\n", "# x\nnew:\n  a: b  # y\n"),
        ("{a: {b: c}}\n", "{a: {b: c},\n new: {a: b}}\n"),
        ("{\n  a: {b: c},\n}\n", "{\n  a: {b: c},\n new: {a: b}\n}\n"),
        ("  a: b\n", "  a: b\n  new:\n    a: b\n"),
    ],
)
def test_in_braces_and_indented(text: str, expected: str) -> None:
    assert with_entry(text, Entry("new", {"a": "b"})) == expected


@pytest.mark.parametrize("text", ["[a]\n", "a\n", "new: x\n", "a: [b\n", "a: &x b\n"])
def test_what_cannot_take_an_entry(text: str) -> None:
    with pytest.raises(CannotAdd):
        with_entry(text, Entry("new", {"a": "b"}))


@given(st.sets(st.sampled_from(["d-p", "d-p-2", "d-p-3", "d-p-5"])))
def test_a_statement_gets_a_free_id(taken: set[str]) -> None:
    assert statement_id("d", "p", sorted(taken)) not in taken
