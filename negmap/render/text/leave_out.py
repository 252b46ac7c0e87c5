"""`negmap leave-out` as text: on how many of the maps each result stands, and what falls without what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negmap.explain.messages import Words
from negmap.findings.leave_out_reports import ItemRef, LeaveOutItemRow, LeaveOutReport, UnitRow
from negmap.render.text.layout import COLUMNS, head, heading, indented
from negmap.render.wrap import pad, width, wrap

BAR = 20
"""The width of the bar for all maps, in characters."""
FEW = 6
"""How many things of one list are written out before the rest is counted."""


def leave_out_text(report: LeaveOutReport, *, everything: bool = False) -> str:
    """Return the report as text, ending in a line break; `everything` writes all lists out."""
    return "\n".join(_LeaveOut(report, Words(report.lang), everything=everything).lines()) + "\n"


def kind_titles(words: Words) -> dict[str, str]:
    """Return what each kind of result is called, in the order in which they are shown."""
    return {
        "obstacle": words("Sticking points"),
        "conflict": words("Conflicts"),
        "blocked": words("Blocked terms"),
        "rejected": words("Rejected terms"),
        "package": words("First packages of concessions"),
    }


def method_text(report: LeaveOutReport, words: Words) -> str:
    """Return which maps were made."""
    what = {
        "statement": words.many("{number} statement", "{number} statements", report.size),
        "speaker": words.many("{number} speaker", "{number} speakers", report.size),
        "source": words.many("{number} independent source", "{number} independent sources", report.size),
    }[report.kind]
    if report.seed is None:
        return words.many(
            "{number} map, each without {what} of {units}: every such map.",
            "{number} maps, each without {what} of {units}: every such map.",
            report.made,
            what=what,
            units=len(report.units),
        )
    return words.many(
        "{number} map, each without {what} of {units}: a sample of {possible} such maps (seed {seed}).",
        "{number} maps, each without {what} of {units}: a sample of {possible} such maps (seed {seed}).",
        report.made,
        what=what,
        units=len(report.units),
        possible=report.possible,
        seed=report.seed,
    )


def shares_note(words: Words) -> str:
    """Return what a share is, and is not."""
    return words(
        "Shares are shares of these maps: how much of a result hangs on single words. They are no probabilities."
    )


class _LeaveOut:
    def __init__(self, report: LeaveOutReport, words: Words, *, everything: bool) -> None:
        self.report, self.words, self.everything = report, words, everything
        self.items = {(row.kind, row.id): row for row in report.items}
        whole = [row for row in report.items if row.on_whole]
        self.numbers = {(r.kind, r.id): n for n, r in enumerate((r for r in whole if r.kind == "obstacle"), 1)}
        self.units = {row.id: row for row in report.units}

    def lines(self) -> Iterator[str]:
        report, words = self.report, self.words
        yield from head(report, words)
        yield from wrap(method_text(report, words), COLUMNS)
        if report.made < report.planned:
            yield from indented(words("The time was up before {number} were made.", number=report.planned), "! ")
        yield from wrap(shares_note(words), COLUMNS)
        for kind, title in kind_titles(words).items():
            yield from self._kind(kind, title)
        yield from self._effects()

    # What stands.

    def _kind(self, kind: str, title: str) -> Iterator[str]:
        rows = [row for row in self.report.items if row.kind == kind and row.on_whole]
        if not rows:
            return
        yield from heading(title)
        always = [row for row in rows if row.maps == self.report.made]
        shaken = [row for row in rows if row.maps < self.report.made]
        if kind == "conflict":
            shaken.sort(key=lambda row: row.maps)
        listed = rows if kind == "obstacle" or self.everything else shaken
        shown = listed if self.everything or kind != "conflict" else listed[:FEW]
        for row in shown:
            yield from self._item(row)
        if more := len(listed) - len(shown):
            yield self.words("… and {number} more (--all)", number=more)
        if listed is shaken and always:
            yield from indented(self._always(always, named=kind in ("blocked", "rejected")), "")

    def _always(self, rows: list[LeaveOutItemRow], *, named: bool) -> str:
        words = self.words
        if named:
            return words("On every map: {items}.", items=words("; ").join(row.text for row in rows))
        return words.many("On every map: {number} more.", "On every map: {number} more.", len(rows))

    def _item(self, row: LeaveOutItemRow) -> Iterator[str]:
        words, made = self.words, self.report.made
        share = words("{number} of {all}", number=row.maps, all=made)
        right = f" {bar(row.maps, made)} {pad('', 9 - width(share))}{share}"
        room = COLUMNS - width(right)
        number = self.numbers.get((row.kind, row.id))
        mark = f"{number}. " if number else "- "
        first, *rest = wrap(words("{text} [{id}]", text=row.text or row.id, id=row.id), room - width(mark))
        yield mark + pad(first, room - width(mark)) + right
        yield from (" " * width(mark) + line for line in rest)
        if row.falls_without:
            units = self._cut([self.units[key].text for key in row.falls_without])
            yield from indented(words("falls without: {units}", units=units), "     ", "       ")
        if with_it := self._with(row):
            yield from indented(words("with it falls: {items}", items=with_it), "     ", "       ")

    def _with(self, row: LeaveOutItemRow) -> str:
        """Return the other sticking points and the terms that are missing wherever a sticking point is."""
        shown = [ref for ref in row.falls_with if ref.kind in ("obstacle", "blocked", "rejected")]
        return self._refs(shown) if row.kind == "obstacle" else ""

    # What falls.

    def _effects(self) -> Iterator[str]:
        words = self.words
        telling = [row for row in self.report.units if row.falls or row.comes]
        yield from heading(words("What falls without each of them alone"))
        for row in telling:
            yield from indented(row.text, "", "  ")
            yield from self._effect(row)
        quiet = len(self.report.units) - len(telling)
        if quiet and self.report.made == self.report.planned:
            yield from indented(
                words.many(
                    "Without any of {number} other, everything stands.",
                    "Without any one of {number} others, everything stands.",
                    quiet,
                ),
                "",
            )

    def _effect(self, row: UnitRow) -> Iterator[str]:
        words = self.words
        if row.falls:
            yield from indented(words("falls: {items}", items=self._refs(row.falls)), "    ", "      ")
        if row.comes:
            yield from indented(words("comes instead: {items}", items=self._refs(row.comes)), "    ", "      ")

    def _refs(self, refs: Iterable[ItemRef]) -> str:
        """Return results in a row: sticking points by number, terms by name, the rest counted."""
        refs, words = list(refs), self.words
        points = [r for r in refs if r.kind == "obstacle"]
        numbered = [str(self.numbers[r.kind, r.id]) for r in points if (r.kind, r.id) in self.numbers]
        parts = [self._points(numbered)] if numbered else []
        new = [self.items[r.kind, r.id].text or r.id for r in points if (r.kind, r.id) not in self.numbers]
        parts += [words("a sticking point ({text})", text=text) for text in new[: None if self.everything else FEW]]
        parts += [self._counted(refs, "conflict")] if any(r.kind == "conflict" for r in refs) else []
        for kind, title in (("blocked", words("blocked")), ("rejected", words("rejected"))):
            terms = [self.items[r.kind, r.id].text for r in refs if r.kind == kind]
            parts += [words("{title}: {items}", title=title, items=self._cut(terms))] if terms else []
        parts += [self._counted(refs, "package")] if any(r.kind == "package" for r in refs) else []
        return words("; ").join(parts)

    def _points(self, numbers: list[str]) -> str:
        return self.words.many(
            "sticking point {numbers}",
            "sticking points {numbers}",
            len(numbers),
            numbers=self.words(", ").join(numbers),
        )

    def _counted(self, refs: list[ItemRef], kind: str) -> str:
        number = sum(r.kind == kind for r in refs)
        if kind == "conflict":
            return self.words.many("{number} conflict", "{number} conflicts", number)
        return self.words.many("{number} first package", "{number} first packages", number)

    def _cut(self, texts: list[str]) -> str:
        words = self.words
        shown = texts if self.everything else texts[:FEW]
        more = len(texts) - len(shown)
        return words(", ").join(shown) + (" " + words("and {number} more", number=more) if more else "")


def bar(number: int, of: int) -> str:
    """Return a bar as long as the share; never full where something is missing, never empty where something is not."""
    full = round(BAR * number / of) if of else 0
    full = min(full, BAR - 1) if number < of else full
    full = max(full, 1) if number else full
    return "█" * full + "░" * (BAR - full)
