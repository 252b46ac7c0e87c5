"""Packages in words: who moves, and how firm the words are that move."""

from __future__ import annotations

from negmap.explain.messages import Words
from negmap.findings.packages import Cost, Group


def group_in_words(group: Group | str, mover: str, words: Words) -> str:
    """Return the heading of a group of packages; `mover` is the name of the party where only one moves."""
    if group == "only":
        return words("Only {party} moves", party=mover)
    return {
        "bridge": words("Nobody gives anything up (only timing, numbers or the choice among ordered options change)"),
        "several": words("Several move"),
        "without": words("By going without something that was asked for"),
    }[group]


def cost_in_words(cost: Cost, words: Words) -> str:
    """Return how many parties give way on how firm words; it is no score."""
    parts = [
        (cost.red_lines_dropped, words("red line dropped")),
        (cost.red_lines_softened, words("red line softened")),
        (cost.firm_dropped, words("firm, dropped")),
        (cost.firm_softened, words("firm, softened")),
        (cost.flexible_dropped, words("flexible, dropped")),
        (cost.flexible_softened, words("flexible, softened")),
    ]
    return words(", ").join(words("{number} × {what}", number=n, what=what) for n, what in parts if n)
