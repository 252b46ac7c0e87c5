"""The days of the maps of each negotiation: one, or a range with a step."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic_core import PydanticCustomError

from negmap.model.negotiation import Negotiation
from negmap.model.values import Day

MOST = 20_000
"""So many maps of one negotiation are the most."""
_STEP = re.compile(r"([1-9][0-9]{0,4})([dwmy])")
_MONTHS = {"m": 1, "y": 12}


class NotDays(ValueError):
    """What was given for the days is not understood; says why, and what to write."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of maps: `last` alone for one day (None: that of the latest statement), else from first to last.

    In a range, an end that is None is that of the negotiation: its first or its latest statement.
    """

    first: date | None = None
    last: date | None = None
    is_range: bool = False
    step: int = 1
    unit: Literal["d", "w", "m", "y"] = "w"

    @classmethod
    def parse(cls, as_of: str | None, step: str | None) -> Days:
        """Read ``2025-12-15`` or ``2024..2025-06`` (either end may be left out), and ``7d``, ``1w``, ``3m``, ``1y``."""
        number, unit = _step(step)
        if as_of is None or ".." not in as_of:
            if step is not None:
                raise NotDays("--step needs a range of days: --as-of FROM..TO")
            return cls(last=_day(as_of, first=False))
        start, end = (part.strip() or None for part in as_of.split("..", 1))
        made = cls(_day(start, first=True), _day(end, first=False), True, number, unit)
        if made.first and made.last and made.first > made.last:
            raise NotDays(f"--as-of: {start} is after {end}")
        return made

    def of(self, negotiation: Negotiation, *, internal: bool) -> tuple[date | None, ...]:
        """Return the days of the maps of a negotiation, each once, the last one always among them."""
        if not self.is_range:
            return (self.last,)
        spoken = [s.date.last for s in negotiation.statements.values() if internal or s.handling == "public"]
        first, last = self.first or min(spoken, default=None), self.last or max(spoken, default=None)
        if first is None or last is None or first > last:
            return (self.last or self.first,)
        found = list(self._between(first, last))
        if len(found) > MOST:
            raise NotDays(f"more than {MOST:,} maps of one negotiation; take a longer step or a shorter range")
        return tuple(found)

    def _between(self, first: date, last: date) -> Iterator[date]:
        for number in range(MOST + 1):
            day = self._after(first, number * self.step)
            if day is None or day >= last:
                break
            yield day
        yield last

    def _after(self, first: date, steps: int) -> date | None:
        """Return the day so many units after another; of a month that is shorter, its last. None past the calendar."""
        try:
            if self.unit in _MONTHS:
                year, month = divmod(first.year * 12 + first.month - 1 + steps * _MONTHS[self.unit], 12)
                return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
            return first + timedelta(days=steps * (7 if self.unit == "w" else 1))
        except (OverflowError, ValueError):
            return None


def _step(text: str | None) -> tuple[int, Literal["d", "w", "m", "y"]]:
    match = _STEP.fullmatch(text or "1w")
    if match is None:
        raise NotDays(f"--step: `{text}` is no step; write 7d, 1w, 3m or 1y")
    return int(match[1]), match[2]  # type: ignore[return-value] # one of the letters in the pattern


def _day(text: str | None, *, first: bool) -> date | None:
    try:
        if text is None:
            return None
        last = Day.parse(text).last
    except PydanticCustomError as wrong:
        raise NotDays(f"--as-of: {wrong.message()}; write 2025-12-15, 2025-12 or 2025, or FROM..TO") from None
    if not first or text.count("-") == 2:
        return last
    return last.replace(month=last.month if "-" in text else 1, day=1)  # a range begins with a month's first day
