"""The picture of `negmap leave-out`: on how many maps each result stands, and without what it falls."""

from __future__ import annotations

from negmap.explain.messages import Words
from negmap.findings.leave_out_reports import LeaveOutItemRow, LeaveOutReport, UnitRow
from negmap.render.chart import Chart
from negmap.render.frame import TEXT
from negmap.render.lettering import Line, lines
from negmap.render.text.leave_out import kind_titles, method_text, shares_note
from negmap.render.theme import LIGHT, Theme

_WORDS, _BAR, _SHARE, _CELL = 400.0, 110.0, 62.0, 22.0
_GAP, _PAD = 10.0, 4.0
_LINES = 6
"""The most lines of a result: sticking points often begin alike, and differ further on."""
MOST_UNITS = 30
"""So many columns are drawn at most: those without which most falls."""
MOST_ROWS = 45
"""So many results are drawn at most; those that stand on every map are counted first."""


def leave_out_picture(report: LeaveOutReport, theme: Theme = LIGHT) -> str:
    """Return the picture of a report as SVG text."""
    return _Picture(report, theme).svg()


class _Picture:
    def __init__(self, report: LeaveOutReport, theme: Theme) -> None:
        self.report, self.words = report, Words(report.lang)
        self.units = _telling(report)
        wide = _WORDS + _GAP + _BAR + _SHARE + len(self.units) * _CELL
        title = self.words("{title}: what hangs on single words", title=report.title)
        self.chart = Chart("leave-out", theme, report.lang, title, wide)

    def svg(self) -> str:
        report, words, chart = self.report, self.words, self.chart
        chart.head([report.scope, method_text(report, words), shares_note(words)])
        chart.about += [report.scope, method_text(report, words)]
        whole = [row for row in report.items if row.on_whole and row.kind != "conflict"]
        shaken = [row for row in whole if row.maps < report.made]
        shown = whole if len(whole) <= MOST_ROWS else shaken[:MOST_ROWS]
        for kind, title in kind_titles(words).items():
            rows = [row for row in shown if row.kind == kind]
            if rows:
                self._section(title, rows)
        self._rest(len(whole) - len(shown), len(shaken) - len([r for r in shown if r.maps < report.made]))
        self._columns()
        return chart.svg()

    def _section(self, title: str, rows: list[LeaveOutItemRow]) -> None:
        chart = self.chart
        chart.heading(title)
        middle = chart.down - TEXT
        for place, _ in enumerate(self.units):
            number = Line(str(place + 1), TEXT - 2, chart.theme.quiet)
            chart.put(number, self._column(place), middle + TEXT * 0.35, middle=True)
        for place, row in enumerate(rows):
            self._row(row, striped=place % 2 == 0)

    def _column(self, place: int) -> float:
        return _WORDS + _GAP + _BAR + _SHARE + (place + 0.5) * _CELL

    def _row(self, row: LeaveOutItemRow, *, striped: bool) -> None:
        chart, made, words = self.chart, self.report.made, self.words
        high = max(1, len(lines(row.text or row.id, (_WORDS - 4) / TEXT, most=_LINES))) * TEXT * 1.35 + 2 * _PAD
        middle = chart.down + high / 2
        if striped:
            chart.box(0, chart.down, chart.wide, high, fill=chart.theme.neutral_tint)
        chart.label(row.text or row.id, 2, middle, _WORDS - 4, most=_LINES)
        left, top = _WORDS + _GAP, middle - 5
        chart.box(left, top, _BAR, 10, fill=chart.theme.ground, stroke=chart.theme.quiet)
        chart.box(left, top, _BAR * row.maps / max(made, 1), 10, fill=chart.theme.ink)
        share = words("{number} of {all}", number=row.maps, all=made)
        chart.label(share, left + _BAR + 6, middle, _SHARE)
        for place, unit in enumerate(self.units):
            if unit.id in row.falls_without:
                self._cross(self._column(place), middle)
        without = words(", ").join(unit.text for unit in self.report.units if unit.id in row.falls_without)
        about = words("{text}: {share}", text=row.text or row.id, share=share)
        chart.about.append(words("{text}; falls without: {units}", text=about, units=without) if without else about)
        chart.down += high

    def _cross(self, x: float, y: float) -> None:
        chart = self.chart
        chart.draw("M-4,-4 L4,4 M4,-4 L-4,4", x, y, stroke=chart.theme.clash, stroke_width="2")

    def _rest(self, rest: int, shaken: int) -> None:
        words = self.words
        if rest - shaken:
            text = words.many("{number} more stands on every map.", "{number} more stand on every map.", rest - shaken)
            self.chart.note(text, strong=True)
        if shaken:
            self.chart.note(
                words.many("{number} more is not drawn.", "{number} more are not drawn.", shaken), strong=True
            )

    def _columns(self) -> None:
        """Say what is left out in each column."""
        chart, words = self.chart, self.words
        if not self.units:
            if self.report.made == self.report.planned:
                chart.note(words("Without any one of them, everything stands."), strong=True)
            return
        chart.heading(words("✕ falls without, left out alone"))
        for place, unit in enumerate(self.units, 1):
            chart.note(words("{number}. {title}", number=place, title=unit.text), strong=True)
        drawn = {unit.id for unit in self.units}
        rest = [unit for unit in self.report.units if unit.falls and unit.id not in drawn]
        if rest:
            chart.note(
                words.many(
                    "Without {number} other, less falls, or only conflicts: that is not drawn.",
                    "Without {number} others, less falls, or only conflicts: that is not drawn.",
                    len(rest),
                ),
                strong=True,
            )


def _telling(report: LeaveOutReport) -> list[UnitRow]:
    """Return the units without which something falls, in their order; of many, those without which most does."""
    found = [row for row in report.units if any(ref.kind != "conflict" for ref in row.falls)]
    most = sorted(found, key=lambda row: (-len(row.falls), row.id))[:MOST_UNITS]
    return [row for row in found if row in most]
