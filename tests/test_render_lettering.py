"""Widths and line breaks of text in pictures."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from negmap.render.lettering import CUT, Line, clean, ems, lines

NOT_FIRST = "、。，．）」』】〉》"
JAPANESE = (
    "「ウクライナへの安全の保証」を要求(「欧州主導の部隊」、「ウクライナ軍の規模」を含む)。停戦が60日続いた後に限る。"
)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("安全の保証", 5.0, 5.0), ("「保証」", 4.0, 4.0), ("ｱｲｳ", 1.5, 2.1), ("", 0.0, 0.0), ("e\u0301", 0.6, 0.7),
        ("Security guarantees for Ukraine", 15.5, 19.0), ("Гарантії", 5.0, 6.0), ("“quoted”", 4.5, 5.5),
        ("WWWW", 3.9, 4.2), ("2025年12月", 5.8, 6.1), ("“保証”", 4.0, 4.0),
    ],
)  # fmt: skip
def test_widths(text: str, least: float, most: float) -> None:
    assert least - 0.001 <= ems(text) <= most + 0.001


def test_bold_and_size() -> None:
    assert Line("保証", 10, "").width == 20
    assert Line("保証", 10, "", bold=True).width > 20
    assert Line("保証", 10, "").height == 13.5


@pytest.mark.parametrize("room", [4, 5, 6, 7, 8, 10, 13, 20])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(room: float) -> None:
    broken = lines(JAPANESE, room)
    assert "".join(broken) == JAPANESE
    assert all(line[0] not in NOT_FIRST and line[-1] not in "「『（" for line in broken)
    assert all(ems(line) <= room for line in broken)


def test_english_breaks_at_spaces() -> None:
    assert lines("a force led by Europe in the country", 9) == ["a force led by", "Europe in the", "country"]


def test_a_line_may_be_as_wide_as_the_room() -> None:
    assert ems("xx xx") == 2.89
    assert lines("xx xx xx", 2.89) == ["xx xx", "xx"]
    assert lines("xx xx xx", 2.88) == ["xx", "xx", "xx"]
    assert ems("iAAA") == 2.55  # which is a little less than 255 hundredths
    assert lines("iAAAiAAA", 2.55) == ["iAAA", "iAAA"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines("x" * 20, 6.5) == ["x" * 10, "x" * 10]


def test_no_last_line_of_one_character() -> None:
    assert lines("one two three four five six", 14) == ["one two three four", "five six"]
    assert lines("停戦監視団の派遣を要求する。国連", 14) == ["停戦監視団の派遣を", "要求する。国連"]


@pytest.mark.parametrize(
    ("text", "room", "broken"),
    [
        # after particles, not inside words
        (
            "「ウクライナへの安全の保証」を要求、「NATO条約第5条に準じた法的拘束力のある保証」を含むこと",
            16,
            ["「ウクライナへの安全の保証」を", "要求、「NATO条約第5条に準じた", "法的拘束力のある保証」を含むこと"],
        ),
        ("ドンバスをロシア領とする法的承認を拒否する", 20, ["ドンバスをロシア領とする法的承認を", "拒否する"]),
        # a number keeps its digits together, and the character after it
        ("欧州首脳、2025年12月15日の公式発表", 8, ["欧州首脳、", "2025年12月", "15日の公式発表"]),
        # a phrase longer than a line breaks where the script changes
        ("ザポリージャ原子力発電所の共同運営", 8, ["ザポリージャ", "原子力発電所の", "共同運営"]),
        # and a word longer than a line between two letters, but not before a small one
        ("コンタクトグループ", 4, ["コンタ", "クトグ", "ループ"]),
        # after a mark inside a name
        ("ウォロディミル・ゼレンスキー", 9, ["ウォロディミル・", "ゼレンスキー"]),
        # a number in brackets stays with what it counts
        ("欧州評議会（2）、アメリカ合衆国（5）", 17, ["欧州評議会（2）、", "アメリカ合衆国（5）"]),
        # words that have spaces round them break there
        ("미국과 러시아의 합의를 지지", 6, ["미국과", "러시아의", "합의를 지지"]),
    ],
)
def test_japanese_breaks_between_phrases(text: str, room: float, broken: list[str]) -> None:
    assert lines(text, room) == broken


def test_past_the_most_lines_it_says_so() -> None:
    cut = lines("one two three four five six seven eight nine ten", 8, most=2)
    assert len(cut) == 2
    assert cut[-1].endswith(CUT)
    assert ems(cut[-1]) <= 8


@given(st.text(max_size=120), st.floats(min_value=1.5, max_value=30))
@example("0\xa0 0", 2.0)
def test_lines_fit_and_lose_no_visible_character(text: str, room: float) -> None:
    broken = lines(text, room)
    assert "".join(broken).replace(" ", "") == clean(text).replace(" ", "")
    assert all(ems(line) <= room for line in broken)


def test_what_cannot_be_shown_is_left_out() -> None:
    assert clean("a\x00\x1b[31m\n\tb\u202ec\u2066\ufffe\ud800 \u2028d\u00a0e\x85") == "a [31m b c d\u00a0e"
    assert clean("עברית العربية") == "עברית العربية"
