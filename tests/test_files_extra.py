"""Single files from anywhere: told apart by their keys, added beside the folder's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from negmap.checks import check
from negmap.files.extra import added, load_extra, load_proposal, load_scenario, load_statement
from negmap.files.loader import load


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{party: north, date: 2025}", "statement"),
        ("{title: T, in: [x]}", "proposal"),
        ("{title: T, tabled_by: north}", "proposal"),
        ("{title: T, without: [a]}", "scenario"),
        ("{title: T}", "scenario"),
    ],
)
def test_keys_tell_the_kind(tmp_path: Path, text: str, kind: str) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(text)
    extra, found = load_extra(path)
    assert found == ()
    assert extra is not None
    assert (extra.kind, extra.record.id) == (kind, "new")
    loaders = {"statement": load_statement, "scenario": load_scenario, "proposal": load_proposal}
    for name, loader in loaders.items():
        record, faults = loader(path)
        assert (record is not None, [d.code for d in faults]) == (name == kind, [] if name == kind else ["other-kind"])


def test_an_added_record_is_checked_like_others(write_folder: Callable[..., Path], tmp_path: Path) -> None:
    folder = write_folder("--- file: statements/a.yaml\n{party: north, date: 2025}")
    path = tmp_path / "new.yaml"
    path.write_text("party: north\ndate: 2026\npositions: [{demand: ceasefire}]")
    extra, _ = load_extra(path)
    assert extra is not None
    negotiation = added(load(folder)[0], extra)
    assert list(negotiation.statements) == ["a", "new"]
    wrong = [d for d in check(negotiation) if d.is_error]
    assert [(d.code, d.span.file, d.span.line, d.subject) for d in wrong] == [
        ("unknown-term", path.as_posix(), 3, "position:new#1")
    ]


def test_faults_and_what_cannot_be_read(tmp_path: Path) -> None:
    extra, found = load_extra(tmp_path / "nothing.yaml")
    assert (extra, [d.code for d in found]) == (None, ["vanished"])
    path = tmp_path / "Bad Name.yaml"
    path.write_text("party: North")
    extra, found = load_extra(path)
    assert extra is not None
    assert sorted(d.code for d in found) == ["bad-id", "bad-id", "missing-key"]
    assert {d.span.file for d in found} == {path.as_posix()}
