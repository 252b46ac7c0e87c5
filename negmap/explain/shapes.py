"""Shapes of deadlock in words."""

from __future__ import annotations

from negmap.explain.messages import Words


def shape_text(shape: str, words: Words) -> str:
    """Return a shape in words."""
    base, _, length = shape.partition("-")
    if base == "ring":
        return words.many("orders in a ring of {number} term", "orders in a ring of {number} terms", int(length))
    if base == "definitions":
        return words.many(
            "a demand and a refusal, through {number} definition",
            "a demand and a refusal, through {number} definitions",
            int(length),
        )
    return {
        "options": words("two options of which one can be chosen"),
        "numbers": words("numbers that do not meet"),
        "direct": words("a demand and a refusal of one term"),
        "conditions": words("conditions that do not fit together"),
    }[base]
