"""`negmap corpus` as text: which shapes of deadlock occur and how often, the tables written, the faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negmap.explain.messages import Words
from negmap.findings.corpus_reports import CorpusReport
from negmap.render.text.layout import COLUMNS, heading, indented
from negmap.render.wrap import pad, width, wrap

_NUMBER = 15
_CELL = 5


def corpus_text(report: CorpusReport) -> str:
    """Return the report as text, ending in a line break."""
    return "\n".join(_Corpus(report, Words(report.lang)).lines()) + "\n"


class _Corpus:
    def __init__(self, report: CorpusReport, words: Words) -> None:
        self.report, self.words = report, words

    def lines(self) -> Iterator[str]:
        yield from wrap(self.report.scope, COLUMNS)
        yield from self._what()
        yield from self._shapes()
        yield from self._single()
        yield from self._faults()
        yield from self._tables()

    def _what(self) -> Iterator[str]:
        report, words = self.report, self.words
        found = words.many("{number} negotiation", "{number} negotiations", report.negotiations)
        maps = words.many("{number} map", "{number} maps", report.maps)
        yield words("{corpus} · {negotiations} · {maps}", corpus=report.corpus, negotiations=found, maps=maps)
        if report.days:
            yield from wrap(self._days(), COLUMNS)
        for note in self._notes():
            yield from indented(note, "! ")

    def _notes(self) -> Iterator[str]:
        report, words = self.report, self.words
        if missing := report.negotiations - report.analysed:
            yield words.many(
                "{number} negotiation could not be analysed: see the faults.",
                "{number} negotiations could not be analysed: see the faults.",
                missing,
            )
        if report.incomplete:
            yield words.many(
                "INCOMPLETE: on {number} map the time given was up; there may be more.",
                "INCOMPLETE: on {number} maps the time given was up; there may be more.",
                report.incomplete,
            )
        if report.binding == "must-agree":
            yield words("Only the claims of those who must agree bind; the others' are shown as tensions.")
        if report.applied.internal:
            yield words("INTERNAL: this report uses statements that are not public. Do not pass it on.")
        if report.applied.first_hand:
            yield words("Without what was relayed or said anonymously.")
        if report.applied.stated:
            yield words("Without what the analyst inferred.")

    def _days(self) -> str:
        words, days = self.words, self.report.days
        if days is None or days.step is None:
            return words("Maps as of {day}.", day=days.last if days else None)
        first = days.first or words("the first statement")
        last = days.last or words("the latest statement")
        return words(
            "Of each negotiation a map every {step}, from {first} to {last}.",
            step=self._step(int(days.step[:-1]), days.step[-1]),
            first=first,
            last=last,
        )

    def _step(self, number: int, unit: str) -> str:
        words = self.words
        return {
            "d": words.many("day", "{number} days", number),
            "w": words.many("week", "{number} weeks", number),
            "m": words.many("month", "{number} months", number),
            "y": words.many("year", "{number} years", number),
        }[unit]

    def _shapes(self) -> Iterator[str]:
        report, words = self.report, self.words
        yield from heading(words("Shapes of deadlock"))
        if not report.shapes:
            yield words("There is no conflict in any of these negotiations.")
            return
        room = COLUMNS - 3 * _NUMBER
        heads = [words("negotiations"), words("sticking points"), words("conflicts")]
        yield (pad("", room) + "".join(_right(text) for text in heads)).rstrip()
        for number, row in enumerate(report.shapes, 1):
            of = words("{number} of {all}", number=row.negotiations, all=report.analysed)
            first, *more = wrap(words("{number}. {title}", number=number, title=row.text), room - 2)
            yield pad(first, room) + "".join(_right(text) for text in (of, str(row.obstacles), str(row.conflicts)))
            yield from ("   " + line for line in more)
        yield from indented(
            words(
                "What stands in the way, whatever it is about. A sticking point counts once, on however many maps of a "
                "negotiation it stands."
            ),
            "",
        )

    def _single(self) -> Iterator[str]:
        report, words = self.report, self.words
        if not report.shapes or not report.single:
            return
        yield from heading(words("Sticking points of each negotiation, by shape"))
        room = max(map(width, report.single))
        heads = "".join(f"{number:>{_CELL}}" for number in range(1, len(report.shapes) + 1))
        yield pad("", room) + heads
        for name, found in report.single.items():
            cells = "".join(f"{found.get(row.shape, '·'):>{_CELL}}" for row in report.shapes)
            yield pad(name, room) + cells

    def _faults(self) -> Iterator[str]:
        report, words = self.report, self.words
        if not report.fault_count:
            return
        yield from heading(words("Faults"))
        for row in report.faults:
            where = words("{negotiation}/{place}", negotiation=row.negotiation, place=row.where) if row.where else ""
            text = f"{where or row.negotiation}: {row.code} {row.message}"
            yield from indented(text, "", "    ")
        if more := report.fault_count - len(report.faults):
            yield words.many("And {number} more, in the table.", "And {number} more, in the table.", more)

    def _tables(self) -> Iterator[str]:
        words = self.words
        yield from heading(words("Tables"))
        for name, rows in self.report.tables.items():
            yield words.many("{name}: {number} row", "{name}: {number} rows", rows, name=name)


def single_text(report: CorpusReport, found: Mapping[str, int], words: Words) -> str:
    """Return how many sticking points of each shape a negotiation has."""
    shown = [row for row in report.shapes if row.shape in found]
    texts = [words("{number} × {shape}", number=found[row.shape], shape=row.text) for row in shown]
    return words("; ").join(texts) or words("none")


def _right(text: str) -> str:
    return " " * max(1, _NUMBER - width(text)) + text
