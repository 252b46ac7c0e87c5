"""What every view needs: the study and its graph, words, colours, and boxes for positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from negmap.explain.evidence import how_heard, occasion
from negmap.explain.messages import Words
from negmap.explain.phrases import Phrases
from negmap.findings.reports import Head
from negmap.graph import Parts, key, web_address
from negmap.model.statements import StatedPosition, Statement
from negmap.render.drawing import Box
from negmap.render.lettering import BOLD, Line, lines
from negmap.render.text.layout import notes
from negmap.render.theme import OUTLINE_OF, RED_LINE, Theme, is_double
from negmap.report.context import Context
from negmap.study import Study

BODY, SMALL = 12.0, 10.0
ROOM = 20.0
"""The width of a box's text, in ems."""
MOST_LINES = 7
PUBLISHERS = 12
"""How many publishers are named under a picture, in the order of their names, before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A study to be drawn: its graph, the language, the colours."""

    context: Context
    graph: Parts
    theme: Theme
    phrases: Phrases = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "phrases", self.context.phrases)

    @property
    def study(self) -> Study:
        """Return what is drawn."""
        return self.context.study

    @property
    def words(self) -> Words:
        """Return the messages in the picture's language."""
        return self.context.words

    def head(self) -> Head:
        """Return what every report begins with."""
        fields: dict[str, Any] = self.context.head("render", self.study.conflicts.completeness)
        return Head(**fields)

    def above(self) -> tuple[str, ...]:
        """Return the lines under the title: the scope, then what was left out or taken out."""
        head = self.head()
        return (head.scope, *notes(head, self.words))

    def source(self, statements: Iterable[Statement] | None = None) -> str:
        """Return the line on what a picture rests on (all statements, or some): by whom the sources are, and where."""
        words, view = self.words, self.study.view
        refs = [ref for s in (view.statements if statements is None else statements) for ref in s.sources]
        publishers = sorted({ref.origin or ref.publisher or "" for ref in refs} - {""}, key=str.casefold)
        if not publishers:
            return words("Statement by statement in the folder {name}.", name=view.negotiation.name)
        named = words(", ").join(publishers[:PUBLISHERS])
        if more := len(publishers) - PUBLISHERS:
            named = words("{first} and {more} more", first=named, more=more) if more > 0 else named
        return words(
            "Sources, statement by statement, in the folder {name}: {publishers}.",
            name=view.negotiation.name,
            publishers=named,
        )

    def node(self, kind: str, name: str) -> Mapping[str, Any]:
        """Return the attributes of a node of the graph."""
        attributes: Mapping[str, Any] = self.graph.nodes[key(kind, name)]
        return attributes

    def said(self, position: str) -> StatedPosition:
        """Return a position by its id."""
        return self.study.view.negotiation.positions[position]

    def title(self, term: str) -> str:
        """Return the title of a term as a heading: no quotation marks, its stage in brackets."""
        known, stage = self.study.view.negotiation.term_of.get(term), term.partition(".")[2]
        title = known.title.within(self.phrases.lang) if known else term
        return self.words("{title} ({stage})", title=title, stage=self.phrases.stage(stage)) if stage else title

    def colour(self, party: str) -> str:
        """Return a party's colour."""
        return self.theme.party(party, self.study.view.negotiation.parties)

    def tint(self, party: str) -> str:
        """Return the ground for a party's positions."""
        return self.theme.tint(party, self.study.view.negotiation.parties)

    def double(self, party: str) -> bool:
        """Say whether the borders of a party's boxes are double."""
        return is_double(party, self.study.view.negotiation.parties)

    def text(self, words: str, *, room: float = ROOM, most: int = MOST_LINES, bold: bool = False) -> Iterator[Line]:
        """Yield words as lines of a box."""
        for part in lines(words, room / BOLD if bold else room, most):
            yield Line(part, BODY, self.theme.ink, bold)

    def small(self, words: str, *, colour: str = "", room: float = ROOM, bold: bool = False) -> Iterator[Line]:
        """Yield words as small lines of a box, quiet unless another colour is given."""
        for part in lines(words, room * BODY / SMALL / (BOLD if bold else 1)):
            yield Line(part, SMALL, colour or self.theme.quiet, bold)

    def position_box(self, position: str, *, name: bool) -> Box:
        """Return the box of a position, with its party's name on top if asked."""
        said = self.said(position)
        node = self.node("position", position)
        red = node["firmness"] == "red-line"
        top = self.small(self.phrases.party(said.party), colour=self.colour(said.party), bold=True) if name else ()
        return Box(
            key("position", position),
            (*top, *self.text(self.phrases.stance(said)), *self.small(self.marks(position))),
            colour=self.colour(said.party),
            outline=OUTLINE_OF[node["stance"]],
            fill=self.theme.node,
            dash="dashed" if node["read"] == "inferred" else "solid",
            width=3.0 if red else 1.2,
            tip=self.tip(position),
            url=node["url"],
            room=ROOM * BODY,
            double=self.double(said.party),
        )

    def marks(self, position: str) -> str:
        """Return date and evidence marks of a position on one line."""
        said, words = self.said(position), self.words
        node = self.node("position", position)
        marks = [self.phrases.day(said.statement.date), how_heard(said.statement, self.phrases)]
        if node["firmness"] == "red-line":
            marks.append(words("{sign} red line", sign=RED_LINE))
        if node["read"] == "inferred":
            marks.append(words("our reading"))
        if said.statement.id in self.study.view.hypothetical:
            marks.append(words("hypothetical"))
        return words(" · ").join(mark for mark in marks if mark)

    def tip(self, position: str) -> str:
        """Return the words of a position's statement, for a pointer."""
        said, lang = self.said(position), self.phrases.lang
        quote = self.words("“{title}”", title=said.position.quote.text) if said.position.quote else ""
        summary = said.statement.summary.within(lang) if said.statement.summary else ""
        who = self.words("{party}: {text}", party=self.phrases.party(said.party), text=self.phrases.stance(said))
        parts = [who, quote or summary, occasion(said.statement, self.phrases), position]
        return self.words(" · ").join(part for part in parts if part)

    def read_out(self, position: str) -> str:
        """Return a position as one line of a text alternative: who, what, when, where to look it up."""
        said = self.said(position)
        source = web_address(said.statement.sources)
        text = self.words(
            "{party}: {text} ({marks})",
            party=self.phrases.party(said.party),
            text=self.phrases.stance(said),
            marks=self.marks(position),
        )
        return self.words("{text} {source}", text=text, source=source) if source else text
