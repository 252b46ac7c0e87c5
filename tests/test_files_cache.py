"""What files were found to hold is kept by their content: never out of date, and no harm when it is lost or broken."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks import archive
from hypothesis import given, settings, strategies as st

from negmap.checks import check
from negmap.diagnostics import Diagnostic
from negmap.files import cache, documents, loader, marked_yaml
from negmap.files.cache import Cache
from negmap.files.disk import Found
from negmap.files.documents import yaml_document
from negmap.files.loader import load
from negmap.files.marked_yaml import Data, read_yaml
from negmap.files.subjects import always

TEXTS = st.lists(
    st.sampled_from(["a: 1", "b: [x, y]", "c: {d: null}", "a: 2", "- x", "é: 'ü'", "bad: [", "t: !x y", "a: &n 1"]),
    min_size=1,
    max_size=3,
).map("\n".join)


def held(folder: Path, text: str) -> tuple[Data, list[str]]:
    found: list[Diagnostic] = []
    file = folder / "x.yaml"
    file.write_text(text, encoding="utf-8")
    with Cache(folder) as kept:
        document = yaml_document(Found(file, "x.yaml"), always("x"), found, memory=kept)
    return document.data if document else None, [d.message for d in found]


@settings(max_examples=150)
@given(st.lists(TEXTS, max_size=6))
def test_it_says_what_reading_says_whatever_was_read_before(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    for text in [*texts, *texts]:
        plain = read_yaml("x.yaml", text)
        assert held(folder, text) == (plain.data, [d.message for d in plain.diagnostics(lambda path: "x")])


@pytest.fixture
def many(tmp_path: Path) -> Path:
    return archive.write(tmp_path / "archive", loader.FEW)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by each statement's file that is really parsed."""
    names: list[str] = []

    def counted(name: str, text: str) -> marked_yaml.Reading:
        if name.startswith("statements/"):
            names.append(name)
        return read_yaml(name, text)

    monkeypatch.setattr(documents, "read_yaml", counted)
    return names


def test_only_what_changed_is_parsed_again(many: Path, tmp_path: Path, parsed: list[str]) -> None:
    first = load(many, tmp_path / "cache")
    assert len(parsed) == loader.FEW
    assert load(many, tmp_path / "cache") == first
    assert len(parsed) == loader.FEW
    assert load(many) == first
    changed = many / "statements" / "statement-00007.yaml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("Geneva", "Vienna"), encoding="utf-8")
    parsed.clear()
    again = load(many, tmp_path / "cache")
    assert parsed == ["statements/statement-00007.yaml"]
    assert again == load(many) != first


def test_a_fault_stands_at_its_place_all_the_same(many: Path, tmp_path: Path) -> None:
    faulty = many / "statements" / "statement-00003.yaml"
    faulty.write_text(faulty.read_text(encoding="utf-8").replace("via: own-words", "via: smoke"), encoding="utf-8")
    first = load(many, tmp_path / "cache")[1]
    assert [str(d.span) for d in first] == ["statements/statement-00003.yaml:7:6"]
    assert load(many, tmp_path / "cache")[1] == first


def test_a_byte_order_mark_moves_no_place(many: Path, tmp_path: Path) -> None:
    faulty = many / "statements" / "statement-00003.yaml"
    faulty.write_text(faulty.read_text(encoding="utf-8").replace("party: ", "party: no-"), encoding="utf-8-sig")
    first = load(many, tmp_path / "cache")
    again = load(many, tmp_path / "cache")
    found = [
        [(str(d.span), d.excerpt[:8]) for d in check(negotiation) if d.is_error] for negotiation, _ in (first, again)
    ]
    assert found == [[("statements/statement-00003.yaml:1:8", "party: n")]] * 2


def test_what_is_remarked_on_is_remarked_on_again(many: Path, tmp_path: Path) -> None:
    (many / "statements" / "statement-00003.yaml").write_text(
        "{party: party-1, date: 2025, venue: '\u202agniteM'}", encoding="utf-8"
    )
    first = load(many, tmp_path / "cache")[1]
    assert [d.code for d in first] == ["bidi-character"]
    assert load(many, tmp_path / "cache")[1] == first


def test_another_reader_takes_nothing_from_it(many: Path, tmp_path: Path, parsed: list[str]) -> None:
    load(many, tmp_path / "cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "_reader_stamp", lambda: b"another")
        load(many, tmp_path / "cache")
    assert len(parsed) == 2 * loader.FEW


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\1" * 5000])
def test_a_broken_cache_is_begun_anew(many: Path, tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "parsed.sqlite3").write_bytes(content)
    expected = load(many)
    assert load(many, folder) == expected == load(many, folder)


def test_data_that_was_tampered_with_is_no_data(many: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    expected = load(many, folder)
    with sqlite3.connect(folder / "parsed.sqlite3") as known:
        known.execute("UPDATE parsed SET data = 'cut o'")
    known.close()
    assert load(many, folder) == expected


def test_words_that_are_not_public_are_not_kept(many: Path, tmp_path: Path) -> None:
    said = "party: {party}\ndate: 2025-01-01\nsummary: {words}\nhandling: {handling}\n"
    party = next(iter(load(many)[0].parties))
    for words, handling in (("in the open", "public"), ("in confidence", "internal")):
        file = many / "statements" / f"{handling}.yaml"
        file.write_text(said.format(party=party, words=words, handling=handling), encoding="utf-8")
    assert load(many, tmp_path / "cache") == load(many, tmp_path / "cache")
    kept = tmp_path / "cache" / "parsed.sqlite3"
    assert b"in the open" in kept.read_bytes()
    assert b"in confidence" not in kept.read_bytes()
    if os.name == "posix":
        assert kept.stat().st_mode & 0o077 == 0, "nobody else may read it"


def test_a_folder_that_cannot_be_written_to_is_no_fault(many: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert load(many, tmp_path / "file" / "cache") == load(many)


def test_somebody_else_who_writes_is_not_waited_for(many: Path, tmp_path: Path) -> None:
    expected = load(many, tmp_path / "cache")
    other = sqlite3.connect(tmp_path / "cache" / "parsed.sqlite3")
    other.execute("BEGIN EXCLUSIVE")
    assert load(many, tmp_path / "cache") == expected
    other.close()


_WRITES_FOR_EVER = """
import sys
from pathlib import Path
from negmap.files.cache import Cache
from negmap.files.marked_yaml import read_yaml
number = 0
while True:
    with Cache(Path(sys.argv[1])) as kept:
        for _ in range(300):
            number += 1
            text = f"a: {number}"
            kept.keep(text.encode(), read_yaml("x.yaml", text))
    print(number, flush=True)
"""


def test_killed_in_the_middle_of_a_write_it_holds_what_was_whole(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", _WRITES_FOR_EVER, folder], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.03)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        for number in range(1, 900):
            assert held(folder, f"a: {number}") == ({"a": str(number)}, [])
