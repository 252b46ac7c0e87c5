"""`negmap new`: valid, commented files; nothing that is there is changed or written over."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import Ran, negmap

from negmap.checks import check
from negmap.files.loader import load
from negmap.model.negotiation import Negotiation

ROOT = Path(__file__).parent.parent
Write = Callable[..., Path]

STRIP = """
    --- file: negotiation.yaml
    title: Strip
    languages: [en, ja]
    --- file: parties.yaml
    # who speaks
    north:   {name: {en: North, ja: 北}}   # one

    south: {name: {en: South, ja: 南}}
    --- file: issues.yaml
    security: {title: Security}
    --- file: terms.yaml
    # --- security
    ceasefire: {title: Ceasefire, issue: security}

    # --- land
    withdrawal: {title: Withdrawal}
    --- file: statements/n.yaml
    party: north
    date: 2025-01-01
"""


def read(folder: Path) -> Negotiation:
    """Return what a folder holds, in which no rule finds a fault."""
    negotiation, found = load(folder)
    assert [d for d in (*found, *check(negotiation)) if d.is_error] == []
    return negotiation


def new(folder: Path, *args: str, env: dict[str, str] | None = None) -> Ran:
    return negmap("new", *args, "--positions", folder, env=env)


def test_a_negotiation_from_nothing(tmp_path: Path) -> None:
    """Every file that these commands write is read without a fault or a remark."""

    def run(*args: str) -> str:
        ran = negmap(*args, at=tmp_path)
        assert (ran.code, ran.err) == (0, ""), ran.err
        return ran.out

    nothing = negmap("conflicts", at=tmp_path)
    assert nothing.code == 2
    assert "remedy: make one with `negmap new negotiation` (--example: one to look around in)" in nothing.err
    told = run("new", "negotiation", "strip", "--title", "en=Strip", "--title", "ja=帯")
    assert told.startswith("written: positions/strip\nNext:\n  negmap new party")
    run("new", "party", "north", "--title", "en=North", "--title", "ja=北", "--role", "principal", "--kind", "state")
    run("new", "party", "south", "--title", "en=South: the rest", "--title", "ja=南", "--member-of", "north")
    run("new", "issue", "security", "--title", "en=Security", "--title", "ja=安全")
    run(
        "new",
        "term",
        "ceasefire",
        "--title",
        "en=Ceasefire",
        "--title",
        "ja=停戦",
        "--issue",
        "security",
        "--by",
        "north",
    )
    run(
        "new",
        "term",
        "withdrawal",
        "--title",
        "en=Withdrawal",
        "--title",
        "ja=撤退",
        "--stage",
        "begun",
        "--stage",
        "done",
    )
    run(
        *(
            "new",
            "statement",
            "--party",
            "north",
            "--date",
            "2025-12-01",
            "--speaker",
            "en=Ann",
            "--speaker",
            "ja=アン",
        ),
        *("--speaker-role", "en=Minister", "--speaker-role", "ja=大臣", "--venue", "Geneva", "--via", "own-words"),
        *("--source", "title: 'A: b', publisher: Post, url: 'https://example.org/a#b'"),
        *("--summary", "en=Long. " + "word " * 40, "--summary", "ja=" + "長い文。" * 40),
        *(
            "--position",
            "demand: ceasefire, after: withdrawal.begun",
            "--position",
            "{id: no, reject: withdrawal.done}",
        ),
    )
    run("new", "statement", "later", "--party", "south", "--date", "2025-12", "--position", "reject: ceasefire")
    run("new", "statement", "--party", "north", "--date", "2025-12-01")
    negotiation = read(tmp_path / "positions" / "strip")
    assert set(negotiation.statements) == {"2025-12-01-north", "2025-12-01-north-2", "later"}
    assert negotiation.parties["south"].name.by_language == {"en": "South: the rest", "ja": "南"}
    first = negotiation.statements["2025-12-01-north"]
    assert first.summary is not None
    assert first.summary.within("ja") == "長い文。" * 40
    assert first.summary.within("en") == ("Long. " + "word " * 40).strip()
    assert [p.id for p in first.positions] == [None, "no"]
    text = (tmp_path / "positions/strip/statements/2025-12-01-north.yaml").read_text()
    assert "  ja: |\n    長い文。長い文。" in text
    assert negmap("check", at=tmp_path).code == 0
    assert "ceasefire" in run("conflicts")


def test_what_is_there_stays(write_folder: Write) -> None:
    """A term goes behind its kin, a party to the end; every line that was there is there, in its order."""
    folder = write_folder(STRIP)
    before = {name: (folder / name).read_text().splitlines() for name in ("parties.yaml", "terms.yaml")}
    assert new(folder, "party", "west", "--title", "en=West", "--title", "ja=西").code == 0
    assert new(folder, "term", "monitors", "--title", "Monitors", "--issue", "security").code == 0
    for name, lines in before.items():
        now = iter((folder / name).read_text().splitlines())
        assert all(line in now for line in lines), name
    assert (folder / "terms.yaml").read_text() == (
        "# --- security\nceasefire: {title: Ceasefire, issue: security}\n\n"
        "monitors:\n  title: Monitors\n  issue: security\n\n# --- land\nwithdrawal: {title: Withdrawal}\n"
    )
    assert list(read(folder).terms) == ["ceasefire", "monitors", "withdrawal"]


SAID = ("statement", "--party", "north", "--date", "2025", "--position")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("party",), "a new party needs an ID and --title"),
        (("statement", "--date", "2025-01-01"), "a new statement needs --party"),
        (("party", "north", "--title", "N"), "there is already a party `north`"),
        (("statement", "n", "--party", "north", "--date", "2025"), "there is already a statement `n`"),
        (("party", "No", "--title", "N"), "`No` is not an id"),
        (("party", "true", "--title", "N"), "`true` is read as no text by other programs"),
        (("party", "w", "--title", "N", "--member-of", "nort"), "unknown party `nort`"),
        (("term", "w", "--title", "N", "--issue", "secu"), "or: `negmap new issue` adds it to issues.yaml"),
        (("term", "w", "--title", "N", "--title", "M"), "`N`: several texts have to be one a language"),
        (("statement", "--party", "north", "--date", "soon"), "`soon` is not a date"),
        ((*SAID, "demand: w"), "unknown term `w`"),
        (
            ("statement", "--party", "north", "--date", "2025", "--position", "demand: [w"),
            "--position `demand: [w` cannot be read",
        ),
        (
            ("statement", "--party", "north", "--date", "2025", "--position", "only: ceasefire"),
            "only-without-condition",
        ),
        ((*SAID, "wish: ceasefire"), "unknown key `wish`"),
        (("statement", "../x", "--party", "north", "--date", "2025"), "`../x` is not an id"),
        (("negotiation", "x"), "a new negotiation needs an ID and --title"),
        (("negotiation", "x", "--title", "X"), "is a negotiation itself"),
    ],
)
def test_refused(args: tuple[str, ...], said: str, write_folder: Write) -> None:
    folder = write_folder(STRIP)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    ran = new(folder, *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_negotiation_is_never_written_over(tmp_path: Path) -> None:
    assert negmap("new", "negotiation", "strip", "--title", "Strip", at=tmp_path).code == 0
    again = negmap("new", "negotiation", "strip", "--title", "Other", at=tmp_path)
    assert (again.code, again.err) == (2, "Error: positions/strip is there already\n  remedy: take another id\n")
    assert "Other" not in (tmp_path / "positions/strip/negotiation.yaml").read_text()


def test_the_example_is_the_shipped_one(tmp_path: Path) -> None:
    ran = negmap("new", "negotiation", "--example", at=tmp_path)
    assert ran.out.startswith("written: positions/ukraine-2025\nLook around with:\n  negmap conflicts ")
    shipped = ROOT / "positions" / "ukraine-2025"
    names = sorted(path.relative_to(shipped) for path in shipped.rglob("*.yaml"))
    assert len(names) > 40
    for name in names:
        assert (tmp_path / "positions/ukraine-2025" / name).read_bytes() == (shipped / name).read_bytes()
    read(tmp_path / "positions" / "ukraine-2025")


def test_dry_run_shows_what_git_applies_and_writes_nothing(write_folder: Write, tmp_path: Path) -> None:
    folder = write_folder(STRIP)
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shown = new(folder, "term", "monitors", "--title", "Monitors", "--dry-run").out
    shown += new(folder, "statement", "s", "--party", "south", "--date", "2025", "--dry-run").out
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == files
    patch = tmp_path / "patch"
    patch.write_text(shown)
    subprocess.run(["git", "apply", "--unsafe-paths", f"--directory={folder}", patch], check=True, cwd=folder)
    assert "monitors" in read(folder).terms
    assert "s" in read(folder).statements


def test_a_missing_term_can_be_added_although_the_negotiation_is_faulty(write_folder: Write) -> None:
    """
    The fault that the new record mends does not stand in its way.
    """
    folder = write_folder("--- file: statements/n.yaml\nparty: north\ndate: 2025-01-01\npositions: [{demand: truce}]\n")
    assert negmap("check", "--positions", folder).code == 1
    assert new(folder, "term", "truce", "--title", "Truce").code == 0
    read(folder)


def test_many_at_once_lose_nothing(write_folder: Write) -> None:
    """Nine processes write into one file and one folder, all at the same time; three of them name nothing."""
    folder = write_folder(STRIP)
    command = [sys.executable, "-m", "negmap", "new"]
    end = ["--positions", str(folder)]
    calls = [["term", f"t{n}", "--title", f"T{n}"] for n in range(6)]
    calls += [["statement", "--party", "north", "--date", "2025"]] * 3
    runs = [subprocess.Popen([*command, *call, *end], cwd=ROOT, stdout=subprocess.DEVNULL) for call in calls]
    assert [run.wait() for run in runs] == [0] * len(runs)
    negotiation = read(folder)
    assert {f"t{n}" for n in range(6)} <= set(negotiation.terms)
    assert {"2025-north", "2025-north-2", "2025-north-3"} <= set(negotiation.statements)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["negotiation.yaml", "parties.yaml", "issues.yaml", "terms.yaml", "statements"]
    )


class Terminal:
    """A command at a real terminal: reads what it shows, types as a person does."""

    def __init__(self, folder: Path, *args: str) -> None:
        self.shown = ""
        self.code: int | None = None
        self._pid, self._fd = pty.fork()
        if self._pid == 0:  # pragma: no cover - the child
            os.chdir(folder)
            os.environ.update(PROMPT_TOOLKIT_NO_CPR="1", TERM="xterm", PYTHONPATH=str(ROOT), NEGMAP_POSITIONS="")
            os.execv(sys.executable, [sys.executable, "-m", "negmap", *args])

    def until(self, words: str) -> None:
        """Wait until words are shown; fail after a minute."""
        deadline = time.monotonic() + 60
        while words not in self.plain:
            assert time.monotonic() < deadline, f"no {words!r} in:\n{self.plain}"
            self._read()

    def _read(self) -> bool:
        if not select.select([self._fd], [], [], 0.2)[0]:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.shown += data.decode(errors="replace")
        return bool(data)

    @property
    def plain(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r", "", self.shown)

    def answer(self, question: str, keys: str) -> None:
        """Wait for a question, type an answer and Enter."""
        self.until(question)
        self.shown = ""
        os.write(self._fd, keys.encode())
        # Enter on its own, after the menu of completions has been drawn: in one go it would count as pasted.
        threading.Event().wait(0.15)
        os.write(self._fd, b"\r")

    def end(self) -> int:
        while self._read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


def test_a_statement_by_questions_with_a_new_term_on_the_way(write_folder: Write) -> None:
    folder = write_folder(STRIP)
    at = Terminal(folder, "new", "statement")
    at.answer("Party that speaks", "north")
    at.answer("Day", "2025-13-01")
    at.answer("`2025-13-01` is not a date", "\x15" + "2025-12-01")
    at.answer("Speaker [en]", "Ann")
    at.answer("Speaker [ja]", "アン")
    at.answer("Office of the speaker on that day [en]", "")
    at.answer("Office of the speaker on that day [ja]", "")
    at.answer("Where, or on what occasion [en]", "")
    at.answer("Where, or on what occasion [ja]", "")
    at.answer("How the words reached us", "own-words")
    at.answer("Title of a source", "A, b: c")
    at.answer("Its publisher", "Post")
    at.answer("Its address", "")
    at.answer("Its language", "en")
    at.answer("Published on", "")
    at.answer("Title of another source", "")
    at.answer("What was said, in your own words [en]", "")
    at.answer("What was said, in your own words [ja]", "")
    at.answer("A stance they took", "only")
    at.answer("On which term", "ceasefire")
    at.answer("Condition (needed beside `only`)", "after")
    at.answer("Which term", "withdrawal, monitors")
    at.answer("There is no term `monitors` yet. Add it?", "y")
    at.answer("Title [en]", "Monitors")
    at.answer("Title [ja]", "監視団")
    at.answer("Issue it belongs to", "security")
    at.answer("Parties that would carry it out", "")
    at.answer("Another condition", "")
    at.answer("Another stance", "")
    assert at.end() == 0, at.plain
    negotiation = read(folder)
    (said,) = negotiation.statements["2025-12-01-north"].positions
    assert (said.only, said.after) == ("ceasefire", ("withdrawal", "monitors"))
    assert negotiation.statements["2025-12-01-north"].sources[0].title is not None
    assert negotiation.terms["monitors"].title.by_language == {"en": "Monitors", "ja": "監視団"}


def test_stopped_in_the_middle_of_the_questions(write_folder: Write) -> None:
    folder = write_folder(STRIP)
    before = (folder / "parties.yaml").read_bytes()
    at = Terminal(folder, "new", "party", "--lang", "ja")
    at.answer("名称 [en]", "West\x03")
    assert at.end() == 130
    assert (folder / "parties.yaml").read_bytes() == before
