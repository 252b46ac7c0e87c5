"""`negmap report --format text`: the first screen as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negmap.explain.marks import mark_words, move_words
from negmap.explain.messages import Words
from negmap.findings.overview_reports import (
    CoverageRow,
    MovedRow,
    OverviewReport,
    SideRow,
    StandRow,
    StickingRow,
)
from negmap.findings.reports import VoiceRow
from negmap.render.text.layout import columns, footnotes, head, heading, indented, marks, nothing_sticks

FEW = 6
"""How many things of one list are written out before the rest is counted."""


def overview_text(report: OverviewReport) -> str:
    """Return the report as text, ending in a line break."""
    return "\n".join(_Overview(report, Words(report.lang)).lines()) + "\n"


class _Overview:
    def __init__(self, report: OverviewReport, words: Words) -> None:
        self.report, self.words = report, words

    def lines(self) -> Iterator[str]:
        yield from head(self.report, self.words)
        yield from self._who()
        yield from self._points()
        yield from self._rings()
        yield from self._stands()
        yield from self._moved()
        yield from self._coverage()
        yield from footnotes(self.report.sources, self.words)

    def _names(self, parties: Iterable[str]) -> str:
        return self.words.all_of([self.report.names.get(p, p) for p in parties])

    def _day(self, text: str) -> str:
        return self.report.dates.get(text, text)

    def _who(self) -> Iterator[str]:
        words, report = self.words, self.report
        yield ""
        yield from indented(words("Who must agree: {parties}.", parties=self._names(report.must_agree)), "")
        if report.others:
            yield from indented(words("Who else speaks: {parties}.", parties=self._names(report.others)), "")

    def _points(self) -> Iterator[str]:
        words, report = self.words, self.report
        yield from heading(words("Where it sticks"))
        if not report.points:
            yield from indented(nothing_sticks(words, report))
        for point in report.points:
            yield from self._point(point)
        if more := report.points_in_all - len(report.points):
            yield ""
            yield from indented(
                words.many(
                    "{number} sticking point more, which holds up no more than these (`negmap conflicts`).",
                    "{number} sticking points more, which hold up no more than these (`negmap conflicts`).",
                    more,
                )
            )

    def _point(self, point: StickingRow) -> Iterator[str]:
        words = self.words
        yield ""
        yield from indented(point.sentence, f"✕{point.number}  ", "    ")
        for side in point.sides:
            yield from indented(self._side(side), "    – ", "      ")
        known = mark_words(words)
        said = [known[mark] for mark in known if mark in point.marks]
        if said:
            yield from indented(words("Rests on: {marks}.", marks=words(", ").join(said)), "    ")

    def _side(self, side: SideRow) -> str:
        words, voice = self.words, side.voice
        quote = words("“{title}”", title=voice.quote.text) if voice.quote else side.text
        text = words("{party}: {text}", party=self._names([voice.party]), text=quote)
        more = words.many("{number} voice more", "{number} voices more", side.more) if side.more else ""
        said = words(" · ").join(part for part in (text, voice.occasion, *self._evidence(voice), more) if part)
        return said + (" " + marks(voice.sources) if voice.sources else "")

    def _evidence(self, voice: VoiceRow) -> Iterator[str]:
        if voice.firmness == "red-line":
            yield self.words("■ red line")
        if voice.read == "inferred":
            yield self.words("our reading")
        if voice.old:
            yield self.words("old")
        if voice.hypothetical:
            yield self.words("hypothetical")

    def _rings(self) -> Iterator[str]:
        if self.report.rings:
            yield from heading(self.words("Who waits for whom"))
        for ring in self.report.rings:
            yield from indented(ring.text, "  – ", "    ")

    def _stands(self) -> Iterator[str]:
        words, stands = self.words, self.report.stands
        yield from heading(words("What is agreed, and what is not known"))
        agreed = words("Agreed by all who must agree ({number})", number=len(stands.agreed))
        yield from self._listed(agreed, stands.agreed)
        title = words("Not contradicted by anybody ({number})", number=len(stands.not_contradicted))
        yield from self._listed(title, stands.not_contradicted)
        title = words("Not yet spoken about ({number})", number=len(stands.not_spoken))
        yield from self._listed(title, stands.not_spoken)

    def _listed(self, title: str, rows: tuple[StandRow, ...]) -> Iterator[str]:
        words = self.words
        shown = [self._stand(row) for row in rows[:FEW]]
        if len(rows) > FEW:
            shown.append(words("and {number} more", number=len(rows) - FEW))
        text = words("; ").join(shown) or words("nothing")
        yield from indented(words("{name}: {text}", name=title, text=text), "  – ", "    ")

    def _stand(self, row: StandRow) -> str:
        mark = self.words(" (contradicted by others)") if row.term in self.report.stands.contradicted else ""
        return row.title + mark

    def _moved(self) -> Iterator[str]:
        words, movement = self.words, self.report.movement
        yield from heading(words("What moved since {day}", day=self._day(movement.since)))
        yield from indented(movement_words(words, self.report))
        for row in movement.moved:
            yield from indented(self._move(row), "  – ", "    ")

    def _move(self, row: MovedRow) -> str:
        words = self.words
        before, after = words("; ").join(row.before), words("; ").join(row.after)
        text = words("{before} → {after}", before=before, after=after) if after else before
        kind = move_words(words)[row.kind]
        said = words("{party} · {kind}: {text}", party=self._names([row.party]), kind=kind, text=text)
        end = words(" ({occasion})", occasion=row.occasion) if row.occasion else ""
        return said + end + (" " + marks(row.sources) if row.sources else "")

    def _coverage(self) -> Iterator[str]:
        words = self.words
        yield from heading(words("On whose words this rests"))
        widths = [20, 10, 9, 27, 24]
        titles = (words("party"), words("statements"), words("positions"), words("from – to"), words("languages"))
        yield from columns(titles, widths)
        for row in self.report.coverage:
            yield from columns(self._cells(row), widths)

    def _cells(self, row: CoverageRow) -> tuple[str, ...]:
        spoken = self.words(", ").join(f"{lang or '?'} {number}" for lang, number in row.languages.items())
        days = dict.fromkeys(self._day(day) for day in (row.first, row.last) if day)
        return (self.report.names[row.party], str(row.statements), str(row.positions), " – ".join(days), spoken)


def movement_words(words: Words, report: OverviewReport) -> str:
    """Return how many conflicts appeared and vanished, and which sticking points are new."""
    movement = report.movement
    text = words(
        "{appeared} and {vanished}.",
        appeared=words.many("{number} conflict appeared", "{number} conflicts appeared", movement.appeared),
        vanished=words("{number} vanished", number=movement.vanished),
    )
    if movement.new_points:
        numbers = words(", ").join(f"✕{number}" for number in movement.new_points)
        text += ("" if words.lang == "ja" else " ") + words("New sticking points: {numbers}.", numbers=numbers)
    if not movement.complete:
        text += ("" if words.lang == "ja" else " ") + words("Not every conflict of that time was found.")
    return text
