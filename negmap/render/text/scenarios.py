"""`negmap scenarios` as text: a table, each scenario beside the map, and the places where a move could help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from negmap.explain.messages import Words
from negmap.findings.comparison_reports import (
    DeadlockRow,
    PlaceRow,
    PointRow,
    ScenarioRow,
    ScenariosReport,
    SupposedRow,
    TermRow,
    TotalsRow,
)
from negmap.render.text.layout import COLUMNS, footnotes, head, heading, indented, marks
from negmap.render.text.points import Lists, amounts, more
from negmap.render.wrap import pad, width, wrap

_NUMBER = 13
"""The width of a column of numbers."""


def scenarios_text(report: ScenariosReport, *, everything: bool = False) -> str:
    """Return the report as text, ending in a line break; `everything` writes all lists out."""
    return "\n".join(_Scenarios(report, Words(report.lang), everything=everything).lines()) + "\n"


class _Scenarios:
    def __init__(self, report: ScenariosReport, words: Words, *, everything: bool) -> None:
        self.report, self.words = report, words
        self.lists = Lists(report.names, words, everything=everything)
        self.numbers = {row.id: number for number, row in enumerate(report.scenarios, 1)}

    def lines(self) -> Iterator[str]:
        report, words = self.report, self.words
        yield from head(report, words)
        yield from indented(
            words(
                "A scenario is an idea to try, nobody's position. What it supposes was said by nobody and counts as no "
                "evidence; what rests on it is marked hypothetical."
            ),
            "",
        )
        yield from self._table()
        for row in report.scenarios:
            yield from self._scenario(row)
        yield from self._deadlocks()
        yield from footnotes(report.sources, words)

    # The table.

    def _table(self) -> Iterator[str]:
        words, report = self.words, self.report
        titles = [words("{number}. {title}", number=self.numbers[row.id], title=row.title) for row in report.scenarios]
        labels = [words("The map as it is"), *titles]
        room = min(max(map(width, labels)), COLUMNS - 5 * _NUMBER)
        heads = [words("conflicts"), words("sticking p."), words("blocked"), words("rejected"), words("moves asked")]
        yield ""
        yield (pad("", room) + "".join(_right(text) for text in heads)).rstrip()
        yield from self._row(labels[0], report.totals, None, room)
        for label, row in zip(titles, report.scenarios, strict=True):
            yield from self._row(label, row.totals, report.totals, room)
        if not report.scenarios:
            yield from indented(words("There is no scenario: write one in scenarios/, or try one --with FILE."), "")
        note = words(
            "Moves asked: in the first package of each part of the map (smallest first). A reading order, not advice."
        )
        yield from indented(note, "")

    def _row(self, label: str, totals: TotalsRow, base: TotalsRow | None, room: int) -> Iterator[str]:
        first, *more = wrap(label, room)
        yield pad(first, room) + "".join(_right(cell) for cell in _cells(totals, base))
        yield from ("  " + line for line in more)

    # One scenario.

    def _scenario(self, row: ScenarioRow) -> Iterator[str]:
        words = self.words
        yield from heading(words("{number}. {title}", number=self.numbers[row.id], title=row.title))
        yield from indented(words("[{id}]", id=row.id))
        if row.summary:
            yield from indented(row.summary)
        if not row.complete:
            yield from indented(words("The time given was up: there may be more of everything below."), "! ")
        yield ""
        yield from self._supposed(row.supposed)
        yield ""
        yield from self._terms(row)
        yield from self._conflicts(row)
        yield from self._asked(row)

    def _supposed(self, rows: Sequence[SupposedRow]) -> Iterator[str]:
        words = self.words
        titles = {
            "without": words("Taken out:"),
            "term": words("New terms:"),
            "definition": words("New definitions:"),
            "position": words("Supposed to be said (hypothetical):"),
        }
        for kind, group in groupby(rows, key=lambda row: row.kind):
            yield from indented(titles[kind])
            for row in group:
                yield from indented(self._supposition(row), "    - ", "      ")

    def _supposition(self, row: SupposedRow) -> str:
        words = self.words
        if row.kind == "without":
            return words("{id} ({text})", id=row.id, text=row.text)
        if row.party is None:
            return words("{text} [{id}]", text=row.text, id=row.id)
        text = words("{who}: {text}", who=self.report.names[row.party], text=row.text)
        return text if row.counted else words("{text} (dated later, or left out: it does not count)", text=text)

    def _terms(self, row: ScenarioRow) -> Iterator[str]:
        words = self.words
        opened = [t for t in row.opened if t.after == "open"]
        off = [t for t in row.opened if t.after == "off"]
        blocked = [t for t in row.still if t.after == "blocked"]
        rejected = [t for t in row.still if t.after == "rejected"]
        yield from self._row_of_terms(words("Opens:"), opened, words("nothing") if row.complete else words("not known"))
        yield from self._row_of_terms(words("No longer on the table:"), off)
        yield from self._row_of_terms(words("Newly blocked:"), [t for t in row.shut if t.after == "blocked"])
        yield from self._row_of_terms(words("Newly rejected:"), [t for t in row.shut if t.after == "rejected"])
        yield from self._row_of_terms(words("Stays blocked ({number}):", number=len(blocked)), blocked)
        yield from self._row_of_terms(words("Stays rejected ({number}):", number=len(rejected)), rejected)

    def _row_of_terms(self, title: str, rows: list[TermRow], nothing: str = "") -> Iterator[str]:
        if rows or nothing:
            text = self.lists.terms(rows) if rows else nothing
            yield from indented(self.words("{title} {text}", title=title, text=text), "  ", "    ")

    def _conflicts(self, row: ScenarioRow) -> Iterator[str]:
        words = self.words
        gone, new = row.obstacles_gone, row.obstacles_new
        whole = [p for p in row.gone if p.id in gone]
        yield from self._whole(
            whole,
            words.many(
                "{number} sticking point is gone, with {conflicts}:",
                "{number} sticking points are gone, with {conflicts}:",
                len(whole),
                conflicts=self._number(whole),
            ),
        )
        whole = [p for p in row.new if p.id in new]
        yield from self._whole(
            whole,
            words.many(
                "{number} sticking point is new, with {conflicts}:",
                "{number} sticking points are new, with {conflicts}:",
                len(whole),
                conflicts=self._number(whole),
            ),
        )
        if not row.conflicts_gone and not row.conflicts_new:
            yield from indented(words("The conflicts are the same."))
            return
        yield from self._staying(row)

    def _whole(self, rows: Sequence[PointRow], title: str) -> Iterator[str]:
        if rows:
            yield from indented(title)
            yield from self.lists.points(rows)

    def _staying(self, row: ScenarioRow) -> Iterator[str]:
        words = self.words
        points = list(row.staying)
        if not points:
            yield from indented(words("No conflict stays."))
            return
        yield from indented(
            words.many(
                "{number} sticking point stays, with {conflicts}:",
                "{number} sticking points stay, with {conflicts}:",
                len(points),
                conflicts=self._number(points),
            )
        )
        yield from self.lists.brief(points)
        fewer = self._number([p for p in row.gone if p.id not in row.obstacles_gone])
        more = self._number([p for p in row.new if p.id not in row.obstacles_new])
        if any(p.id not in row.obstacles_gone for p in row.gone):
            yield from indented(words("Gone from these: {conflicts}.", conflicts=fewer), "    ")
        if any(p.id not in row.obstacles_new for p in row.new):
            yield from indented(words("New with these: {conflicts}.", conflicts=more), "    ")

    def _number(self, rows: Sequence[PointRow]) -> str:
        number = sum(len(row.conflicts) for row in rows)
        return self.words.many("{number} conflict", "{number} conflicts", number)

    def _asked(self, row: ScenarioRow) -> Iterator[str]:
        words, asked = self.words, row.asked
        if not (asked.gone or asked.new or asked.staying):
            return
        yield from indented(words("What is asked of whom (the first package of each part, before and after):"))
        for title, rows in (
            (words("no longer"), asked.gone),
            (words("newly"), asked.new),
            (words("as before"), asked.staying),
        ):
            if rows:
                yield from indented(words("{title} ({number}):", title=title, number=len(rows)), "    ")
                yield from self.lists.asked(rows)

    # The rings of the map.

    def _deadlocks(self) -> Iterator[str]:
        words, rows = self.words, self.report.deadlocks
        if not rows:
            return
        yield from heading(words("Deadlocks of the map, and the places where a move could help"))
        yield from indented(
            words(
                "Each ring opens where any one of its places gives: an act split in two, a lighter act, a guarantee "
                "from a third party, a redefinition. Such a move is an idea that people write down, as a scenario."
            ),
            "",
        )
        for number, row in enumerate(rows, 1):
            yield ""
            yield from self._deadlock(number, row)

    def _deadlock(self, number: int, row: DeadlockRow) -> Iterator[str]:
        words = self.words
        title = words("{number}. {title}", number=number, title=self._who(row))
        yield pad(title, COLUMNS - width(row.obstacle) - 1) + " " + row.obstacle
        if row.gone_in:
            yield from indented(words("Gone in: {scenarios}.", scenarios=self._tried(row.gone_in)), "   ")
        for place in row.places:
            yield from self._place(place)

    def _who(self, row: DeadlockRow) -> str:
        return " ✕ ".join(self.report.names[p] for p in row.parties) or self.words("By definition alone")

    def _place(self, place: PlaceRow) -> Iterator[str]:
        words = self.words
        yield from indented(place.text, "   → ")
        for claim in place.claims:
            cite = " ".join(part for part in (claim.voice.occasion, marks(claim.voice.sources)) if part)
            text = words("{who}: {text} ({cite})", who=self.lists.parties(claim.parties), text=claim.text, cite=cite)
            yield from indented(text, "       ", "         ")
        for definition in place.definitions:
            text = words("definition: {text} [{id}]", text=definition.text, id=definition.id)
            yield from indented(text, "       ", "         ")
        if place.tried:
            yield from indented(words("Tried in: {scenarios}.", scenarios=self._tried(place.tried)), "       ")

    def _tried(self, keys: Sequence[str]) -> str:
        words = self.words
        return words(", ").join(words("{number} ({id})", number=self.numbers[key], id=key) for key in keys)


def _right(text: str) -> str:
    return " " * max(1, _NUMBER - width(text)) + text


def _cells(totals: TotalsRow, base: TotalsRow | None) -> list[str]:
    found, before = amounts(totals), amounts(base or totals)
    return [more(found[part], before[part]) for part in ("conflicts", "obstacles", "blocked", "rejected", "moves")]
