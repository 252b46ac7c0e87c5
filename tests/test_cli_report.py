"""`negmap report`, as it is run: the first screen as text and data, and the page without a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from strip import STRIP
from syrupy.assertion import SnapshotAssertion
from terminal import negmap

Write = Callable[..., Path]
ROOT = Path(__file__).parent.parent
VOID = {"meta", "link", "input", "br"}
MOST_BYTES = 500_000


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


def report(folder: Path, *args: str) -> str:
    ran = negmap("report", "--positions", folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


class Page(HTMLParser):
    """A page taken apart: elements with their attributes, and the text that is no style and no script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]].append(data)
        else:
            self.words.append(data)

    def all(self, tag: str) -> Iterator[dict[str, str]]:
        """Yield the attributes of each element of a kind."""
        return (attributes for name, attributes in self.elements if name == tag)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def hashed(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_first_screen_as_text(strip: Path, lang: str, snapshot: SnapshotAssertion) -> None:
    assert report(strip, "--format", "text", "--lang", lang) == snapshot


def test_a_map_without_conflicts(folder: Path) -> None:
    """Two who want the same.

    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    --- file: statements/a-north.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: ceasefire}]
    --- file: statements/b-south.yaml
    party: south
    date: 2025-03-02
    positions: [{accept: ceasefire}]
    """
    text = report(folder, "--format", "text")
    assert "Nothing that was said stands in the way of anything else that was said." in text
    assert "Agreed by all who must agree (1): “Ceasefire”" in text
    page = Page(report(folder))
    assert "Nothing stands in the way; a settlement could come so:" in page.text


def test_a_search_that_was_cut_claims_nothing(strip: Path) -> None:
    for form in ("text", "html"):
        text = report(strip, "--format", form, "--timeout", "0.000001")
        assert "No sticking point was found before the search was cut; there may be some." in text
        assert "Nothing that was said stands in the way" not in text
        assert "Nothing stands in the way" not in text


def test_nothing_said(folder: Path) -> None:
    """An empty folder.

    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    --- file: parties.yaml
    north: {name: North}
    """
    assert "No public statement counts here." in report(folder, "--format", "text")
    page = Page(report(folder))
    assert "No public statement counts here." in page.text
    assert not list(page.all("article"))


def test_the_first_screen_holds_no_concession(strip: Path) -> None:
    text = report(strip, "--format", "text")
    assert "dropped" not in text
    page = report(strip)
    first = page[page.index('class="front"') : page.index('class="explore"')]
    assert "dropped" not in first
    assert "dropped" in page


def test_five_sticking_points_at_most_and_those_that_hold_up_most(write_folder: Write) -> None:
    terms = "".join(f"t{n}: {{title: Term {n}}}\n" for n in range(8)) + "big: {title: Big, includes: [t7]}\n"
    wants = "".join(f"  - {{demand: t{n}}}\n" for n in range(8))
    refusals = "".join(f"  - {{reject: t{n}}}\n" for n in range(8))
    folder = write_folder(
        f"--- file: terms.yaml\n{terms}"
        f"--- file: statements/north.yaml\nparty: north\ndate: 2025-03-01\npositions:\n{wants}  - {{demand: big}}\n"
        f"--- file: statements/south.yaml\nparty: south\ndate: 2025-03-02\npositions:\n{refusals}"
    )
    found = negmap("report", "--positions", folder, "--format", "json").report
    assert (len(found["points"]), found["points_in_all"]) == (5, 8)
    assert "Term 7" in found["points"][0]["sentence"]
    assert len(found["points"][0]["holds_up"]) == 2
    page = Page(report(folder))
    assert "3 sticking points more, which hold up no more than these" in page.text


def test_what_could_move_names_the_sticking_points_that_it_is_about(strip: Path) -> None:
    text = Page(report(strip)).text
    numbers = re.findall(r"(?:apart from all others|that hang together)((?: ✕\d+)+)", text)
    assert sorted(" ".join(numbers).split()) == [f"✕{n}" for n in range(1, 5)]


def test_an_order_is_told_as_one_of_many(strip: Path) -> None:
    text = Page(report(strip)).text
    order = text[text.index("If these concessions were made") :]
    assert "Nobody has made them; the section before shows others" in order
    assert order.index("along one of the possible orders") < order.index("First to give along it")


def test_the_page_is_whole_html(strip: Path) -> None:
    page = Page(report(strip))
    assert not page.open
    assert len(page.ids) == len(set(page.ids))


def test_every_link_inside_the_page_leads_somewhere(strip: Path) -> None:
    for folder in (strip, ROOT / "positions" / "ukraine-2025"):
        page = Page(report(folder))
        inside = {attributes["href"][1:] for attributes in page.all("a") if attributes["href"].startswith("#")}
        assert inside
        assert inside <= set(page.ids)


def test_the_page_allows_nothing_from_outside(strip: Path) -> None:
    page = Page(report(strip))
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == (
        f"default-src 'none'; style-src {hashed(''.join(page.raw['style']))}; "
        f"script-src {hashed(''.join(page.raw['script']))}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    for tag, attributes in page.elements:
        assert not [key for key in attributes if key == "style" or key.startswith("on")], (tag, attributes)
        assert "src" not in attributes
    assert [a["href"] for a in page.all("link")] == ["data:,"]
    assert not re.search(r"@import|url\(|https?:", "".join(page.raw["style"]) + "".join(page.raw["script"]))


def test_without_scripts_everything_is_there(strip: Path) -> None:
    page = Page(report(strip))
    for text in ("not one foreign officer", "Interview with the minister", "Southern Radio", "100,000", "帯状地帯"):
        assert text in page.text
    assert not [a for tag, a in page.elements if tag in ("section", "article", "li") and "hidden" in a]


def test_the_same_folder_gives_the_same_bytes(strip: Path) -> None:
    assert report(strip) == report(strip)


def test_which_language_comes_first(strip: Path) -> None:
    for lang in ("en", "ja"):
        page = Page(report(strip, "--lang", lang))
        assert next(page.all("html"))["lang"] == lang
        assert next(a["lang"] for a in page.all("main")) == lang
        assert [a["value"] for a in page.all("input") if a.get("name") == "lang" and "checked" in a] == [lang]


def test_the_shipped_negotiation_stays_small_enough_to_send() -> None:
    assert len(report(ROOT / "positions" / "ukraine-2025").encode()) <= MOST_BYTES


def test_what_was_left_out_stands_at_the_head(strip: Path) -> None:
    page = Page(report(strip, "--stated", "--without", "2025-03-12-league"))
    assert "Without: 2025-03-12-league." in page.text
    assert "Without what the analyst inferred." in page.text


def test_internal_words_are_not_on_the_page(folder: Path) -> None:
    """One statement is internal.

    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    --- file: statements/open.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: ceasefire}]
    --- file: statements/hushed.yaml
    party: south
    date: 2025-02-01
    handling: internal
    summary: Between us.
    positions: [{reject: ceasefire}]
    """
    assert "Between us" not in report(folder)
    assert "1 internal statement is left out." in Page(report(folder)).text
    included = Page(report(folder, "--include", "internal")).text
    assert "Between us" in included
    assert "Do not pass it on." in included


def test_to_a_file(strip: Path, tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    assert report(strip, "-o", str(target)) == ""
    assert target.read_text(encoding="utf-8") == report(strip)


def test_faulty_files_are_refused(folder: Path) -> None:
    """A term that nobody knows.

    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: ceasefire}]
    """
    ran = negmap("report", "--positions", folder)
    assert (ran.code, ran.out) == (2, "")
    ran = negmap("report", "--positions", folder, "--partial")
    assert ran.code == 1
    assert "PARTIAL" in Page(ran.out).text


def test_marks_on_the_page_have_the_colours_of_the_map(write_folder: Write) -> None:
    """With more parties than there are looks, too."""
    names = "abcdefghijklmnopqrstuv"
    text = "Everybody against one.\n\n--- file: terms.yaml\nt: {title: T}\n"
    for name in names:
        stance = "reject" if name == "a" else "demand"
        text += f"--- file: statements/{name}.yaml\nparty: {name}\ndate: 2025-03-01\npositions: [{{{stance}: t}}]\n"
    page = report(write_folder(text, "many"), "--format", "html")
    marks = {party: f"p{hue}" for hue, party in re.findall(r'data-hue="(\d+)" data-party="(\w)"', page)}
    drawn = dict(re.findall(r'data-key="party:(\w)"><path[^>]*stroke="var\(--(p\d+)\)"', page))
    assert list(marks) == list(names)
    assert len(set(marks.values())) == 12
    assert drawn == marks
