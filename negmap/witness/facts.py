"""Facts about a settlement, and the choices between them that claims and definitions come down to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from negmap.findings.conflicts import Settlement


@dataclass(frozen=True, slots=True)
class In:
    """The term is in."""

    term: str

    def true_in(self, settlement: Settlement) -> bool:
        """Say whether it is so in a settlement."""
        return self.term in settlement.steps


@dataclass(frozen=True, slots=True)
class Out:
    """The term is out."""

    term: str

    def true_in(self, settlement: Settlement) -> bool:
        """Say whether it is so in a settlement."""
        return self.term not in settlement.steps


@dataclass(frozen=True, slots=True)
class Order:
    """Both terms are in, and the first comes before the second (strict) or no later than it."""

    first: str
    second: str
    strict: bool

    def true_in(self, settlement: Settlement) -> bool:
        """Say whether it is so in a settlement."""
        steps = settlement.steps
        if self.first not in steps or self.second not in steps:
            return False
        return steps[self.first] + self.strict <= steps[self.second]


@dataclass(frozen=True, slots=True)
class Bound:
    """The term is in, and its value is at least (or at most) the number."""

    term: str
    number: Decimal
    least: bool

    def true_in(self, settlement: Settlement) -> bool:
        """Say whether it is so in a settlement; a value that is not given meets no bound."""
        value = settlement.quantities.get(self.term)
        if self.term not in settlement.steps or value is None:
            return False
        return value >= self.number if self.least else value <= self.number


Fact = In | Out | Order | Bound
Way = tuple[Fact, ...]
"""Facts that are all so. Whoever names a term in an Order or a Bound names it in an In as well."""
Choice = tuple[Way, ...]
"""Ways of which one at least is so."""


def holds(choice: Choice, settlement: Settlement) -> bool:
    """Say whether one of the ways is so in a settlement."""
    return any(all(fact.true_in(settlement) for fact in way) for way in choice)
