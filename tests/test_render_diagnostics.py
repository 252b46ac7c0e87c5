"""Diagnostics as text: the caret stands under what is meant, however wide the characters before it are."""

from __future__ import annotations

from hypothesis import given, strategies as st
from wcwidth import wcswidth

from negmap.diagnostics import Diagnostic, Severity, Span
from negmap.render.diagnostics import WIDTH, lines


def fault(line: str, column: int, width: int = 1, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(severity, "some-code", "message", Span("a.yaml", 7, column, width), line, "remedy", "term:x")


def test_layout() -> None:
    assert lines(fault("  key: value", 8, 5)) == [
        "a.yaml:7:8: some-code message",
        "  7 |   key: value",
        "    |        ^^^^^",
        "  remedy: remedy",
    ]


def test_remarks_say_that_they_are() -> None:
    assert lines(fault("x", 1, severity=Severity.REMARK))[0] == "a.yaml:7:1: some-code (remark) message"


def test_a_file_as_a_whole_has_no_line() -> None:
    whole = Diagnostic(Severity.ERROR, "missing-file", "message", Span("a.yaml", 0, 0))
    assert lines(whole) == ["a.yaml: missing-file message"]


def test_wide_characters_take_two_columns() -> None:
    shown = lines(fault("題: 停戦 x", 7))
    assert shown[1:3] == ["  7 | 題: 停戦 x", "    |          ^"]
    assert lines(fault("題: 停戦", 4, 2))[2] == "    |     ^^^^"


def test_hidden_characters_are_written_out() -> None:
    assert lines(fault("a\x00b\u202ec\td", 3))[1:3] == ["  7 | a\\u0000b\\u202ec    d", "    |        ^"]


def test_long_lines_are_cut_around_the_place() -> None:
    shown = lines(fault("x" * 500 + "here" + "y" * 500, 501, 4))
    assert shown[1] == "  7 | …" + "x" * 20 + "here" + "y" * (WIDTH - 24) + "…"
    assert shown[2] == "    | " + " " * 21 + "^^^^"


@given(
    line=st.text(max_size=300) | st.text(st.sampled_from("ab日本\t\x00\u202e "), max_size=300),
    column=st.integers(1, 320),
    width=st.integers(1, 400),
)
def test_any_line_can_be_shown(line: str, column: int, width: int) -> None:
    shown = lines(fault(line, column, width))
    assert all(wcswidth(text) >= 0 for text in shown)
    assert all(wcswidth(text) <= WIDTH + 20 for text in shown[1:-1])
