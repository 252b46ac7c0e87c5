"""Writing into a negotiation's folder: all files of a change or none, one writer at a time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from negmap.files.folder import PLAN, UNFINISHED

_WAIT = 30.0
"""How many seconds a writer waits for another."""


class CannotWrite(Exception):
    """Nothing was written; says why, and what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


@dataclass(frozen=True, slots=True)
class Change:
    """A file's bytes before and after; None where there is no file."""

    name: str
    before: bytes | None
    after: bytes | None


@contextmanager
def locked(folder: Path, *, finishing: bool = True) -> Iterator[None]:
    """Be the only one of negmap's writers in a folder; raises CannotWrite where another takes too long.

    What was cut off is finished first. The lock lies among the user's caches, so that nothing is left in the folder.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(_lock_of(folder.resolve())).acquire(timeout=_WAIT):
            if finishing:
                finish(folder)
            yield
    except Timeout:
        remedy = "wait for it, or end it, and run the command again"
        raise CannotWrite(f"another negmap is writing into {folder}", remedy) from None


def _lock_of(folder: Path) -> Path:
    from platformdirs import user_cache_path

    name = f"{hashlib.sha256(os.fsencode(folder)).hexdigest()[:32]}.lock"
    place = user_cache_path("negmap", appauthor=False) / "locks"
    try:
        place.mkdir(parents=True, exist_ok=True)
        if os.access(place, os.W_OK):
            return place / name
    except OSError:
        pass
    return Path(tempfile.gettempdir()) / f"negmap-{name}"


def write(folder: Path, changes: Sequence[Change]) -> None:
    """Make all changes or none; call it inside `locked`. Raises CannotWrite, and then nothing has changed.

    One file is put in place in one step. Of several, the new contents are laid down first, then the
    plan, which is the moment of decision: a run that is cut off before it leaves everything as it
    was; after it, the next command that reads the folder finishes the plan (`finish`).
    """
    _unchanged(folder, changes)
    stage = folder / UNFINISHED
    try:
        _lay_down(stage, folder, changes)
    except OSError as error:
        shutil.rmtree(stage, ignore_errors=True)
        raise CannotWrite(
            f"cannot write into {folder}: {error.strerror}", "see that there is room, and leave"
        ) from None
    finish(folder)


def _unchanged(folder: Path, changes: Sequence[Change]) -> None:
    for change in changes:
        path = folder / change.name
        there = path.read_bytes() if path.exists() else None
        if there != change.before:
            what = "is there already" if change.before is None else "was changed meanwhile"
            raise CannotWrite(f"{change.name} {what}", "run the command again" if change.before else "take another id")


def _lay_down(stage: Path, folder: Path, changes: Sequence[Change]) -> None:
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    steps = []
    for number, change in enumerate(changes):
        if change.after is not None:
            staged = stage / str(number)
            _flushed(staged, change.after)
            with suppress(OSError):
                shutil.copymode(folder / change.name, staged)
        steps.append([change.name, None if change.after is None else str(number)])
    plan = json.dumps(sorted(steps, key=lambda step: step[1] is None))
    _flushed(stage / f"{PLAN}.new", plan.encode())
    (stage / f"{PLAN}.new").replace(stage / PLAN)


def _flushed(path: Path, content: bytes) -> None:
    """Write a file through to the disk, so that a plan never comes before what it plans."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def finish(folder: Path) -> bool:
    """Finish what was cut off, or clear away what had not been decided; say whether there was a plan to finish."""
    stage = folder / UNFINISHED
    if not stage.is_dir() or stage.is_symlink():
        return False
    planned = (stage / PLAN).exists()
    if planned:
        for name, staged in _steps(stage / PLAN):
            _take(folder, name, stage / staged if staged is not None else None)
        (stage / PLAN).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)
    return planned


def _take(folder: Path, name: str, staged: Path | None) -> None:
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise CannotWrite(f"{UNFINISHED} names a file outside the folder", f"remove {UNFINISHED}")
    if staged is None:
        target.unlink(missing_ok=True)
    elif staged.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)


def _steps(plan: Path) -> list[tuple[str, str | None]]:
    try:
        return [
            (str(name), None if staged is None else Path(staged).name) for name, staged in json.loads(plan.read_text())
        ]
    except (ValueError, TypeError):
        raise CannotWrite(f"{plan} cannot be read", f"remove the folder {UNFINISHED}") from None
