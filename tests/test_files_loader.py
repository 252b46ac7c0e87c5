"""A folder as a negotiation: all of it, in any order, whatever lies in it."""

from __future__ import annotations

import gc
import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from folders import written
from hypothesis import given, settings, strategies as st

from negmap.checks import check
from negmap.files.loader import load
from negmap.render.diagnostics import lines

WHOLE = """\
--- file: negotiation.yaml
title: {en: The strip, ja: 帯状地帯}
must_agree: [north, south]
--- file: parties.yaml
north: {name: North, role: principal}
south: {name: South, role: principal}
--- file: terms.yaml
ceasefire: {title: Ceasefire}
talks: {title: Talks, after: {term: ceasefire, because: nobody talks under fire}}
--- file: issues.yaml
peace: {title: Peace, options: [ceasefire, talks]}
--- file: events.yaml
- {date: 2025-02, term: ceasefire}
--- file: statements/2025/north.yaml
party: north
date: 2025-03-01
sources: [{publisher: Northern Post}]
positions: [{demand: talks}, {id: first, only: ceasefire, after: talks}]
--- file: statements/south.jsonl
{"id": "south-1", "party": "south", "date": "2025-03-02", "positions": [{"reject": "talks"}]}
{"id": "south-2", "party": "south", "date": "2025-03-03", "withdraws": ["south-1#1"]}
--- file: scenarios/idea.yaml
title: An idea
without: [south-1]
--- file: proposals/draft.yaml
title: A draft
in: [ceasefire]
"""


def codes(folder: Path) -> list[str]:
    return [d.code for d in load(folder)[1]]


def test_everything_is_read(write_folder: Callable[..., Path]) -> None:
    negotiation, found = load(write_folder(WHOLE, "strip"))
    assert found == ()
    assert negotiation.name == "strip"
    assert list(negotiation.parties) == ["north", "south"]
    assert list(negotiation.terms) == ["ceasefire", "talks"]
    assert list(negotiation.issues) == ["peace"]
    assert list(negotiation.positions) == ["north#1", "north#first", "south-1#1"]
    assert [event.term for event in negotiation.events] == ["ceasefire"]
    assert list(negotiation.scenarios) == ["idea"]
    assert list(negotiation.proposals) == ["draft"]


def test_every_record_knows_where_it_stands(write_folder: Callable[..., Path]) -> None:
    negotiation, _ = load(write_folder(WHOLE))
    stands = {key: str(origin.source.span(origin.path)) for key, origin in negotiation.origins.items() if key[1]}
    assert stands == {
        ("party", "north"): "parties.yaml:1:8",
        ("party", "south"): "parties.yaml:2:8",
        ("term", "ceasefire"): "terms.yaml:1:12",
        ("term", "talks"): "terms.yaml:2:8",
        ("issue", "peace"): "issues.yaml:1:8",
        ("event", "0"): "events.yaml:1:3",
        ("statement", "north"): "statements/2025/north.yaml:1:1",
        ("statement", "south-1"): "statements/south.jsonl:1:1",
        ("statement", "south-2"): "statements/south.jsonl:2:1",
        ("scenario", "idea"): "scenarios/idea.yaml:1:1",
        ("proposal", "draft"): "proposals/draft.yaml:1:1",
    }
    position = negotiation.origins["statement", "north"].at("positions", 1, "after")
    assert str(position.source.span(position.path)) == "statements/2025/north.yaml:4:66"
    assert str(negotiation.origins["negotiation", ""].source.span(("title", "ja"))) == "negotiation.yaml:1:28"


def test_an_empty_folder_lacks_three_files(tmp_path: Path) -> None:
    assert [str(d.span) for d in load(tmp_path)[1]] == ["negotiation.yaml", "parties.yaml", "terms.yaml"]
    assert codes(tmp_path) == ["missing-file"] * 3
    assert codes(tmp_path / "nowhere")[0] == "unreadable" or "vanished" in codes(tmp_path / "nowhere")


def test_hidden_files_and_readmes_may_lie_anywhere(folder: Path) -> None:
    """
    --- file: README.md
    What this is.
    --- file: .gitignore
    *.bak
    --- file: statements/README
    How to name files.
    --- file: statements/.north.yaml.swp
    editor
    --- file: statements/.trash/north.yaml
    party: nobody
    """
    assert codes(folder) == []


def test_both_endings_are_read_and_share_their_ids(folder: Path) -> None:
    """
    --- file: statements/a.yaml
    {party: north, date: 2025}
    --- file: statements/b.yml
    {party: north, date: 2025}
    --- file: statements/b.yaml
    {party: north, date: 2025}
    --- file: statements/more.jsonl
    {"id": "a", "party": "north", "date": "2025"}
    """
    negotiation, found = load(folder)
    assert list(negotiation.statements) == ["a", "b"]
    assert [(d.code, d.span.file, d.subject) for d in found] == [
        ("duplicate-id", "statements/b.yml", "statement:b"),
        ("duplicate-id", "statements/more.jsonl", "statement:a"),
    ]


def test_links_to_files_inside_are_read(folder: Path) -> None:
    """
    --- file: statements/a.yaml
    {party: north, date: 2025}
    """
    (folder / "statements" / "b.yaml").symlink_to("a.yaml")
    negotiation, found = load(folder)
    assert (list(negotiation.statements), found) == (["a", "b"], ())


