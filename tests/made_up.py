"""A large made-up negotiation, the same each time: for pictures, the page, benchmarks.

``made_up()`` returns it as a `Negotiation`; ``write_made_up(folder)`` writes its files. By default it has 12
parties, 150 terms, 600 positions (some replaced by later ones) and, on its last day, 80 conflicts of every
kind. Other sizes can be asked for, and other seeds give other negotiations of the same size. Titles, names
and quotes are in English and Japanese.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from made_up_words import PARTIES, PLACES, QUOTES, TOPICS, VENUES, Words

from negmap.files.loader import load
from negmap.model.negotiation import Negotiation

Data = dict[str, Any]
FIRST_DAY = date(2025, 1, 6)
DAYS = 330
_STANCES = ("demand", "support", "accept", "accept", "offer", "consider")


def made_up(
    parties: int = 12, terms: int = 150, positions: int = 600, conflicts: int = 80, seed: int = 1
) -> Negotiation:
    """Return the made-up negotiation; raise ValueError where so few terms cannot hold the conflicts."""
    with TemporaryDirectory() as folder:
        negotiation, diagnostics = load(
            write_made_up(Path(folder) / "made-up", parties, terms, positions, conflicts, seed)
        )
    wrong = [d for d in diagnostics if d.is_error]
    assert not wrong, wrong[:3]
    return negotiation


def write_made_up(
    folder: Path, parties: int = 12, terms: int = 150, positions: int = 600, conflicts: int = 80, seed: int = 1
) -> Path:
    """Write the files of the made-up negotiation into a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = _Maker(Random(seed), parties, terms, positions, conflicts)
    for name, data in made.files().items():
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _text(words: Words) -> Data:
    return {"en": words[0], "ja": words[1]}


def _id(words: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in words.lower()).split())


