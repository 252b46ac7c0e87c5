"""The steps of a sequence in words: numbers, who carries them out, what they wait for, who gives and gets what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from negmap.findings.sequence import OrderEdge, Sequence, SettledTerm
from negmap.render.views.scene import Scene

NOBODY = ""
TOGETHER = "="


@dataclass
class Steps:
    """Says what there is to say about the steps of one sequence."""

    scene: Scene
    found: Sequence
    terms: Mapping[str, SettledTerm]

    @cached_property
    def phase_of(self) -> dict[str, int]:
        """Return the number of each term's phase, from 0."""
        return {term: number for number, phase in enumerate(self.found.phases) for term in phase}

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Return the number of each term in the picture: phase by phase, tied terms one after the other."""
        ordered = [term for phase in self.found.phases for term in sorted(phase, key=self._rank)]
        return {term: number for number, term in enumerate(ordered, 1)}

    @cached_property
    def group_of(self) -> dict[str, tuple[str, ...]]:
        """Return, for each tied term, the terms that it is tied with, itself among them."""
        return {term: group for group in self.found.tied for term in group}

    def _rank(self, term: str) -> tuple[str, str]:
        return min(self.group_of.get(term, (term,))), term

    def carriers(self, term: str) -> tuple[str, ...]:
        """Return the parties that would carry a term out, by id; NOBODY where none is named."""
        known = self.scene.study.view.negotiation.term_of.get(term)
        return tuple(sorted(known.by)) if known and known.by else (NOBODY,)

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """Return the parties with a lane, by id; terms that nobody is named for come last."""
        found = {party for term in self.phase_of for party in self.carriers(term)}
        return tuple(sorted(found, key=lambda party: (party == NOBODY, party)))

    def exchange(self, party: str) -> Iterator[str]:
        """Yield what a party gives and gets, by the numbers in the picture, and how long it waits."""
        words, wait = self.scene.words, self.found.waits.get(party)
        if wait is None:
            return
        for text, terms in (("gives", wait.gives), ("gets", wait.gets)):
            numbers = sorted(self.number_of[term] for term, _ in terms if term in self.number_of)
            if numbers:
                listed = words(", ").join(map(str, numbers))
                yield words("gives {terms}", terms=listed) if text == "gives" else words("gets {terms}", terms=listed)
        if wait.wait:
            yield words.many("waits {number} step for it", "waits {number} steps for it", wait.wait)

    def tip(self, party: str) -> str:
        """Return what a party gives and gets by name."""
        wait, words = self.found.waits.get(party), self.scene.words
        if wait is None:
            return ""
        gives = words(", ").join(self.scene.title(term) for term, _ in wait.gives)
        gets = words(", ").join(self.scene.title(term) for term, _ in wait.gets)
        parts = [
            words("gives {terms}", terms=gives) if gives else "",
            words("gets {terms}", terms=gets) if gets else "",
        ]
        return words("; ").join(part for part in parts if part)

    def notes(self, term: str, lane: str) -> Iterator[str]:
        """Yield with whom a term is carried out, what it takes effect together with, and what it waits for."""
        words, phrases = self.scene.words, self.scene.phrases
        others = [party for party in self.carriers(term) if party not in (lane, NOBODY)]
        if others:
            yield words("with {parties}", parties=phrases.parties(others))
        group = self.group_of.get(term, ())
        apart = [t for t in group if t != term and t in self.number_of and lane not in self.carriers(t)]
        if apart:
            yield words("{sign} together with {terms}", sign=TOGETHER, terms=self._numbers(apart))
        yield from self._after(term)

    def _after(self, term: str) -> Iterator[str]:
        """Yield what a term comes after, by who asks for it."""
        words = self.scene.words
        found: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
        for edge in self.found.orders:
            if edge.then == term and edge.first in self.number_of and edge.first not in self.group_of.get(term, ()):
                found.setdefault((edge.strict, self.asking(edge)), []).append(edge.first)
        for (strict, parties), firsts in sorted(found.items()):
            who = self.scene.phrases.parties(parties) if parties else words("by definition")
            numbers = self._numbers(firsts)
            text = words("after {terms}", terms=numbers) if strict else words("not before {terms}", terms=numbers)
            yield words("{text} ({marks})", text=text, marks=who)

    def _numbers(self, terms: Iterable[str]) -> str:
        return self.scene.words(", ").join(str(n) for n in sorted(self.number_of[t] for t in terms))

    def asking(self, edge: OrderEdge) -> tuple[str, ...]:
        """Return the parties whose claims ask for an order, by id; none where only definitions do."""
        claims = self.scene.study.claims
        return tuple(sorted({p for name in edge.because if name in claims for p in claims[name].holders}))

    def why(self, term: str) -> str:
        """Return a term in words: its title, and who has said what of it."""
        scene, words, settled = self.scene, self.scene.words, self.terms[term]
        said = [
            (words("asked for by {parties}", parties=scene.phrases.parties(settled.asked)), settled.asked),
            (words("offered by {parties}", parties=scene.phrases.parties(settled.offered)), settled.offered),
            (words("accepted by {parties}", parties=scene.phrases.parties(settled.accepted)), settled.accepted),
            (words("nothing said by {parties}", parties=scene.phrases.parties(settled.silent)), settled.silent),
        ]
        title = scene.title(term)
        parts = words(", ").join(text for text, parties in said if parties)
        return words("{term}: {text}", term=title, text=parts) if parts else title
