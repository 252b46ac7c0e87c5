"""Evidence in words: who said it, where and when; how much a conflict rests on."""

from __future__ import annotations

from negmap.explain.phrases import Phrases
from negmap.model.sources import SourceRef
from negmap.model.statements import Statement


def occasion(statement: Statement, phrases: Phrases) -> str:
    """Return speaker, venue and date of a statement, as far as they are known."""
    words, lang = phrases.words, phrases.lang
    speaker = statement.speaker.name.within(lang) if statement.speaker else ""
    venue = statement.venue.within(lang) if statement.venue else ""
    parts = [part for part in (speaker or venue, phrases.day(statement.date)) if part]
    via = how_heard(statement, phrases)
    return words(", ").join(parts + ([via] if via else []))


def how_heard(statement: Statement, phrases: Phrases) -> str:
    """Return how second-hand words reached us; nothing for first-hand ones."""
    words = phrases.words
    if statement.first_hand:
        return ""
    who = statement.relayed_by.within(phrases.lang) if statement.relayed_by else ""
    if statement.via == "anonymous":
        return words("anonymous, through {who}", who=who) if who else words("anonymous")
    return words("relayed by {who}", who=who) if who else words("relayed")


def source(ref: SourceRef, phrases: Phrases) -> str:
    """Return a source as a footnote has it: title, publisher, date, language, address."""
    words = phrases.words
    parts = [
        words("“{title}”", title=ref.title.within(phrases.lang)) if ref.title else "",
        ref.publisher or ref.origin or "",
        phrases.day(ref.published) if ref.published else "",
        f"[{ref.lang}]" if ref.lang else "",
        ref.url or "",
    ]
    return words(", ").join(part for part in parts if part)
