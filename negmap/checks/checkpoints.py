"""Checkpoints that could not fail."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.checks.places import place, wrong
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Checkpoint, Negotiation

_LISTS = ("incompatible", "tensions", "compatible", "blocked", "rejected", "packages", "order")


def empty_checkpoint(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A checkpoint says what must come out."""
    for number, checkpoint in enumerate(negotiation.about.expect):
        if not _expects(checkpoint):
            where = place("negotiation", "", "expect", number)
            message = "a checkpoint that expects nothing"
            remedy = (
                "say what must come out: `incompatible`, `compatible`, `blocked` …, or `none: true`; or leave it out"
            )
            yield from wrong(negotiation, where, "empty-checkpoint", message, remedy)


def _expects(checkpoint: Checkpoint) -> bool:
    """Say whether some map would not meet it; that the first packages move nothing is something too."""
    listed = (item for key in _LISTS for item in getattr(checkpoint, key))
    return checkpoint.none or checkpoint.first is not None or any(listed)
