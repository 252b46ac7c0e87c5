"""Rows of a report: claims back to who said what, when and where; sources as footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from negmap.explain.derivation import Derivation
from negmap.explain.evidence import occasion
from negmap.explain.messages import Words
from negmap.findings.claims import Claim, Voice
from negmap.findings.conflicts import Conflict
from negmap.findings.reports import (
    ClaimRow,
    ConflictRow,
    DefinitionRow,
    QuoteRow,
    SourceRow,
    VoiceRow,
    WitnessRow,
)
from negmap.findings.robustness import Standing
from negmap.model.definitions import Definition
from negmap.model.sources import SourceRef
from negmap.model.statements import Statement
from negmap.report.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A statement as the rows of its positions tell it, in one language."""

    speaker: str | None
    role: str | None
    venue: str | None
    relayed_by: str | None
    old: bool
    occasion: str
    sources: tuple[SourceRow, ...]


class Rows:
    """Makes rows for one report; sources are numbered in the order in which they first appear."""

    def __init__(self, context: Context) -> None:
        """Take what the report is made for."""
        self._context = context
        self._view = context.study.view
        self._phrases = context.phrases
        self._lang = context.words.lang
        self._footnotes: dict[int, SourceRow] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._statements: dict[str, _Told] = {}
        self._definitions: Mapping[str, Definition] = {d.id: d for d in self._view.definitions}

    @property
    def footnotes(self) -> tuple[SourceRow, ...]:
        """Return every source that was cited so far, by number."""
        return tuple(self._footnotes[number] for number in sorted(self._footnotes))

    def source(self, ref: SourceRef) -> SourceRow:
        """Return a source with its footnote number."""
        key = (ref.title and ref.title.within(self._lang), ref.publisher, ref.origin, ref.url, str(ref.published))
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        return self._footnotes.setdefault(
            number,
            SourceRow(
                number=number,
                title=ref.title.within(self._lang) if ref.title else None,
                publisher=ref.publisher,
                origin=ref.origin,
                url=ref.url,
                archive=ref.archive,
                lang=ref.lang,
                published=ref.published.text if ref.published else None,
            ),
        )

    def voice(self, voice: Voice) -> VoiceRow:
        """Return a position that voices a claim, with its statement."""
        said = self._view.negotiation.positions[voice.position]
        s, p, told = said.statement, said.position, self._told(said.statement)
        return VoiceRow(
            position=voice.position,
            party=voice.party,
            stance=p.stance.value,
            firmness=voice.firmness,
            binding=voice.binding,
            statement=s.id,
            date=s.date.text,
            speaker=told.speaker,
            role=told.role,
            venue=told.venue,
            via=s.via,
            relayed_by=told.relayed_by,
            read=p.read,
            disputed_by=s.disputed_by,
            hypothetical=s.id in self._view.hypothetical,
            old=told.old,
            quote=QuoteRow(text=p.quote.text, lang=p.quote.lang) if p.quote else None,
            reason=p.reason.within(self._lang) if p.reason else None,
            occasion=told.occasion,
            sources=told.sources,
        )

    def _told(self, s: Statement) -> _Told:
        """Return what all voices from one statement share; made once, since a statement may hold many."""
        if s.id not in self._statements:
            self._statements[s.id] = _Told(
                speaker=s.speaker.name.within(self._lang) if s.speaker else None,
                role=s.speaker.role.within(self._lang) if s.speaker and s.speaker.role else None,
                venue=s.venue.within(self._lang) if s.venue else None,
                relayed_by=s.relayed_by.within(self._lang) if s.relayed_by else None,
                old=self._old(s),
                occasion=occasion(s, self._phrases),
                sources=tuple(self.source(ref) for ref in s.sources),
            )
        return self._statements[s.id]

    def _old(self, statement: Statement) -> bool:
        stale = self._view.negotiation.about.stale_after
        return stale is not None and self._view.as_of - statement.date.last > stale

    def claim(self, claim: Claim, number: int) -> ClaimRow:
        """Return a claim with all its voices, the binding and the latest first."""
        said = self._view.negotiation.positions
        latest = sorted(claim.voices, key=lambda v: said[v.position].statement.date.last, reverse=True)
        voices = sorted(latest, key=lambda v: not v.binding)
        return ClaimRow(
            number=number,
            id=claim.id,
            binding=claim.binding,
            want=claim.want,
            text=self._phrases.claim(claim),
            parties=claim.parties,
            voices=tuple(self.voice(v) for v in voices),
        )

    def definition(self, key: str, *, stands_without: bool) -> DefinitionRow:
        """Return a definition in words."""
        d = self._definitions[key]
        return DefinitionRow(
            id=key,
            basis=d.basis,
            text=self._phrases.definition(d),
            because=self._phrases.because(d) or None,
            stands_without=stands_without,
        )

    def conflict(self, conflict: Conflict, standing: Standing) -> ConflictRow:
        """Return a conflict with its claims in the order of its explanation."""
        claims = self._context.study.claims
        derivation = self.derivation(conflict.claims, (d.id for d in conflict.definitions))
        sentences = (*derivation.sentences(), self._rest_fits(len(conflict.claims)))
        numbers = derivation.numbers
        rows = tuple(self.claim(claims[name], numbers[name]) for name in sorted(numbers, key=numbers.__getitem__))
        parties = tuple(sorted({v.party for row in rows for v in row.voices if v.binding or not row.binding}))
        return ConflictRow(
            id=conflict.id,
            kind=conflict.kind,
            size=len(rows),
            core=standing.core,
            same_side=standing.same_side,
            parties=parties,
            obstacle=conflict.obstacle,
            follows_from=conflict.follows_from,
            claims=rows,
            definitions=tuple(self.definition(d.id, stands_without=d.stands_without) for d in conflict.definitions),
            cycles=conflict.rings,
            witnesses=tuple(
                WitnessRow(without=name, steps=w.steps, quantities=w.quantities)
                for name, w in conflict.witnesses.items()
            ),
            weakest=standing.weakest,
            support=standing.support,
            would_be_gone_if=standing.would_be_gone_if,
            first_hand=standing.first_hand,
            stated=standing.stated,
            gone_without_source=standing.gone_without_source,
            gone_under_reading=standing.gone_under_reading,
            gone_without_definition=standing.gone_without_definition,
            explanation=sentences,
            evidence=self._evidence(rows, standing),
        )

    def derivation(self, claims: Iterable[str], definitions: Iterable[str]) -> Derivation:
        """Return the derivation of a contradiction from claims and definitions."""
        known = self._context.study.claims
        return Derivation([known[name] for name in claims], [self._definitions[d] for d in definitions], self._phrases)

    def _rest_fits(self, size: int) -> str:
        words = self._context.words
        if size == 1:
            return words("No settlement can satisfy this, whatever else is agreed.")
        if size == 2:
            return words("Each of the two can stand without the other; both cannot stand together.")
        if size == 3:
            return words("Any two of the three fit together; all three do not.")
        return words("Leave out any one of the {size} and the rest fit together; all of them do not.", size=size)

    def _evidence(self, rows: tuple[ClaimRow, ...], standing: Standing) -> tuple[str, ...]:
        words = self._context.words
        voices = [v for row in rows for v in row.voices]
        lines = [self._support(rows, standing)]
        second = [row.number for row in rows if all(v.via in ("relayed", "anonymous") for v in row.voices)]
        if second:
            lines.append(words("At second hand only: {numbers}.", numbers=_numbers(second, words)))
        elif not any(v.hypothetical for v in voices):
            lines.append(words("First-hand."))
        if read := [row.number for row in rows if all(v.read == "inferred" for v in row.voices)]:
            lines.append(words("Our reading, not their words: {numbers}.", numbers=_numbers(read, words)))
        if any(v.disputed_by for v in voices):
            lines.append(words("Some of these words are disputed."))
        if standing.core:
            lines.append(words("It stands among those who must agree."))
        return (*lines, *self._rests(standing, rows), *self._side(standing), *self._pending(standing))

    def _rests(self, standing: Standing, rows: tuple[ClaimRow, ...]) -> Iterator[str]:
        """Yield what the whole of it hangs on: a source, a reading, a definition of the analyst."""
        words = self._context.words
        if standing.gone_without_source:
            yield words.many(
                "Without this source it is gone: {sources}.",
                "Without any one of these sources it is gone: {sources}.",
                len(standing.gone_without_source),
                sources=words(", ").join(standing.gone_without_source),
            )
        readings = {r.position for r in standing.gone_under_reading}
        numbers = [row.number for row in rows if any(v.position in readings for v in row.voices)]
        if numbers:
            yield words("Under another careful reading of {numbers} it is gone.", numbers=_numbers(numbers, words))
        if standing.gone_without_definition:
            yield words(
                "It rests on a definition by the analyst: {ids}.",
                ids=words(", ").join(standing.gone_without_definition),
            )

    def _support(self, rows: tuple[ClaimRow, ...], standing: Standing) -> str:
        words, weakest = self._context.words, standing.weakest
        number = next(row.number for row in rows if row.id == weakest.claim)
        if weakest.statements == 0:
            return words("Nobody has said {number}.", number=number)
        if all(len({v.statement for v in row.voices}) == 1 for row in rows):
            return words("One statement each.")
        return words.many(
            "Fewest words behind {claim}: one statement.",
            "Fewest words behind {claim}: {number} statements.",
            weakest.statements,
            claim=number,
        )

    def _side(self, standing: Standing) -> Iterator[str]:
        words = self._context.words
        for party in standing.same_side:
            yield words(
                "All of it is said by one side, {party}; if later words took the place of earlier ones, "
                "say so with `replaces:`.",
                party=self._phrases.party(party),
            )

    def _pending(self, standing: Standing) -> Iterator[str]:
        words = self._context.words
        for key in standing.would_be_gone_if:
            statement = self._view.negotiation.statements[key.partition("#")[0]]
            yield words(
                "It would be gone if this holds: {statement} ({occasion}).",
                statement=key,
                occasion=occasion(statement, self._phrases),
            )


def _numbers(numbers: list[int], words: Words) -> str:
    return words.all_of([str(number) for number in numbers])
