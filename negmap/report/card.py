"""What the cards of `negmap show` are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from negmap.explain.codes import coded
from negmap.explain.evidence import occasion
from negmap.findings.cards import Item, Section
from negmap.findings.conflicts import Conflict
from negmap.model.statements import StatedPosition, Statement
from negmap.model.values import Text
from negmap.report.context import Context
from negmap.report.rows import Rows
from negmap.report.wordings import conflict_in_words

Parts = tuple[str, list[tuple[str, object]], list[Section]]
"""A name, labelled facts (empty ones are left out), and sections."""


class Card:
    """Makes facts and items of one report, in its language."""

    def __init__(self, context: Context, rows: Rows) -> None:
        self.context, self.rows = context, rows
        self.view = context.study.view
        self.n = self.view.negotiation
        self.words, self.phrases = context.words, context.phrases
        self.lang = context.words.lang

    def text(self, text: Text | None) -> str:
        """Return a text in the report's language."""
        return text.within(self.lang) if text else ""

    def noted(self, what: str, note: str) -> str:
        """Return a value in words."""
        return self.words("{what}: {note}", what=what, note=note) if note else what

    def coded(self, value: str | None) -> str:
        """Return a value in words."""
        return coded(value, self.words)

    def section(self, title: str, items: Iterable[Item]) -> Section:
        """Return a section."""
        return Section(title=title, items=tuple(items))

    def positions(self, said: Iterable[StatedPosition]) -> list[Item]:
        """Return positions, each in words; marks those not in force."""
        in_force = {p.id for p in self.view.positions}
        items = []
        for p in said:
            text = self.words(
                "{party}: {text} ({occasion})",
                party=self.phrases.party(p.party),
                text=self.phrases.stance(p),
                occasion=occasion(p.statement, self.phrases),
            )
            ended = "" if p.id in in_force else self.words(" — not in force")
            items.append(Item(kind="position", id=p.id, text=text + ended))
        return items

    def conflicts(self, fits: Callable[[Conflict], bool]) -> list[Item]:
        """Return the conflicts that fit."""
        found = (c for c in self.context.study.conflicts.conflicts if fits(c))
        return [Item(kind="conflict", id=c.id, text=conflict_in_words(self.context, c)) for c in found]

    def statements(self, statements: Iterable[Statement]) -> list[Item]:
        """Return statements, each in words."""
        return [
            Item(kind="statement", id=s.id, text=self.noted(occasion(s, self.phrases), self.text(s.summary)))
            for s in statements
        ]

    def terms(self, names: Iterable[str]) -> list[Item]:
        """Return terms."""
        return [Item(kind="term", id=name, text=self.phrases.term(name)) for name in names]

    def definitions(self, keys: Iterable[str]) -> list[Item]:
        """Return definitions, each in words."""
        known = {d.id: d for d in self.n.definitions}
        return [
            Item(
                kind="definition",
                id=key,
                text=self.words(
                    "{definition} ({basis})",
                    definition=self.phrases.definition(known[key]),
                    basis=self.phrases.basis(known[key]),
                ),
            )
            for key in keys
        ]

    def claim_items(self, names: Iterable[str]) -> list[Item]:
        """Return claims, each in words."""
        claims = self.context.study.claims
        return [Item(kind="claim", id=name, text=self.phrases.claim(claims[name])) for name in names]
