"""The picture of `negmap corpus`: which shapes of deadlock occur, in how many negotiations, and where."""

from __future__ import annotations

from negmap.explain.messages import Words
from negmap.findings.corpus_reports import CorpusReport, ShapeRow
from negmap.render.chart import Chart
from negmap.render.frame import TEXT
from negmap.render.lettering import Line
from negmap.render.text.corpus import single_text
from negmap.render.theme import LIGHT, Theme
from negmap.render.views.glyphs import SIZE, glyph

_WIDE = 760.0
_ROW, _CELL, _LINE = 36.0, 46.0, 22.0
_LABEL, _BAR, _BAR_WIDE, _BAR_HIGH = 38.0, 300.0, 190.0, 13.0
_NAMES = 250.0


def shapes_picture(report: CorpusReport, theme: Theme = LIGHT) -> str:
    """Return the picture of a report as SVG text."""
    words = Words(report.lang)
    shown = report.single if report.shapes else {}
    wide = max(_WIDE, _NAMES + len(report.shapes) * _CELL) if shown else _WIDE
    chart = Chart("shapes", theme, report.lang, words("Shapes of deadlock"), wide)
    found = words.many("{number} negotiation", "{number} negotiations", report.analysed)
    chart.head([report.scope, words("{corpus} · {negotiations}", corpus=report.corpus, negotiations=found)])
    chart.about += [report.scope]
    if not report.shapes:
        chart.note(words("There is no conflict in any of these negotiations."), strong=True)
    for row in report.shapes:
        _bar(chart, row, report.analysed, words)
    if shown:
        _matrix(chart, report, words)
    chart.down += 10
    chart.note(
        words(
            "What stands in the way, whatever it is about. A sticking point counts once, on however many maps of a "
            "negotiation it stands."
        )
    )
    return chart.svg()


def _bar(chart: Chart, row: ShapeRow, analysed: int, words: Words) -> None:
    """Draw a shape's sign and name, and in how many of all negotiations it occurs."""
    middle = chart.down + _ROW / 2
    glyph(chart, row.shape, 0, middle)
    chart.label(row.text, _LABEL, middle, _BAR - _LABEL - 8)
    top = middle - _BAR_HIGH / 2
    chart.box(_BAR, top, _BAR_WIDE, _BAR_HIGH, fill=chart.theme.neutral_tint, stroke=chart.theme.quiet)
    chart.box(_BAR, top, _BAR_WIDE * row.negotiations / max(analysed, 1), _BAR_HIGH, fill=chart.theme.ink)
    of = words.many(
        "in {count} of {number} negotiation", "in {count} of {number} negotiations", analysed, count=row.negotiations
    )
    points = words.many("{number} sticking point", "{number} sticking points", row.obstacles)
    text = words("{of}, {points}", of=of, points=points)
    chart.label(text, _BAR + _BAR_WIDE + 10, middle, chart.wide - _BAR - _BAR_WIDE - 10)
    chart.about.append(words("{shape}: {text}", shape=row.text, text=text))
    chart.down += _ROW


def _matrix(chart: Chart, report: CorpusReport, words: Words) -> None:
    """Draw each negotiation as a line, with its number of sticking points under the sign of each shape."""
    chart.heading(words("Sticking points of each negotiation, by shape"))
    middle = chart.down + SIZE / 2
    for number, row in enumerate(report.shapes):
        glyph(chart, row.shape, _NAMES + number * _CELL + (_CELL - SIZE) / 2, middle)
    chart.down += SIZE + 6
    for place, (name, found) in enumerate(report.single.items()):
        if place % 2 == 0:
            chart.box(0, chart.down, _NAMES + len(report.shapes) * _CELL, _LINE, fill=chart.theme.neutral_tint)
        _negotiation(chart, name, [found.get(row.shape, 0) for row in report.shapes])
        chart.about.append(words("{name}: {shapes}", name=name, shapes=single_text(report, found, words)))


def _negotiation(chart: Chart, name: str, numbers: list[int]) -> None:
    middle = chart.down + _LINE / 2
    chart.label(name, 4, middle, _NAMES - 8, quiet=not any(numbers))
    for place, number in enumerate(numbers):
        line = Line(str(number or "·"), TEXT, chart.theme.ink if number else chart.theme.quiet)
        chart.put(line, _NAMES + (place + 0.5) * _CELL, middle + TEXT * 0.35, middle=True)
    chart.down += _LINE
