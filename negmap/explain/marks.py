"""What a result rests on, in a word or two: evidence marks, and what moved words did."""

from __future__ import annotations

from negmap.explain.messages import Words


def mark_words(words: Words) -> dict[str, str]:
    """Return each evidence mark in words, in the order in which they are shown."""
    return {
        "one-statement": words("one statement at some point"),
        "one-source": words("one source"),
        "relayed": words("relayed words"),
        "our-reading": words("our reading"),
        "definition": words("rests on a definition by the analyst"),
        "disputed": words("disputed words"),
        "old": words("old words"),
    }


def move_words(words: Words) -> dict[str, str]:
    """Return each kind of move in words."""
    return {
        "softened": words("asks for less"),
        "hardened": words("asks for more"),
        "changed": words("asks for something else"),
        "repeated": words("said again"),
        "withdrawn": words("took it back"),
        "ran-out": words("had a time limit, now past"),
        "hearsay": words("would say something else, if second-hand words hold"),
    }
