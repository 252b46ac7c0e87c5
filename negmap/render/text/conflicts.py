"""`negmap conflicts` as text: by obstacle, with who said what, when and where."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.explain.messages import Words
from negmap.findings.reports import ConflictRow, ConflictsReport, ObstacleRow, RejectedRow
from negmap.render.text.card import Card
from negmap.render.text.layout import footnotes, head, heading, indented


def conflicts_text(report: ConflictsReport) -> str:
    """Return the report as text, ending in a line break."""
    return "\n".join(_Conflicts(report, Words(report.lang)).lines()) + "\n"


class _Conflicts:
    def __init__(self, report: ConflictsReport, words: Words) -> None:
        self.report, self.words, self.card = report, words, Card(report.names, words)
        self.by_id = {row.id: row for row in report.conflicts}

    def lines(self) -> Iterator[str]:
        report, words = self.report, self.words
        yield from head(report, words)
        yield from indented(self._sum(), "")
        yield from indented(self._robustness(), "")
        for number, obstacle in enumerate(report.obstacles, 1):
            yield from self._obstacle(number, obstacle)
        yield from self._blocked()
        yield from self._rejected()
        if report.tensions.shown:
            yield from heading(words("Tensions (where a preference takes part)"))
            for row in report.tensions.shown:
                yield ""
                yield from self.card.conflict(row)
        yield from footnotes(report.sources, words)

    def _sum(self) -> str:
        report, words = self.report, self.words
        parts = [
            words.many("{number} conflict", "{number} conflicts", len(report.conflicts)),
            words.many("{number} sticking point", "{number} sticking points", len(report.obstacles)),
            words.many("{number} term blocked", "{number} terms blocked", len(report.blocked)),
            words.many("{number} term rejected", "{number} terms rejected", len(report.rejected)),
            words.many("{number} tension", "{number} tensions", report.tensions.count)
            + ("" if report.tensions.complete else "+")
            + ("" if report.tensions.shown or not report.tensions.count else words(" (shown by --tensions)")),
        ]
        if report.shown.left_out:
            parts.append(
                words.many("{number} conflict not shown", "{number} conflicts not shown", report.shown.left_out)
            )
        return words(" · ").join(parts)

    def _robustness(self) -> str:
        """Sum up how many conflicts rest on little."""
        words, found = self.words, self.report.robustness
        parts = [
            (found.one_statement, words("one statement at some point")),
            (found.second_hand, words("words at second hand")),
            (found.our_reading, words("our reading")),
            (found.one_source, words("one source")),
            (found.analyst_definition, words("a definition by the analyst")),
        ]
        listed = [words("{number} on {what}", number=n, what=what) for n, what in parts if n]
        return (
            words.many(
                "Resting on little, of {number} conflict: {items}.",
                "Resting on little, of {number} conflicts: {items}.",
                found.conflicts,
                items=words(", ").join(listed),
            )
            if listed
            else ""
        )

    def _obstacle(self, number: int, obstacle: ObstacleRow) -> Iterator[str]:
        members = [self.by_id[key] for key in obstacle.conflicts if key in self.by_id]
        following = [self.by_id[key] for key in obstacle.following if key in self.by_id]
        first, *others = members + following
        yield ""
        yield ""
        yield from self.card.conflict(first, f"{number}. ")
        if others:
            yield from indented(self._also(first, others))

    def _also(self, first: ConflictRow, others: list[ConflictRow]) -> str:
        """Say what else the same obstacle holds up, and how many claims more each conflict needs."""
        words, known = self.words, {c.id for c in first.claims}
        more: dict[str, tuple[str, int, str]] = {}
        for row in others:
            wanted = " · ".join(c.text for c in row.claims if c.want and c.id not in known) or first.claims[0].text
            extra = sum(not c.want and c.id not in known for c in row.claims)
            if wanted not in more or extra < more[wanted][1]:
                more[wanted] = (wanted, extra, row.id)
        listed = [
            words.many(
                "{x} (with {number} claim more; {id})", "{x} (with {number} claims more; {id})", extra, x=x, id=key
            )
            if extra
            else words("{x} ({id})", x=x, id=key)
            for x, extra, key in more.values()
        ]
        return words("Also in the way of: {items}.", items=words("; ").join(listed))

    def _blocked(self) -> Iterator[str]:
        words = self.words
        if not self.report.blocked:
            return
        yield from heading(words("Blocked: on the table, and held up by the positions in force"))
        for row in self.report.blocked:
            yield from indented(words("{term} [{id}]", term=row.title, id=row.term), "  ", "    ")
        yield from indented(words("(`negmap why ID` tells what holds up one of them.)"))

    def _rejected(self) -> Iterator[str]:
        words = self.words
        if not self.report.rejected:
            return
        yield from heading(words("Rejected: kept out by a single refusal"))
        by: dict[tuple[str, ...], list[RejectedRow]] = {}
        for row in self.report.rejected:
            by.setdefault(row.texts, []).append(row)
        for texts, rows in by.items():
            kept_out = words("; ").join(words("{term} [{id}]", term=row.title, id=row.term) for row in rows)
            yield from indented(
                words("{refusal} → {terms}", refusal=words(" · ").join(texts), terms=kept_out), "  ", "    "
            )
