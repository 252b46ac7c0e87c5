"""Claims, conflicts and terms in words, by id, for reports that name many of them."""

from __future__ import annotations

from collections.abc import Mapping

from negmap.findings.conflicts import Conflict
from negmap.report.context import Context


def titles(context: Context) -> Mapping[str, str]:
    """Return the title of every term that positions may name."""
    return {name: context.phrases.term(name) for name in sorted(context.study.view.negotiation.term_of)}


def claims_in_words(context: Context) -> Mapping[str, str]:
    """Return every claim in words, with who voices it."""
    phrases, words = context.phrases, context.words
    return {
        key: words("{parties}: {text}", parties=phrases.parties(claim.holders), text=phrases.claim(claim))
        for key, claim in context.study.claims.items()
    }


def conflicts_in_words(context: Context) -> Mapping[str, str]:
    """Return every conflict and tension in one line."""
    study = context.study
    return {c.id: conflict_in_words(context, c) for c in (*study.conflicts.conflicts, *study.tensions.conflicts)}


def conflict_in_words(context: Context, conflict: Conflict) -> str:
    """Return who stands against whom on how many points, and what was asked for."""
    words, phrases = context.words, context.phrases
    claims = [context.study.claims[name] for name in conflict.claims]
    parties = " ✕ ".join(phrases.party(p) for p in sorted({p for c in claims for p in c.holders}))
    asked = words(", ").join(phrases.claim(c) for c in claims if c.want) or phrases.claim(claims[0])
    return words("{parties} · {number} points · {asked}", parties=parties, number=len(claims), asked=asked)
