"""The parts of a text report: head, headings, columns, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from negmap.explain.messages import Words
from negmap.findings.conflicts import APART, SIZE
from negmap.findings.reports import Head, SourceRow
from negmap.render.wrap import pad, width, wrap

COLUMNS = 100


def head(report: Head, words: Words) -> Iterator[str]:
    """Yield the lines that every report begins with."""
    yield from wrap(report.scope, COLUMNS)
    counts = report.counts
    yield from wrap(
        words(
            "{title} · {positions}, {claims}, {definitions}",
            title=report.title,
            positions=words.many("{number} position", "{number} positions", counts.positions),
            claims=words.many("{number} claim", "{number} claims", counts.claims),
            definitions=words.many("{number} definition", "{number} definitions", counts.definitions),
        ),
        COLUMNS,
    )
    for note in notes(report, words):
        yield from indented(note, "! ")


def notes(report: Head, words: Words) -> Iterator[str]:
    """Yield what a reader must know before reading on: what was left out, taken out, cut."""
    if report.partial is not None:
        yield words("PARTIAL: left out because the files are faulty: {items}.", items=words(", ").join(report.partial))
    if report.binding == "must-agree":
        yield words("Only the claims of those who must agree bind; the others' are shown as tensions.")
    applied = report.applied
    if applied.internal:
        yield words("INTERNAL: this report uses statements that are not public. Do not pass it on.")
    if applied.with_:
        yield words("With: {items}. What it adds is an idea, nobody's words.", items=words(", ").join(applied.with_))
    if applied.without:
        yield words("Without: {items}.", items=words(", ").join(applied.without))
    if applied.first_hand:
        yield words("Without what was relayed or said anonymously.")
    if applied.stated:
        yield words("Without what the analyst inferred.")
    if report.counts.internal_left_out:
        yield words.many(
            "{number} internal statement is left out.",
            "{number} internal statements are left out.",
            report.counts.internal_left_out,
        )
    if not report.completeness.complete:
        yield words("INCOMPLETE: {reason}; there may be more.", reason=_reason(report, words))


def _reason(report: Head, words: Words) -> str:
    if report.completeness.reason == SIZE:
        return words.many(
            "all conflicts of {number} claim were found, and larger ones were not looked for, because there are many",
            "all conflicts of up to {number} claims were found, and of larger ones only some were looked for, "
            "because there are many",
            report.completeness.limit or 0,
        )
    if report.completeness.reason == APART:
        return words.many(
            "the time given was up, and {number} more that was found could not be taken apart and is not shown",
            "the time given was up, and {number} more that were found could not be taken apart and are not shown",
            report.completeness.limit or 0,
        )
    if report.completeness.limit is not None:
        return words.many(
            "the search stopped at {number} package of a part of the map",
            "the search stopped at {number} packages of a part of the map",
            report.completeness.limit,
        )
    return words("the time given was up")


def indented(text: str, indent: str = "  ", hanging: str | None = None) -> Iterator[str]:
    """Yield a text wrapped under an indent; further lines get `hanging`, or blanks of the same width."""
    hanging = " " * width(indent) if hanging is None else hanging
    for number, line in enumerate(wrap(text, COLUMNS - width(indent), COLUMNS - width(hanging))):
        yield (hanging if number else indent) + line


def heading(text: str) -> Iterator[str]:
    """Yield a heading with a blank line above and a line under it."""
    lines = wrap(text, COLUMNS)
    yield from ("", *lines)
    yield "─" * max(map(width, lines))


def columns(cells: Sequence[str], widths: Sequence[int], indent: str = "  ") -> Iterator[str]:
    """Yield one row of a table; each cell is wrapped within its width."""
    wrapped = [wrap(cell, w) for cell, w in zip(cells, widths, strict=True)]
    for number in range(max(len(lines) for lines in wrapped)):
        parts = [pad(lines[number] if number < len(lines) else "", w) for lines, w in zip(wrapped, widths, strict=True)]
        yield (indent + "  ".join(parts)).rstrip()


def footnotes(sources: Iterable[SourceRow], words: Words) -> Iterator[str]:
    """Yield the sources by number."""
    sources = tuple(sources)
    if not sources:
        return
    yield from heading(words("Sources"))
    for row in sources:
        publisher = row.publisher or row.origin or ""
        publisher = words("{publisher} ({lang})", publisher=publisher, lang=row.lang) if row.lang else publisher
        title = words("“{title}”", title=row.title) if row.title else ""
        parts = [title, publisher, row.published or "", row.url or ""]
        yield from indented(words(", ").join(part for part in parts if part), f"[{row.number}] ", "     ")


def marks(rows: Iterable[SourceRow]) -> str:
    """Return the footnote marks of sources."""
    return "".join(f"[{number}]" for number in dict.fromkeys(row.number for row in rows))


def nothing_sticks(words: Words, head: Head) -> str:
    """Return what stands where no sticking point was found: that there is none only where all was searched."""
    if not head.completeness.complete:
        return words("No sticking point was found before the search was cut; there may be some.")
    return words("Nothing that was said stands in the way of anything else that was said.")
