"""Every statement that may be shown, with its positions: what the page leads everything back to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from negmap.comparisons.history import Spans
from negmap.explain.evidence import occasion
from negmap.findings.records import PositionCard, Span, StatementCard
from negmap.findings.reports import QuoteRow
from negmap.logic.claims import claims_of
from negmap.model.positions import OnProposal, named
from negmap.model.statements import StatedPosition, Statement, stated
from negmap.model.values import Text
from negmap.report.context import Context
from negmap.report.rows import Rows
from negmap.report.sticking import hanging


def statement_cards(context: Context, rows: Rows, spans: Mapping[str, Spans]) -> tuple[StatementCard, ...]:
    """Return a card for each statement that counts or may be shown up to the day, the latest first."""
    maker = _Cards(context, rows, spans)
    shown = [s for s in context.statements.values() if s.date.last <= context.study.view.as_of]
    return tuple(map(maker.statement, sorted(shown, key=lambda s: (-s.date.last.toordinal(), s.id))))


def span_rows(spans: Spans) -> tuple[Span, ...]:
    """Return spans of days as texts."""
    return tuple(Span(since=a.isoformat(), until=b.isoformat() if b else "") for a, b in spans)


def terms_named(said: StatedPosition, context: Context) -> tuple[str, ...]:
    """Return the terms that a position is about, those of its conditions among them, by id."""
    negotiation, target = context.study.view.negotiation, said.position.target
    terms = set(named(target))
    if isinstance(target, OnProposal) and target.proposal in negotiation.proposals:
        terms |= {drafted.term for drafted in negotiation.proposals[target.proposal].in_}
    for claim in claims_of(said, negotiation.proposals):
        terms.update(claim.subjects, claim.others)
    return tuple(sorted(terms))


def issues_of(terms: Sequence[str], context: Context) -> tuple[str, ...]:
    """Return the issues that terms belong to, by id."""
    negotiation = context.study.view.negotiation
    found = {negotiation.term_of[t].issue or "" for t in terms if t in negotiation.term_of}
    found |= {key for key, issue in negotiation.issues.items() if set(terms) & set(issue.options)}
    return tuple(sorted(found))


@dataclass
class _Cards:
    context: Context
    rows: Rows
    spans: Mapping[str, Spans]
    clashes: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        study = self.context.study
        self.lang, self.phrases = self.context.words.lang, self.context.phrases
        self.in_force = {p.id for p in study.view.positions}
        for number, obstacle in enumerate(study.conflicts.obstacles, 1):
            names = {*obstacle.claims, *(n for c in hanging(self.context, obstacle) for n in c.claims)}
            for voice in (v for name in names for v in study.claims[name].voices if v.binding):
                self.clashes.setdefault(voice.position, set()).add(number)

    def statement(self, s: Statement) -> StatementCard:
        """Return a statement with its positions."""
        view = self.context.study.view
        stale = view.negotiation.about.stale_after
        return StatementCard(
            id=s.id,
            party=s.party,
            day=s.date.last.isoformat(),
            date=self.phrases.day(s.date),
            speaker=self._text(s.speaker.name) if s.speaker else None,
            role=self._text(s.speaker.role) if s.speaker else None,
            venue=self._text(s.venue),
            via=s.via,
            first_hand=s.first_hand,
            hypothetical=s.id in view.hypothetical,
            internal=s.handling == "internal",
            old=stale is not None and view.as_of - s.date.last > stale,
            occasion=occasion(s, self.phrases),
            summary=self._text(s.summary),
            note=self._text(s.note),
            disputed_by=s.disputed_by,
            sources=tuple(self.rows.source(ref) for ref in s.sources),
            positions=tuple(map(self._position, stated(s))),
        )

    def _text(self, text: Text | None) -> str | None:
        return text.within(self.lang) if text else None

    def _position(self, said: StatedPosition) -> PositionCard:
        p = said.position
        return PositionCard(
            id=said.id,
            party=said.party,
            text=self.phrases.stance(said),
            stance=p.stance.value,
            firmness=p.firmness or "",
            read=p.read,
            quote=QuoteRow(text=p.quote.text, lang=p.quote.lang) if p.quote else None,
            reason=self._text(p.reason),
            note=self._text(p.note),
            readings=tuple(self.phrases.stance(StatedPosition(said.id, said.statement, r)) for r in p.readings),
            issues=issues_of(terms_named(said, self.context), self.context),
            spans=span_rows(self.spans.get(said.id, ())),
            ended=None if said.id in self.in_force else next(self._ended(said), None),
            clashes=tuple(sorted(self.clashes.get(said.id, ()))),
        )

    def _ended(self, said: StatedPosition) -> Iterator[str]:
        """Yield why a position is not in force: what ended it, its own limit, or what was left out."""
        words, view = self.context.words, self.context.study.view
        for ending in view.endings:
            if ending.ended == said.id and ending.effective:
                yield words("not in force: later words took its place ({who})", who=occasion(ending.by, self.phrases))
        until = said.position.until
        if until is not None and until.last < view.as_of:
            yield words("not in force: it held until {day}", day=self.phrases.day(until))
        yield words("not in force: left out here")
