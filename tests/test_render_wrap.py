"""Lines of text: where Japanese and English may break, and how wide they are."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies as st
from wcwidth import wcwidth

from negmap.render.wrap import _NARROW, between_spaces, has_wide, pad, pieces, unbroken, width, wrap

MIXED = st.text("あ漢ア、。（）「」ー1 2ab.,(")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("停戦", 4), ("「停戦」を要求", 14), ("NATO加盟", 8), ("“truce” · ■", 11)],
)
def test_width_counts_wide_characters_twice(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(pad(text, 20)) == 20


def test_english_breaks_at_spaces() -> None:
    assert wrap("no Western troops in Ukraine", 14) == ["no Western", "troops in", "Ukraine"]


def test_a_word_longer_than_the_line_stands_alone() -> None:
    assert wrap("see https://example.org/long here", 10) == ["see", "https://example.org/long", "here"]


def test_japanese_breaks_between_characters() -> None:
    assert wrap("安全の保証は停戦の後に限る", 10) == ["安全の保証", "は停戦の後", "に限る"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("停戦の要求、撤退の要求", ["停戦の要", "求、撤退の", "要求"]),  # no comma begins a line
        ("西側「停戦」", ["西側「停", "戦」"]),  # no bracket closes at the beginning of a line
        ("米国支援（停戦の後）", ["米国支援", "（停戦の", "後）"]),  # none opens at the end of one
        ("部のメンバー", ["部のメン", "バー"]),  # ー stays with the vowel before it
        ("大規模なウォッチ", ["大規模な", "ウォッチ"]),  # and small kana with the large one
        ("発言は一日／十五件", ["発言は一", "日／十五件"]),
    ],
)
def test_marks_that_cannot_begin_or_end_a_line(text: str, lines: list[str]) -> None:
    assert wrap(text, 10) == lines


def test_a_number_keeps_the_character_after_it() -> None:
    assert wrap("発言は2025年12月15日の36件", 12) == ["発言は2025年", "12月15日の", "36件"]
    assert wrap("主張は12件", 8) == ["主張は", "12件"]


def test_japanese_and_english_in_one_line() -> None:
    assert wrap("NATO部隊の展開をNATO memberが拒否", 10) == ["NATO部隊の", "展開をNATO", "memberが拒", "否"]


def test_line_breaks_in_the_text_do_not_count() -> None:
    assert unbroken("停戦に同意しない。\n有志連合も\n\n  同じとする。\n") == "停戦に同意しない。有志連合も同じとする。"
    assert (
        unbroken("Russia will not agree\nto troops. \n\nIt said so.\n")
        == "Russia will not agree to troops. It said so."
    )
    assert unbroken("拒否した\nNATO\nRussia") == "拒否したNATO Russia"
    assert wrap("停戦に\n同意しない。", 20) == ["停戦に同意しない。"]
    assert wrap("", 20) == wrap("\n", 20) == [""]


@given(MIXED, st.integers(6, 30))
def test_nothing_is_lost_and_lines_fit(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert width(line) <= columns or len(pieces(line.strip())) == 1


def test_lines_after_the_first_may_have_less_room() -> None:
    assert wrap("aa bb cc dd", 8, 5) == ["aa bb cc", "dd"]
    assert wrap("aa bb cc dd ee", 6, 8) == ["aa bb", "cc dd ee"]
    assert wrap("aa bb cc dd", 5, 2) == ["aa bb", "cc", "dd"]


@given(st.text("“Aб ,.)—é1"))
def test_words_keep_their_space_and_marks_stay_behind_them(text: str) -> None:
    assert not has_wide(text)
    assert "".join(between_spaces(text)) == text
    for word, after in itertools.pairwise(between_spaces(text)):
        assert word.endswith(" ")
        assert after[0] not in " ,.)"


def test_what_is_wide() -> None:
    assert all(map(has_wide, ("a停", "「", "한", "🤝")))
    assert not has_wide("“×■–é")


def test_what_is_taken_for_narrow_is_one_column_wide() -> None:
    """The letters and marks whose width is told without looking it up."""
    quick = [char for char in map(chr, range(0x20, 0xFFFF)) if not 0xD800 <= ord(char) < 0xE000 and _NARROW(char)]
    assert {"a", "é", "Ж", "ω", "“", "→", "✕", "■", "·"} <= set(quick)
    assert [char for char in quick if wcwidth(char) != 1] == []
    assert not any(map(_NARROW, "漢あ「。\u0301\u200b😀"))


@given(st.text("ab Ж“→.,()1 ", max_size=30))
def test_narrow_text_breaks_after_spaces_and_never_before_a_closing_mark(text: str) -> None:
    cut = pieces(text)
    assert "".join(cut) == text
    for before, after in itertools.pairwise(cut):
        assert before.endswith(" ")
        assert after[0] not in " .,)"
    for piece in cut:
        assert " " not in piece.strip() or any(f" {mark}" in piece for mark in ".,)")
