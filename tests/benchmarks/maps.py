"""Negotiations of any size, made from a seed, to measure with; as folders that negmap reads.

Terms, positions and their mix are made up. A *hidden agreement* (a settlement that nobody is told of)
keeps most positions compatible: a position is drawn at random until the agreement satisfies it, or, for
those that stand against it, until the agreement violates it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random

PARTIES = 8
SKEW = 0.7
DEMANDED = 0.3
WEIGHTS = (45, 10, 15, 10, 5, 5, 10, 15)
Said = dict[str, object]
"""A position, as a file writes it."""


@dataclass
class Map:
    """A negotiation to be written: its terms with their definitions, and positions, each of one party."""

    terms: dict[str, dict[str, object]] = field(default_factory=dict)
    positions: list[tuple[str, Said]] = field(default_factory=list)

    def write(self, folder: Path, a_statement: int = 1) -> Path:
        """Write the map as a folder, so many positions of one party to a statement, and return the folder."""
        (folder / "statements").mkdir(parents=True, exist_ok=True)
        parties = sorted({party for party, _ in self.positions})
        _yaml(folder / "negotiation.yaml", {"title": folder.name, "languages": ["en"]})
        _yaml(folder / "parties.yaml", {name: {"name": f"Party {name[1:]}"} for name in parties})
        _yaml(folder / "terms.yaml", self.terms)
        with (folder / "statements" / "all.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(line) + "\n" for line in self._lines(a_statement))
        return folder

    def _lines(self, a_statement: int) -> Iterator[Said]:
        by_party: dict[str, list[Said]] = {}
        for party, said in self.positions:
            by_party.setdefault(party, []).append(said)
        for party, everything in sorted(by_party.items()):
            for at in range(0, len(everything), a_statement):
                part = everything[at : at + a_statement]
                yield {
                    "id": f"{party}-{at:06}",
                    "party": party,
                    "date": f"2025-{1 + at % 12:02}-{1 + at % 28:02}",
                    "sources": [{"title": f"Record {at}", "publisher": "Archive", "lang": "en"}],
                    "positions": part,
                }


def _yaml(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")  # JSON is YAML


class Hidden:
    """A settlement that satisfies most of what is said: which terms are in, and at which step."""

    def __init__(self, names: list[str], random: Random, inside: float = 0.7, steps: int = 10) -> None:
        self.names = names
        self.random = random
        self.weights = list(accumulate(1 / (rank + 5) ** SKEW for rank in range(len(names))))
        self.steps = {name: random.randint(1, steps) for name in names if random.random() < inside}

    def position(self, *, against: bool = False) -> Said:
        """Return a position that the settlement satisfies, or one that it violates."""
        while True:
            said = self._drawn()
            if self._holds(said) != against:
                return said

    def _drawn(self) -> Said:
        x, y = self._named(), self._named()
        while x == y:
            y = self._named()
        kind = self.random.choices(("demand", "reject", *_CONDITIONS), weights=WEIGHTS)[0]
        if kind in ("demand", "reject"):
            return {kind: x}
        return {self.random.choices(("demand", "only"), (DEMANDED, 1 - DEMANDED))[0]: x, kind: y}

    def _named(self) -> str:
        """Return a term; some are named much more often than others, as in real talks."""
        return self.random.choices(self.names, cum_weights=self.weights)[0]

    def _holds(self, said: Said) -> bool:
        (stance, x), *conditions = said.items()
        if stance == "reject":
            return x not in self.steps
        if x not in self.steps:
            return stance == "only"
        if not conditions:
            return True
        kind, y = conditions[0]
        if y not in self.steps:
            return kind in ("before", "no_later_than")
        first, then = self.steps[str(x)], self.steps[str(y)]
        return {
            "after": then < first,
            "before": first < then,
            "no_later_than": first <= then,
            "with": first == then,
            "includes": then <= first,
            "requires": True,
        }[kind]


_CONDITIONS = ("after", "before", "no_later_than", "with", "includes", "requires")


def tangled(terms: int, positions: int, against: float, seed: int = 1) -> Map:
    """Return a map most of whose positions a hidden agreement satisfies, and a share of which it violates."""
    random = Random(seed)
    names = [f"t{number:04}" for number in range(terms)]
    hidden = Hidden(names, random)
    made = Map({name: {"title": f"Term {name[1:]}"} for name in names})
    opposed = round(positions * against)
    for number in range(positions):
        party = f"p{random.randrange(PARTIES)}"
        made.positions.append((party, hidden.position(against=number < opposed)))
    random.shuffle(made.positions)
    return made


def planted(terms: int, positions: int, seed: int = 1) -> Map:
    """Return a map with thirty planted conflicts: five each of 2, 3 and 5 claims, and of rings of 2, 3 and 5 terms.

    All other positions a hidden agreement satisfies; the planted ones have terms of their own.
    """
    random = Random(seed)
    clashes = [size for size in (2, 3, 5) for _ in range(5)]
    own = 5 * len(clashes) * 2
    made = tangled(terms - own, positions - 2 * sum(clashes) - len(clashes), 0, seed)
    names = iter(f"x{number:04}" for number in range(own))
    made.terms |= {f"x{number:04}": {"title": f"Point {number}"} for number in range(own)}
    for size in clashes:
        chain = [next(names) for _ in range(5)][:size]
        chained: list[Said] = [{"demand": chain[0]}]
        chained += [{"only": x, "requires": y} for x, y in pairwise(chain[:-1])]
        chained.append({"reject": chain[-2] if size > 1 else chain[0]})
        ring = [next(names) for _ in range(5)][:size]
        chained.append({"demand": ring[0]})
        chained += [{"only": x, "after": y} for x, y in zip(ring, ring[1:] + ring[:1], strict=True)]
        made.positions += [(f"p{random.randrange(PARTIES)}", said) for said in chained]
    random.shuffle(made.positions)
    return made
