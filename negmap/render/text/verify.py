"""`negmap verify` as text."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.explain.messages import Words
from negmap.findings.cards import VerifyReport
from negmap.render.text.layout import head, indented


def verify_text(report: VerifyReport) -> str:
    """Return the report of `negmap verify` as text."""
    return "\n".join(_verify(report, Words(report.lang))) + "\n"


def _verify(report: VerifyReport, words: Words) -> Iterator[str]:
    yield from head(report, words)
    yield ""
    yield from indented(
        words(
            "{found} checked again by a checker that shares no code with the search: that each set fails and holds "
            "without any one of its claims, that the definitions named are enough, that each package opens a "
            "settlement and nothing above it does.",
            found=words.all_of(
                [
                    words.many("{number} conflict", "{number} conflicts", report.conflicts),
                    words.many("{number} tension", "{number} tensions", report.tensions),
                    words.many("{number} package", "{number} packages", report.packages),
                ]
            ),
        ),
        "",
    )
    if not report.problems:
        yield words("All of it is confirmed.")
    for problem in report.problems:
        yield from indented(words("{id}: {message}", id=problem.id, message=problem.message), "✗ ")
