"""Rings in what is written of records, found by following their names."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping

Ring = tuple[str, ...]


def rings(edges: Mapping[str, Collection[str]]) -> Iterator[Ring]:
    """Yield for each node a shortest ring on which it is the smallest, where there is one, in order of ids."""
    edges = _on_rings(edges)
    for start in sorted(edges):
        ring = _through(start, edges)
        if ring:
            yield ring


def _on_rings(edges: Mapping[str, Collection[str]]) -> Mapping[str, Collection[str]]:
    """Leave out the nodes that cannot lie on a ring, because from them, or to them, every way ends."""
    forth = {node: {other for other in others if other in edges} for node, others in edges.items()}
    for _ in range(2):
        forth = _turned(_without_ends(forth))
    return forth


def _without_ends(edges: Mapping[str, Collection[str]]) -> Mapping[str, Collection[str]]:
    back = _turned(edges)
    left = {node: len(others) for node, others in edges.items()}
    ends = [node for node, count in left.items() if not count]
    for end in ends:
        for node in back[end]:
            left[node] -= 1
            if not left[node]:
                ends.append(node)
    gone = set(ends)
    return {node: {o for o in others if o not in gone} for node, others in edges.items() if node not in gone}


def _turned(edges: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    turned: dict[str, set[str]] = {node: set() for node in edges}
    for node, others in edges.items():
        for other in others:
            turned[other].add(node)
    return turned


def _through(start: str, edges: Mapping[str, Collection[str]]) -> Ring | None:
    came_from: dict[str, str] = {}
    left = deque([start])
    while left:
        node = left.popleft()
        for other in sorted(edges.get(node, ())):
            if other == start:
                return _path(start, node, came_from)
            if other > start and other not in came_from:
                came_from[other] = node
                left.append(other)
    return None


def _path(start: str, end: str, came_from: Mapping[str, str]) -> Ring:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
