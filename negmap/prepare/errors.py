"""What is raised when input is not understood."""

from __future__ import annotations

from negmap.diagnostics import Diagnostic

NOTHING_ANALYSED = (
    "nothing was analysed, because a faulty statement may be the one that ends another. Mend them, or use {partial}."
)
NOT_COMPARED = "the draft was not compared."


class NegmapError(Exception):
    """Something that was given to negmap was not understood; the message says what, and what to do about it."""


class NotUnderstood(NegmapError, ValueError):
    """A value was not understood: an unknown id, a date that is none, a folder without a negotiation.

    `option` is the name of the switch that had the value; empty where it was none of them.
    """

    def __init__(self, message: str, remedy: str = "", option: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.option = option

    def __str__(self) -> str:
        named = f"{self.option}: {self.message}" if self.option else self.message
        return f"{named}\n  remedy: {self.remedy}" if self.remedy else named


class FilesAtFault(NegmapError):
    """Files hold faults, so that nothing was done with them.

    `diagnostics` has each fault with its place and its remedy, `outcome` what came of it.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...], outcome: str = NOTHING_ANALYSED) -> None:
        super().__init__(diagnostics, outcome)
        self.diagnostics = diagnostics
        self.outcome = outcome

    def __str__(self) -> str:
        from negmap.render.diagnostics import lines

        told = [line for fault in self.diagnostics for line in lines(fault)]
        return "\n".join([*told, summary(len(self.diagnostics), self.outcome, "partial=True")])


def summary(count: int, outcome: str, partial: str = "--partial") -> str:
    """Return how many faults there are and what came of them; `partial` is how to go on without what is faulty."""
    return f"{count} fault{'s' if count > 1 else ''}: {outcome.format(partial=partial)}"
