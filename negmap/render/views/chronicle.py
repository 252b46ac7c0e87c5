"""What a timeline shows: positions by day or by month and party, and the conflicts that came to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from negmap.findings.conflicts import Conflict
from negmap.model.values import Day
from negmap.render.lettering import BOLD, Line, lines
from negmap.render.theme import CLASH
from negmap.render.views.history import Said, appeared
from negmap.render.views.scene import SMALL, Scene
from negmap.render.views.sticking import further_on, sticking_points


@dataclass
class Chronicle:
    """Everything that was said, in periods: days, or months."""

    scene: Scene
    said: tuple[Said, ...]
    by_month: bool
    everything: bool = False

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Return the parties that said anything, by id."""
        return tuple(sorted({said.position.party for said in self.said}))

    def _period(self, day: date) -> str:
        return day.isoformat()[:7] if self.by_month else day.isoformat()

    @cached_property
    def periods(self) -> dict[str, dict[str, list[Said]]]:
        """Return positions by period and party."""
        found: dict[str, dict[str, list[Said]]] = {period: {} for period in self.clashes}
        for said in self.said:
            found.setdefault(self._period(said.day), {}).setdefault(said.position.party, []).append(said)
        return {period: dict(sorted(found[period].items())) for period in sorted(found)}

    @cached_property
    def clashes(self) -> dict[str, list[Conflict]]:
        """Return the conflicts that came to be in each period."""
        days = appeared(self.scene.study)
        found: dict[str, list[Conflict]] = {}
        for conflict in self.scene.study.conflicts.conflicts:
            found.setdefault(self._period(days[conflict.id]), []).append(conflict)
        return found

    @cached_property
    def _number(self) -> dict[str, int]:
        """Return the number of each obstacle, as `negmap conflicts` counts them."""
        return {point.obstacle.id: point.number for point in sticking_points(self.scene.study)}

    @cached_property
    def further(self) -> dict[str, tuple[int, ...]]:
        """Return the positions that have to do with sticking points, with the numbers of these."""
        return further_on(self.scene.study, sticking_points(self.scene.study))

    def when(self, period: str) -> str:
        """Return a period in words."""
        return self.scene.phrases.day(Day.parse(period))

    def fate(self, said: Said) -> str:
        """Return in words what has become of a position; nothing while it is in force."""
        words = self.scene.words
        return {
            "in force": "",
            "replaced": words("replaced by {id}", id=said.by),
            "withdrawn": words("withdrawn by {id}", id=said.by),
            "run out": words("has run out"),
        }[said.fate]

    def boxed(self, said: list[Said], most: int) -> list[Said]:
        """Return the positions that have a box each, at most so many, as they were said.

        These are all, or those that hang on a sticking point and those that have ended.
        """
        wanted = said if self.everything else [s for s in said if s.position.id in self.further or s.fate != "in force"]
        if len(wanted) <= most:
            return wanted
        first = sorted(wanted, key=lambda s: (s.position.id not in self.further, s.fate == "in force"))
        kept = {s.position.id for s in first[:most]}
        return [s for s in wanted if s.position.id in kept]

    def boxes(self, most: int) -> list[Said]:
        """Return every position that has a box, at most so many of one party and day."""
        return [one for parties in self.periods.values() for said in parties.values() for one in self.boxed(said, most)]

    def counted(self, said: list[Said]) -> Iterator[tuple[str, bool]]:
        """Yield how many positions there are, how many of them in conflicts (marked True), how many have ended."""
        words = self.scene.words
        clashing = sum(s.position.id in self.further and s.fate == "in force" for s in said)
        ended = sum(s.fate != "in force" for s in said)
        yield words.many("{number} position", "{number} positions", len(said)), False
        if clashing:
            text = words.many("{number} in conflicts", "{number} in conflicts", clashing)
            yield f"{CLASH} {text}", True
        if ended:
            yield words.many("{number} has ended", "{number} have ended", ended), False

    def appeared(self, period: str, wide: float) -> list[Line]:
        """Return how many conflicts came to be in a period, and at which sticking points, as lines of a width."""
        scene, found = self.scene, self.clashes.get(period, [])
        if not found:
            return []
        text = "+ " + scene.words.many("{number} conflict", "{number} conflicts", len(found))
        numbers = sorted({self._number[c.obstacle] for c in found if c.obstacle in self._number})
        at = " ".join(f"{CLASH}{number}" for number in numbers)
        body = [Line(t, SMALL, scene.theme.clash, True) for t in lines(text, wide / SMALL / BOLD)]
        return body + [Line(t, SMALL, scene.theme.clash) for t in lines(at, wide / SMALL, 8)]

    def told(self, period: str) -> Iterator[str]:
        """Yield what a period holds, one line each."""
        words, phrases = self.scene.words, self.scene.phrases
        for party, said in self.periods[period].items():
            texts = [words(", ").join(text for text, _ in self.counted(said))]
            if not self.by_month:
                texts = [self._one(one) for one in said]
            yield from (words("{party}: {text}", party=phrases.party(party), text=text) for text in texts)
        if found := self.clashes.get(period):
            yield "+ " + words.many("{number} conflict", "{number} conflicts", len(found))

    def _one(self, said: Said) -> str:
        text, fate = self.scene.phrases.stance(said.position), self.fate(said)
        return self.scene.words("{text} ({marks})", text=text, marks=fate) if fate else text