@dataclass
class _Maker:
    """Makes terms, then positions that clash, in patterns that share no term, then others that clash with none."""

    random: Random
    party_count: int
    term_count: int
    position_count: int
    conflict_count: int
    terms: dict[str, Data] = field(default_factory=dict)
    issues: dict[str, Data] = field(default_factory=dict)
    said: list[tuple[str, Data]] = field(default_factory=list)
    earlier: dict[str, list[str]] = field(default_factory=dict)

    def files(self) -> dict[str, Any]:
        self._make_terms()
        free = sorted(self.terms)
        self.random.shuffle(free)
        self._clash(free)
        self._fill(free)
        return {
            "negotiation.yaml": {
                "title": _text(("A made-up negotiation", "架空の交渉")),
                "summary": _text(("Nobody said any of this.", "実在の発言ではない。")),
                "languages": ["en", "ja"],
            },
            "parties.yaml": dict(self._parties()),
            "terms.yaml": self.terms,
            "issues.yaml": self.issues,
            "events.yaml": [{"date": "2025-02-03", "term": term} for term in sorted(free)[:2]],
            "statements/all.jsonl": "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self._statements()),
        }

    def _parties(self) -> Iterator[tuple[str, Data]]:
        for number in range(self.party_count):
            name = PARTIES[number % len(PARTIES)]
            again = f" {number // len(PARTIES) + 1}" if number >= len(PARTIES) else ""
            role = "principal" if number < 3 else "backer"
            yield _id(name[0] + again), {"name": _text((name[0] + again, name[1] + again)), "role": role}

    @property
    def ids(self) -> list[str]:
        return [name for name, _ in self._parties()]

    def _make_terms(self) -> None:
        """Make terms: each a thing in a place, first every thing once, each by one or two parties or by nobody."""
        for topic, _ in TOPICS:
            self.issues[_id(topic[0])] = {"title": _text(topic)}
        things = [(topic, thing) for place in range(3) for topic, kinds in TOPICS for thing in kinds[place : place + 1]]
        for number in range(self.term_count):
            topic, thing = things[number % len(things)]
            turn, place = divmod(number // len(things), len(PLACES))
            where = PLACES[place]
            again = f" {turn + 1}" if turn else ""
            title = (f"{thing[0]} {where[0]}{again}", f"{where[1]}{thing[1]}{again}")
            by = sorted(self.random.sample(self.ids, self.random.choice([0, 1, 1, 2])))
            self.terms[_id(title[0])] = {"title": _text(title), "issue": _id(topic[0]), **({"by": by} if by else {})}

    def _clash(self, free: list[str]) -> None:
        """Plant patterns of conflicts until there are as many conflicts as asked for."""
        patterns = [self._direct, self._force, self._direct, self._ring, self._direct, self._number, self._options]
        left, turn = self.conflict_count, 0
        while left:
            pattern = patterns[turn % len(patterns)] if left > 3 else self._direct
            left -= pattern(free)
            turn += 1

    def _take(self, free: list[str], number: int) -> list[str]:
        if len(free) < number:
            raise ValueError(f"{self.term_count} terms cannot hold {self.conflict_count} conflicts")
        taken, free[:number] = free[:number], []
        return taken

    def _say(self, party: str, **position: Any) -> None:
        self.said.append((party, position))

    def _some(self, number: int) -> list[str]:
        return self.random.sample(self.ids, number)

    def _direct(self, free: list[str]) -> int:
        """What one or two demand, another refuses."""
        (term,) = self._take(free, 1)
        first, second, third = self._some(3)
        self._say(first, demand=term)
        if self.random.random() < 0.4:
            self._say(second, demand=term)
        self._say(third, reject=term, **self._red())
        return 1

    def _red(self) -> Data:
        if self.random.random() < 0.8:
            return {}
        text, lang = self.random.choice(QUOTES), self.random.randrange(2)
        return {"firmness": "red-line", "quote": {"text": text[lang], "lang": ("en", "ja")[lang]}}

    def _force(self, free: list[str]) -> int:
        """What one puts into a demand is of a kind that another refuses; a third thing waits for the demand."""
        demand, part, kind, waiting = self._take(free, 4)
        reason = _text(("That is what the word means.", "言葉の意味からそうなる。"))
        self.terms[part]["is_a"] = {"term": kind, "basis": "meaning", "because": reason}
        first, second, third = self._some(3)
        self._say(first, demand=demand, includes=[part])
        self._say(second, reject=kind, **self._red())
        self._say(first, only=waiting, after=demand)
        self._say(third, demand=waiting)
        return 2

    def _ring(self, free: list[str]) -> int:
        """Two or three want each other's step first."""
        terms = self._take(free, self.random.choice([2, 3]))
        for party, term, before in zip(self._some(len(terms)), terms, [*terms[1:], terms[0]], strict=True):
            self._say(party, demand=term, after=before, **self._inferred())
        return len(terms)

    def _inferred(self) -> Data:
        return {"read": "inferred"} if self.random.random() < 0.15 else {}

    def _number(self, free: list[str]) -> int:
        """One wants at least what is more than another's most."""
        (term,) = self._take(free, 1)
        self.terms[term]["quantity"] = {"unit": _text(("people", "人")), "integer": True, "min": 0}
        first, second = self._some(2)
        much = self.random.randrange(20, 90) * 1000
        self._say(first, demand=term, at_least=much)
        self._say(second, only=term, at_most=much - 5000)
        return 1

    def _options(self, free: list[str]) -> int:
        """Each of three wants another of three options."""
        options = self._take(free, 3)
        name = f"choice-{len(self.issues)}"
        title = _text((f"Choice {len(self.issues)}", f"選択{len(self.issues)}"))
        self.issues[name] = {"title": title, "choose": "one", "options": options}
        for party, option in zip(self._some(3), options, strict=True):
            self.terms[option]["issue"] = name
            self._say(party, demand=option)
        return 3

    def _fill(self, free: list[str]) -> None:
        """Say more: wants and orders on free terms, in one order of them, and mild words on the rest."""
        rest, clashing = sorted(set(self.terms) - set(free)), len(self.said)
        while len(self.said) < self.position_count:
            party = self.random.choice(self.ids)
            if rest and (not free or self.random.random() < 0.35):
                self._say(party, **{self.random.choice(["accept", "consider", "support"]): self.random.choice(rest)})
            else:
                self._say(party, **self._about_free(free), **self._inferred())
        for _, position in self.said[clashing:]:
            position["replaces"] = self.random.random() < 0.08  # an id instead, once it is known which there are
        self.random.shuffle(self.said)

    def _about_free(self, free: list[str]) -> Data:
        place = self.random.randrange(len(free))
        stance = self.random.choice(_STANCES)
        if place and stance != "consider" and self.random.random() < 0.35:
            return {stance: free[place], "after": free[self.random.randrange(place)]}
        return {stance: free[place]}

    def _statements(self) -> Iterator[Data]:
        """Put the words into statements of one to four positions by one party, over a year."""
        waiting: dict[str, list[Data]] = {}
        ready: list[tuple[str, list[Data]]] = []
        for party, position in self.said:
            waiting.setdefault(party, []).append(position)
            if len(waiting[party]) == self.random.choice([1, 2, 3, 4]) or len(waiting[party]) == 4:
                ready.append((party, waiting.pop(party)))
        ready += sorted(waiting.items())
        for number, (party, positions) in enumerate(ready):
            yield self._statement(number, FIRST_DAY + timedelta(days=number * DAYS // len(ready)), party, positions)

    def _replacing(self, name: str, positions: list[Data], earlier: list[str]) -> None:
        """Let some of the positions that clash with none replace an earlier one such, of the same party."""
        free = [(number, position) for number, position in enumerate(positions, 1) if "replaces" in position]
        for _, position in free:
            if not position.pop("replaces") or not earlier:
                continue
            position["replaces"] = [earlier.pop(self.random.randrange(len(earlier)))]
        earlier += [f"{name}#{number}" for number, _ in free]

    def _statement(self, number: int, day: date, party: str, positions: list[Data]) -> Data:
        venue, words = self.random.choice(VENUES), self.random.choice(QUOTES)
        relayed = self.random.random() < 0.1
        name = f"{day.isoformat()}-{party}-{number}"
        self._replacing(name, positions, self.earlier.setdefault(party, []))
        source = {"publisher": "The Merrow Courier", "url": f"https://example.org/{number}", "lang": "en"}
        return {
            "id": name, "party": party, "date": day.isoformat(),
            "venue": _text(venue), "summary": _text(words), "sources": [source],
            **({"via": "relayed", "relayed_by": "An official"} if relayed else {"via": "own-words"}),
            "positions": positions,
        }  # fmt: skip
