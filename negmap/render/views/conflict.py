"""One conflict: its claims with who said them, the terms between them, the definitions used; a ring as a ring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Conflict
from negmap.findings.reports import ClaimRow, ConflictRow
from negmap.graph import key, web_address
from negmap.model.definitions import Definition
from negmap.render.drawing import Box, Drawing
from negmap.render.lettering import Line
from negmap.render.sketch import Sample, Sketch
from negmap.render.theme import CLASH, RED_LINE, Outline
from negmap.render.views.legend import double_legend, lines_legend
from negmap.render.views.links import Link, links
from negmap.render.views.scene import BODY, SMALL, Scene
from negmap.report.rows import Rows

VOICES = 4
"""How many voices of one claim are named before the rest is counted."""
WIDE = 23.0
"""The width of a claim's box, in ems."""
_OUTLINE: dict[str, Outline] = {"in": "box", "out": "octagon"}


def conflict(scene: Scene, found: Conflict) -> Sketch:
    """Return the picture of one conflict or tension."""
    return _Picture(scene, found).sketch()


@dataclass
class _Picture:
    scene: Scene
    found: Conflict

    @cached_property
    def row(self) -> ConflictRow:
        """Return the conflict as reports have it: claims numbered, derivation, evidence."""
        return Rows(self.scene.context).conflict(self.found, self.scene.study.standing(self.found))

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {row.id: self.scene.study.claims[row.id] for row in self.row.claims}

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        needed = {d.id for d in self.found.definitions}
        return {d.id: d for d in self.scene.study.view.definitions if d.id in needed}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return links(self.claims.values(), self.definitions.values(), self.found.rings)

    def sketch(self) -> Sketch:
        scene, words = self.scene, self.scene.words
        drawing = Drawing("conflict", scene.theme, {"rankdir": "TB", "nodesep": "0.35", "ranksep": "0.28"})
        for row in self.row.claims:
            drawing.box(self._claim(row))
        for box in self._others().values():
            drawing.box(box)
        for link in self.links:
            self._link(drawing, link)
        parties = sorted({party for row in self.row.claims for party in self._voicing(row)})
        names = f" {CLASH} ".join(scene.phrases.party(party) for party in parties)
        title = names + words.many(" · {number} point", " · {number} points", self.row.size)
        return Sketch(
            name=f"conflict-{self.found.id}",
            drawing=drawing,
            theme=scene.theme,
            lang=words.lang,
            title=title,
            above=(*scene.above(), self._ids()),
            below=tuple(self._below()),
            legend=tuple(self._legend()),
            about=tuple(self._about()),
            source=scene.source(scene.said(v.position).statement for row in self.row.claims for v in row.voices),
        )

    def _ids(self) -> str:
        words = self.scene.words
        follows = self.found.follows_from
        text = words("Conflict {id}, obstacle {obstacle}", id=self.found.id, obstacle=self.found.obstacle)
        return text + (words(", follows from {id}", id=follows) if follows else "")

    def _claim(self, row: ClaimRow) -> Box:
        scene = self.scene
        parties = self._voicing(row)
        names = scene.words(", ").join(scene.phrases.party(party) for party in parties)
        colour = scene.colour(parties[0]) if len(parties) == 1 else scene.theme.ink
        text = [
            *scene.small(f"{row.number} · {names}", colour=colour, bold=True, room=WIDE),
            *scene.text(row.text, room=WIDE),
            *(line for part in self._voices(row) for line in scene.small(part, room=WIDE)),
        ]
        inferred = all(voice.read == "inferred" for voice in row.voices)
        red = any(voice.firmness == "red-line" for voice in row.voices)
        first = scene.said(row.voices[0].position)
        return Box(
            key("claim", row.id),
            tuple(text),
            colour,
            _OUTLINE.get(self.claims[row.id].kind, "hexagon"),
            scene.theme.node,
            "dashed" if inferred else "solid",
            3.0 if red else 1.2,
            tip=scene.tip(first.id),
            url=web_address(first.statement.sources),
            room=WIDE * BODY,
            double=len(parties) == 1 and scene.double(parties[0]),
        )

    @staticmethod
    def _voicing(row: ClaimRow) -> list[str]:
        """Return the parties that voice a claim, by id; where it is binding, those that say it as binding."""
        return sorted({voice.party for voice in row.voices if voice.binding or not row.binding})

    def _voices(self, row: ClaimRow) -> Iterator[str]:
        """Yield who said it when, one line a voice."""
        words = self.scene.words
        for voice in row.voices[:VOICES]:
            marks = [voice.occasion]
            if len({v.party for v in row.voices}) > 1:
                marks.insert(0, self.scene.phrases.party(voice.party))
            if voice.firmness == "red-line":
                marks.append(words("{sign} red line", sign=RED_LINE))
            if voice.read == "inferred":
                marks.append(words("our reading"))
            yield words(" · ").join(marks)
        rest = len(row.voices) - VOICES
        if rest > 0:
            yield words.many("… and {number} voice more", "… and {number} voices more", rest)

    def _others(self) -> dict[str, Box]:
        """Return the boxes of terms and definitions by key."""
        scene, boxes = self.scene, dict[str, Box]()
        for name in sorted({end for link in self.links for end in (link.tail, link.head)}):
            kind, _, rest = name.partition(":")
            if kind == "term":
                boxes[name] = self._term(name, rest)
            elif kind == "definition":
                d = self.definitions[rest.partition("@")[0]]
                terms = Definition(d.id, d.kind, tuple(rest.partition("@")[2].split("+")), d.basis, d.because)
                text = scene.words(
                    "{definition} ({basis})", definition=scene.phrases.definition(terms), basis=scene.phrases.basis(d)
                )
                boxes[name] = Box(
                    name, tuple(scene.small(text)), "none", "plain", scene.theme.ground, tip=scene.phrases.because(d)
                )
        return boxes

    def _term(self, name: str, term: str) -> Box:
        scene = self.scene
        lines = tuple(scene.text(scene.title(term), bold=True))
        return Box(name, lines, scene.theme.quiet, "tag", scene.theme.neutral_tint, tip=term)

    def _link(self, drawing: Drawing, link: Link) -> None:
        label = ""
        if link.label:
            label = self.scene.words("if") if link.label == "if" else self.scene.words("unless")
        lines = (Line(label, SMALL, self.scene.theme.quiet),) if label else ()
        direction = "both" if link.both else "back" if link.upward else "forward"
        ends = (link.head, link.tail) if link.upward else (link.tail, link.head)
        drawing.line(*ends, link.stroke, label=lines, dir=direction)

    def _below(self) -> Iterator[str]:
        gap = "" if self.scene.words.lang == "ja" else " "
        yield from self.row.explanation
        yield self.scene.words("Evidence: {text}", text=gap.join(self.row.evidence))

    def _legend(self) -> Iterator[Sample]:
        yield from lines_legend(self.scene, (link.stroke for link in self.links))
        alone = (parties[0] for row in self.row.claims if len(parties := self._voicing(row)) == 1)
        yield from double_legend(self.scene, alone)

    def _about(self) -> Iterator[str]:
        words = self.scene.words
        yield from (*self.scene.above(), self._ids())
        for row in self.row.claims:
            names = words(", ").join(self.scene.phrases.party(party) for party in self.claims[row.id].holders)
            yield words("{number}. {party}: {text}", number=row.number, party=names, text=row.text)
            for voice in row.voices:
                yield words("– {text}", text=self.scene.read_out(voice.position))
        yield from self._below()
