"""The first paths: the placings in which nothing is at one step without need (method.md §8.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from negmap.findings.sequence import Group
from negmap.logic.courses import Course
from negmap.logic.extensions import TooMany

Path = tuple[Group, ...]


def first_paths(courses: Sequence[Course], limit: int) -> tuple[Path, ...]:
    """Return the first paths through several parts at once, compared group by group; so many at most.

    None are listed where either/ors leave too many groups that may be at one step. Raises OutOfTime
    when the budget of a part is spent.
    """
    try:
        return tuple(islice(_paths(courses), limit))
    except TooMany:
        return ()


def _paths(courses: Sequence[Course]) -> Iterator[Path]:
    """Yield the paths in order, each group with what comes after it before the next group."""
    path: list[Group] = []
    ends = [course.all for course in courses]
    stack = [_moves(courses, [0] * len(courses))]
    if not courses:
        yield ()
    while stack:
        move = next(stack[-1], None)
        if move is None:
            stack.pop()
            del path[-1:]
            continue
        group, done = move
        path.append(group)
        stack.append(_moves(courses, done))
        if done == ends:
            yield tuple(path)


def _moves(courses: Sequence[Course], done: list[int]) -> Iterator[tuple[Group, list[int]]]:
    """Yield each group with which some path goes on, and what is there then, in order."""
    every = sorted((c.terms(group), i, group) for i, c in enumerate(courses) for group in c.next(done[i]))
    for terms, i, group in every:
        if courses[i].leads_on(done[i] | group):
            yield terms, [*done[:i], done[i] | group, *done[i + 1 :]]
