"""Cards of what was computed: claims, definitions at work, obstacles."""

from __future__ import annotations

from negmap.report.card import Card, Parts


def claim(card: Card, key: str) -> Parts:
    """Return a claim: its voices and conflicts."""
    words, c = card.words, card.context.study.claims[key]
    facts: list[tuple[str, object]] = [
        (words("binding"), words("yes") if c.binding else words("no, a preference")),
        (words("voiced by"), card.phrases.parties(c.parties)),
    ]
    return (
        card.phrases.claim(c),
        facts,
        [
            card.section(words("Voices"), card.positions(card.n.positions[v.position] for v in c.voices)),
            card.section(words("Conflicts"), card.conflicts(lambda found: key in found.claims)),
        ],
    )


def definition(card: Card, key: str) -> Parts:
    """Return a definition: what it rests on, and what rests on it."""
    words = card.words
    d = next(d for d in card.n.definitions if d.id == key)
    facts: list[tuple[str, object]] = [
        (words("basis"), card.phrases.basis(d)),
        (words("because"), card.phrases.because(d)),
    ]
    for ref in d.sources:
        card.rows.source(ref)
    return (
        card.phrases.definition(d),
        facts,
        [
            card.section(words("Terms"), card.terms(d.terms)),
            card.section(
                words("Conflicts that need it"), card.conflicts(lambda c: key in {x.id for x in c.definitions})
            ),
        ],
    )


def obstacle(card: Card, key: str) -> Parts:
    """Return an obstacle: its claims, what it holds up, what follows from it."""
    words = card.words
    o = next(o for o in card.context.study.conflicts.obstacles if o.id == key)
    return (
        key,
        [(words("kind"), card.coded(o.kind))],
        [
            card.section(words("Claims"), card.claim_items(o.claims)),
            card.section(words("Holds up"), card.claim_items(o.blocks)),
            card.section(words("Conflicts"), card.conflicts(lambda c: c.id in o.conflicts)),
            card.section(words("Conflicts that follow from it"), card.conflicts(lambda c: c.follows_from == key)),
        ],
    )
