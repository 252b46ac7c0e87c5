"""Every report as Markdown: read by a parser of its own; text from files stays text; every footnote leads somewhere."""

from __future__ import annotations

import re
from inspect import cleandoc
from pathlib import Path

import pytest
from folders import written
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt
from strip import STRIP
from syrupy.assertion import SnapshotAssertion
from terminal import negmap
from test_render_table import REPORTS

from negmap.render.markdown.syntax import plain

HOSTILE = """<script>alert(1)</script> [x](javascript:alert) | a | b `c` *d* _e_ ~f~ &amp; ![i](http://x/y.png)"""
ALL = pytest.mark.parametrize("name", REPORTS)
LANGS = pytest.mark.parametrize("lang", ["en", "ja"])


@pytest.fixture(scope="module")
def strip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(cleandoc(STRIP), tmp_path_factory.mktemp("markdown") / "strip")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the strip with a title, a name and a speaker that look like markup."""
    text = cleandoc(STRIP).replace("en: North,", f"en: '{HOSTILE}',").replace("en: Ceasefire,", f"en: '# {HOSTILE}',")
    return written(text.replace("en: The strip,", f"en: '- {HOSTILE}',"), tmp_path_factory.mktemp("hostile") / "strip")


def _html(text: str) -> str:
    return str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))


def _export(name: str, folder: Path, lang: str = "en") -> str:
    ran = negmap(*REPORTS[name], "--format", "markdown", "--lang", lang, "--positions", folder)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@ALL
@LANGS
def test_it_is_markdown_that_leaves_no_footnote_open(name: str, lang: str, strip: Path) -> None:
    text = _export(name, strip, lang)
    used, given = set(re.findall(r"\[\^(\d+)\](?!:)", text)), re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert used <= set(given)
    assert len(given) == len(set(given))
    assert text.startswith("# ")
    assert "\n\n\n" not in text
    assert "<table>" not in text


@ALL
def test_text_from_files_stays_text(name: str, hostile: Path) -> None:
    html = _html(_export(name, hostile))
    assert "<script" not in html
    assert "<img" not in html
    assert re.findall(r'href="(?!https?://)[^"]*"', html) == []
    assert "x</a>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert) | a | b `c` *d* _e_ ~f~ &amp;amp;" in html


@ALL
def test_tables_have_as_many_cells_as_headings(name: str, hostile: Path) -> None:
    for block in re.findall(r"(?:^\|.*\n)+", _export(name, hostile), re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1


@given(text=st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), max_size=30))
def test_any_text_reads_as_it_was_written(text: str) -> None:
    shown = _html(f"- {plain(text)}\n")
    bare = re.sub(r"</?(ul|li|p)>|\n", "", shown)
    assert bare == text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@LANGS
def test_the_report_of_conflicts(lang: str, strip: Path, snapshot: SnapshotAssertion) -> None:
    assert _export("conflicts", strip, lang) == snapshot


def test_the_report_of_concessions(strip: Path, snapshot: SnapshotAssertion) -> None:
    assert _export("concessions", strip) == snapshot


def _briefing(folder: Path, lang: str = "en") -> str:
    ran = negmap("export", "markdown", "--lang", lang, "--positions", folder)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@LANGS
def test_the_briefing(lang: str, strip: Path, snapshot: SnapshotAssertion) -> None:
    assert _briefing(strip, lang) == snapshot


def test_the_footnotes_of_the_briefing_are_in_order_and_all_there(strip: Path) -> None:
    text = _briefing(strip)
    used = [int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)]
    assert list(dict.fromkeys(used)) == list(range(1, max(used) + 1))
    assert [int(n) for n in re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)] == list(range(1, max(used) + 1))


def test_text_from_files_stays_text_in_the_briefing(hostile: Path) -> None:
    html = _html(_briefing(hostile))
    assert re.search(r"<script|<img|x</a>", html) is None
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert) | a |") > 5


def test_a_wish_is_not_told_as_a_demand(strip: Path) -> None:
    """Isle would only like the withdrawal, and is not named among those who demand it."""
    assert "Isle: demand" not in _briefing(strip)
    assert "League, South: demand" not in _briefing(strip)
