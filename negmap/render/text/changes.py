"""`negmap changes` between two days as text: a table of days, what each changed, and which positions moved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from negmap.explain.messages import Words
from negmap.findings.comparison_reports import (
    ChangesReport,
    MoveRow,
    PointChangeRow,
    TotalsRow,
    WordsRow,
)
from negmap.render.text.days import Cite, Day, changed
from negmap.render.text.layout import COLUMNS, columns, footnotes, head, heading, indented
from negmap.render.text.points import Lists, amounts
from negmap.render.wrap import pad, width

DAYS = 10
"""So many days are told in full, the latest; earlier ones are in the table."""
ROWS = 40
"""So many days are in the table, the latest."""
_NUMBER = 12
_SIDE = (COLUMNS - 5) // 2


def changes_text(report: ChangesReport, *, everything: bool = False) -> str:
    """Return the report as text, ending in a line break; `everything` tells every day and all its words."""
    return "\n".join(_Changes(report, Words(report.lang), everything=everything).lines()) + "\n"


class _Changes:
    def __init__(self, report: ChangesReport, words: Words, *, everything: bool) -> None:
        self.report, self.words, self.everything = report, words, everything
        self.lists = Lists(report.names, words, everything=everything)
        self.cite = Cite(report, words)

    def lines(self) -> Iterator[str]:
        report, words = self.report, self.words
        yield from head(report, words)
        yield from self._unfinished()
        yield from indented(self._sum(), "")
        yield from self._table()
        told = [row for row in report.days if self.everything or changed(row)]
        shown = told if self.everything else told[-DAYS:]
        if len(shown) < len(told):
            number = len(told) - len(shown)
            text = words.many(
                "{number} earlier day is not told (--all).", "{number} earlier days are not told (--all).", number
            )
            yield from indented(text, "")
        for row in shown:
            yield from Day(row, report.dates[row.day], self.lists, self.cite, words).lines()
        yield from self._moves()
        yield from footnotes(self.cite.cited, words)

    def _unfinished(self) -> Iterator[str]:
        words = self.words
        titles = {
            "conflicts": words("Conflicts"),
            "terms": words("Terms that are held up"),
            "packages": words("What is asked"),
            "tensions": words("Tensions"),
        }
        for part, day in self.report.unfinished.items():
            text = words("{part}: not compared from {day} on.", part=titles[part], day=self.report.dates[day])
            yield from indented(text, "! ")

    def _sum(self) -> str:
        words, report = self.words, self.report
        since, until = report.dates[report.since], report.dates[report.until]
        appeared = sum(len(point.point.conflicts) for row in report.days for point in row.appeared or ())
        vanished = sum(len(point.point.conflicts) for row in report.days for point in row.vanished or ())
        return words(
            "From the end of {since} to the end of {until}: {appeared}, {vanished}.",
            since=since,
            until=until,
            appeared=words.many("{number} conflict appeared", "{number} conflicts appeared", appeared),
            vanished=words.many("{number} vanished", "{number} vanished", vanished),
        )

    # The table.

    def _table(self) -> Iterator[str]:
        words, report = self.words, self.report
        labels = [report.dates[day] for day in (report.since, report.until, *(row.day for row in report.days))]
        room = max(map(width, labels)) + 1
        heads = [
            words("appeared"), words("vanished"), words("conflicts"), words("blocked"), words("rejected"),
            words("asked"), words("tensions"),
        ]  # fmt: skip
        yield ""
        yield (pad("", room) + "".join(_right(text) for text in heads)).rstrip()
        yield self._row(report.since, report.start, "", "", room)
        shown = report.days if self.everything else report.days[-ROWS:]
        if len(shown) < len(report.days):
            yield from indented(words("… {number} earlier days (--all)", number=len(report.days) - len(shown)))
        for row in shown:
            yield self._row(row.day, row.totals, _count(row.appeared), _count(row.vanished), room)
        yield from indented(
            words(
                "Asked: moves in the first package of each part of the map; a reading order, not advice. "
                "Below, + stands before the words that did it, − before those whose end did it."
            ),
            "",
        )
        if not report.days:
            yield ""
            yield from indented(words("No words came into force or ended in this time."), "")

    def _row(self, day: str, totals: TotalsRow, appeared: str, vanished: str, room: int) -> str:
        found = amounts(totals)
        numbers = [found[part] for part in ("conflicts", "blocked", "rejected", "moves", "tensions")]
        return pad(self.report.dates[day], room) + "".join(map(_right, (appeared, vanished, *numbers)))

    # What moved.

    def _moves(self) -> Iterator[str]:
        words, report = self.words, self.report
        if not report.moves:
            return
        yield from heading(
            words(
                "What moved from {since} to {until}", since=report.dates[report.since], until=report.dates[report.until]
            )
        )
        for number, row in enumerate(report.moves):
            if number:
                yield ""
            yield from self._move(row)

    def _move(self, row: MoveRow) -> Iterator[str]:
        words = self.words
        who = words("{day} · {party}", day=self.report.dates[row.day], party=self.report.names[row.party])
        yield words("{who} · {what}", who=who, what=_kind(row.kind, words))
        before = [cell for said in row.before for cell in self._cells(said)]
        after = [cell for said in row.after for cell in self._cells(said)] or ["—"]
        for left, right in zip_longest(before, after, fillvalue=""):
            yield from columns([left, "→" if left == before[0] else "", right], [_SIDE, 1, _SIDE - 3])

    def _cells(self, said: WordsRow) -> tuple[str, str]:
        return said.text, self.words("({cite})", cite=self.cite.said(said))


def _count(rows: tuple[PointChangeRow, ...] | None) -> str:
    if rows is None:
        return "?"
    return str(sum(len(row.point.conflicts) for row in rows)) if rows else "–"


def _right(text: str) -> str:
    return " " * max(1, _NUMBER - width(text)) + text


def _kind(kind: str, words: Words) -> str:
    return {
        "softened": words("asks for less"),
        "hardened": words("asks for more"),
        "changed": words("asks for something else"),
        "repeated": words("said again"),
        "withdrawn": words("took it back"),
        "ran-out": words("had a time limit, now past"),
        "hearsay": words("its words would end if this holds; second-hand words end nothing on record"),
    }[kind]
