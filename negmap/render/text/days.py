"""One day of `negmap changes` as text: what came into force or ended, and what that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from negmap.explain.messages import Words
from negmap.findings.comparison_reports import (
    AskedChangeRow,
    ChangesReport,
    DayRow,
    PointChangeRow,
    PointClaimRow,
    PointRow,
    TensionChangeRow,
    TensionsChangeRow,
    TermChangeRow,
    WordsRow,
)
from negmap.findings.reports import SourceRow, VoiceRow
from negmap.render.text.layout import heading, indented, marks
from negmap.render.text.points import Lists


def changed(row: DayRow) -> bool:
    """Say whether a day changed anything but which words are in force."""
    tensions = row.tensions is not None and (row.tensions.appeared or row.tensions.vanished)
    asked = row.asked is not None and (row.asked.asked.new or row.asked.asked.gone)
    return bool(row.appeared or row.vanished or row.terms or asked or tensions)


class Cite:
    """Cites words with their sources, numbered in the order in which they are cited, and notes which those are."""

    def __init__(self, report: ChangesReport, words: Words) -> None:
        """Take the report, for the names of parties, and the words to say the rest in."""
        self._names, self._words = report.names, words
        self._sources = {source.number: source for source in report.sources}
        self._numbers: dict[int, int] = {}

    @property
    def cited(self) -> list[SourceRow]:
        """Return the sources that were cited, by their numbers."""
        return [replace(self._sources[old], number=new) for old, new in self._numbers.items()]

    def _marks(self, sources: Iterable[SourceRow]) -> str:
        for source in sources:
            self._numbers.setdefault(source.number, len(self._numbers) + 1)
        return marks(replace(source, number=self._numbers[source.number]) for source in sources)

    def said(self, row: WordsRow | VoiceRow) -> str:
        """Return when and where it was said, with the numbers of sources."""
        words, parts = self._words, [row.occasion]
        if isinstance(row, VoiceRow) and row.firmness == "red-line":
            parts.append(words("■ red line"))
        if isinstance(row, VoiceRow) and row.read == "inferred":
            parts.append(words("our reading"))
        if row.hypothetical:
            parts.append(words("hypothetical"))
        return " ".join(part for part in (words(" · ").join(parts), self._marks(row.sources)) if part)

    def later(self, row: WordsRow) -> str:
        """Return when and where what ended it was said, with the numbers of sources."""
        return " ".join(part for part in (row.by_occasion, self._marks(row.by_sources)) if part)

    def party(self, row: WordsRow) -> str:
        """Return who said it, when and where, with the numbers of sources."""
        return self._words("{party} ({cite})", party=self._names[row.party], cite=self.said(row))


class Day:
    """Lays out what one day changed."""

    def __init__(self, row: DayRow, date: str, lists: Lists, cite: Cite, words: Words) -> None:
        """Take the day, what it is called, and what lays out lists and citations."""
        self.row, self.date = row, date
        self.words, self.lists, self.cite = words, lists, cite
        self.said = {said.position: said for said in row.words}

    def lines(self) -> Iterator[str]:
        """Yield the heading, and each part that changed."""
        words, row = self.words, self.row
        yield from heading(self.date)
        came = [w for w in row.words if w.change == "said"]
        ended = [w for w in row.words if w.change != "said"]
        counted = (
            [words.many("{number} position came into force", "{number} positions came into force", len(came))]
            if came
            else []
        )
        counted += [words.many("{number} position ended", "{number} positions ended", len(ended))] if ended else []
        yield from indented(words(" · ").join(counted))
        if self.lists.most is None:
            yield from self._all_words(came, ended)
        yield from self._points(row.appeared or (), appeared=True)
        yield from self._points(row.vanished or (), appeared=False)
        yield from self._terms(row.terms or ())
        yield from self._asked(row.asked)
        yield from self._tensions(row.tensions)

    def _all_words(self, came: Sequence[WordsRow], ended: Sequence[WordsRow]) -> Iterator[str]:
        words = self.words
        for row in came:
            yield from indented(words("{who}: {text}", who=self.cite.party(row), text=row.text), "    + ", "      ")
        for row in ended:
            yield from indented(self._end(row), "    − ", "      ")

    def _end(self, row: WordsRow) -> str:
        """Say what ended, and what ended it."""
        words = self.words
        said = words("{who}: {text}", who=self.cite.party(row), text=row.text)
        how = words("it ran out")
        if row.change == "replaced":
            how = words("replaced by {by} ({cite})", by=row.by, cite=self.cite.later(row))
        elif row.change == "withdrawn":
            how = words("withdrawn by {by} ({cite})", by=row.by, cite=self.cite.later(row))
        return words("{said} — {how}", said=said, how=how)

    # Conflicts.

    def _points(self, rows: Sequence[PointChangeRow], *, appeared: bool) -> Iterator[str]:
        words = self.words
        number = sum(len(row.point.conflicts) for row in rows)
        if not rows:
            return
        if appeared:
            yield from indented(words.many("{number} conflict appeared:", "{number} conflicts appeared:", number))
        else:
            yield from indented(words.many("{number} conflict vanished:", "{number} conflicts vanished:", number))
        for row in rows[: self.lists.most]:
            yield from self._point(row, appeared=appeared)
        if self.lists.most is not None and len(rows) > self.lists.most:
            yield from indented(self.lists.cut(len(rows) - self.lists.most), "    ")

    def _point(self, row: PointChangeRow, *, appeared: bool) -> Iterator[str]:
        words, point = self.words, row.point
        sign = "+" if appeared else "−"
        if row.fresh:
            title = words("new sticking point") if appeared else words("sticking point gone")
            yield from indented(words("{title} · {id}", title=title, id=point.id), "    · ")
            for claim in point.claims:
                yield from self._claim(claim, sign)
        else:
            yield from indented(self._known(point, appeared=appeared), "    · ", "      ")
            for claim in (claim for claim in point.claims if claim.did):
                yield from self._claim(claim, sign)
        for claim in (*point.through, *(want for want in point.blocks if want.did)):
            yield from self._claim(claim, sign)
        yield from indented(self.lists.holds_up(point), "        ", "          ")
        for key in row.by if not appeared else ():
            yield from indented(self._end(self.said[key]), "        ", "          ")

    def _known(self, point: PointRow, *, appeared: bool) -> str:
        """Return a sticking point that is on both sides of the day, in a line."""
        words = self.words
        claims = words("; ").join(self.lists.claim(claim) for claim in point.claims)
        if appeared:
            return words("more hangs on a sticking point that was there · {id}: {claims}", id=point.id, claims=claims)
        return words("less hangs on a sticking point that stays · {id}: {claims}", id=point.id, claims=claims)

    def _claim(self, row: PointClaimRow, sign: str) -> Iterator[str]:
        words = self.words
        cited = words("; ").join(self.cite.said(voice) for voice in row.voices)
        text = words("{claim} ({cite})", claim=self.lists.claim(row), cite=cited)
        yield from indented(text, f"      {sign if row.did else ' '} ", "          ")

    # Terms, packages, tensions.

    def _terms(self, rows: Sequence[TermChangeRow]) -> Iterator[str]:
        words = self.words
        titles = {
            "blocked": words("Now blocked:"),
            "rejected": words("Now rejected:"),
            "open": words("No longer held up:"),
            "off": words("No longer on the table:"),
        }
        for after, same in groupby(
            sorted(rows, key=lambda r: list(titles).index(r.term.after)), lambda r: r.term.after
        ):
            yield from indented(titles[after])
            by: dict[tuple[tuple[str, str], ...], list[TermChangeRow]] = {}
            for row in same:
                by.setdefault(tuple(self._key(self.said[key]) for key in self._statements(row.by)), []).append(row)
            for group in by.values():
                yield from indented(self.lists.terms([row.term for row in group]), "    - ", "      ")
                yield from indented(words("← {by}", by=self._by(self._statements(group[0].by))), "      ", "        ")

    def _statements(self, positions: Iterable[str]) -> tuple[str, ...]:
        """Return the words that did it: of each statement, of what came and of what ended, one position."""
        found: dict[tuple[str, str], str] = {}
        for key in positions:
            found.setdefault(self._key(self.said[key]), key)
        return tuple(found.values())

    @staticmethod
    def _key(row: WordsRow) -> tuple[str, str]:
        return (row.statement, row.change)

    def _by(self, positions: Iterable[str]) -> str:
        """Return who said, or ended, what did it; words that ended several others stand once."""
        rows = [self.said[key] for key in positions]
        ending: dict[str, list[WordsRow]] = {}
        for row in rows:
            if row.by is not None:
                ending.setdefault(row.by.partition("#")[0], []).append(row)
        said = [self.cite.party(row) for row in rows if row.change == "said" and row.statement not in ending]
        ran_out = [self._ran_out(row) for row in rows if row.change == "ran-out"]
        return self.words("; ").join([*said, *map(self._ending, ending.values()), *ran_out])

    def _ending(self, rows: Sequence[WordsRow]) -> str:
        party, later = self.lists.parties([rows[0].party]), self.cite.later(rows[0])
        earlier = self.words("; ").join(dict.fromkeys(self.cite.said(row) for row in rows))
        return self.words(
            "{party} ({later}), ending earlier words ({earlier})", party=party, later=later, earlier=earlier
        )

    def _ran_out(self, row: WordsRow) -> str:
        party, cite = self.lists.parties([row.party]), self.cite.said(row)
        return self.words("words of {party} that ran out ({cite})", party=party, cite=cite)

    def _asked(self, row: AskedChangeRow | None) -> Iterator[str]:
        words = self.words
        if row is None or not (row.asked.new or row.asked.gone):
            return
        yield from indented(words("What is asked, by the first package of each part of the map (smallest first):"))
        if row.asked.new:
            yield from indented(words("newly:"), "    ")
            yield from self.lists.asked(row.asked.new)
        if row.asked.gone:
            yield from indented(words("no longer:"), "    ")
            yield from self.lists.asked(row.asked.gone)
        yield from indented(words("← {by}", by=self._by(self._statements(row.by))), "    ", "      ")

    def _tensions(self, row: TensionsChangeRow | None) -> Iterator[str]:
        words = self.words
        if row is None or not (row.appeared or row.vanished):
            return
        text = words(
            "Tensions: {appeared} appeared, {vanished} vanished.", appeared=row.appeared, vanished=row.vanished
        )
        shown = row.shown_appeared or row.shown_vanished
        yield from indented(text if shown else words("{text} (shown by --tensions)", text=text))
        for sign, rows in (("+", row.shown_appeared), ("−", row.shown_vanished)):
            for tension in rows:
                yield from indented(self._tension(tension), f"    {sign} ", "      ")

    def _tension(self, row: TensionChangeRow) -> str:
        return self.words("; ").join(map(self.lists.claim, row.claims))
