"""JSON lines as plain data: numbers stay text, nothing is lost in silence, every value has its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from negmap.diagnostics import Path
from negmap.files.json_lines import JsonLine, read_line
from negmap.files.marked_yaml import Data

texts = st.text(max_size=8).filter(lambda t: t.isprintable())
documents = st.recursive(texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4))


def codes(text: str) -> list[str]:
    return [code for code, *_ in read_line(text).problems]


def scalars(data: Data, path: Path = ()) -> list[tuple[Path, str]]:
    if isinstance(data, str):
        return [(path, data)]
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for step, value in steps for found in scalars(value, (*path, step))]


def test_numbers_stay_text() -> None:
    text = '{"a": 800000, "b": 0.50, "c": 1e999, "d": 123456789012345678901234567890, "e": null, "f": true}'
    assert read_line(text).data == {
        "a": "800000", "b": "0.50", "c": "1e999", "d": "123456789012345678901234567890", "e": None, "f": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 2}', "duplicate-key"),
        ('{"x": {"a": 1, "a": 2}}', "duplicate-key"),
        ("[NaN]", "bad-json"),
        ("[-Infinity]", "bad-json"),
        ("{'a': 1}", "bad-json"),
        ('{"a": 1,}', "bad-json"),
        ('{"a": 1} {"b": 2}', "bad-json"),
        ('{"a": "\t"}', "bad-json"),
        ("", "bad-json"),
        ('{"a": "\\u0000"}', "control-character"),
        ('{"a": "\\ud800"}', "control-character"),
        ("[" * 60 + "]" * 60, "too-deep"),
        ("[" * 500_000, "too-deep"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


@given(data=documents, number=st.integers(1, 10**6))
def test_every_span_points_at_its_value(data: Data, number: int) -> None:
    text = json.dumps(data, ensure_ascii=False)
    line = JsonLine("a.jsonl", number, text)
    assert read_line(text).data == data
    for path, value in scalars(data):
        span = line.span(path)
        assert (span.file, span.line) == ("a.jsonl", number)
        assert json.loads(text[span.column - 1 :][: span.width]) == value
        if path and isinstance(path[-1], str):
            key = line.span(path, key=True)
            assert json.loads(text[key.column - 1 :][: key.width]) == path[-1]


@given(text=st.text(st.sampled_from('{}[]",:\\u01ea- \t') | st.characters(), max_size=40))
def test_any_text_is_read_or_complained_of(text: str) -> None:
    line = JsonLine("a.jsonl", 1, text)
    for found in read_line(text).diagnostics(line, "file:a.jsonl"):
        assert 1 <= found.span.column <= len(text) + 1
        assert found.message
        assert found.remedy
    assert line.span(("a", 0, "b")).line == 1
