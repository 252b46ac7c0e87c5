"""Shapes of deadlock: what keeps positions apart, whatever they are about, and how often each occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from negmap.findings.conflicts import ConflictKind, Ring
from negmap.findings.corpus import ShapeTableRow

ORDER = ("ring", "options", "numbers", "definitions", "direct", "conditions")
"""The order in which shapes are shown; those with a length, shortest first."""

MOST = 40
"""Up to so many negotiations each is shown by itself."""


def shape(kind: ConflictKind, rings: Sequence[Ring], definitions: Collection[str]) -> str:
    """Return the shape of a conflict or obstacle.

    ``ring-N``: orders in a ring of N terms (the shortest). ``options``: two options of which one can
    be chosen. ``numbers``: bounds that no number meets. ``definitions-N``: a want and a refusal that
    N definitions bring together. ``direct``: a want and a refusal of one term. ``conditions``: the rest.
    """
    match kind:
        case "deadlock":
            return f"ring-{min(map(len, rings))}"
        case "quantity":
            return "numbers"
        case "definition":
            return f"definitions-{len(definitions)}"
        case "condition":
            return "conditions"
        case "options" | "direct":
            return kind


def place(name: str) -> tuple[int, int]:
    """Return where a shape stands in the order in which shapes are shown."""
    base, _, length = name.partition("-")
    return ORDER.index(base), int(length or 0)


class Count:
    """Counts shapes over negotiations: each obstacle once, on however many maps of a negotiation it stands."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.negotiations = 0
        self._totals: dict[str, list[int]] = {}
        self._single: dict[str, dict[str, int]] = {}

    def add(self, negotiation: str, obstacles: Iterable[tuple[str, str, Collection[str]]]) -> None:
        """Count a negotiation: of every obstacle on any of its maps the id, the shape, and its conflicts there."""
        self.negotiations += 1
        shapes: dict[str, str] = {}
        conflicts: dict[str, set[str]] = {}
        for key, name, own in obstacles:
            shapes[key] = name
            conflicts.setdefault(name, set()).update(own)
        each = Counter(shapes.values())
        for name, number in each.items():
            totals = self._totals.setdefault(name, [0, 0, 0])
            for at, more in enumerate((1, number, len(conflicts[name]))):
                totals[at] += more
        if self.negotiations <= MOST:
            self._single[negotiation] = dict(each)
        else:
            self._single.clear()  # a corpus of any size takes the same room

    def rows(self, version: str) -> Iterator[ShapeTableRow]:
        """Yield the shapes that occur, in their order."""
        for name in sorted(self._totals, key=place):
            negotiations, obstacles, conflicts = self._totals[name]
            yield ShapeTableRow(
                shape=name,
                negotiations=negotiations,
                of_negotiations=self.negotiations,
                obstacles=obstacles,
                conflicts=conflicts,
                version=version,
            )

    @property
    def single(self) -> Mapping[str, Mapping[str, int]]:
        """Return, for each negotiation of a small corpus, how many obstacles of each shape it has."""
        return dict(sorted(self._single.items()))
