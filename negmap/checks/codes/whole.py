"""Codes of what definitions and checkpoints say of the whole map."""

CODES = {
    "impossible-term": (
        "A term that no settlement can contain",
        "Its definitions cannot all hold, whoever speaks. Then they are not true of the words, or they are the "
        "positions of somebody. Every conflict over the term would rest on them.",
    ),
    "empty-checkpoint": (
        "A checkpoint that expects nothing",
        "It could not fail, and would look as if something had been checked. Say what must come out, or take it away.",
    ),
    "expectation-missed": (
        "A checkpoint that is not met",
        "`expect:` in negotiation.yaml says what the map must show on a day. It no longer does, or never did. Mend the "
        "checkpoint, or the statements.",
    ),
}
