"""Rings are found, each once, by its smallest name."""

from __future__ import annotations

from hypothesis import given, strategies as st

from negmap.checks.rings import rings

names = st.sampled_from("abcdef")


def test_rings() -> None:
    assert list(rings({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []})) == [("a", "b", "c")]
    assert list(rings({"a": ["a"], "b": ["a"]})) == [("a",)]
    assert list(rings({"a": ["b"], "b": ["a", "c"], "c": ["b"], "d": ["e"], "e": ["d"]})) == [
        ("a", "b"), ("b", "c"), ("d", "e"),
    ]  # fmt: skip
    assert list(rings({"a": ["b"], "b": ["nowhere"]})) == []


def test_long_chains_are_no_rings_and_take_no_time() -> None:
    assert list(rings({str(n): [str(n + 1)] for n in range(50_000)})) == []


@given(st.dictionaries(names, st.sets(names)))
def test_there_is_a_ring_exactly_where_some_node_reaches_itself(edges: dict[str, set[str]]) -> None:
    found = list(rings(edges))
    for ring in found:
        assert ring[0] == min(ring)
        assert all(after in edges[before] for before, after in zip(ring, (*ring[1:], ring[0]), strict=True))
    assert bool(found) == any(node in _reached(node, edges) for node in edges)


def _reached(node: str, edges: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    left = [node]
    while left:
        new = edges.get(left.pop(), set()) - found
        found |= new
        left += new
    return found
