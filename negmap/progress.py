"""How far the work is, for whoever shows it: each long piece of work says what it counts, and counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Work(Enum):
    """What a long piece of work counts."""

    NOTHING = auto()
    FILES = auto()
    RULES = auto()
    CONFLICTS = auto()
    APART = auto()
    PACKAGES = auto()
    DAYS = auto()


@dataclass(slots=True)
class Stage:
    """A piece of work: what it counts, how much of it is done, and out of how many, where that is known."""

    work: Work = Work.NOTHING
    done: int = 0
    of: int | None = None


class _Now:
    stage = Stage()


def begin(work: Work, of: int | None = None) -> None:
    """Begin another piece of work of this process."""
    _Now.stage = Stage(work, of=of)


def count() -> None:
    """Count one more."""
    _Now.stage.done += 1


def now() -> Stage:
    """Return how far the work is."""
    return _Now.stage
