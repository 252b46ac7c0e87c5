"""Sticking points, terms and what is asked, as short lists: the parts of texts that compare maps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from negmap.explain.messages import Words
from negmap.findings.comparison_reports import AskedRow, PointClaimRow, PointRow, TermRow, TotalsRow
from negmap.render.text.layout import indented

FEW = 6
"""How many things of one list are written out before the rest is counted."""
NAMED = 4
"""How many conflicts of one sticking point are named."""


class Lists:
    """Lays out lists for one report; `everything` writes all of them out."""

    def __init__(self, names: Mapping[str, str], words: Words, *, everything: bool) -> None:
        """Take the names of parties by id, and the words to say the rest in."""
        self._names, self._words = names, words
        self.most = None if everything else FEW
        self._named = None if everything else NAMED

    def parties(self, parties: Iterable[str]) -> str:
        """Return the names of parties in a row."""
        return self._words.all_of([self._names.get(p, p) for p in parties])

    def cut(self, rest: int) -> str:
        """Return what stands for the rest of a list."""
        return self._words("… and {number} more (--all)", number=rest)

    def ids(self, keys: Sequence[str]) -> str:
        """Return ids in a row, the first of them where there are many."""
        words = self._words
        shown = list(keys[: self._named])
        more = len(keys) - len(shown)
        return words(", ").join(shown) + (" " + words("and {number} more", number=more) if more else "")

    def claim(self, row: PointClaimRow) -> str:
        """Return a claim with who holds it."""
        words = self._words
        text = words("{who}: {text}", who=self.parties(row.parties), text=row.text)
        return words("{text} (hypothetical)", text=text) if row.hypothetical else text

    def point(self, row: PointRow) -> Iterator[str]:
        """Yield a sticking point: its claims, what they hold up, its conflicts."""
        for number, claim in enumerate(row.claims):
            yield from indented(self.claim(claim), "    - " if not number else "      ", "        ")
        yield from indented(self.holds_up(row), "      ", "        ")

    def holds_up(self, row: PointRow) -> str:
        """Return the wants that a sticking point holds up, and its conflicts."""
        words = self._words
        blocks = [self.claim(want) for want in row.blocks]
        shown = blocks[: self._named]
        more = len(blocks) - len(shown)
        wants = words("; ").join(shown) + (" " + words("and {number} more", number=more) if more else "")
        conflicts = self.ids(row.conflicts)
        if not blocks:
            return words("({ids})", ids=conflicts)
        return words("→ in the way of {wants} ({ids})", wants=wants, ids=conflicts)

    def points(self, rows: Sequence[PointRow]) -> Iterator[str]:
        """Yield sticking points, the first of them where there are many."""
        for row in rows[: self.most]:
            yield from self.point(row)
        if self.most is not None and len(rows) > self.most:
            yield from indented(self.cut(len(rows) - self.most), "    ")

    def brief(self, rows: Sequence[PointRow]) -> Iterator[str]:
        """Yield sticking points in a line each: their claims, and how many conflicts hang on them."""
        words = self._words
        for row in rows[: self.most]:
            claims = words("; ").join(self.claim(claim) for claim in row.claims)
            number = words.many("{number} conflict", "{number} conflicts", len(row.conflicts))
            text = words("{claims} ({conflicts}, {id})", claims=claims, conflicts=number, id=row.id)
            yield from indented(text, "    - ", "      ")
        if self.most is not None and len(rows) > self.most:
            yield from indented(self.cut(len(rows) - self.most), "    ")

    def asked(self, rows: Sequence[AskedRow]) -> Iterator[str]:
        """Yield what packages ask for, the first of it where it is much."""
        words = self._words
        for row in rows[: self.most]:
            text = words("{who}: {text}", who=self.parties(row.parties), text=row.text)
            if row.hypothetical:
                text = words("{text} (hypothetical)", text=text)
            yield from indented(text, "      - ", "        ")
        if self.most is not None and len(rows) > self.most:
            yield from indented(self.cut(len(rows) - self.most), "      ")

    def terms(self, rows: Sequence[TermRow]) -> str:
        """Return terms in a row with their ids, the first of them where there are many."""
        words = self._words
        shown = [words("{term} [{id}]", term=row.title, id=row.term) for row in rows[: self.most]]
        more = len(rows) - len(shown)
        return words("; ").join(shown) + (" " + self.cut(more) if more else "")


def amounts(totals: TotalsRow) -> dict[str, str]:
    """Return how much a map shows, part by part: a number, with + where it is at least so much, or ? for not known."""
    return {
        "conflicts": _amount(totals.conflicts, cut="conflicts" in totals.cut),
        "obstacles": _amount(totals.obstacles, cut="conflicts" in totals.cut),
        "blocked": _amount(totals.blocked, cut="terms" in totals.cut),
        "rejected": _amount(totals.rejected, cut="terms" in totals.cut),
        "moves": _amount(totals.moves),
        "tensions": _amount(totals.tensions),
    }


def _amount(number: int | None, *, cut: bool = False) -> str:
    if number is None or (cut and not number):
        return "?"
    return f"{number}+" if cut else str(number)


def more(number: str, base: str) -> str:
    """Return a number, with by how much it is more or less than another where both are known and differ."""
    if number == base or not (number.isdecimal() and base.isdecimal()):
        return number
    return f"{number} ({int(number) - int(base):+d})".replace("-", "−")
