"""YAML as plain data: what is text, what is nothing, what is refused, and where every value stands."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, strategies as st

from negmap.diagnostics import Path
from negmap.files import marked_yaml, yaml_places
from negmap.files.marked_yaml import MAX_DEPTH, Data, YamlSource, read_yaml

words = st.text(st.sampled_from("abcdefgxyz 日本語の"), min_size=1, max_size=12).map(str.strip).filter(bool)
documents = st.recursive(
    words, lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(words, inner, min_size=1, max_size=4)
)


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_yaml("a.yaml", text).problems]


def places(text: str) -> list[str]:
    return [str(d.span) for d in read_yaml("a.yaml", text).diagnostics(lambda path: "")]


def scalars(data: Data, path: Path = ()) -> list[tuple[Path, str]]:
    if isinstance(data, str):
        return [(path, data)]
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for step, value in steps for found in scalars(value, (*path, step))]


def meant(source: YamlSource, path: Path, *, key: bool = False) -> str:
    span = source.span(path, key=key)
    return source.excerpt(span.line)[span.column - 1 :][: span.width]


@pytest.mark.parametrize(
    "text", ["no", "on", "yes", "2025", "1e3", "2025-12-15", "true", "0x1F", "'null'", '"~"', '""']
)
def test_scalars_stay_text(text: str) -> None:
    assert read_yaml("a.yaml", f"key: {text}").data == {"key": text.strip("'\"")}


@pytest.mark.parametrize("text", ["", "null", "~"])
def test_only_these_are_nothing(text: str) -> None:
    assert read_yaml("a.yaml", f"key: {text}").data == {"key": None}


def test_keys_are_text_whatever_they_look_like() -> None:
    assert read_yaml("a.yaml", "null: a\ntrue: b\n1: c").data == {"null": "a", "true": "b", "1": "c"}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\nb: 2\na: 3", "duplicate-key", "a.yaml:3:1"),
        ("a: &x 1", "alias", "a.yaml:1:4"),
        ("a: *x", "alias", "a.yaml:1:4"),
        ("*x : 1", "alias", "a.yaml:1:1"),
        ("a: !!python/object:os.system b", "tag", "a.yaml:1:4"),
        ("!t a: 1", "tag", "a.yaml:1:1"),
        ("a: 1\n---\nb: 2", "several-documents", "a.yaml:2:1"),
        ("[a, b]: c", "key-not-text", "a.yaml:1:1"),
        ("? {a: b}\n: c", "key-not-text", "a.yaml:1:3"),
        ("a:\n\tb: c", "tab-indentation", "a.yaml:2:1"),
        ('a: "\\0"', "control-character", "a.yaml:1:4"),
        ("a: b: c", "bad-yaml", "a.yaml:1:5"),
        ("a: 'b", "bad-yaml", "a.yaml:1:4"),
        ("a: @b", "bad-yaml", "a.yaml:1:4"),
        ("a: [b", "bad-yaml", "a.yaml:1:4"),
        ("a\nb: c\n", "bad-yaml", "a.yaml:2:2"),
        ("%", "bad-yaml", "a.yaml:1:1"),
    ],
)
def test_what_is_refused_and_where(text: str, code: str, place: str) -> None:
    assert (codes(text), places(text)) == ([code], [place])


def test_reading_goes_on_behind_what_is_refused() -> None:
    text = "a: &x 1\nb: *x\nc: !t 2\nc: 3\n[d]: 4\ne: 5"
    reading = read_yaml("a.yaml", text)
    assert codes(text) == ["alias", "alias", "tag", "duplicate-key", "key-not-text"]
    assert reading.whole
    assert reading.data == {"a": "1", "b": "missing-in-file", "c": "2", "e": "5"}


def test_aliases_of_one_record_are_reported_once() -> None:
    reading = read_yaml("a.yaml", "a: [&x 1, *x, *x]\nb: *x")
    said = [(d.subject, d.message) for d in reading.diagnostics(lambda path: str(path[0]))]
    assert [subject for subject, _ in said] == ["a", "b"]
    assert said[0][1].endswith("2 more such places follow")


def test_a_bomb_is_not_lit() -> None:
    bomb = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9) if n else 'ha'}]\n" for n in range(40))
    data: Any = read_yaml("a.yaml", bomb).data
    assert data["l39"] == ["missing-in-file"] * 9


def test_depth_is_limited() -> None:
    fits, too_deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH, "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
    assert codes(fits) == []
    assert codes(too_deep) == ["too-deep"]
    assert codes("[" * 1_000_000) == ["too-deep"]


def test_nothing_is_nothing() -> None:
    for text in ("", "# only a comment", "---\n...\n"):
        assert read_yaml("a.yaml", text).data is None


def test_spans_fall_back_to_what_is_there() -> None:
    source = read_yaml("a.yaml", "after: {any_of: [x, y]}\nlinks: z\n").source
    assert meant(source, ("after", "<any_of>", "any_of", 1)) == "y"
    assert meant(source, ("after", 0, "<any_of>", "any_of", 1)) == "y"
    assert meant(source, ("links", 0, "term")) == "z"
    assert meant(source, ("links",), key=True) == "links"
    assert meant(source, ("after", "missing")) == "{any_of: [x, y]}"
    assert meant(source, ("missing", 3)) == "after: {any_of: [x, y]}"


def test_spans_of_faulty_text_reach_as_far_as_it_can_be_read() -> None:
    source = read_yaml("a.yaml", "a: [b, c]\nd: 'e\n").source
    assert meant(source, ("a", 1)) == "c"
    assert source.span(("d",)).line >= 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    source = read_yaml("a.yaml", f"a: 1{end}b:{end}  - x{end}").source
    assert str(source.span(("b", 0))) == "a.yaml:3:5"
    assert source.excerpt(3) == "  - x"


def test_block_text_keeps_its_lines() -> None:
    assert read_yaml("a.yaml", "a: |\n  一行目\n  二行目\n").data == {"a": "一行目\n二行目\n"}


@pytest.mark.parametrize("flow", [True, False, None])
@given(data=documents)
def test_every_span_points_at_its_value(flow: bool | None, data: Data) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True, width=100_000, sort_keys=False)
    reading = read_yaml("a.yaml", text)
    assert (reading.data, reading.problems) == (data, ())
    for path, value in scalars(data):
        assert meant(reading.source, path).strip("'\"") == value
        if path and isinstance(path[-1], str):
            assert meant(reading.source, path, key=True).strip("'\"?") == path[-1]


@given(data=documents)
def test_the_parser_in_python_reads_the_same(data: Data) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    fast = read_yaml("a.yaml", text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(marked_yaml, "parser", yaml.SafeLoader)
        patched.setattr(yaml_places, "parser", yaml.SafeLoader)
        slow = read_yaml("a.yaml", text)
        spans = [slow.source.span(path) for path, _ in scalars(data)]
    assert slow.data == fast.data
    assert spans == [fast.source.span(path) for path, _ in scalars(data)]


@given(text=st.text(max_size=60) | st.text(st.sampled_from("ab:-[]{},'\"#&*!|>%@`? \n\t\\~"), max_size=40))
def test_any_text_is_read_or_complained_of(text: str) -> None:
    reading = read_yaml("a.yaml", text)
    assert reading.whole or reading.problems
    for found in reading.diagnostics(lambda path: ""):
        assert 1 <= found.span.line <= len(reading.source.lines)
        assert 1 <= found.span.column <= len(found.excerpt) + 1
        assert found.message
        assert found.remedy
