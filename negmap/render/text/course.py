"""A settlement and its sequence as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence as Many

from negmap.explain.messages import Words
from negmap.findings.package_reports import SettlementRow
from negmap.findings.sequence import Group, Sequence, SettledTerm, Wait
from negmap.model.values import plain
from negmap.render.text.layout import COLUMNS, heading, indented
from negmap.render.wrap import width

PATHS = 5
"""How many paths are written out."""


class Course:
    """Lays out settlements and sequences of one report."""

    def __init__(
        self, titles: Mapping[str, str], names: Mapping[str, str], wordings: Mapping[str, str], words: Words
    ) -> None:
        """Take titles of terms, names of parties and claims in words, by id."""
        self._titles, self._names, self._wordings, self._words = titles, names, wordings, words

    def settlement(self, settlement: SettlementRow) -> Iterator[str]:
        """Yield the terms of a settlement: who asks, agrees, would do it, and who has said nothing."""
        words = self._words
        for term in settlement.in_:
            yield from indented(
                words("{term}: {consent}", term=self._titles[term.term], consent=self._consent(term)), "  ", "    "
            )
        for key, bounds in settlement.quantities.items():
            yield from indented(
                words("{term}: {range}", term=self._titles[key], range=self._range(bounds.min, bounds.max)), "  # "
            )
        if settlement.unmet_preferences:
            yield from indented(
                words(
                    "Wishes not met: {items}",
                    items=words("; ").join(self._wordings[k] for k in settlement.unmet_preferences),
                ),
                "  ",
                "    ",
            )

    def _range(self, low: object, high: object) -> str:
        words = self._words
        if low is not None and high is not None:
            return words("{low} to {high}", low=_digits(low), high=_digits(high)) if low != high else _digits(low)
        return words("at least {y}", y=_digits(low)) if low is not None else words("at most {y}", y=_digits(high))

    def _consent(self, term: SettledTerm) -> str:
        words = self._words
        parts = [
            (words("asked for by {parties}", parties=self._parties(term.asked)), term.asked),
            (words("offered by {parties}", parties=self._parties(term.offered)), term.offered),
            (words("agreed to by {parties}", parties=self._parties(term.accepted)), term.accepted),
            (words("nothing said by {parties}", parties=self._parties(term.silent)), term.silent),
        ]
        said = [text for text, parties in parts if parties]
        if not (term.asked or term.offered or term.accepted):
            said.insert(0, words("brought in by what others rest on"))
        if term.not_yet_agreed:
            said.append(words("not yet agreed"))
        return words("; ").join(said)

    def _parties(self, parties: Iterable[str]) -> str:
        return self._words.all_of([self._names.get(p, p) for p in parties])

    def sequence(self, sequence: Sequence) -> Iterator[str]:
        """Yield phases, what must come together, what can come at any time, waits and first paths."""
        words = self._words
        if not (sequence.already or sequence.phases or sequence.any_time):
            yield from indented(words("Nothing to put in order: no term is in the settlement."))
            return
        yield from self._terms(words("Already so"), sequence.already)
        for number, phase in enumerate(sequence.phases, 1):
            yield from self._terms(words("Phase {number}", number=number), phase)
        yield from self._terms(words("Any time"), sequence.any_time)
        for group in sequence.tied:
            yield from self._terms(words("Together"), group)
        if len(sequence.critical_path) > 1:
            yield from indented(
                words("Longest chain: {items}", items=" → ".join(map(self._term, sequence.critical_path))), "  ", "    "
            )
        if sequence.overtaken:
            yield from indented(
                words(
                    "Overtaken by events: {items}",
                    items=words("; ").join(self._wordings.get(k, k) for k in sequence.overtaken),
                ),
                "  ",
                "    ",
            )
        yield from self._paths(sequence)

    def _paths(self, sequence: Sequence) -> Iterator[str]:
        words = self._words
        if not sequence.paths:
            return
        yield from heading(words("Who waits for whom (along path {number})", number=(sequence.marked or 0) + 1))
        if sequence.first_movers:
            yield from indented(words("First to move: {parties}", parties=self._parties(sequence.first_movers)))
        for party, wait in sequence.waits.items():
            yield from indented(
                words("{party}: {text}", party=self._names.get(party, party), text=self._wait(wait)), "  ", "    "
            )
        yield from heading(words("Paths ({count})", count=self._count(sequence)))
        for number, path in enumerate(sequence.paths[:PATHS], 1):
            mark = words(" ← the longest wait is shortest") if sequence.marked == number - 1 else ""
            yield from indented(" → ".join(map(self._group, path)) + mark, f"  {number}. ", "     ")

    def _count(self, sequence: Sequence) -> str:
        words = self._words
        if sequence.path_count is not None:
            return words.many("{number} in all", "{number} in all", sequence.path_count)
        low, high = sequence.path_bounds
        return words("between {low} and {high} in all", low=f"{low:,}", high=f"{high:,}")

    def _wait(self, wait: Wait) -> str:
        words = self._words
        parts = [words("gives {term} at {step}", term=self._term(t), step=s) for t, s in wait.gives]
        parts += [words("gets {term} at {step}", term=self._term(t), step=s) for t, s in wait.gets]
        if wait.wait:
            parts.append(words.many("longest wait {number} step", "longest wait {number} steps", wait.wait))
        return words(", ").join(parts) or words("gives and gets nothing that is named")

    def _group(self, group: Group) -> str:
        return " + ".join(map(self._term, group))

    def _term(self, term: str) -> str:
        return self._titles.get(term, term)

    def _terms(self, title: str, terms: Many[str]) -> Iterator[str]:
        """Yield what is the case of terms: a few in one line, more of them as a list."""
        words = self._words
        titles = [self._term(term) for term in terms]
        line = words("{title}: {items}", title=title, items=words(", ").join(titles))
        if titles and width(line) <= COLUMNS - 2:
            yield "  " + line
        elif titles:
            yield "  " + words("{title}:", title=title)
            for text in titles:
                yield from indented(text, "    · ")


def _digits(number: object) -> str:
    whole, _, rest = plain(number).partition(".")  # type: ignore[arg-type]
    return f"{int(whole):,}" + (f".{rest}" if rest else "")
