"""The order in which a settlement can take effect: phases from left to right, what has no place, what is already so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from negmap.findings.package_reports import SequenceReport
from negmap.findings.sequence import OrderEdge, Sequence, SettledTerm
from negmap.render.drawing import Box, Drawing
from negmap.render.errors import PictureError
from negmap.render.lettering import Line
from negmap.render.sketch import Panel, Sample, Sketch
from negmap.render.theme import Dash
from negmap.render.views.lanes import Lanes
from negmap.render.views.legend import double_legend
from negmap.render.views.scene import BODY, SMALL, Scene
from negmap.render.views.steps import TOGETHER, Steps

WIDE = 17.0
"""The width of a term's box, in ems."""
MOST_PREMISES = 24
"""The most concessions that are written out."""

ALREADY = "✓"
OPEN = "○"


def sequence(scene: Scene, report: SequenceReport) -> Sketch:
    """Return the picture of a sequence, with the concessions that it supposes; raise PictureError where it has none."""
    settlement, found = report.combined.settlement, report.combined.sequence
    if settlement is None or found is None:
        raise PictureError("the time given was up before there was a sequence; give it more with --timeout")
    return _Phases(scene, report, {term.term: term for term in settlement.in_}, found).sketch()


@dataclass
class _Phases:
    scene: Scene
    report: SequenceReport
    terms: dict[str, SettledTerm]
    found: Sequence

    @cached_property
    def box_of(self) -> dict[str, str]:
        """Return the key of the box in which each ordered term stands; terms that are tied share one."""
        ordered = {term for phase in self.found.phases for term in phase}
        boxes = {term: f"term:{term}" for term in ordered}
        for group in self.found.tied:
            if ordered.issuperset(group):
                boxes.update(dict.fromkeys(group, f"tied:{'+'.join(group)}"))
        return boxes

    def sketch(self) -> Sketch:
        scene, words = self.scene, self.scene.words
        drawing = Drawing("sequence", scene.theme, {"rankdir": "LR", "nodesep": "0.14", "ranksep": "0.9"})
        self._phases(drawing)
        for first, then in sorted(self._orders):
            self._order(drawing, first, then, self._orders[first, then])
        notes = tuple(self._notes())
        return Sketch(
            name="sequence",
            board=self._lanes.drawn(),
            notes=notes,
            drawing=drawing,
            theme=scene.theme,
            lang=words.lang,
            title=words("{title}: in which order a settlement can take effect", title=scene.head().title),
            above=scene.above(),
            premises=tuple(self._premises()),
            panels=tuple(self._panels()),
            below=(*notes, *self._below()),
            legend=tuple(self._legend()),
            about=tuple(self._about()),
        )

    def _phases(self, drawing: Drawing) -> None:
        """Put in a column for each phase; a frame round it would upset the order of boxes inside it."""
        headings = []
        for number, phase in enumerate(self.found.phases, 1):
            heading = f"phase:{number}"
            title = self.scene.words("Phase {number}", number=number)
            drawing.box(Box(heading, tuple(self.scene.text(title, bold=True)), "none", "plain", "none"))
            keys = list(dict.fromkeys(self.box_of[term] for term in phase))
            for name in keys:
                drawing.box(self._box(name, [term for term in phase if self.box_of[term] == name]))
            drawing.same_rank([heading, *keys])
            for above, under in (*((heading, name) for name in keys), *pairwise(self._downward(keys))):
                drawing.line(above, under, "frame", style="invis")
            headings.append(heading)
        for before, after in pairwise(headings):
            drawing.line(before, after, "frame", style="invis", weight="100")

    def _downward(self, keys: list[str]) -> list[str]:
        """Return the boxes of one phase that are ordered among themselves, the earlier first."""
        after = {name: {a for a, b in self._orders if b == name and a in keys} for name in keys}
        ordered = {name for name in keys if after[name] or any(name in firsts for firsts in after.values())}
        found: list[str] = []
        while len(found) < len(ordered):
            free = sorted(name for name in ordered - set(found) if after[name] <= set(found))
            found.append(free[0] if free else min(ordered - set(found)))
        return found

    def _box(self, name: str, terms: list[str]) -> Box:
        scene, lines = self.scene, list[Line]()
        if len(terms) > 1:
            lines += scene.small(scene.words("{sign} at the same time", sign=TOGETHER), room=WIDE, bold=True)
        for term in terms:
            lines += self._term(term, bullet=len(terms) > 1)
        return Box(
            name,
            tuple(lines),
            scene.theme.ink,
            "tag",
            scene.theme.node,
            width=2.4 if len(terms) > 1 else 1.2,
            tip=" · ".join(self._why(term) for term in terms),
            room=WIDE * BODY,
        )

    def _term(self, term: str, *, bullet: bool) -> Iterator[Line]:
        """Yield a term's title, who would carry it out, and whether that is not yet agreed."""
        scene, words = self.scene, self.scene.words
        title = scene.title(term)
        yield from scene.text(words("• {text}", text=title) if bullet else title, room=WIDE)
        known = scene.study.view.negotiation.term_of.get(term)
        for party in sorted(known.by) if known else ():
            yield from scene.small(
                words("by {party}", party=scene.phrases.party(party)), colour=scene.colour(party), room=WIDE, bold=True
            )
        if self.terms[term].not_yet_agreed:
            yield from scene.small(words("{sign} not yet agreed", sign=OPEN), colour=scene.theme.clash, room=WIDE)

    @cached_property
    def _steps(self) -> Steps:
        return Steps(self.scene, self.found, self.terms)

    @cached_property
    def _lanes(self) -> Lanes:
        return Lanes(self._steps)

    def _why(self, term: str) -> str:
        return self._steps.why(term)

    def _notes(self) -> Iterator[str]:
        if self._lanes.cut:
            yield self.scene.words(
                "There are too many orders to draw them all; arrows show the longest chain, the words the others."
            )

    @cached_property
    def _orders(self) -> dict[tuple[str, str], list[OrderEdge]]:
        """Return the orders between boxes."""
        found: dict[tuple[str, str], list[OrderEdge]] = {}
        for edge in self.found.orders:
            ends = (self.box_of.get(edge.first, ""), self.box_of.get(edge.then, ""))
            if all(ends) and ends[0] != ends[1]:
                found.setdefault(ends, []).append(edge)
        return found

    @cached_property
    def _critical(self) -> set[tuple[str, str]]:
        return {(self.box_of[a], self.box_of[b]) for a, b in pairwise(self.found.critical_path)}

    def _asking(self, edges: Iterable[OrderEdge]) -> tuple[str, ...]:
        """Return the parties whose claims ask for orders, by id; none where only definitions do."""
        claims = self.scene.study.claims
        return tuple(
            sorted({p for edge in edges for name in edge.because if name in claims for p in claims[name].holders})
        )

    def _order(self, drawing: Drawing, first: str, then: str, edges: list[OrderEdge]) -> None:
        scene, parties = self.scene, self._asking(edges)
        dash: Dash = "solid" if parties else "dotted"
        label: list[Line] = []
        for party in parties:
            label.append(Line(scene.phrases.party(party), SMALL, scene.colour(party), True))
        strict = any(edge.strict for edge in edges)
        settings = {"penwidth": "3"} if (first, then) in self._critical else {}
        if self._phase_of[first] < self._phase_of[then]:
            settings |= {"tailport": "e", "headport": "w"}
        drawing.line(first, then, "order" if strict else "no-later", dash=dash, label=tuple(label), **settings)

    @cached_property
    def _phase_of(self) -> dict[str, int]:
        return {self.box_of[term]: number for number, phase in enumerate(self.found.phases) for term in phase}

    def _premises(self) -> Iterator[Panel]:
        """Yield the concessions without which there is no sequence."""
        scene, words, applied = self.scene, self.scene.words, set(self.report.combined.packages)
        packages = [package for c in self.report.components for package in c.packages if package.id in applied]
        if packages:
            number = sum(len(c.conflicts) for c in self.report.components)
            title = words.many(
                "{number} conflict stands in the way. Suppose these concessions:",
                "{number} conflicts stand in the way. Suppose these concessions:",
                number,
            )
            said = [(scene.phrases.parties(c.parties), c.text) for package in packages for c in package.concessions]
            texts = [words("{party}: {text}", party=who, text=text) for who, text in said]
            if more := len(texts) - MOST_PREMISES:
                texts = texts[:MOST_PREMISES] + ([words("and {number} more", number=more)] if more > 0 else [])
            note = words("(Nobody has made them. `negmap concessions` shows others.)")
            yield Panel(title, (*(words("– {text}", text=text) for text in texts), note))

    def _panels(self) -> Iterator[Panel]:
        words = self.scene.words
        others = tuple(self._without_lane())
        if others:
            yield Panel(words("Parties that carry none of these steps out"), others)
        for title, terms in (
            (words("{sign} already so", sign=ALREADY), self.found.already),
            (words("in no order with anything: at any time"), self.found.any_time),
        ):
            if terms:
                yield Panel(title, tuple(words("– {text}", text=self.scene.title(term)) for term in terms))

    def _without_lane(self) -> Iterator[str]:
        words, steps = self.scene.words, self._steps
        for party in self.found.waits:
            if party not in steps.lanes and (said := words(", ").join(steps.exchange(party))):
                text = words("{party}: {text}", party=self.scene.phrases.party(party), text=said)
                yield words("– {text}", text=text)

    def _below(self) -> Iterator[str]:
        words, settled = self.scene.words, self.terms.values()
        if any(term.not_yet_agreed for term in settled):
            yield words(
                "{sign} not yet agreed: a party that would carry it out has not asked for, offered or accepted it.",
                sign=OPEN,
            )
        if self.found.overtaken:
            yield words("Overtaken by events: {ids}.", ids=words("; ").join(map(self._overtaken, self.found.overtaken)))
        if not self.found.steps_exact:
            yield words(
                "There were too many choices to try them all; the steps are good, but perhaps not the earliest."
            )

    def _overtaken(self, name: str) -> str:
        """Return a claim or definition in words, by its id."""
        study, phrases = self.scene.study, self.scene.phrases
        if name in study.claims:
            return phrases.claim(study.claims[name])
        return next((phrases.definition(d) for d in study.view.definitions if d.id == name), name)

    def _legend(self) -> Iterator[Sample]:
        words, lanes = self.scene.words, self._lanes
        if lanes.arrows:
            yield Sample(words("comes before; to later phases only in words"), stroke="order")
        if any(not self._steps.asking(edge) for _, _, edge in lanes.arrows):
            yield Sample(words("before by definition"), stroke="order", dash="dotted")
        if any((first, then) in set(pairwise(self.found.critical_path)) for first, then, _ in lanes.arrows):
            yield Sample(words("the longest chain"), stroke="chain")
        if self.found.tied:
            yield Sample(words("at one and the same step"), outline="box", heavy=True)
        if lanes.board.above and any(track.stroke == "together" for track in lanes.board.above):
            yield Sample(words("one step in several lanes"), stroke="together")
        if any(len(self._steps.carriers(term)) > 1 for term in self._steps.number_of):
            yield Sample(words("carried out with another party, whose lane has it too"), outline="box", dash="dashed")
        yield from double_legend(self.scene, filter(None, self._steps.lanes))

    def _about(self) -> Iterator[str]:
        """Yield the text alternative: phase by phase, then the orders, then what has none."""
        scene, words = self.scene, self.scene.words
        yield from scene.above()
        for panel in self._premises():
            yield from (panel.title, *panel.items)
        for number, phase in enumerate(self.found.phases, 1):
            yield words("{name}:", name=words("Phase {number}", number=number))
            yield from (words("– {text}", text=self._why(term)) for term in phase)
        for group in self.found.tied:
            yield words("{sign} at the same time", sign=TOGETHER) + ": " + words(", ").join(map(scene.title, group))
        for edge in self.found.orders:
            yield self._said(edge)
        for panel in self._panels():
            yield words("{name}:", name=panel.title)
            yield from panel.items
        yield from self._below()

    def _said(self, edge: OrderEdge) -> str:
        phrases, words = self.scene.phrases, self.scene.words
        x, y, parties = phrases.term(edge.first), phrases.term(edge.then), self._asking([edge])
        text = words("{x} before {y}", x=x, y=y) if edge.strict else words("{x} no later than {y}", x=x, y=y)
        who = phrases.parties(parties) if parties else words("by definition")
        return words("{text} ({marks})", text=text, marks=who)
