"""A budget of time, handed down to every search; and of steps, for one that is to end alike on every machine."""

from __future__ import annotations

import time
from dataclasses import dataclass

GRACE = 0.15
"""So many seconds after the deadline what was found may still be made ready to be shown."""


class OutOfTime(Exception):
    """The deadline passed; what was found so far is kept by whoever catches this."""


class _Stopped:
    """Whether somebody wants every search to end."""

    asked = False


def stop() -> None:
    """Have every search of this process end at its next step, as if its time were up."""
    _Stopped.asked = True


class TooMany(Exception):
    """There are more answers than are looked for; all of up to `size` claims were found."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


@dataclass(frozen=True, slots=True)
class Budget:
    """A deadline on the monotonic clock, in seconds; none means all the time there is.

    One that is not `stoppable` goes on when somebody has asked for an end.
    """

    deadline: float | None = None
    stoppable: bool = True

    @classmethod
    def of(cls, seconds: float | None) -> Budget:
        """Return a budget that ends so many seconds from now."""
        return cls(None if seconds is None else time.monotonic() + seconds)

    def check(self) -> None:
        """Raise OutOfTime once the deadline has passed, or somebody wants it to end."""
        if _Stopped.asked and self.stoppable:
            raise OutOfTime
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise OutOfTime

    def late(self) -> Budget:
        """Return a budget for making ready what was found: to the deadline, or a moment from now if that is later."""
        deadline = None if self.deadline is None else max(self.deadline, time.monotonic() + GRACE)
        return Budget(deadline, stoppable=not _Stopped.asked)

    @property
    def seconds(self) -> float | None:
        """Return the seconds left, or None where there is no deadline; raises OutOfTime once it has passed."""
        self.check()
        return None if self.deadline is None else max(self.deadline - time.monotonic(), 0.001)


class TooMuch(Exception):
    """The steps allowed were not enough."""


class Work:
    """Counts steps, so that a search ends at the same point on every machine; and minds the time."""

    def __init__(self, steps: int, budget: Budget) -> None:
        self._left, self._budget = steps, budget

    def step(self, number: int = 1) -> None:
        """Count steps; raise TooMuch, or OutOfTime."""
        if self._left // 500 != (self._left - number) // 500:
            self._budget.check()
        self._left -= number
        if self._left < 0:
            raise TooMuch
