"""Two git revisions of a folder: read without touching the work tree, compared record by record and by what follows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from folders import written
from hypothesis import given, settings, strategies as st
from strategies import negotiations
from syrupy.assertion import SnapshotAssertion
from terminal import Ran, negmap

from negmap.comparisons.edits import edits
from negmap.comparisons.moments import Moment
from negmap.comparisons.revisions import Revised
from negmap.files.loader import load
from negmap.files.revisions import NoRevision, folder_at
from negmap.model.variants import Filters, view
from negmap.study import Study

FIRST = """
--- file: terms.yaml
force: {title: Force, is_a: {term: troops, because: it is made of them}}
pact: {title: Pact}
troops: {title: Troops}
--- file: issues.yaml
security: {title: Security}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions:
  - {demand: pact}
  - {only: pact, includes: force}
--- file: statements/south.yaml
party: south
date: 2025-03-02
positions: [{reject: troops}]
--- file: statements/aside.yaml
party: south
date: 2025-03-02
positions: [{support: pact}]
"""
SECOND = """
--- file: terms.yaml
force: {title: Force}
pact: {title: Security pact}
troops: {title: Troops}
--- file: issues.yaml
security: {title: Security, options: [force, pact]}
--- file: events.yaml
- {date: 2025-03-03, term: pact}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions:
  - {demand: troops}
  - {demand: pact}
  - {only: pact, includes: force}
