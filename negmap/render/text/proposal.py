"""`negmap proposal` as text: the draft, how each party's positions stand to it, the smallest changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from negmap.explain.messages import Words
from negmap.findings.proposal_reports import (
    AffectedRow,
    ChangeRow,
    DraftPartyRow,
    DraftPositionRow,
    DraftTermRow,
    ProposalReport,
)
from negmap.findings.reports import VoiceRow
from negmap.render.text.card import Card
from negmap.render.text.layout import COLUMNS, columns, footnotes, head, heading, indented, marks
from negmap.render.wrap import pad, width, wrap

SAID, CITED = 60, 40
"""The columns of what was said, and of who said it when."""


def proposal_text(report: ProposalReport) -> str:
    """Return the report as text, ending in a line break."""
    return "\n".join(_Proposal(report, Words(report.lang)).lines()) + "\n"


class _Proposal:
    def __init__(self, report: ProposalReport, words: Words) -> None:
        self.report, self.words, self.card = report, words, Card(report.names, words)

    def lines(self) -> Iterator[str]:
        report = self.report
        yield from head(report, self.words)
        yield ""
        yield from self._draft()
        if report.possible:
            yield from indented(self._sum(), "")
        yield from self._faults()
        for party in report.parties:
            yield from self._party(party)
        if report.possible:
            yield from self._changes()
        yield from footnotes(report.sources, self.words)

    def _draft(self) -> Iterator[str]:
        words, draft = self.words, self.report.proposal
        yield pad(draft.title, COLUMNS - width(draft.id) - 1) + " " + draft.id
        yield from indented(" ".join(filter(None, (draft.heading, marks(draft.sources)))), "")
        titles = {row.term: row.title for row in draft.terms}
        parts = [
            (words("in"), [self._term(row) for row in draft.terms if row.listed == "in"]),
            (words("out"), [row.title for row in draft.terms if row.listed == "out"]),
            (words("open"), [row.title for row in draft.terms if row.listed == "open"]),
            (words("order"), [" → ".join(" + ".join(titles[t] for t in group) for group in draft.order)]),
        ]
        room = max(width(label) for label, _ in parts) + 2
        for label, items in parts:
            if any(items):
                yield from indented(words("; ").join(items), "  " + pad(label, room))
        for row in draft.terms:
            if row.listed == "unnamed":
                yield from indented(words("By definition also {term}", term=self._term(row)), "  ", "    ")

    def _term(self, row: DraftTermRow) -> str:
        words = self.words
        if row.with_:
            return words("{term} {note}", term=row.title, note=row.with_)
        return words("{term}: {number}", term=row.title, number=row.number) if row.number else row.title

    def _sum(self) -> str:
        words, n = self.words, self.report.states
        missing = words.many(
            " ({number} only asks for what is not in the draft)",
            " ({number} only ask for what is not in the draft)",
            n.missing,
        )
        idle = words.many(
            " ({number} of them asks for nothing here)", " ({number} of them ask for nothing here)", n.not_triggered
        )
        parts = [
            words.many("{number} position violated", "{number} positions violated", n.violated)
            + (missing if n.missing else ""),
            words("{number} open", number=n.open),
            words("{number} met in part", number=n.part),
            words("{number} met", number=n.met) + (idle if n.not_triggered else ""),
        ]
        if n.on_text:
            parts.append(words("{number} on the draft itself", number=n.on_text))
        return words(" · ").join(parts)

    def _faults(self) -> Iterator[str]:
        words, report = self.words, self.report
        if not report.faults:
            return
        yield from heading(words("What the draft says against itself"))
        for fault in report.faults:
            yield from indented(self.card.joined(fault.explanation), "  ! ")
        if not report.possible:
            yield ""
            yield from indented(
                words("No settlement is as this draft says, so no position can be held against it."), ""
            )

    def _party(self, party: DraftPartyRow) -> Iterator[str]:
        if not (party.on_text or party.positions or party.consents):
            return
        yield from heading(self.report.names[party.party])
        yield from self._section(self.words("On the draft itself"), party.on_text, reasons=False)
        for (title, reasons), rows in groupby(party.positions, key=lambda row: (self._title(row), not row.missing)):
            yield from self._section(title, tuple(rows), reasons=reasons)
        yield from self._section(self.words("Consent to what is in it"), party.consents)

    def _title(self, row: DraftPositionRow) -> str:
        words = self.words
        if row.missing:
            return words("Violated: asked for, and not in the draft")
        if row.state == "met" and not row.triggered:
            return words("Asks for nothing here")
        return {
            "violated": words("Violated: the draft goes against it"),
            "open": words("Open: the draft does not settle it"),
            "part": words("Met in part"),
        }.get(str(row.state), words("Met"))

    def _section(self, title: str, rows: Sequence[DraftPositionRow], *, reasons: bool = True) -> Iterator[str]:
        if not rows:
            return
        yield ""
        yield "  " + title
        for cite, group in groupby(rows, key=lambda row: self._cite(row.voice)):
            yield from self._beside(group, cite, reasons=reasons)

    def _beside(self, rows: Iterable[DraftPositionRow], cite: str, *, reasons: bool) -> Iterator[str]:
        """Yield positions with one citation beside them."""
        left = [line for row in rows for line in self._position(row, reasons=reasons)]
        right = wrap(cite, CITED)
        for text, beside in zip_longest(left, right, fillvalue=""):
            yield (pad(text, SAID) + beside).rstrip()

    def _position(self, row: DraftPositionRow, *, reasons: bool) -> Iterator[str]:
        sign = "■" if row.voice.firmness == "red-line" else "·"
        yield from self._narrow(row.text, f"  {sign} ")
        if reasons:
            for reason in dict.fromkeys(filter(None, (claim.because for claim in row.claims))):
                yield from self._narrow(reason, "    → ")

    @staticmethod
    def _narrow(text: str, sign: str) -> Iterator[str]:
        room = width(sign)
        for number, line in enumerate(wrap(text, SAID - room - 2)):
            yield (" " * room if number else sign) + line

    def _cite(self, voice: VoiceRow) -> str:
        """Return when and where it was said, in which words, and what a reader should know of these."""
        words = self.words
        parts = [
            voice.occasion,
            words("“{title}”", title=voice.quote.text) if voice.quote else "",
            words("our reading") if voice.read == "inferred" else "",
            words("old") if voice.old else "",
            words("hypothetical") if voice.hypothetical else "",
        ]
        return " ".join(filter(None, (words(" · ").join(filter(None, parts)), marks(voice.sources))))

    def _changes(self) -> Iterator[str]:
        words, found = self.words, self.report.changes
        yield from heading(words("The smallest changes that would meet one position more"))
        yield from indented(self._tried(), "")
        free = [change for change in found.changes if not change.lost]
        added = [change for change in free if self._is_plain(change)]
        rest = [change for change in free if change not in added]
        yield from self._listed(words("Without losing what is met"), rest)
        if added:
            yield ""
            yield from indented(words("Without any effect on other positions, each by itself: to put in"))
            for change in added:
                yield from self._added(change)
        lossy = [change for change in found.changes if change.lost]
        yield from self._listed(words("At a loss: nothing that was tried meets these and loses nothing"), lossy)
        if found.unmet:
            yield ""
            yield from indented(words("Met by nothing that was tried"))
            for text in self._affected(found.unmet):
                yield from indented(text, "    · ")

    def _tried(self) -> str:
        words, tried = self.words, self.report.changes.tried
        parts = [
            words.many("Tried: {number} single change", "Tried: {number} single changes", tried.singles),
            words.many(" and {number} pair", " and {number} pairs", tried.pairs) if tried.pairs else "",
            words(", of which {number} leave no settlement", number=tried.impossible) if tried.impossible else "",
            words(". Each stands by itself: two of them together may do something else."),
            "" if tried.every_pair else words(" Not every pair was tried."),
        ]
        return "".join(parts)

    @staticmethod
    def _is_plain(change: ChangeRow) -> bool:
        return [edit.kind for edit in change.edits] == ["in"] and not change.worsened and not change.barred

    def _added(self, change: ChangeRow) -> Iterator[str]:
        who = dict.fromkeys(self.report.names[row.party] for row in change.gained)
        met = self.words(", ").join(who) + " " + marks(source for row in change.gained for source in row.sources)
        yield from columns(["·", change.edits[0].title or "", met], [1, 54, 39], "    ")

    def _listed(self, title: str, changes: Iterable[ChangeRow]) -> Iterator[str]:
        changes = tuple(changes)
        if changes:
            yield ""
            yield from indented(title)
        for change in changes:
            yield from indented(self.words.all_of([edit.text for edit in change.edits]), "  • ")
            yield from self._effects(self.words("meets"), change.gained)
            yield from self._effects(self.words("loses"), change.lost)
            yield from self._effects(self.words("violates"), change.worsened)
            yield from self._effects(self.words("bars"), change.barred)

    def _effects(self, label: str, rows: Sequence[AffectedRow]) -> Iterator[str]:
        for number, text in enumerate(self._affected(rows)):
            yield from indented(text, "      " + pad("" if number else label, 10))

    def _affected(self, rows: Sequence[AffectedRow]) -> Iterator[str]:
        """Yield positions in words, those of one party in the same words together."""
        words = self.words
        same: dict[tuple[str, str, bool], list[AffectedRow]] = {}
        for row in rows:
            same.setdefault((row.party, row.text, row.idle), []).append(row)
        for (party, text, idle), group in same.items():
            said = words("{party}: {text}", party=self.report.names[party], text=text)
            said += words(", which then asks for nothing") if idle else ""
            when = (" ".join(filter(None, (row.occasion, marks(row.sources)))) for row in group)
            yield words("{text} ({occasions})", text=said, occasions=words("; ").join(when))
