"""`negmap changes` between two git revisions as text: what differs in the files, and what that did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from negmap.explain.messages import Words
from negmap.findings.revision_reports import EditRow, PointEditRow, RevisionRow, RevisionsReport, TermEditRow
from negmap.render.text.layout import head, heading, indented
from negmap.render.text.points import Lists, amounts

EDITS = 40
"""So many records that differ are listed before the rest is counted."""
_SIGN = {"added": "+", "removed": "−", "changed": "~", "renamed": "→"}


def revisions_text(report: RevisionsReport, *, everything: bool = False) -> str:
    """Return the report as text, ending in a line break; `everything` writes all lists out."""
    return "\n".join(_Revisions(report, Words(report.lang), everything=everything).lines()) + "\n"


class _Revisions:
    def __init__(self, report: RevisionsReport, words: Words, *, everything: bool) -> None:
        self.report, self.words, self.everything = report, words, everything
        self.lists = Lists(report.names, words, everything=everything)

    def lines(self) -> Iterator[str]:
        report, words = self.report, self.words
        yield from head(report, words)
        yield from indented(
            words("From {old} to {new}.", old=self._revision(report.from_), new=self._revision(report.to)), ""
        )
        yield from indented(self._sum(), "")
        yield from self._edits()
        yield from self._points(words("Conflicts that appeared"), report.appeared, appeared=True)
        yield from self._points(words("Conflicts that vanished"), report.vanished, appeared=False)
        yield from self._terms()

    def _revision(self, row: RevisionRow) -> str:
        words = self.words
        if row.commit is None:
            return words("the folder as it lies there")
        return words("revision {name} ({commit})", name=row.name, commit=row.commit)

    def _sum(self) -> str:
        words, start, end = self.words, amounts(self.report.start), amounts(self.report.end)
        titles = {
            "conflicts": words("conflicts"),
            "obstacles": words("sticking points"),
            "blocked": words("terms blocked"),
            "rejected": words("terms rejected"),
        }
        parts = []
        for part, title in titles.items():
            numbers = start[part] if start[part] == end[part] else f"{start[part]} → {end[part]}"
            parts.append(words("{title}: {number}", title=title, number=numbers))
        return words(" · ").join(parts)

    # The files.

    def _edits(self) -> Iterator[str]:
        words, rows = self.words, self.report.edits
        yield from heading(words("What differs in the files"))
        if not rows:
            yield from indented(words("Nothing that is read."))
        shown = rows if self.everything else rows[:EDITS]
        for file, same in groupby(shown, key=lambda row: row.file):
            yield from indented(file)
            for row in same:
                yield from indented(self._edit(row), f"    {_SIGN[row.edit]} ", "      ")
        if len(shown) < len(rows):
            yield from indented(self.lists.cut(len(rows) - len(shown)))

    def _edit(self, row: EditRow) -> str:
        words = self.words
        kind = _kind(row.kind, words)
        if row.edit == "renamed":
            return words("{kind} {was} is now {id}", kind=kind, was=row.was, id=row.id)
        if row.edit != "changed":
            return words("{kind} {id}: {text}", kind=kind, id=row.id, text=row.after or row.before)
        if row.before != row.after:
            return words("{kind} {id}: {before} → {after}", kind=kind, id=row.id, before=row.before, after=row.after)
        return words("{kind} {id}: {fields}", kind=kind, id=row.id, fields=words(", ").join(row.fields))

    # What that did.

    def _points(self, title: str, rows: Sequence[PointEditRow], *, appeared: bool) -> Iterator[str]:
        words = self.words
        if not rows:
            return
        number = sum(len(row.point.conflicts) for row in rows)
        yield from heading(words("{title} ({number})", title=title, number=number))
        for row in rows[: self.lists.most]:
            yield from self._point(row, "+" if appeared else "−")
        if self.lists.most is not None and len(rows) > self.lists.most:
            yield from indented(self.lists.cut(len(rows) - self.lists.most), "    ")

    def _point(self, row: PointEditRow, sign: str) -> Iterator[str]:
        for number, claim in enumerate((*row.point.claims, *row.point.through)):
            start = "  · " if not number else "    "
            yield from indented(self.lists.claim(claim), start + (f"{sign} " if claim.did else "  "), "        ")
        yield from indented(self.lists.holds_up(row.point), "      ", "        ")
        yield from indented(self._by(row.files), "      ", "        ")

    def _by(self, files: Sequence[str]) -> str:
        words = self.words
        shown = list(files[: self.lists.most])
        more = " " + self.lists.cut(len(files) - len(shown)) if len(shown) < len(files) else ""
        return words("← {by}", by=words(", ").join(shown) + more)

    def _terms(self) -> Iterator[str]:
        words, rows = self.words, self.report.terms
        if not rows:
            return
        yield from heading(words("Terms that stand otherwise ({number})", number=len(rows)))
        titles = {
            "blocked": words("Now blocked:"),
            "rejected": words("Now rejected:"),
            "open": words("No longer held up:"),
            "off": words("No longer on the table:"),
        }
        for after, title in titles.items():
            own = [row for row in rows if row.term.after == after]
            if own:
                yield from indented(title)
                yield from self._by_files(own)

    def _by_files(self, rows: Sequence[TermEditRow]) -> Iterator[str]:
        by: dict[tuple[str, ...], list[TermEditRow]] = {}
        for row in rows:
            by.setdefault(row.files, []).append(row)
        for files, same in by.items():
            yield from indented(self.lists.terms([row.term for row in same]), "    - ", "      ")
            yield from indented(self._by(files), "      ", "        ")


def _kind(kind: str, words: Words) -> str:
    return {
        "negotiation": words("negotiation"),
        "party": words("party"),
        "term": words("term"),
        "issue": words("issue"),
        "definition": words("definition"),
        "event": words("event"),
        "scenario": words("scenario"),
        "proposal": words("proposal"),
        "statement": words("statement"),
        "position": words("position"),
    }[kind]