--- file: statements/south.yaml
party: south
date: 2025-03-02
positions: [{reject: troops, note: as reported}]
--- file: statements/aside-renamed.yaml
party: south
date: 2025-03-02
positions: [{support: pact}]
"""


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True, text=True, env=clean)
    return done.stdout.strip()


def commit(folder: Path, text: str) -> str:
    """Write the files of a text in place of all there are, commit them, and return the commit."""
    for path in (folder / "positions").glob("*/**/*.yaml"):
        path.unlink()
    written(text, folder / "positions" / "strip")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "state")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with the two states above, the second in the work tree as well."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, FIRST)
    git(folder, "tag", "before")
    commit(folder, SECOND)
    return folder


def run(folder: Path, *args: str | Path) -> Ran:
    return negmap("changes", "--positions", folder / "positions", *args)


def report(folder: Path, *args: str | Path) -> dict[str, Any]:
    return run(folder, "--format", "json", *args).report


# Reading a revision.


def test_the_folder_as_of_a_revision(repository: Path) -> None:
    state = git(repository, "status", "--porcelain=v2", "--branch")
    with folder_at(repository / "positions" / "strip", "before") as found:
        there = found.folder
        assert (found.name, found.commit) == ("before", git(repository, "rev-parse", "before")[:10])
        assert there.name == "strip"
        assert sorted(p.name for p in (there / "statements").iterdir()) == ["aside.yaml", "north.yaml", "south.yaml"]
        assert "is_a" in (there / "terms.yaml").read_text()
    assert not there.exists()
    assert git(repository, "status", "--porcelain=v2", "--branch") == state


def test_a_folder_that_is_the_whole_repository(folder: Path) -> None:
    """--- file: terms.yaml
    a: {title: A}
    """
    git(folder, "init", "--quiet")
    odd = folder / "statements" / "sub folder" / "ümlaut.yaml"
    odd.parent.mkdir(parents=True)
    odd.write_bytes(b"party: x\r\n\x00")
    (folder / "terms.yaml.link").symlink_to("terms.yaml")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "state")
    with folder_at(folder, "HEAD") as found:
        assert (found.folder / odd.relative_to(folder)).read_bytes() == b"party: x\r\n\x00"
        assert (found.folder / "terms.yaml.link").is_symlink()


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "no revision `nowhere`"),
        ("--all", "no revision `--all`"),
        ("", "no revision ``"),
        ("HEAD:positions", "no revision `HEAD:positions`"),
        ("empty", "revision `empty` holds no folder positions/strip"),
        ("file", "revision `file` holds no folder positions/strip"),
        ("bare", "revision `bare` has no negotiation.yaml in positions/strip"),
    ],
)
def test_a_revision_that_cannot_be_had(repository: Path, revision: str, said: str) -> None:
    place = repository / "positions" / "strip"
    git(repository, "switch", "--quiet", "--orphan", "empty")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "nothing")
    place.mkdir(parents=True)
    (place / "terms.yaml").write_text("{}\n")
    git(repository, "switch", "--quiet", "--create", "bare")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "no negotiation.yaml")
    git(repository, "switch", "--quiet", "--create", "file")
    (place / "terms.yaml").unlink()
    place.rmdir()
    place.write_text("")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "a file")
    git(repository, "switch", "--quiet", "main")
    with pytest.raises(NoRevision, match=said.replace("-", "\\-")), folder_at(place, revision):
        pass
    ran = run(repository, f"--from-rev={revision}")
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


def test_a_folder_in_no_repository(folder: Path) -> None:
    """--- file: terms.yaml
    a: {title: A}
    """
    ran = negmap(
        "changes", "--positions", folder, "--from-rev", "HEAD", env={"GIT_CEILING_DIRECTORIES": str(folder.parent)}
    )
    assert ran.code == 2
    assert "negotiation lies in no git repository\n  remedy: git says: " in ran.err


def test_without_git(repository: Path) -> None:
    ran = negmap("changes", "--positions", repository / "positions", "--from-rev", "HEAD", env={"PATH": ""})
    assert (ran.code, "there is no program `git`" in ran.err) == (2, True)


def test_inside_a_hook_git_points_elsewhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "elsewhere/.git")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere/.git/index")
    with folder_at(repository / "positions" / "strip", "HEAD~1") as found:
        assert (found.folder / "terms.yaml").is_file()


# What differs, and what that did.


def test_the_whole_report(repository: Path, snapshot: SnapshotAssertion) -> None:
    ran = run(repository, "--from-rev", "before")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace(git(repository, "rev-parse", "before")[:10], "COMMIT") == snapshot


def test_the_other_way_round(repository: Path) -> None:
    made = report(repository, "--from-rev", "HEAD", "--to-rev", "before")
    assert (made["from"]["name"], made["to"]["name"]) == ("HEAD", "before")
    assert [(row["files"], row["by"]) for row in made["appeared"]] == [
        (["terms.yaml"], ["definition:def:is_a:force:troops"])
    ]
    assert [row["files"] for row in made["vanished"]] == [["statements/north.yaml"]]


def test_nothing_differs(repository: Path) -> None:
    made = report(repository, "--from-rev", "main")
    assert (made["edits"], made["appeared"], made["vanished"], made["terms"]) == ([], [], [], [])
    assert made["start"] == made["end"]
    assert made["to"] == {"name": None, "commit": None}


def test_the_work_tree_counts_as_it_lies_there(repository: Path) -> None:
    place = repository / "positions" / "strip" / "statements"
    (place / "late.yaml").write_text("party: south\ndate: 2025-04-01\npositions: [{reject: pact}]\n")
    made = report(repository, "--from-rev", "HEAD")
    assert made["as_of"] == "2025-04-01"
    assert [(e["kind"], e["id"], e["edit"]) for e in made["edits"]] == [
        ("statement", "late", "added"), ("position", "late#1", "added"),
    ]  # fmt: skip
    assert [row["files"] for row in made["appeared"]] == [["statements/late.yaml"]]
    assert [(t["term"]["term"], t["files"]) for t in made["terms"]] == [("pact", ["statements/late.yaml"])]
    assert report(repository, "--from-rev", "HEAD", "--as-of", "2025-03-31")["appeared"] == []


def test_an_ending_is_what_did_it(repository: Path) -> None:
    place = repository / "positions" / "strip" / "statements"
    (place / "late.yaml").write_text(
        "party: south\ndate: 2025-04-01\npositions: [{accept: troops, replaces: [south#1]}]\n"
    )
    made = report(repository, "--from-rev", "HEAD")
    assert [row["files"] for row in made["vanished"]] == [["statements/late.yaml"]]


def test_who_must_agree_is_what_did_it(repository: Path) -> None:
    about = repository / "positions" / "strip" / "negotiation.yaml"
    about.write_text(about.read_text() + "must_agree: [south]\n")
    assert report(repository, "--from-rev", "HEAD")["vanished"] == []
    made = report(repository, "--from-rev", "HEAD", "--must-agree")
    assert [row["files"] for row in made["vanished"]] == [["negotiation.yaml"]]


def test_a_faulty_revision(repository: Path) -> None:
    north = repository / "positions" / "strip" / "statements" / "north.yaml"
    good = north.read_text()
    north.write_text(good.replace("demand: pact", "demand: pakt"))
    git(repository, "commit", "--quiet", "--all", "--message", "faulty")
    north.write_text(good)
    ran = run(repository, "--from-rev", "HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("In revision HEAD:\nstatements/north.yaml:5:")
    ran = run(repository, "--from-rev", "HEAD", "--partial")
    assert ran.code == 0
    assert "In revision HEAD this is left out: " in ran.err


def test_an_unknown_id_in_the_earlier_one_is_no_fault(repository: Path) -> None:
    assert run(repository, "--from-rev", "before", "--without", "aside-renamed").code == 0


# A check for what is about to be merged.


@pytest.mark.parametrize(("words", "code"), [((), 0), (("--fail-on", "any"), 1), (("--fail-on", "new"), 1)])
def test_new_conflicts(repository: Path, words: tuple[str, ...], code: int) -> None:
    place = repository / "positions"
    ran = negmap("conflicts", "--positions", place, "--from-rev", "before", *words)
    (key,) = (c["id"] for c in negmap("conflicts", "--positions", place, "--format", "json").report["conflicts"])
    assert (ran.code, ran.err) == (code, f"not in revision before: 1 of 1 conflicts shown: {key}\n")
    same = negmap("conflicts", "--positions", place, "--from-rev", "HEAD", "--fail-on", "new")
    assert (same.code, same.err) == (0, "not in revision HEAD: 0 of 1 conflicts shown\n")


def test_new_against_what(repository: Path) -> None:
    ran = negmap("conflicts", "--positions", repository / "positions", "--fail-on", "new")
    assert (ran.code, "--fail-on new needs --from-rev REV" in ran.err) == (2, True)


def test_an_extra_statement_belongs_to_the_later_side(repository: Path) -> None:
    extra = repository / "extra.yaml"
    extra.write_text("party: south\ndate: 2025-03-04\npositions: [{reject: pact}]\n")
    ran = negmap(
        "conflicts", "--positions", repository / "positions", "--from-rev", "HEAD", "--fail-on", "new", "--with", extra
    )
    assert (ran.code, "1 of 2 conflicts shown" in ran.err) == (1, True)


# Records.


@pytest.fixture
def states(write_folder: Callable[..., Path]) -> Revised:
    old, new = (load(write_folder(text, name))[0] for text, name in ((FIRST, "one"), (SECOND, "two")))
    return Revised(Moment(Study(view(old))), Moment(Study(view(new))))


def test_every_kind_of_record(states: Revised) -> None:
    found = [(e.kind, e.id, e.edit, e.was or e.fields) for e in states.edits]
    assert found == [
        ("event", "2025-03-03 pact", "added", ()),
        ("issue", "security", "changed", ("options",)),
        ("statement", "aside-renamed", "renamed", "aside"),
        ("position", "north#1", "added", ()),
        ("position", "south#1", "changed", ("note",)),
        ("term", "pact", "changed", ("title",)),
        ("definition", "def:is_a:force:troops", "removed", ()),
    ]


@settings(max_examples=30)
@given(negotiations(history=True))
def test_the_same_folder_has_no_edits(negotiation: Any) -> None:
    assert edits(negotiation, negotiation) == ()


@settings(max_examples=40)
@given(st.data())
def test_every_change_has_an_edit_that_did_it(data: st.DataObject) -> None:
    old = data.draw(negotiations(history=True))
    keep = data.draw(st.sets(st.sampled_from(sorted(old.statements)))) if old.statements else set()
    ended = {name.partition("#")[0] for key in keep for p in old.statements[key].positions for name in p.replaces}
    ended |= {name.partition("#")[0] for key in keep for name in old.statements[key].withdraws}
    kept = {key: s for key, s in old.statements.items() if key in keep | ended}
    from dataclasses import replace

    new = replace(old, statements=kept)
    day = Filters(as_of=old.last_day(), must_agree=data.draw(st.booleans()))
    found = Revised(Moment(Study(view(old, day))), Moment(Study(view(new, day))))
    gone = set(old.statements) - set(kept)
    assert {e.id for e in found.edits if e.kind == "statement"} == gone
    for key in found.conflicts.new:
        assert found.appeared(key)
        assert {e.id.partition("#")[0] for e in found.appeared(key)} <= gone
    for key in found.conflicts.gone:
        assert {e.id.partition("#")[0] for e in found.vanished(key)} <= gone
