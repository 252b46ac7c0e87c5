"""Made-up corpora with known answers: negotiations of blocks that touch nowhere, each with what must come of it.

    .venv/bin/python tests/made_corpus.py FOLDER 1000       1,000 negotiations of 50 positions each

A block is a deadlock of one shape on terms of its own, or words that clash with nothing. So the obstacles, the terms
held up, the first packages and the days on which conflicts stand are known without any analysis.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

PARTIES = ("east", "north", "south", "west")
START = date(2020, 1, 1)
Said = dict[str, Any]


@dataclass(frozen=True)
class Obstacle:
    """An obstacle that must come out, with the days on which it stands (None: to the end)."""

    shape: str
    claims: frozenset[str]
    conflict: frozenset[str]
    package: frozenset[str]
    held: tuple[tuple[str, str], ...]
    statements: frozenset[str]
    first: date
    after: date | None = None


@dataclass
class Known:
    """What must come of one negotiation."""

    name: str
    obstacles: list[Obstacle] = field(default_factory=list)

    def on(self, day: date) -> list[Obstacle]:
        """Return the obstacles that stand at the end of a day."""
        return [o for o in self.obstacles if o.first <= day and (o.after is None or day < o.after)]


class _Maker:
    def __init__(self, name: str, rng: random.Random) -> None:
        self.known = Known(name)
        self.rng = rng
        self.terms: dict[str, Any] = {}
        self.issues: dict[str, Any] = {}
        self.statements: list[Said] = []
        self.number = 0

    def term(self, **more: Any) -> str:
        key = f"t{len(self.terms) + 1}"
        self.terms[key] = {"title": f"Term {len(self.terms) + 1}", **more}
        return key

    def say(self, party: str, position: Said, day: date) -> str:
        """Let a party say something on a day; return the id of the position."""
        self.number += 1
        key = f"{day.isoformat()}-{party}-{self.number}"
        source = {"title": f"Record {self.number}", "publisher": f"Paper {self.number % 7}"}
        self.statements.append(
            {"id": key, "party": party, "date": day.isoformat(), "sources": [source], "positions": [position]}
        )
        return f"{key}#1"

    def block(self, shape: str, room: int) -> None:
        """Add a deadlock of a shape, with the words said on days of their own, if there is room for it."""
        base, _, length = shape.partition("-")
        words, obstacle = _BLOCKS[base](self, int(length or 0))
        days = sorted(START + timedelta(days=self.rng.randrange(60)) for _ in words)
        parties = [PARTIES[n % len(PARTIES)] for n in range(len(words))]
        said = [self.say(party, position, day) for party, position, day in zip(parties, words, days, strict=True)]
        after = None
        if base == "direct" and room > len(words) and self.rng.random() < 0.6:
            # The party that refused agrees: the conflict ends.
            after = days[-1] + timedelta(days=self.rng.randrange(1, 20))
            refused = words[1]["reject"]
            self.say(parties[1], {"accept": refused, "replaces": [said[1]]}, after)
        behind = frozenset(position.removesuffix("#1") for position in said)
        self.known.obstacles.append(Obstacle(shape, *obstacle, behind, days[-1], after))

    def filler(self) -> None:
        stance = self.rng.choice(["demand", "support", "accept", "offer", "consider"])
        day = START + timedelta(days=self.rng.randrange(60))
        self.say(self.rng.choice(PARTIES), {stance: self.term()}, day)


Block = tuple[list[Said], tuple[frozenset[str], frozenset[str], frozenset[str], tuple[tuple[str, str], ...]]]


def _obstacle(claims: list[str], wants: list[str], package: list[str], **held: list[str]) -> Any:
    all_held = tuple(sorted((term, hold) for hold, terms in held.items() for term in terms))
    return frozenset(claims), frozenset(claims + wants), frozenset(package), all_held


def _ring(make: _Maker, length: int) -> Block:
    terms = [make.term() for _ in range(length)]
    pairs = list(zip(terms, terms[1:] + terms[:1], strict=True))
    words: list[Said] = [{"only": x, "after": y} for x, y in pairs]
    claims = [f"after:{x}:{y}" for x, y in pairs]
    found = _obstacle(claims, [f"in:{terms[0]}"], [f"{c}=same-time" for c in claims], blocked=terms)
    return [*words, {"demand": terms[0]}], found


def _direct(make: _Maker, _: int) -> Block:
    x = make.term()
    return [{"demand": x}, {"reject": x}], _obstacle([f"out:{x}"], [f"in:{x}"], [f"out:{x}=dropped"], rejected=[x])


def _options(make: _Maker, _: int) -> Block:
    x, y = make.term(), make.term()
    make.issues[f"choice-{x}"] = {"title": "A choice", "choose": "one", "options": [x, y]}
    found = _obstacle([f"in:{x}", f"in:{y}"], [], [f"in:{min(x, y)}=dropped"], blocked=[x, y])
    return [{"demand": x}, {"demand": y}], found


def _numbers(make: _Maker, _: int) -> Block:
    x = make.term(quantity={"unit": "posts", "integer": True, "min": 0})
    claims = [f"at-least:{x}:10", f"at-most:{x}:5"]
    found = _obstacle(claims, [f"in:{x}"], [f"at-least:{x}:10=5"], blocked=[x])
    return [{"demand": x, "at_least": 10}, {"only": x, "at_most": 5}], found


def _definitions(make: _Maker, length: int) -> Block:
    chain = [make.term()]
    for _ in range(length):
        chain.append(make.term(is_a={"term": chain[-1], "because": "made so"}))
    last, first = chain[0], chain[-1]
    found = _obstacle([f"out:{last}"], [f"in:{first}"], [f"out:{last}=dropped"], rejected=chain)
    return [{"demand": first}, {"reject": last}], found


def _conditions(make: _Maker, _: int) -> Block:
    x, y = make.term(), make.term()
    claims = [f"includes:{x}:{y}", f"out:{y}"]
    found = _obstacle(claims, [f"in:{x}"], [f"includes:{x}:{y}=dropped"], blocked=[x], rejected=[y])
    return [{"demand": x, "includes": y}, {"reject": y}], found


_BLOCKS: dict[str, Callable[[_Maker, int], Block]] = {
    "ring": _ring,
    "direct": _direct,
    "options": _options,
    "numbers": _numbers,
    "definitions": _definitions,
    "conditions": _conditions,
}
SHAPES = ("ring-2", "ring-3", "ring-4", "direct", "options", "numbers", "definitions-1", "definitions-2", "conditions")


def made(root: Path, negotiations: int, positions: int = 50, seed: int = 0) -> Iterator[Known]:
    """Write negotiations below a folder, by the hundred in sub-folders; yield what must come of each."""
    for number in range(negotiations):
        name = f"s{number // 100:03}/n{number:05}"
        make = _Maker(name, random.Random(f"{seed} {number}"))
        quiet = make.rng.random() < 0.2
        while not quiet and positions - make.number > 6 and make.number < 0.6 * positions:
            make.block(make.rng.choice((*SHAPES, "direct", "direct")), positions - make.number - 6)
        while make.number < positions:
            make.filler()
        _write(root / name, make)
        yield make.known


def _write(folder: Path, make: _Maker) -> None:
    (folder / "statements").mkdir(parents=True)
    files = {
        "negotiation.yaml": {"title": f"Made up: {make.known.name}"},
        "parties.yaml": {party: {"name": party.title()} for party in PARTIES},
        "terms.yaml": make.terms,
        "issues.yaml": make.issues,
    }
    for name, data in files.items():
        (folder / name).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    lines = [json.dumps(statement) for statement in make.statements]
    (folder / "statements" / "all.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    folder, count, *rest = sys.argv[1:]
    for _ in made(Path(folder), int(count), *map(int, rest)):
        pass
