"""`negmap schema`: printed, written where editors find them, and known to be old when they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from terminal import negmap

from negmap.files.marked_yaml import read_yaml
from negmap.files.schema import schema
from negmap.files.schema_files import CannotMerge, merged, with_modeline

Write = Callable[..., Path]

STRIP = """
    --- file: parties.yaml
    north: {name: North}
    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    withdrawal: {title: Withdrawal, stages: [begun]}
    --- file: statements/n.yaml
    party: north
    date: 2025-01-01
    positions: [{demand: ceasefire}]
"""


def test_printed(write_folder: Write) -> None:
    """Without ids, whatever folder it is run in."""
    folder = write_folder(STRIP)
    ran = negmap("schema", "terms", at=folder)
    assert (ran.code, json.loads(ran.out)) == (0, schema("terms"))
    assert negmap("schema", at=folder).err.startswith("Error: which one?\n  remedy: name one of negotiation, parties")


def test_written_with_the_ids_and_named_in_the_settings(tmp_path: Path) -> None:
    assert negmap("new", "negotiation", "strip", "--title", "Strip", at=tmp_path).code == 0
    assert negmap("new", "party", "north", "--title", "North", at=tmp_path).code == 0
    assert negmap("new", "term", "ceasefire", "--title", "Ceasefire", at=tmp_path).code == 0
    ran = negmap("schema", "--write", at=tmp_path)
    assert ran.out == "written: positions/strip/.schemas\nwritten: .vscode/settings.json\n"
    told = json.loads((tmp_path / ".vscode/settings.json").read_text())["yaml.schemas"]
    for path, globs in told.items():
        assert (tmp_path / path).is_file()
        assert all(glob.startswith("positions/strip/") for glob in globs)
    assert told["./positions/strip/.schemas/terms.json"] == ["positions/strip/terms.yaml"]
    check = Draft7Validator(json.loads((tmp_path / "positions/strip/.schemas/statement.json").read_text()))
    fine = {"party": "north", "date": "2025-01-01", "positions": [{"demand": "ceasefire"}]}
    assert list(check.iter_errors(fine)) == []
    assert list(check.iter_errors({**fine, "party": "nort"}))
    assert list(check.iter_errors({**fine, "positions": [{"demand": "truce"}]}))
    assert negmap("schema", "--write", at=tmp_path).out == "written: positions/strip/.schemas\n"


def test_old_ones_are_remarked_and_kept_fresh_by_new_and_rename(write_folder: Write) -> None:
    folder = write_folder(STRIP)
    where = ("--positions", str(folder))

    def remarked() -> bool:
        ran = negmap("check", *where)
        assert ran.code == 0
        return "stale-schema" in ran.out

    assert not remarked()
    negmap("schema", "--write", *where)
    assert not remarked()
    negmap("new", "term", "monitors", "--title", "Monitors", *where)
    negmap("rename", "party", "north", "nord", *where)
    assert not remarked()
    assert '"nord"' in (folder / ".schemas/statement.json").read_text()
    with (folder / "terms.yaml").open("a") as terms:
        terms.write("truce: {title: Truce}\n")
    assert remarked()
    negmap("new", "term", "troops", "--title", "Troops", *where)
    assert remarked(), "what was old is not made new behind one's back"
    negmap("schema", "--write", *where)
    assert not remarked()


def test_modelines(write_folder: Write) -> None:
    """The first line of each file names its schema; twice is once, and nothing else changes."""
    folder = write_folder(STRIP)
    before = {path: path.read_text() for path in folder.rglob("*.yaml")}
    for _ in "ab":
        assert negmap("schema", "--write", "--modelines", "--positions", folder).code == 0
    for path, text in before.items():
        first, _, rest = path.read_text().partition("\n")
        assert rest == text
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).is_file(), first
        kind = json.loads((path.parent / named).read_text())
        assert list(Draft7Validator(kind).iter_errors(read_yaml("", path.read_text()).data)) == []
    assert negmap("schema", "--modelines").code == 2


def test_modeline_keeps_the_ends_of_lines() -> None:
    line = "# yaml-language-server: $schema=../.schemas/statement.json"
    assert with_modeline("statements/a.yaml", "a: b\r\n") == f"{line}\r\na: b\r\n"
    assert with_modeline("statements/a.yaml", "# yaml-language-server: $schema=x\r\na: b\r\n") == f"{line}\r\na: b\r\n"
    assert with_modeline("statements/b/a.yml", "").startswith(f"{line.replace('../', '../../')}\n")


WANTED = {"./s.json": ["a.yaml"], "./t.json": ["b.yaml", "c.yaml"]}


@pytest.mark.parametrize(
    "old",
    [
        "",
        "{}",
        "{\n}\n",
        '{\n  // mine: "{"\n  "a": [1, 2,], /* { */\n  "b": {"c": "// no comment"},\n}\n',
        '{"yaml.schemas": {}}',
        '{\r\n\t"x": 1,\r\n\t"yaml.schemas": {\r\n\t\t"other": "*.yml", // keep\r\n\t}\r\n}\r\n',
        '{"yaml.schemas": {"./s.json": ["a.yaml"]}, "z": null}',
    ],
)
def test_settings_are_added_to_and_nothing_is_lost(old: str) -> None:
    new = merged(old, WANTED)
    assert [line for line in old.split("\n") if "//" in line and line not in new] == []
    rest = iter(new)
    assert all(character in rest for character in old), "what was there is there, in its order"
    assert merged(new, WANTED) == new
    assert new.count("./t.json") == 1


def test_settings_read_back() -> None:
    new = merged('{"a": {"b": 1}, "yaml.schemas": {"o": "*"}}', WANTED)
    assert json.loads(new) == {"a": {"b": 1}, "yaml.schemas": {"o": "*", **WANTED}}


@pytest.mark.parametrize("old", ["[]", "{", '{"yaml.schemas": "x"}', '{"yaml.schemas": {"./s.json": "mine"}}'])
def test_settings_that_are_left_alone(old: str, tmp_path: Path) -> None:
    """The command then says what to add by hand."""
    with pytest.raises(CannotMerge):
        merged(old, WANTED)


def test_settings_that_cannot_be_read_are_shown_what_to_add(tmp_path: Path) -> None:
    negmap("new", "negotiation", "strip", "--title", "Strip", at=tmp_path)
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text("{")
    ran = negmap("schema", "--write", at=tmp_path)
    assert ran.code == 0
    assert ".vscode/settings.json cannot be added to as it is. Put this into it:" in ran.out
    assert (tmp_path / ".vscode/settings.json").read_text() == "{"
