"""The first paths: the placings in which nothing is at one step without need (method.md §8.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

from negmap.findings.sequence import Group
from negmap.logic.budget import OutOfTime
from negmap.logic.closure import Closure
from negmap.logic.courses import Course, TooMany
from negmap.logic.least import Earliest

Path = tuple[Group, ...]


def first_paths(parts: Sequence[tuple[Course, Earliest]], limit: int) -> tuple[Path, ...]:
    """Return the first paths through several parts at once, compared group by group; so many at most.

    Where a part has too many either/ors to look at all (or the time was up), only paths that decide
    them as its earliest placing does are listed; none, where too many terms could be at one step.
    """
    walks = [_Counted(course) if _is_counted(course) else _Decided(course, earliest) for course, earliest in parts]
    try:
        return tuple(islice(_paths(walks), limit)) if walks else ((),)
    except TooMany:
        return ()


def _is_counted(course: Course) -> bool:
    try:
        return course.fixed or bool(course.ways())
    except (TooMany, OutOfTime):
        return False


class _Walk(Protocol):
    all: int

    def next(self, done: int) -> Iterator[int]: ...

    def terms(self, group: int) -> Group: ...


def _paths(walks: Sequence[_Walk]) -> Iterator[Path]:
    """Yield the paths in order, each group with what comes after it before the next group."""
    path: list[Group] = []
    stack = [_moves(walks, [0] * len(walks))]
    while stack:
        move = next(stack[-1], None)
        if move is None:
            stack.pop()
            del path[-1:]
            continue
        group, done = move
        path.append(group)
        stack.append(_moves(walks, done))
        if all(walk.all == there for walk, there in zip(walks, done, strict=True)):
            yield tuple(path)


def _moves(walks: Sequence[_Walk], done: list[int]) -> Iterator[tuple[Group, list[int]]]:
    """Yield each group that can come next, and what is there then, in order."""
    found = sorted((walk.terms(group), i, group) for i, walk in enumerate(walks) for group in walk.next(done[i]))
    for terms, i, group in found:
        yield terms, [*done[:i], done[i] | group, *done[i + 1 :]]


class _Counted:
    """A part of which it is known from where paths lead to the end."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self.all, self.terms = course.all, course.terms

    def next(self, done: int) -> Iterator[int]:
        """Yield each group with which some path goes on."""
        for group in self._course.next(done):
            if self._course.fixed or self._course.ways(done | group):
                yield group


class _Decided:
    """A part whose either/ors are decided as its earliest placing decides them."""

    def __init__(self, course: Course, earliest: Earliest) -> None:
        self._course = course
        self.all, self.terms = course.all, course.terms
        closure = Closure(sorted(earliest.steps), sorted(earliest.edges))
        self._groups = [course.atoms_of(terms) for terms in closure.tied()]
        self._before = {g: self._earlier(closure, g) for g in self._groups}

    def _earlier(self, closure: Closure, group: int) -> int:
        last = closure.place[self._course.terms(group)[0]]
        terms = (term for i, term in enumerate(closure.terms) if closure.later[i] >> last & 1)
        return self._course.atoms_of(terms) & ~group

    def next(self, done: int) -> Iterator[int]:
        """Yield each group that can come next, or the first part of it where it can be split."""
        begun = [group for group in self._groups if group & done and group & ~done]
        ready = begun or [group for group in self._groups if not group & done and not self._before[group] & ~done]
        for group in ready:
            piece = group & ~done
            while split := next(self._course.splits(done, piece), None):
                piece = split[0]
            yield piece
