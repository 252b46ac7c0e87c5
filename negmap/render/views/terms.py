"""Terms: what is true of them by definition, and which order or condition who asks for between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from negmap.graph import key
from negmap.render.drawing import Box, Drawing
from negmap.render.errors import NoSuchIssue
from negmap.render.lettering import Line
from negmap.render.sketch import Sample, Sketch
from negmap.render.theme import CLASH, Dash
from negmap.render.views.legend import lines_legend
from negmap.render.views.scene import BODY, SMALL, Scene
from negmap.render.views.sticking import sticking_points

MOST = 45
"""The most terms in one picture."""
WIDE = 15.0
"""The width of a term's box, in ems."""


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A line between two terms, from the one drawn first: its stroke, who asks for it, and what is written on it."""

    tail: str
    head: str
    stroke: str
    parties: tuple[str, ...]
    label: str = ""
    inferred: bool = False


def terms(scene: Scene, *, issue: str | None = None) -> Sketch:
    """Return the picture of terms and what lies between them; of one issue and its neighbours if one is named.

    Past MOST terms only those at the first sticking points are drawn; where there is none, the first by id. Raises
    NoSuchIssue.
    """
    issues = scene.study.view.negotiation.issues
    if issue is not None and issue not in issues:
        raise NoSuchIssue(issue, tuple(issues))
    return _Terms(scene, issue).sketch()


@dataclass
class _Terms:
    scene: Scene
    issue: str | None

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Return every line between two terms, those of several parties as one."""
        found: dict[tuple[str, str, str, str], tuple[set[str], bool]] = {}
        for tail, head, _, attributes in self.scene.graph.edges:
            edge: Mapping[str, object] = attributes
            made = _tie(edge)
            if made is not None:
                stroke, turned, label = made
                ends = (head, tail) if turned else (tail, head)
                parties, inferred = found.get((*ends, stroke, label), (set(), True))
                who = {str(edge["party"])} if "party" in edge else set()
                found[*ends, stroke, label] = (parties | who, inferred and edge.get("read") == "inferred")
        return tuple(
            sorted(
                Tie(tail.partition(":")[2], head.partition(":")[2], stroke, tuple(sorted(parties)), label, inferred)
                for (tail, head, stroke, label), (parties, inferred) in found.items()
            )
        )

    @cached_property
    def tied(self) -> tuple[str, ...]:
        """Return the terms with a line, by id; of one issue those of it, and those with a line to them."""
        of = self.scene.study.view.negotiation.term_of
        own = {t for tie in self.ties for t in (tie.tail, tie.head) if self.issue in (None, of[t].issue)}
        near = {t for tie in self.ties for t in (tie.tail, tie.head) if {tie.tail, tie.head} & own}
        return tuple(sorted(own | near))

    @cached_property
    def drawn(self) -> frozenset[str]:
        """Return the terms that are drawn: all, or those at the first sticking points, as many as fit."""
        if len(self.tied) <= MOST:
            return frozenset(self.tied)
        chosen = frozenset().union(*self._sticking[: self._points]) & set(self.tied) or set(self.tied[:MOST])
        return frozenset(t for tie in self.ties if {tie.tail, tie.head} <= chosen for t in (tie.tail, tie.head))

    @cached_property
    def _points(self) -> int:
        """Return at how many sticking points terms are drawn, where not all terms are: as many as fit."""
        chosen: set[str] = set()
        for number, names in enumerate(self._sticking):
            chosen |= names & set(self.tied)
            if len(chosen) > MOST:
                return number
        return len(self._sticking)

    @cached_property
    def _sticking(self) -> tuple[frozenset[str], ...]:
        """Return the terms of each sticking point."""
        claims = self.scene.study.claims
        return tuple(
            frozenset(
                term
                for name in (*point.obstacle.claims, *point.obstacle.blocks)
                for term in (*claims[name].subjects, *claims[name].others)
            )
            for point in sticking_points(self.scene.study)
        )

    def sketch(self) -> Sketch:
        scene, words = self.scene, self.scene.words
        drawing = Drawing("terms", scene.theme, {"rankdir": "LR", "nodesep": "0.16", "ranksep": "0.75"})
        for term in sorted(self.drawn):
            drawing.box(self._box(term))
        for tie in self._lines:
            self._line(drawing, tie)
        notes = tuple(self._notes())
        title = words("{title}: what lies between terms", title=scene.head().title)
        return Sketch(
            name="terms",
            theme=scene.theme,
            lang=words.lang,
            title=f"{title} · {self._issue_title(self.issue)}" if self.issue else title,
            drawing=drawing,
            above=scene.above(),
            below=(*notes, *self._below()),
            legend=tuple(self._legend()),
            about=(*scene.above(), *self._about(), *notes),
            notes=notes,
        )

    @cached_property
    def _lines(self) -> tuple[Tie, ...]:
        return tuple(tie for tie in self.ties if tie.tail in self.drawn and tie.head in self.drawn)

    def _box(self, term: str) -> Box:
        scene = self.scene
        known = scene.study.view.negotiation.term_of[term]
        top = (
            scene.small(self._issue_title(known.issue), room=WIDE) if known.issue and known.issue != self.issue else ()
        )
        state = self._state(term)
        return Box(
            key("term", term),
            (
                *top,
                *scene.text(scene.title(term), room=WIDE, bold=bool(state)),
                *(scene.small(state, colour=scene.theme.clash, room=WIDE) if state else ()),
            ),
            scene.theme.clash if state else scene.theme.quiet,
            "tag",
            scene.theme.node,
            width=1.8 if state else 1.0,
            tip=term,
            room=WIDE * BODY,
        )

    def _issue_title(self, issue: str | None) -> str:
        known = self.scene.study.view.negotiation.issues.get(issue or "")
        return known.title.within(self.scene.words.lang) if known else ""

    def _state(self, term: str) -> str:
        words, state = self.scene.words, self.scene.node("term", term)["state"]
        if state == "blocked":
            return words("{sign} blocked", sign=CLASH)
        return words("{sign} refused", sign=CLASH) if state == "rejected" else ""

    def _line(self, drawing: Drawing, tie: Tie) -> None:
        scene = self.scene
        label = [Line(scene.phrases.party(p), SMALL, scene.colour(p), True) for p in tie.parties[:3]]
        if more := len(tie.parties) - 3:
            label += scene.small(f"+{more}") if more > 0 else ()
        if tie.label:
            label = [*scene.small(self._label(tie.label)), *label]
        ends = (key("term", tie.tail), key("term", tie.head))
        both = {"dir": "none"} if tie.stroke == "exclusion" else {}
        dash: Dash | None = "dashed" if tie.inferred and tie.parties else None
        drawing.line(*ends, tie.stroke, label=tuple(label), tip=self._said(tie), dash=dash, **both)

    def _label(self, label: str) -> str:
        words = self.scene.words
        return {
            "with": words("at the same time"),
            "includes": words("must include"),
            "requires": words("needs"),
            "if": words("if"),
            "unless": words("unless"),
            "is_a": words("is a kind of"),
            "def_includes": words("includes"),
            "def_requires": words("needs"),
            "choose": words("either or"),
            "closed": words("always one of"),
        }.get(label, "")

    def _said(self, tie: Tie) -> str:
        """Return a line in words."""
        scene, words = self.scene, self.scene.words
        first, then = scene.phrases.term(tie.tail), scene.phrases.term(tie.head)
        how = self._label(tie.label) or {
            "order": words("before"),
            "no-later": words("no later than"),
            "definition": words("before"),
            "exclusion": words("excludes"),
        }.get(tie.stroke, "")
        who = scene.phrases.parties(tie.parties) if tie.parties else words("by definition")
        return words("{text} ({marks})", text=f"{first} – {how} – {then}", marks=who)

    def _notes(self) -> Iterator[str]:
        words = self.scene.words
        out = [term for term in self.tied if term not in self.drawn]
        if not out:
            return
        of = self.scene.study.view.negotiation.term_of
        issues = sorted({of[term].issue or "" for term in out} - {""})
        yield words.many(
            "{number} term is left out, so that the picture can be read.",
            "{number} terms are left out, so that the picture can be read.",
            len(out),
        )
        yield self._which()
        if issues and self.issue is None:
            yield words("One issue at a time, with --issue: {ids}", ids=words(", ").join(issues))

    def _which(self) -> str:
        """Say which terms are drawn, where not all are."""
        words, number, every = self.scene.words, self._points, len(self._sticking)
        if not number:
            return words("Drawn are the first by id that have a line to one another.")
        if not self.scene.head().completeness.complete:
            return words(
                "Drawn are those at {first} of the {number} sticking points found before the search was cut, "
                "if they have a line to one another.",
                first=number,
                number=every,
            )
        if number < every:
            return words(
                "Drawn are those at the first {first} of {number} sticking points, if they have a line to one another.",
                first=number,
                number=every,
            )
        return words("Drawn are those at the sticking points, if they have a line to one another.")

    def _below(self) -> Iterator[str]:
        words = self.scene.words
        alone = len(self.scene.study.view.negotiation.term_of) - len(self.tied)
        if not self.tied:
            yield words("Nothing lies between any two terms.")
        elif alone and self.issue is None:
            yield words.many(
                "{number} term has no line to another and is not in the picture.",
                "{number} terms have no line to another and are not in the picture.",
                alone,
            )

    def _legend(self) -> Iterator[Sample]:
        words = self.scene.words
        yield from lines_legend(self.scene, (tie.stroke for tie in self._lines))
        if any(tie.parties for tie in self._lines):
            yield Sample(words("on a line: who asks for it"), sign="ABC")

    def _about(self) -> Iterator[str]:
        words = self.scene.words
        for term in sorted(self.drawn):
            state = self._state(term)
            title = self.scene.title(term)
            yield "– " + (words("{text} ({marks})", text=title, marks=state) if state else title)
        yield from (words("– {text}", text=self._said(tie)) for tie in self._lines)


def _tie(edge: Mapping[str, object]) -> tuple[str, bool, str] | None:
    """Return how an edge of the graph is drawn: stroke, whether it is turned round, what is written on it."""
    return {
        "before": ("order", False, ""),
        "after": ("order", True, ""),
        "no_later_than": ("no-later", False, ""),
        "with": ("condition", False, "with"),
        "includes": ("condition", False, "includes"),
        "requires": ("condition", False, "requires"),
        "if": ("condition", False, "if"),
        "unless": ("condition", False, "unless"),
        "def_is_a": ("definition", False, "is_a"),
        "def_includes": ("definition", False, "def_includes"),
        "def_requires": ("definition", False, "def_requires"),
        "def_after": ("definition", True, ""),
        "def_stages": ("definition", False, ""),
        "def_excludes": ("exclusion", False, ""),
        "def_choose": ("exclusion", False, "choose"),
        "def_closed": ("definition", False, "closed"),
    }.get(str(edge["kind"]))
