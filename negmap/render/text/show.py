"""`negmap show` and `negmap why` as text."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.explain.messages import Words
from negmap.findings.cards import ShowReport, WhyReport
from negmap.render.text.card import Card
from negmap.render.text.layout import COLUMNS, footnotes, head, indented, notes
from negmap.render.wrap import pad, width, wrap

MOST = 12
"""How many things of one sort are listed before the rest is counted."""


def show_text(report: ShowReport, *, everything: bool = False) -> str:
    """Return the report of `negmap show` as text; `everything` lists all there is."""
    return "\n".join(_show(report, Words(report.lang), None if everything else MOST)) + "\n"


def _show(report: ShowReport, words: Words, most: int | None) -> Iterator[str]:
    for note in notes(report, words):
        yield from indented(note, "! ")
    if report.conflict is not None:
        yield from Card(report.names, words).conflict(report.conflict)
    else:
        yield from wrap(report.name, COLUMNS)
        yield words("{kind} {id}", kind=_kind(report.kind, words), id=report.id)
    room = max((width(fact.label) for fact in report.facts), default=0) + 2
    for fact in report.facts:
        yield from indented(fact.value, "  " + pad(fact.label, room))
    for section in report.sections:
        yield ""
        yield section.title
        for item in section.items[:most]:
            yield from indented(f"{item.id} — {item.text}" if item.text else item.id, "  ", "      ")
        if rest := len(section.items[most:]) if most is not None else 0:
            yield from indented(words("… and {number} more (--all)", number=rest))
    yield from footnotes(report.sources, words)


def _kind(kind: str, words: Words) -> str:
    return {
        "party": words("party"),
        "term": words("term"),
        "issue": words("issue"),
        "statement": words("statement"),
        "position": words("position"),
        "scenario": words("scenario"),
        "proposal": words("proposal"),
        "definition": words("definition"),
        "claim": words("claim"),
        "obstacle": words("obstacle"),
    }.get(kind, kind)


def why_text(report: WhyReport) -> str:
    """Return the report of `negmap why` as text."""
    return "\n".join(_why(report, Words(report.lang))) + "\n"


def _why(report: WhyReport, words: Words) -> Iterator[str]:
    card = Card(report.names, words)
    yield from head(report, words)
    yield ""
    yield from wrap(report.answer, COLUMNS)
    for number, derived in enumerate(report.derivations, 1):
        yield ""
        if len(report.derivations) > 1:
            yield words("{number}.", number=number)
        yield from card.claims(derived.claims)
        yield from indented(card.joined(derived.explanation))
    yield from footnotes(report.sources, words)