def test_names_that_are_no_text_and_files_that_are_none(folder: Path) -> None:
    """
    --- file: statements/a.yaml
    {party: north, date: 2025}
    """
    (folder / "statements" / os.fsdecode(b"\xff.yaml")).write_text("{party: north, date: 2025}")
    (folder / "statements" / "two\nlines.yaml").write_text("{party: north, date: 2025}")
    os.mkfifo(folder / "statements" / "pipe.yaml")
    negotiation, found = load(folder)
    assert list(negotiation.statements) == ["a"]
    printed = "\n".join(line for d in found for line in lines(d))
    assert printed.encode("utf-8").decode("utf-8").splitlines()[::2] == [
        "statements/pipe.yaml: not-a-file this is no regular file",
        "statements/two\\u000alines.yaml: bad-id `two\\u000alines` is not an id",
        "statements/\ufffd.yaml: bad-id `\ufffd` is not an id",
    ]


def test_faulty_records_are_kept_and_nameless_ones_are_not(folder: Path) -> None:
    """
    --- file: terms.yaml
    Talks: {title: Talks}
    ceasefire:
    --- file: statements/a.yaml
    {date: 2025, positions: [{demand: ceasefire}]}
    --- file: statements/B.yaml
    {party: 1 2}
    """
    negotiation, found = load(folder)
    assert list(negotiation.terms) == ["ceasefire"]
    assert list(negotiation.statements) == ["a"]
    assert sorted(d.code for d in found) == ["bad-id", "bad-id", "bad-id", "empty-value", "missing-key", "missing-key"]
    assert not [d for d in check(negotiation) if d.is_error]


def test_a_file_that_cannot_be_read_brings_no_avalanche(folder: Path) -> None:
    """What names the terms of a broken terms.yaml is not complained of as well.

    --- file: terms.yaml
    ceasefire: {title: Ceasefire
    --- file: statements/a.yaml
    {party: north, date: 2025, positions: [{demand: ceasefire}]}
    """
    negotiation, found = load(folder)
    assert [d.code for d in (*found, *check(negotiation)) if d.is_error] == ["bad-yaml"]


def test_the_collector_is_turned_on_again(folder: Path) -> None:
    for was_on in (True, False):
        (gc.enable if was_on else gc.disable)()
        try:
            load(folder)
            assert gc.isenabled() is was_on
        finally:
            gc.enable()


@settings(max_examples=25)
@given(seed=st.randoms(use_true_random=False))
def test_order_of_files_and_keys_never_matters(seed: random.Random) -> None:
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        one, other = written(WHOLE, Path(first) / "strip"), Path(second) / "strip"
        _shuffled(one, other, seed)
        assert load(one) == load(other)
        assert {d.message for d in check(load(one)[0])} == {d.message for d in check(load(other)[0])}


def _shuffled(one: Path, other: Path, seed: random.Random) -> None:
    """Write the files of a folder in another order, and the keys and lines in them too."""
    paths = sorted(path for path in one.rglob("*") if path.is_file())
    seed.shuffle(paths)
    for path in paths:
        into = other / path.relative_to(one)
        into.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".jsonl":
            lines = [json.dumps(_mixed(json.loads(line), seed)) for line in path.read_text().splitlines()]
            seed.shuffle(lines)
            into.write_text("\n".join(lines))
        else:
            data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
            into.write_text(yaml.safe_dump(_mixed(data, seed), sort_keys=False, allow_unicode=True), encoding="utf-8")


def _mixed(data: object, seed: random.Random) -> object:
    if isinstance(data, dict):
        keys = list(data)
        seed.shuffle(keys)
        return {key: _mixed(data[key], seed) for key in keys}
    return [_mixed(item, seed) for item in data] if isinstance(data, list) else data


@pytest.mark.parametrize(
    "name", ["statements/a.yaml", "statements/a.jsonl", "terms.yaml", "events.yaml", "negotiation.yaml"]
)
@settings(max_examples=40)
@given(content=st.binary(max_size=80))
def test_any_bytes_are_read_or_complained_of(name: str, content: bytes) -> None:
    with TemporaryDirectory() as place:
        folder = written(WHOLE, Path(place))
        (folder / name).write_bytes(content)
        negotiation, found = load(folder)
        for diagnostic in (*found, *check(negotiation)):
            assert diagnostic.subject
            assert diagnostic.code
            assert 0 <= diagnostic.span.column <= len(diagnostic.excerpt) + 1


_SOUND = WHOLE.partition("--- file: statements/2025/north.yaml\n")[2].partition("---")[0]


@given(
    at=st.integers(0, len(_SOUND)),
    length=st.integers(0, 12),
    put=st.text(st.sampled_from("abz:-[]{}, \n\"'#&*1"), max_size=6),
)
def test_any_slip_of_the_pen_is_read_or_complained_of(at: int, length: int, put: str) -> None:
    with TemporaryDirectory() as place:
        folder = written(WHOLE, Path(place))
        (folder / "statements/2025/north.yaml").write_text(_SOUND[:at] + put + _SOUND[at + length :])
        negotiation, found = load(folder)
        assert "north" in negotiation.statements or any(d.is_error for d in found)
        for diagnostic in (*found, *check(negotiation)):
            assert diagnostic.span.line > 0 or not diagnostic.excerpt
