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
    """Return on how many claims, how firm, parties give way, counted once for each party; it is no score."""
    parts = [
        (
            cost.red_lines_dropped,
            words.many("{number} red line dropped", "{number} red lines dropped", cost.red_lines_dropped),
        ),
        (
            cost.red_lines_softened,
            words.many("{number} red line softened", "{number} red lines softened", cost.red_lines_softened),
        ),
        (
            cost.firm_dropped,
            words.many("{number} firm claim dropped", "{number} firm claims dropped", cost.firm_dropped),
        ),
        (
            cost.firm_softened,
            words.many("{number} firm claim softened", "{number} firm claims softened", cost.firm_softened),
        ),
        (
            cost.flexible_dropped,
            words.many("{number} flexible claim dropped", "{number} flexible claims dropped", cost.flexible_dropped),
        ),
        (
            cost.flexible_softened,
            words.many("{number} flexible claim softened", "{number} flexible claims softened", cost.flexible_softened),
        ),
    ]
    return words(", ").join(text for number, text in parts if number)
