"""Reports of the shipped negotiation as people read them at a terminal: within its width, sources in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import negmap

from negmap.render.text.layout import COLUMNS
from negmap.render.wrap import width

SHIPPED = Path(__file__).parent.parent / "positions" / "ukraine-2025"
LANGS = pytest.mark.parametrize("lang", ["en", "ja"])
DRAFT = "2025-12-24-20-points"


def _text(*words: str, lang: str = "en") -> str:
    ran = negmap(*words, "--lang", lang, "--positions", SHIPPED)
    assert ran.err == ""
    return ran.out


@LANGS
@pytest.mark.parametrize(
    "words",
    [["concessions"], ["sequence"], ["relations"], ["changes"], ["conflicts"], ["proposal", DRAFT]],
    ids=lambda words: words[0],
)
def test_no_line_is_wider_than_the_page(words: list[str], lang: str) -> None:
    lines = [line for line in _text(*words, lang=lang).splitlines() if "http" not in line]  # no address is broken
    assert [line for line in lines if width(line) > COLUMNS] == []


@LANGS
@pytest.mark.parametrize("words", [["changes"], ["changes", "--all"]], ids=" ".join)
def test_sources_of_changes_are_numbered_in_the_order_of_mention(words: list[str], lang: str) -> None:
    report, _, notes = _text(*words, lang=lang).partition("Sources" if lang == "en" else "出典")
    mentioned = list(dict.fromkeys(map(int, re.findall(r"\[(\d+)\]", report))))
    given = list(map(int, re.findall(r"^\[(\d+)\]", notes, re.MULTILINE)))
    assert given == list(range(1, len(given) + 1))
    assert sorted(mentioned) == given
    assert "[1]" in report


def test_many_terms_of_a_phase_are_a_list_and_few_are_a_line() -> None:
    lines = _text("sequence").splitlines()
    start = lines.index("  Any time:")
    end = next(number for number in range(start + 1, len(lines)) if not lines[number].startswith("    "))
    assert sum(line.startswith("    · “") for line in lines[start + 1 : end]) > 20
    assert not any(line.startswith("  Phase") and line.count("“") > 3 for line in lines)


def test_few_terms_of_a_phase_are_a_line(write_folder: Callable[..., Path]) -> None:
    said = "{party: north, date: 2025-03-01, positions: [{demand: a, after: b}, {demand: b}, {demand: c}]}"
    terms = "a: {title: A}\nb: {title: B}\nc: {title: C}"
    folder = write_folder(f"--- file: terms.yaml\n{terms}\n--- file: statements/n.yaml\n{said}\n")
    lines = negmap("sequence", "--positions", folder).out.splitlines()
    assert [line for line in lines if line.startswith("  ") and ":" in line][:3] == [
        "  Phase 1: “B”",
        "  Phase 2: “A”",
        "  Any time: “C”",
    ]


@LANGS
def test_what_is_said_of_a_draft_is_said_in_whole_words(lang: str) -> None:
    said = {"en": "refusal of the draft “The 20 points of December 2025”", "ja": "案「2025年12月の20項目案」を拒否"}
    assert said[lang] in _text("proposal", DRAFT, lang=lang)


def test_a_day_before_all_words_is_named() -> None:
    assert _text("conflicts", "--as-of", "2020-01-01").startswith(
        "No public statement counts on 1 Jan 2020. The first is of 15 Nov 2022.\n"
    )
    assert _text("conflicts", "--as-of", "2020-01-01", lang="ja").startswith(
        "2020年1月1日の時点で対象となる公の発言はない。最初の発言は2022年11月15日。\n"
    )


def test_words_that_a_switch_leaves_out_are_no_later_words(write_folder: Callable[..., Path]) -> None:
    """Nothing counts, and yet something was said by that day: no first day is named."""
    said = "{party: north, date: 2025-03-01, via: relayed, relayed_by: A mediator, positions: [{demand: a}]}"
    folder = write_folder(f"--- file: terms.yaml\na: {{title: A}}\n--- file: statements/n.yaml\n{said}\n")
    ran = negmap("conflicts", "--first-hand", "--positions", folder)
    assert ran.out.startswith("No public statement counts on 1 Mar 2025.\n")


def test_a_long_list_in_a_table_has_a_row_for_each_item() -> None:
    rows = re.findall(r"^\|.*", _text("relations", "--format", "markdown"), re.MULTILINE)
    assert max(map(width, rows)) < 250
    start = next(number for number, row in enumerate(rows) if row.startswith("| China; Ukraine |"))
    assert rows[start + 1].startswith("|  | demand: ")


def test_a_long_list_of_ids_stays_in_one_line() -> None:
    text = _text("concessions", "--format", "markdown")
    assert re.search(r"^- Conflicts: c-[0-9a-f]{8}; c-[0-9a-f]{8}; ", text, re.MULTILINE)
