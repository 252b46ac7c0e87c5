"""PNG, PDF and Mermaid: whole, the same each time, no empty boxes, and text from files stays text."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from drawn import GUARANTEES, ORDERED, study_of

from negmap.render import fonts
from negmap.render.errors import NoFont, NotInThisFormat
from negmap.render.mermaid import mermaid
from negmap.render.paper import pdf, png
from negmap.render.pictures import FIRST, picture, sketch


@pytest.fixture(autouse=True)
def _no_further_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(fonts.VARIABLE, raising=False)


def _png_size(data: bytes) -> tuple[int, int]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", data[16:24])
    return wide, high


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_png_is_as_large_as_the_picture_and_the_same_each_time(folder: Path, lang: str) -> None:
    drawn = picture(study_of(folder), "matrix", lang=lang)
    wide, high = (float(n) for n in drawn.split('viewBox="0 0 ')[1].split('"')[0].split())
    made = png(drawn)
    assert made == png(drawn)
    assert _png_size(made) == tuple(-(-side // 3) * 8 for side in (wide, high)), "192 an inch, and whole ones"


def test_no_row_of_pixels_is_left_out() -> None:
    """Lines of small print down a picture whose height has no whole number of pixels: all letters are as high."""
    lines = "".join(f'<text x="2" y="{20 * n + 15 + n * 0.13:.2f}" font-size="11">pgq</text>' for n in range(48))
    ground = '<rect width="100%" height="100%" fill="#FFFFFF"/>'
    size = 'width="26pt" height="974pt" viewBox="0 0 26 974"'
    font = "font-family=\"'Noto Sans CJK JP'\""
    made = png(f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>{ground}{lines}</svg>')
    heights = [len(list(rows)) for inked, rows in groupby(min(row) < 128 for row in _grey(made)) if inked]
    assert len(heights) == 48
    assert max(heights) - min(heights) <= 1


def _grey(data: bytes) -> Iterator[list[int]]:
    """Yield the rows of a PNG, of each pixel its red."""
    wide, _ = _png_size(data)
    each = {2: 3, 6: 4}[data[25]]
    packed, at = b"", 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4])
        packed += data[at + 8 : at + 8 + length] if data[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    raw, above = zlib.decompress(packed), [0] * (wide * each)
    for start in range(0, len(raw), wide * each + 1):
        row: list[int] = []
        for place, value in enumerate(raw[start + 1 : start + 1 + wide * each]):
            left, corner = (row[place - each], above[place - each]) if place >= each else (0, 0)
            row.append((value + _guessed(raw[start], left, above[place], corner)) % 256)
        yield row[::each]
        above = row


def _guessed(way: int, left: int, up: int, corner: int) -> int:
    """Return what a pixel is written as the difference from (PNG, third edition, 9.2)."""
    guess = left + up - corner
    nearest = min((left, up, corner), key=lambda value: abs(guess - value))
    return (0, left, up, (left + up) // 2, nearest)[way]


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_pdf_has_links_and_is_the_same_each_time(folder: Path) -> None:
    drawn = picture(study_of(folder), lang="ja")
    made = pdf(drawn)
    assert made.startswith(b"%PDF-")
    assert made == pdf(drawn)
    assert made.count(b"/URI(https://example.org/berlin?a=1&b=2)") == drawn.count("<a href=")
    assert b"javascript" not in made
    assert b"CreationDate" not in made


def test_a_large_picture_has_fewer_pixels() -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9000pt" height="9000pt" viewBox="0 0 9000 9000"/>'
    wide, high = _png_size(png(drawn))
    assert wide * high <= 61_000_000


def test_a_character_that_no_font_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90pt" height="90pt" viewBox="0 0 90 90">'
        "<text>停戦 Київ \U000130d8</text></svg>"
    )
    with pytest.raises(NoFont, match=r"no font here has \U000130d8 \(U\+130D8\); put a font .* NEGMAP_FONTS"):
        png(drawn)
    monkeypatch.setenv(fonts.VARIABLE, str(tmp_path))
    with pytest.raises(NoFont, match=r"U\+130D8"):
        pdf(drawn)


def test_fonts_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PACKAGES", ("no_such_font_package",))
    with pytest.raises(NoFont, match=r"pip install 'negmap\[print\]'"):
        fonts.folders()
    monkeypatch.setenv(fonts.VARIABLE, "/no/such/folder")
    with pytest.raises(NoFont, match="which is no folder"):
        fonts.folders()


def test_fonts_of_a_folder_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(fonts.VARIABLE, str(tmp_path))
    assert fonts.folders()[0] == tmp_path
    assert len(fonts.folders()) == 1 + len(fonts.PACKAGES)


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_mermaid_of_a_conflict(folder: Path) -> None:
    study = study_of(folder)
    drawn = mermaid(sketch(study, "conflict", conflict=study.conflicts.conflicts[0].id))
    body = [line for line in drawn.splitlines() if not line.startswith("%%")]
    assert body[0] == "flowchart TB"
    assert 'n1["1 #183; European leaders<br/>demand#58; “Security guarantees”<br/>15 Dec 2025"]' in drawn
    assert [line.strip() for line in body if not line.startswith("    ")][1:] == [
        "n1 --o n6", "n6 --> n2", "n2 --> n5", "n3 --x n7", "n5 -.-> n4", "n4 -.-> n7",
    ]  # fmt: skip


@pytest.mark.parametrize("folder", [ORDERED], indirect=True, ids=["ordered"])
def test_mermaid_of_a_timeline(folder: Path) -> None:
    drawn = mermaid(sketch(study_of(folder), "timeline"))
    assert "\ntimeline\n  title Test#58; what was said when\n  1 Mar 2025 : North#58; demand#58; " in drawn


@pytest.mark.parametrize("folder", [ORDERED], indirect=True, ids=["ordered"])
def test_a_table_has_no_boxes_and_arrows(folder: Path) -> None:
    drawn = sketch(study_of(folder), "matrix")
    with pytest.raises(NotInThisFormat, match="`matrix` is a table, and Mermaid has none"):
        mermaid(drawn)
    with pytest.raises(NotInThisFormat, match="`matrix` is a table, and DOT has none"):
        _ = drawn.dot


def test_hostile_text_in_mermaid(folder: Path) -> None:
    """Text that Mermaid, HTML or Markdown could read as more than text.

    --- file: parties.yaml
    north: {name: 'a"] --> b %% ; end <script>alert(1)</script> [y] {z} |w| `v`'}
    south: {name: South}
    --- file: terms.yaml
    ceasefire: {title: 'x: #quot; & &lt; javascript:alert(1) \u202e'}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: ceasefire}]
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions: [{reject: ceasefire}]
    """
    study = study_of(folder)
    for drawn in (mermaid(sketch(study)), mermaid(sketch(study, "timeline")), mermaid(sketch(study, "parties"))):
        assert "script" not in drawn or "#60;script#62;" in drawn
        assert not any(bad in drawn for bad in ("<script", 'a"]', "{z}", "|w|", "`v`", "javascript:", "\u202e", " ; "))
    assert "a#34;#93; --#62; b #37;#37; #59; end" in mermaid(sketch(study, "timeline"))


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_every_view_on_paper(folder: Path) -> None:
    study = study_of(folder)
    for lang in ("en", "ja"):
        for drawn in (
            picture(study, lang=lang),
            picture(study, "sequence", suppose=FIRST, lang=lang),
            picture(study, "terms", lang=lang),
            picture(study, "parties", lang=lang),
            picture(study, "timeline", lang=lang),
        ):
            assert _png_size(png(drawn))[0] > 500
