"""A budget that is spent after so many looks at it, on every machine, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from negmap.logic.budget import Budget, OutOfTime


@dataclass
class Checks:
    """How often a budget may be checked before it is spent, and how often it was."""

    left: int
    past: int = 0


@dataclass(frozen=True, slots=True)
class Counted(Budget):
    """A budget that is spent after so many checks, on every machine."""

    checks: Checks = field(default_factory=lambda: Checks(0))

    def check(self) -> None:
        """Count a check."""
        if self.checks.left <= 0:
            self.checks.past += 1
            raise OutOfTime
        self.checks.left -= 1

    def late(self) -> Budget:
        """Give no time but what is left."""
        return self
