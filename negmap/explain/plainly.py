"""A sticking point in one plain sentence: who asked for what, who stands against it, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negmap.explain.phrases import Phrases
from negmap.findings.claims import Claim
from negmap.findings.conflicts import Obstacle
from negmap.model.definitions import Definition


def sided(obstacle: Obstacle, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return the claims that tell a sticking point: the first want that it holds up, then what stands in the way.

    A ring tells itself: what stands in the way holds up each other.
    """
    wants = obstacle.blocks[:1] if obstacle.kind != "deadlock" else ()
    named = dict.fromkeys((*wants, *obstacle.claims))
    return tuple(sorted(named, key=lambda name: (not claims[name].want, list(named).index(name))))


def plainly(
    obstacle: Obstacle, claims: Mapping[str, Claim], definitions: Iterable[Definition], phrases: Phrases
) -> str:
    """Return a sticking point in one sentence; `definitions` are those that its conflict needs."""
    words, sides = phrases.words, [claims[name] for name in sided(obstacle, claims)]
    if direct := _direct(sides, phrases):
        return direct
    parts = [_said(claim, phrases) for claim in sides]
    needed = [d for d in definitions if d.kind not in ("stages", "choose")]
    if obstacle.kind != "deadlock" and len(needed) == 1:
        parts.append(phrases.definition(needed[0]))
    clauses = parts[0]
    for part in parts[1:]:
        clauses = words("{earlier}; {later}", earlier=clauses, later=part)
    return words("{clauses}: {conclusion}.", clauses=clauses, conclusion=_conclusion(obstacle, phrases))


def _direct(sides: list[Claim], phrases: Phrases) -> str:
    """Return the sentence where one side asks for what the other refuses, and nothing else is in it."""
    if len(sides) != 2 or sides[0].guard != sides[1].guard or sides[0].subjects != sides[1].subjects:
        return ""
    if [claim.kind for claim in sides] != ["in", "out"] or len(sides[0].subjects) > 1:
        return ""
    words, want, refusal = phrases.words, sides[0], sides[1]
    x = phrases.term(want.subjects[0]) + phrases.guard(want.guard)
    a, b = phrases.parties(want.holders), phrases.parties(refusal.holders)
    return words("{a} asked for {x}; {b} refused it.", a=a, b=b, x=x)


def _said(claim: Claim, phrases: Phrases) -> str:
    words, who = phrases.words, phrases.parties(claim.holders)
    guard = phrases.guard(claim.guard)
    if claim.kind == "in":
        x = words.any_of(phrases.terms(claim.subjects)) + guard
        return words("{who} asked for {x}", who=who, x=x) if claim.binding else words("{who} wished {x}", who=who, x=x)
    if claim.kind == "out" and len(claim.subjects) == 1 and claim.binding:
        return words("{who} refused {x}", who=who, x=phrases.term(claim.subjects[0]) + guard)
    return words("{who} said: {x}", who=who, x=phrases.claim(claim))


def _conclusion(obstacle: Obstacle, phrases: Phrases) -> str:
    words = phrases.words
    if obstacle.kind == "deadlock":
        return words("each waits for the other, and none can be first")
    if obstacle.kind == "quantity":
        return words("no number satisfies both")
    if obstacle.kind == "options":
        return words("only one of them can be chosen")
    return words("these cannot all hold together")
