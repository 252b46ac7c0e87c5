"""Steps down a ladder in words: what a party would hold in place of what it said."""

from __future__ import annotations

from negmap.explain.phrases import Phrases
from negmap.findings.claims import Claim
from negmap.findings.packages import Rung


def concession_text(claim: Claim, rung: Rung, phrases: Phrases) -> str:
    """Return a concession in words, without who makes it: what was said, and what would be held in its place."""
    words = phrases.words
    said = phrases.claim(claim)
    if not rung.held:
        return words("{claim} → dropped", claim=said)
    x = words.any_of(phrases.terms(claim.subjects))
    y = words.any_of(phrases.terms(claim.others))
    if rung.name == "same-time" and claim.kind == "after":
        return words("{claim} → accepts that {x} and {y} take effect together", claim=said, x=x, y=y)
    if rung.name == "same-time":
        return words("{claim} → accepts that {x} takes effect together with {y}", claim=said, x=x, y=y)
    if rung.name == "any-order":
        return words("{claim} → {y} still asked for, in any order", claim=said, y=y)
    return words("{claim} → {held}", claim=said, held=phrases.claim(rung.held[0]))
