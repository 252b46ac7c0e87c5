"""A negotiation's folder as it was at a git revision, read without touching the work tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from negmap.files.find import ABOUT

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""What git sets while it runs a hook; it would point at another place than the folder's own."""
_LINK = "120000"
SHORT = 10
"""How many characters of a commit are shown."""


class NoRevision(Exception):
    """A folder cannot be had as of a revision; says why, and what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as it was asked for, its commit, and a temporary folder that holds the negotiation as of it."""

    name: str
    commit: str
    folder: Path


@contextmanager
def folder_at(folder: Path, revision: str) -> Iterator[Revision]:
    """Give a copy of a folder as of a git revision for as long as the context lasts. Raises NoRevision."""
    git = _Git(folder)
    commit = git.commit(revision)
    tree = git.tree(commit, revision)
    with tempfile.TemporaryDirectory(prefix="negmap-") as temporary:
        there = Path(temporary) / folder.resolve().name
        there.mkdir()
        git.write(tree, there)
        if not (there / ABOUT).is_file():
            raise NoRevision(f"revision `{revision}` has no {ABOUT} in {git.place}", "name a later revision")
        yield Revision(revision, commit[:SHORT], there)


class _Git:
    """The git program, asked about the repository that a folder lies in."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("git")
        if program is None:
            raise NoRevision("there is no program `git`", "install git, or leave out the revision")
        self._program, self._folder = program, folder
        found = self._asked("rev-parse", "--show-prefix")
        if found.returncode:
            raise NoRevision(f"{folder.name} lies in no git repository", _said(found))
        self._prefix = os.fsdecode(found.stdout).removesuffix("\n").rstrip("/")

    @property
    def place(self) -> str:
        """Return where the folder lies in its repository."""
        return self._prefix or "its root"

    def _asked(self, *words: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        clean = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
        command = [self._program, "-C", str(self._folder), *words]
        return subprocess.run(command, input=given, capture_output=True, env=clean, check=False)

    def commit(self, revision: str) -> str:
        """Return the commit that a revision names."""
        # What begins with a hyphen would be read as an option; no revision does.
        if revision and not revision.startswith("-"):
            found = self._asked("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
            if not found.returncode:
                return found.stdout.decode().strip()
        raise NoRevision(f"no revision `{revision}`", "name a commit, a branch or a tag; `git log` lists commits")

    def tree(self, commit: str, revision: str) -> str:
        """Return the tree of the folder in a commit."""
        found = self._asked("rev-parse", "--verify", "--quiet", f"{commit}:{self._prefix}")
        tree = found.stdout.decode().strip()
        if found.returncode or self._asked("cat-file", "-t", tree).stdout.strip() != b"tree":
            raise NoRevision(f"revision `{revision}` holds no folder {self.place}", "name a later revision")
        return tree

    def write(self, tree: str, into: Path) -> None:
        """Write every file of a tree below a folder."""
        listed = self._asked("ls-tree", "-r", "-z", "--full-tree", tree)
        entries = [_entry(line) for line in listed.stdout.split(b"\0") if line]
        blobs = [(mode, key, path) for mode, kind, key, path in entries if kind == "blob"]
        content = self._asked("cat-file", "--batch", given="".join(f"{key}\n" for _, key, _ in blobs).encode())
        if listed.returncode or content.returncode:
            raise NoRevision("git cannot read the revision", _said(listed) or _said(content))
        rest = content.stdout
        for mode, _, path in blobs:
            head, _, rest = rest.partition(b"\n")
            size = int(head.split()[2])
            _write(into.joinpath(*path.parts), mode, rest[:size])
            rest = rest[size + 1 :]


def _entry(line: bytes) -> tuple[str, str, str, PurePosixPath]:
    """Return mode, kind, object and path of one line of `git ls-tree`."""
    about, _, path = line.partition(b"\t")
    mode, kind, key = about.decode().split()
    return mode, kind, key, PurePosixPath(os.fsdecode(path))


def _write(path: Path, mode: str, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if mode == _LINK:
        path.symlink_to(os.fsdecode(content))
    else:
        path.write_bytes(content)


def _said(found: subprocess.CompletedProcess[bytes]) -> str:
    """Return the first line of what git complained of."""
    lines = os.fsdecode(found.stderr).strip().splitlines()
    return f"git says: {lines[0]}" if lines else ""
