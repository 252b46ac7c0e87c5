"""`negmap concessions` as text: packages by who moves, smallest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence as Many
from itertools import groupby

from negmap.explain.messages import Words
from negmap.explain.packages import cost_in_words, group_in_words
from negmap.findings.package_reports import ComponentRow, ConcessionsReport, PackageRow, SettlementRow
from negmap.render.text.course import Course
from negmap.render.text.layout import COLUMNS, head, heading, indented
from negmap.render.wrap import pad, width, wrap


def concessions_text(report: ConcessionsReport) -> str:
    """Return the report as text, ending in a line break."""
    return "\n".join(_Concessions(report, Words(report.lang)).lines()) + "\n"


class _Concessions:
    def __init__(self, report: ConcessionsReport, words: Words) -> None:
        self.report, self.words = report, words
        self.course = Course(report.titles, report.names, report.wordings, words)

    def lines(self) -> Iterator[str]:
        report, words = self.report, self.words
        yield from head(report, words)
        if not report.components:
            yield ""
            yield words("No conflict: nobody has to give way.") if report.completeness.complete else self._none_yet()
        else:
            yield from indented(self._why_this_order(), "")
        for number, component in enumerate(report.components, 1):
            yield from self._component(number, component)
        if report.components and report.combined.settlement is not None:
            yield from self._combined(report.combined.settlement, report.combined.packages)

    def _why_this_order(self) -> str:
        return self.words(
            "Smallest first is a reading order: no advice, and no judgement on who should move. What gives up fewest "
            "of the things asked for comes first, so lifting a refusal stands before dropping a demand."
        )

    def _component(self, number: int, component: ComponentRow) -> Iterator[str]:
        words = self.words
        number_of = len(component.conflicts)
        conflicts = words.many(
            "{number} conflict, apart from all others", "{number} conflicts that hang together", number_of
        )
        yield from heading(
            words(
                "{number}. {conflicts}: {ids}",
                number=number,
                conflicts=conflicts,
                ids=words(", ").join(self._first(component.conflicts)),
            )
        )
        if not component.packages:
            nothing = words("Nothing opens it within what was asked for.")
            yield nothing if component.complete else self._none_yet()
        for title, rows in groupby(component.packages, key=self._group):
            yield ""
            yield "  " + title
            for row in rows:
                yield from self._package(row)
        if component.packages and not component.complete:
            yield from indented(
                words(
                    "The list was cut: there are more packages, and none of those not listed is "
                    "smaller than the last of its group."
                )
            )

    def _none_yet(self) -> str:
        return self.words("No package was found before the search was cut; there may be some.")

    @staticmethod
    def _first(ids: Many[str]) -> list[str]:
        return [*ids[:4], "…"] if len(ids) > 4 else list(ids)

    def _group(self, row: PackageRow) -> str:
        return group_in_words(row.group, self.report.names[row.movers[0]] if row.movers else "", self.words)

    def _package(self, row: PackageRow) -> Iterator[str]:
        words = self.words
        marks = [words.many("{number} move", "{number} moves", len(row.concessions)), cost_in_words(row.cost, words)]
        if row.empty:
            marks.append(words("nothing asked for here is left"))
        if row.pareto:
            marks.append(words("no other asks less of all"))
        first, *rest = wrap(words(" · ").join(mark for mark in marks if mark), COLUMNS - width(row.id) - 6)
        yield pad("    " + first, COLUMNS - width(row.id)) + row.id
        yield from ("      " + line for line in rest)
        for c in row.concessions:
            who = words(", ").join(self.report.names[p] for p in c.parties)
            yield from indented(words("{who}: {text}", who=who, text=c.text), "      - ", "        ")

    def _combined(self, settlement: SettlementRow, packages: Many[str]) -> Iterator[str]:
        words = self.words
        yield from heading(
            words("A settlement that the first package of each opens ({ids})", ids=words(", ").join(packages))
        )
        yield from self.course.settlement(settlement)
        yield from indented(words("(`negmap sequence` tells in which order it can take effect.)"))
