"""`negmap sequence` as text."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.explain.messages import Words
from negmap.findings.package_reports import PackageRow, SequenceReport
from negmap.render.text.course import Course
from negmap.render.text.layout import head, heading, indented


def sequence_text(report: SequenceReport) -> str:
    """Return the report as text, ending in a line break."""
    return "\n".join(_sequence(report, Words(report.lang))) + "\n"


def _sequence(report: SequenceReport, words: Words) -> Iterator[str]:
    course = Course(report.titles, report.names, report.wordings, words)
    yield from head(report, words)
    if report.standing:
        yield from indented(
            words(
                "These conflicts stand in the way, and nothing that was asked for opens them: {ids}",
                ids=words(", ").join(report.standing),
            ),
            "",
        )
        return
    if report.components:
        yield from _applied(report, words)
    if report.combined.sequence is None or report.combined.settlement is None:
        yield words("The time given was up before a sequence was found.")
        return
    yield from heading(words("In which order it could take effect"))
    yield from course.sequence(report.combined.sequence)
    for package in (p for c in report.components for p in c.packages if p.sequence is not None):
        yield from heading(words("With package {id} in place of the first of its group", id=package.id))
        yield from _concessions(package, report, words)
        if package.sequence is not None:
            yield from course.sequence(package.sequence)


def _applied(report: SequenceReport, words: Words) -> Iterator[str]:
    applied = set(report.combined.packages)
    number = sum(len(c.conflicts) for c in report.components)
    yield from heading(
        words.many(
            "{number} conflict stands in the way. Suppose these concessions:",
            "{number} conflicts stand in the way. Suppose these concessions:",
            number,
        )
    )
    for package in (p for c in report.components for p in c.packages if p.id in applied):
        yield from _concessions(package, report, words)
    yield from indented(words("(Nobody has made them. `negmap concessions` shows others.)"))


def _concessions(package: PackageRow, report: SequenceReport, words: Words) -> Iterator[str]:
    for c in package.concessions:
        who = words(", ").join(report.names[p] for p in c.parties)
        yield from indented(words("{who}: {text}", who=who, text=c.text), "  - ", "    ")
