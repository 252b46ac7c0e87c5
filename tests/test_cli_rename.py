"""`negmap rename`: every place that names an id, and nothing else; all files or none."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml
from terminal import negmap

from negmap.files.commit import CannotWrite
from negmap.files.loader import load
from negmap.files.moved import move, moving
from negmap.model.variants import view
from negmap.study import Study

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "positions" / "ukraine-2025"
Write = Callable[..., Path]

EVERYWHERE = """
    --- file: negotiation.yaml
    title: Strip
    must_agree: [north]   # only the north
    expect:
      - without: [n#1, 'out:a&b', "def:is_a:a:b", n]
        blocked: a
        order: [[a], [b, c.agreed]]
        first: {after:a:b: same-time}
        packages:
          - {"in:a|b?a&c.agreed!b": dropped}
    --- file: parties.yaml
    # a comment on north
    north: {name: North, member_of: []}
    "south": {name: South, member_of: north}
    --- file: issues.yaml
    a: {title: An issue with the id of a term, choose: one, options: [ a , c.done ]}
    --- file: terms.yaml
    a:   {title: A,issue: a, by: north,   called: {north: x, south: y}, is_a: b}
    b: {title: B}
    c:
      title: C      # with stages
      stages: [agreed, done]
      requires: [{term: b, because: so}]
    --- file: statements/n.yaml
    party: 'north'
    date: 2025-01-01
    positions:
    - {demand: {any_of: [a, "b"]}}
    - demand: c.agreed
      after: a
      if: [a, b]
      readings: [{reject: {all_of: [b, a]}}]
      note: a is a word
    --- file: statements/more/s.jsonl
    {"id": "s", "party": "south", "date": "2025-02-01", "positions": [{"reject": "a", "id": "no-a"}, DRAFT]}
    {"id": "s2","party":"north","date":"2025-03-01","positions":[{"demand":"b","replaces":["n#1"]}],"withdraws":"n#2"}
    --- file: proposals/d.yaml
    title: D
    tabled_by: [north, south]
    in: [a, {term: b}]
    order: [a, [b]]
    open: c.agreed
    --- file: proposals/e.yaml
    title: E
    version_of: d
    --- file: statements/relayed.yaml
    {party: south, date: 2025-02-02, disputed_by: [n]}
    --- file: scenarios/idea.yaml
    title: Idea
    terms: {own: {title: Own, is_a: a, stages: [one]}}
    without: [after:a:b, s#no-a]
    statements:
      - {party: north, positions: [{offer: own.one, with: [a]}]}
""".replace("DRAFT", '{"accept": {"proposal": "d", "except": "a"}}')


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rename(folder: Path, *args: str) -> str:
    ran = negmap("rename", *args, "--positions", folder)
    assert (ran.code, ran.err) == (0, ""), ran.err
    return ran.out


@pytest.mark.parametrize(
    ("kind", "old", "new", "count"),
    [
        ("party", "north", "zz", 9),
        ("party", "south", "aa", 5),
        ("term", "a", "zz", 19),
        ("term", "b", "0b", 15),
        ("term", "c", "cc", 6),
        ("term", "own", "mine", 2),
        ("stage", "c.agreed", "c.signed", 5),
        ("stage", "own.one", "own.two", 2),
        ("issue", "a", "q", 2),
        ("statement", "n", "m", 5),
        ("statement", "s", "t", 2),
        ("position", "s#no-a", "s#never", 2),
        ("proposal", "d", "dd", 2),
        ("scenario", "idea", "thought", 0),
    ],
)
def test_every_place_and_nothing_else(kind: str, old: str, new: str, count: int, write_folder: Write) -> None:
    """Counted by hand in EVERYWHERE: so many scalars change; there and back again gives the same bytes."""
    folder = write_folder(EVERYWHERE)
    before = contents(folder)
    assert negmap("check", "--positions", folder, "--no-remarks").out.count(": unknown") == 0
    rename(folder, kind, old, new)
    after = contents(folder)
    assert _changed(before, after) == count
    assert not [d for d in load(folder)[1] if d.is_error]
    rename(folder, kind, new, old)
    assert contents(folder) == before


def _changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> int:
    """Return how many words there were that are no more."""
    return (_words(before) - _words(after)).total()


def _words(files: Mapping[str, bytes]) -> Counter[str]:
    return Counter(word for text in files.values() for word in re.findall(r"[\w.|&?!:#-]+", text.decode()))


def test_ids_of_claims_stay_in_order(write_folder: Write) -> None:
    folder = write_folder(EVERYWHERE)
    rename(folder, "term", "a", "x")
    text = (folder / "negotiation.yaml").read_text()
    assert '"in:b|x?c.agreed&x!b"' in text
    assert "'out:b&x'" in text
    assert '"def:is_a:x:b"' in text


def test_a_position_without_an_id_gets_one(write_folder: Write) -> None:
    folder = write_folder(EVERYWHERE)
    rename(folder, "position", "n#2", "ask")
    assert "- id: ask\n  demand: c.agreed\n  after: a\n" in (folder / "statements/n.yaml").read_text()
    assert '"withdraws":"n#ask"' in (folder / "statements/more/s.jsonl").read_text()
    rename(folder, "position", "n#1", "n#either")
    assert "- {id: either, demand: {any_of: [a" in (folder / "statements/n.yaml").read_text()
    rename(folder, "position", "s#2", "text")
    assert '{"id": "text", "accept"' in (folder / "statements/more/s.jsonl").read_text()
    assert not [d for d in load(folder)[1] if d.is_error]


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("party", "ukraine", "zz-ukraine"),
        ("party", "europe", "aa-europe"),
        ("term", "security-guarantees", "aa-guarantees"),
        ("term", "donbas-withdrawal", "zz-withdrawal"),
        ("term", "army-size", "zz-army"),
        ("stage", "donbas-withdrawal.done", "donbas-withdrawal.zz"),
        ("issue", "donbas-status", "aa-status"),
        ("statement", "2025-12-15-berlin-leaders", "zz-leaders"),
        ("position", "2025-12-15-berlin-leaders#guarantees", "2025-12-15-berlin-leaders#zz"),
        ("proposal", "2025-11-20-28-points", "zz-points"),
        ("scenario", "guarantees-without-troops", "zz-idea"),
    ],
)
def test_the_shipped_negotiation_says_the_same_under_another_name(
    kind: str, old: str, new: str, tmp_path: Path
) -> None:
    folder = tmp_path / "positions"
    shutil.copytree(SHIPPED, folder)
    before = contents(folder)
    rename(folder, kind, old, new)
    left = [text for path in folder.rglob("*.yaml") for text in _ids(path) if old in re.split(r"[:|&?!]", text)]
    assert left == []
    assert negmap("check", "--no-remarks", "--positions", folder).code == 0
    assert _conflicts(folder) == {
        frozenset(
            ":".join(sorted(_again(part, kind, old, new) for part in re.split(r"[:|&?!]", claim))) for claim in one
        )
        for one in _said()
    }
    rename(folder, kind, new, old)
    assert contents(folder) == before


def _again(part: str, kind: str, old: str, new: str) -> str:
    return re.sub(rf"^{re.escape(old)}(?=\.|$)", new, part) if kind in ("term", "stage") else part


@cache
def _said() -> set[frozenset[str]]:
    return _conflicts(SHIPPED)


def _conflicts(folder: Path) -> set[frozenset[str]]:
    """Return the claims of each conflict, of each the names it holds, sorted."""
    found = Study(view(load(folder)[0])).conflicts.conflicts
    return {frozenset(":".join(sorted(re.split(r"[:|&?!]", claim))) for claim in one.claims) for one in found}


def _ids(path: Path) -> Iterator[str]:
    """Yield every key and value of a file that could be an id, by another reader."""
    todo = [yaml.load(path.read_text(), yaml.BaseLoader)]
    while todo:
        match todo.pop():
            case dict() as pairs:
                todo += [*pairs, *pairs.values()]
            case list() as items:
                todo += items
            case str(text) if " " not in text:
                yield text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("party", "nord", "x"), "no party `nord`\n  remedy: did you mean `north`?"),
        (("party", "north", "south"), "there is already a party `south`\n  remedy: take another id"),
        (("party", "north", "North"), "`North` is not an id\n  remedy: use lower-case words joined by hyphens"),
        (("party", "north", "no"), "`no` is read as no text by other programs\n  remedy: take a longer word"),
        (("term", "a", "own"), "there is already a term `own`\n  remedy: take another id"),
        (("stage", "c.agreed", "b.agreed"), "a stage stays where it is\n  remedy: write c.…, or the last part alone"),
        (("position", "n#1", "s#x"), "a position stays where it is\n  remedy: write n#…, or the last part alone"),
        (("position", "n#1", "n#7"), "`7` is read as a number or a date by other programs\n  remedy: add a word to it"),
        (("term", "a", "2025-01-01"), "`2025-01-01` is read as a number or a date by other programs"),
    ],
)
def test_refused(args: tuple[str, ...], said: str, write_folder: Write) -> None:
    folder = write_folder(EVERYWHERE)
    before = contents(folder)
    ran = negmap("rename", *args, "--positions", folder)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert contents(folder) == before


def test_a_faulty_negotiation_is_refused(write_folder: Write) -> None:
    folder = write_folder("--- file: statements/n.yaml\nparty: north\ndate: soon\n")
    ran = negmap("rename", "party", "north", "nord", "--positions", folder)
    assert ran.code == 2
    assert "1 fault: nothing was renamed, because a faulty file may hide a place that names it." in ran.err


def test_an_id_in_a_block_is_refused_where_it_stands(write_folder: Write) -> None:
    folder = write_folder(
        "--- file: terms.yaml\na: {title: A}\n--- file: statements/n.yaml\n"
        "party: north\ndate: 2025-01-01\npositions:\n  - demand: |-\n      a\n"
    )
    before = contents(folder)
    ran = negmap("rename", "term", "a", "b", "--positions", folder)
    assert ran.code == 2
    assert ran.err.startswith("Error: statements/n.yaml:4:13: cannot-edit the id is written in a way")
    assert contents(folder) == before


def test_bytes_that_are_not_the_id_stay(tmp_path: Path, write_folder: Write) -> None:
    """A byte-order mark, line ends of Windows, no end of the last line, a Japanese comment."""
    folder = write_folder("--- file: terms.yaml\na: {title: A}\n")
    (folder / "terms.yaml").write_bytes(
        "\ufeff# 条件\r\na: {title: 条件あ, note: a }\r\nb: {title: B, is_a: a}".encode()
    )
    rename(folder, "term", "a", "long-name")
    expected = "\ufeff# 条件\r\nlong-name: {title: 条件あ, note: a }\r\nb: {title: B, is_a: long-name}"
    assert (folder / "terms.yaml").read_bytes() == expected.encode()


def test_dry_run_shows_a_diff_that_git_applies(write_folder: Write, tmp_path: Path) -> None:
    folder = write_folder(EVERYWHERE)
    before = contents(folder)
    shown = negmap("rename", "statement", "n", "m", "--dry-run", "--positions", folder)
    assert contents(folder) == before
    patch = tmp_path / "patch"
    patch.write_text(shown.out)
    subprocess.run(["git", "apply", "--unsafe-paths", f"--directory={folder}", patch], check=True, cwd=folder)
    patched = contents(folder)
    shutil.rmtree(folder)
    write_folder(EVERYWHERE)
    rename(folder, "statement", "n", "m")
    assert contents(folder) == patched != before


def test_what_is_said(write_folder: Write) -> None:
    """The files, what they were called, and comments that still hold the old name."""
    folder = write_folder(
        """
        --- file: terms.yaml
        # long-ceasefire is longer than `talks`.
        long-ceasefire: {title: A, note: long-ceasefire}
        talks: {title: B}
        --- file: statements/n.yaml
        party: north
        date: 2025-01-01
        positions: [{demand: long-ceasefire}]
        """
    )
    assert rename(folder, "term", "long-ceasefire", "truce") == (
        "`long-ceasefire` is now `truce`, in 2 files:\n  statements/n.yaml\n  terms.yaml\n"
        "Comments still name it; they stay as you wrote them:\n  terms.yaml:1:3\n"
    )
    assert rename(folder, "statement", "n", "first") == (
        "`n` is now `first`, in 1 file:\n  statements/first.yaml  (was statements/n.yaml)\n"
    )


KILLED = """
import os, signal, sys
from pathlib import Path
count = 0
last = int(sys.argv[1])
real = {name: getattr(Path, name) for name in ("replace", "unlink", "mkdir")}
def deadly(name):
    def call(*args, **kwargs):
        global count
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return real[name](*args, **kwargs)
    return call
for name in real:
    setattr(Path, name, deadly(name))
sys.argv = ["negmap", *sys.argv[2:]]
from negmap.cli.main import main
main()
"""


def test_killed_anywhere_leaves_all_or_nothing(write_folder: Write) -> None:
    """A real kill before each step on the disk: the next command finds the old files, or finishes the new ones."""
    folder = write_folder(EVERYWHERE)
    old = contents(folder)
    rename(folder, "statement", "n", "m")
    new = contents(folder)
    seen: list[str] = []
    while True:
        shutil.rmtree(folder)
        write_folder(EVERYWHERE)
        command = ["rename", "statement", "n", "m", "--positions", str(folder)]
        ran = subprocess.run([sys.executable, "-c", KILLED, str(len(seen) + 1), *command], cwd=ROOT, check=False)
        if ran.returncode == 0:
            break
        assert ran.returncode == -signal.SIGKILL
        if (folder / ".negmap-writing" / "plan.json").exists():
            assert "unfinished-change" in {d.code for d in load(folder)[1]}
        finished = negmap("show", "a", "--positions", folder)
        done = contents(folder)
        assert done in (old, new)
        assert ("finished first" in finished.err) == (done == new)
        seen.append("old" if done == old else "new")
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {"old", "new"}


def test_a_plan_may_not_lead_out_of_the_folder(write_folder: Write, tmp_path: Path) -> None:
    """A folder from somewhere else may hold anything; nothing outside it is touched."""
    folder = write_folder(EVERYWHERE)
    outside = tmp_path / "outside.yaml"
    outside.write_text("mine")
    stage = folder / ".negmap-writing"
    stage.mkdir()
    (stage / "0").write_text("theirs")
    for plan in ('[["../outside.yaml", "0"]]', '[["../outside.yaml", null]]', "no plan", '{"a": 1}'):
        (stage / "plan.json").write_text(plan)
        ran = negmap("check", "--positions", folder)
        assert (ran.code, outside.read_text()) == (2, "mine"), ran
        assert "cannot be finished" in ran.err


@pytest.fixture
def strip(write_folder: Write) -> Path:
    """Return a negotiation `strip` in a folder of negotiations that an editor knows."""
    folder = write_folder(EVERYWHERE.replace("# a comment on north", "# the parties of `strip`"), "positions/strip")
    (folder.parent.parent / ".vscode").mkdir()
    assert negmap("schema", "--write", "--positions", folder).code == 0
    return folder


def test_a_whole_negotiation(strip: Path) -> None:
    """The folder has its new name, every file in it is as it was, and the settings of the editor name it."""
    home, before = strip.parent.parent, contents(strip)
    settings = (home / ".vscode" / "settings.json").read_text(encoding="utf-8")
    ran = negmap("rename", "negotiation", "strip", "border", at=home)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "`strip` is now `border`: positions/border\n"
        "  .vscode/settings.json\n"
        "Comments still name it; they stay as you wrote them:\n"
        "  parties.yaml:1:18\n"
    )
    assert not strip.exists()
    assert contents(strip.with_name("border")) == before
    renamed = (home / ".vscode" / "settings.json").read_text(encoding="utf-8")
    assert renamed == settings.replace("positions/strip/", "positions/border/") != settings
    assert [path.name for path in (home / ".vscode").iterdir()] == ["settings.json"]
    assert negmap("rename", "negotiation", "border", "strip", at=home / "positions" / "border").code == 0
    assert contents(strip) == before


@pytest.mark.parametrize("where", ["..", "positions", "positions/strip", "."])
def test_a_negotiation_is_found_from_anywhere(where: str, strip: Path) -> None:
    at = strip / "statements" if where == ".." else strip if where == "." else strip.parent.parent
    assert negmap("rename", "negotiation", "strip", "border", "--positions", where, at=at).code == 0
    assert [path.name for path in strip.parent.iterdir()] == ["border"]


def test_a_negotiation_with_faults_can_be_renamed(write_folder: Write) -> None:
    folder = write_folder("--- file: terms.yaml\na: {titel: A}\n", "positions/strip")
    assert negmap("check", "--positions", folder).code == 1
    assert negmap("rename", "negotiation", "strip", "border", at=folder.parent.parent).code == 0


def test_a_dry_run_of_a_negotiation_changes_nothing(strip: Path) -> None:
    home = strip.parent.parent
    before = contents(home)
    ran = negmap("rename", "negotiation", "strip", "border", "--dry-run", at=home)
    assert ran.code == 0
    assert ran.out.startswith("rename from positions/strip\nrename to positions/border\n")
    assert '+    "./positions/border/.schemas/terms.json": [' in ran.out
    assert contents(home) == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("strap", "border"), "no negotiation `strap` in positions\n  remedy: did you mean `strip`?"),
        (("strip", "Border"), "`Border` is not an id"),
        (("strip", "strip"), "positions/strip is there already\n  remedy: take another id"),
        (("strip", "taken"), "positions/taken is there already"),
        (("strip", "border", "-n", "other"), "-n other is another negotiation than `strip`\n  remedy: leave -n out"),
    ],
)
def test_a_negotiation_keeps_its_name(args: tuple[str, ...], said: str, strip: Path) -> None:
    (strip.parent / "taken").write_text("a file of this name")
    before = contents(strip.parent.parent)
    ran = negmap("rename", "negotiation", *args, at=strip.parent.parent)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert contents(strip.parent.parent) == before


def test_a_negotiation_behind_a_link_is_refused(strip: Path) -> None:
    link = strip.parent.parent / "link"
    link.symlink_to(strip)
    ran = negmap("rename", "negotiation", "strip", "border", "--positions", link)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("`strip` is reached by a link `link`\n  remedy: name the folder around it\n")
    assert strip.exists()


def test_a_folder_that_cannot_be_renamed_leaves_nothing_behind(strip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(strip.parent.parent)

    def busy(self: Path, target: Path) -> Path:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(CannotWrite, match="cannot be renamed: Device or resource busy"):
        move(moving(strip, "border"))
    assert contents(strip.parent.parent) == before


def test_settings_that_cannot_be_put_in_place_leave_the_old_name(strip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails after the folder was renamed: it gets its name back, and nothing is left lying about."""
    before = contents(strip.parent.parent)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CannotWrite, match="cannot be written: No space left on device"):
        move(moving(strip, "border"))
    assert contents(strip.parent.parent) == before
