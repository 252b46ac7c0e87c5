"""What a report is made for: the study, the language, what was asked and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from negmap.explain.messages import Words
from negmap.explain.phrases import Phrases
from negmap.findings.conflicts import Completeness
from negmap.findings.reports import Applied, Counts
from negmap.model.statements import StatedPosition, Statement
from negmap.study import Study

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Context:
    """A study to be reported on in one language.

    `files` are the extra files it was made with; `partial` what was left out because it is faulty.
    """

    study: Study
    words: Words = field(default_factory=Words)
    files: tuple[str, ...] = ()
    partial: tuple[str, ...] | None = None

    @property
    def phrases(self) -> Phrases:
        """Return phrases about the negotiation."""
        return Phrases(self.study.view.negotiation, self.words)

    @property
    def statements(self) -> dict[str, Statement]:
        """Return the statements that may be shown, by id: internal ones only where they are included."""
        view = self.study.view
        kept = view.negotiation.statements.items()
        return {key: s for key, s in kept if s.handling == "public" or view.filters.include_internal}

    @property
    def positions(self) -> dict[str, StatedPosition]:
        """Return the positions that may be shown, by id."""
        statements = self.statements
        return {k: p for k, p in self.study.view.negotiation.positions.items() if p.statement.id in statements}

    def head(self, command: str, completeness: Completeness) -> dict[str, object]:
        """Return what every report begins with, as the fields of findings.reports.Head."""
        view, filters = self.study.view, self.study.view.filters
        return {
            "negmap": VERSION,
            "command": command,
            "lang": self.words.lang,
            "negotiation": view.negotiation.name,
            "title": view.negotiation.about.title.within(self.words.lang),
            "scope": scope(self),
            "as_of": "" if view.as_of == date.min else view.as_of.isoformat(),
            "binding": "must-agree" if filters.must_agree else "all",
            "applied": Applied(
                without=tuple(sorted(filters.without)),
                with_=self.files,
                first_hand=filters.first_hand,
                stated=filters.stated,
                internal=filters.include_internal,
            ),
            "partial": self.partial,
            "completeness": completeness,
            "counts": counts(self.study),
            "names": {p: self.phrases.party(p) for p in view.negotiation.parties},
        }


def scope(context: Context) -> str:
    """Return the line that stands above every result."""
    view, words = context.study.view, context.words
    evidence = sum(s.handling == "public" and s.id not in view.hypothetical for s in view.statements)
    if not evidence:
        return _none(context)
    return words.many(
        "What {number} public statement says, up to {day}. Not what parties would accept.",
        "What {number} public statements say, up to {day}. Not what parties would accept.",
        evidence,
        day=context.phrases.day(view.as_of),
    )


def _none(context: Context) -> str:
    """Return that nothing counts, on which day, and when the first words were said, where that is later."""
    view, words, phrases = context.study.view, context.words, context.phrases
    if view.as_of == date.min:
        return words("No public statement counts here.")
    spoken = [s.date.last for s in view.negotiation.statements.values() if s.handling == "public"]
    said = words("No public statement counts on {day}.", day=phrases.day(view.as_of))
    if not spoken or min(spoken) <= view.as_of:
        return said
    return said + words(" The first is of {day}.", day=phrases.day(min(spoken)))


def counts(study: Study) -> Counts:
    """Return how much the study rests on."""
    view = study.view
    return Counts(
        statements=len(view.statements),
        positions=len(view.positions),
        claims=len(study.claims),
        definitions=len(view.definitions),
        internal_left_out=view.internal_left_out,
    )
