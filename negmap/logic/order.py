"""Orders among terms: rings, and the earliest step of each term."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from negmap.logic.rules import Edge


def _successors(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    out: dict[str, list[Edge]] = {}
    for edge in edges:
        out.setdefault(edge.first, []).append(edge)
    return out


def broken_rings(edges: Iterable[Edge]) -> list[tuple[Edge, ...]]:
    """Return, for each strict edge that lies on a ring, a shortest ring through it; none if an order exists.

    Where several are as short, the order in which the edges are given decides.
    """
    out = _peeled(list(edges))
    rings: dict[frozenset[Edge], tuple[Edge, ...]] = {}
    for edge in (e for es in out.values() for e in es if e.strict):
        back = _path(out, edge.then, edge.first)
        if back is not None:
            ring = (edge, *back)
            rings.setdefault(frozenset(ring), ring)
    return list(rings.values())


def _peeled(edges: list[Edge]) -> dict[str, list[Edge]]:
    """Return the edges by their first terms, without those that lie before every ring."""
    out = _successors(edges)
    incoming: dict[str, int] = {}
    for edge in edges:
        incoming[edge.then] = incoming.get(edge.then, 0) + 1
    free = [term for term in out if term not in incoming]
    while free:
        for edge in out.pop(free.pop(), ()):
            incoming[edge.then] -= 1
            if not incoming[edge.then]:
                free.append(edge.then)
    return out


def _path(out: dict[str, list[Edge]], start: str, goal: str) -> tuple[Edge, ...] | None:
    came: dict[str, Edge | None] = {start: None}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if node == goal:
            return _walk_back(came, goal)
        for edge in out.get(node, ()):
            if edge.then not in came:
                came[edge.then] = edge
                queue.append(edge.then)
    return None


def _walk_back(came: dict[str, Edge | None], goal: str) -> tuple[Edge, ...]:
    path: list[Edge] = []
    edge = came[goal]
    while edge is not None:
        path.append(edge)
        edge = came[edge.first]
    return tuple(reversed(path))


def strong_parts(edges: Iterable[Edge]) -> dict[str, int]:
    """Return, for each term on an edge, the number of its strongly connected part (Kosaraju's two passes)."""
    pairs = sorted({(edge.first, edge.then) for edge in edges})
    onward, back = _neighbours(pairs), _neighbours((then, first) for first, then in pairs)
    part: dict[str, int] = {}
    for number, root in enumerate(reversed(_finished(onward))):
        if root not in part:
            for term in _reached(back, root, part):
                part[term] = number
    return part


def _neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for first, then in pairs:
        out.setdefault(first, []).append(then)
        out.setdefault(then, [])
    return out


def _finished(onward: dict[str, list[str]]) -> list[str]:
    """Return the terms in the order in which a search along the edges is done with them."""
    done: list[str] = []
    seen: set[str] = set()
    for root in onward:
        work = [] if root in seen else [(root, iter(onward[root]))]
        seen.add(root)
        while work:
            term, rest = work[-1]
            following = next((t for t in rest if t not in seen), None)
            if following is None:
                done.append(term)
                work.pop()
            else:
                seen.add(following)
                work.append((following, iter(onward[following])))
    return done


def _reached(back: dict[str, list[str]], root: str, known: dict[str, int]) -> set[str]:
    found, queue = {root}, [root]
    while queue:
        fresh = [term for term in back[queue.pop()] if term not in found and term not in known]
        found.update(fresh)
        queue.extend(fresh)
    return found


def rings(edges: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """Return every simple ring with a strict edge: its terms once each, from the smallest id, sorted.

    Meant for the few edges of one conflict; their number can grow exponentially with the edges.
    """
    strict = {(e.first, e.then) for e in edges if e.strict}
    out: dict[str, list[str]] = {}
    for first, then in sorted({(e.first, e.then) for e in edges}):
        out.setdefault(first, []).append(then)
    found = [ring for start in sorted(out) for ring in _simple_rings(out, start)]
    return tuple(ring for ring in found if strict.intersection(zip(ring, ring[1:] + ring[:1], strict=True)))


def _simple_rings(out: dict[str, list[str]], start: str) -> Iterator[tuple[str, ...]]:
    work = [(start, iter(out.get(start, ())))]
    path = [start]
    while work:
        then = next(work[-1][1], None)
        if then is None:
            work.pop()
            path.pop()
        elif then == start:
            yield tuple(path)
        elif then > start and then not in path:
            path.append(then)
            work.append((then, iter(out.get(then, ()))))


def earliest(terms: Iterable[str], edges: Iterable[Edge], first: int = 1) -> dict[str, int]:
    """Return the earliest step of each term, from `first`; the edges must admit an order."""
    steps = dict.fromkeys(sorted(terms), first)
    edges = sorted(set(edges))
    changed = True
    while changed:
        changed = False
        for edge in edges:
            least = steps[edge.first] + edge.strict
            if steps[edge.then] < least:
                steps[edge.then] = least
                changed = True
    return steps
