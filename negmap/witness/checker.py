"""The checker: evaluates settlements, decides sets of claims, and checks what a report asserts (method.md §11)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Conflict, Settlement
from negmap.model.variants import View
from negmap.witness.definitions import definitions_of
from negmap.witness.facts import holds
from negmap.witness.meaning import of_claim, of_definition
from negmap.witness.reading import claims_of
from negmap.witness.search import admits, settled


@dataclass(frozen=True, slots=True)
class Problem:
    """Something asserted of a conflict that the checker does not find to be so."""

    conflict: str
    message: str


class Checker:
    """Reads a view for itself; `claims` are the claims of the day by id, with their voices."""

    def __init__(self, view: View) -> None:
        self.claims: Mapping[str, Claim] = claims_of(view)
        self._claims = {claim.id: of_claim(claim) for claim in self.claims.values()}
        self._definitions = {definition.id: of_definition(definition) for definition in definitions_of(view)}
        self._names = frozenset(view.negotiation.term_of)
        self._quantities = {term.id: term.quantity for term in view.negotiation.terms.values() if term.quantity}

    def satisfied(self, settlement: Settlement, claim_id: str) -> bool:
        """Say whether a claim is true of a settlement; a value that is not given meets no bound."""
        return all(holds(choice, settlement) for choice in self._claims[claim_id])

    def definition_holds(self, settlement: Settlement, definition_id: str) -> bool:
        """Say whether a definition is true of a settlement."""
        return all(holds(choice, settlement) for choice in self._definitions[definition_id])

    def satisfiable(self, claim_ids: Iterable[str], without_definitions: Collection[str] = ()) -> bool:
        """Say whether some settlement satisfies the claims and all definitions but those left out."""
        choices = [choice for key in claim_ids for choice in self._claims[key]]
        for key, meaning in self._definitions.items():
            choices += meaning if key not in without_definitions else ()
        return settled(choices, self._quantities)

    def can_hold(self, claims: Iterable[Claim]) -> bool:
        """Say whether some settlement satisfies these claims, stated or not, and all definitions."""
        choices = [choice for claim in claims for choice in of_claim(claim)]
        choices += [choice for meaning in self._definitions.values() for choice in meaning]
        return settled(choices, self._quantities)

    def check_conflict(self, conflict: Conflict, *, tension: bool = False) -> list[str]:
        """Return what is wrong with a conflict (or a tension), in words; nothing where all is well."""
        unknown = [*self._unknown(conflict)]
        if unknown:
            return unknown
        return [
            *self._voices(conflict, tension),
            *self._minimal(conflict),
            *self._witnesses(conflict),
            *self._needed(conflict),
        ]

    def faults(self, settlement: Settlement) -> list[str]:
        """Return what keeps something from being a settlement at all (method.md §1)."""
        return [
            *(f"{term} is no term" for term in settlement.steps if term not in self._names),
            *(f"{term} has step {step}" for term, step in settlement.steps.items() if step < 0),
            *self._wrong_values(settlement),
        ]

    def _wrong_values(self, settlement: Settlement) -> Iterator[str]:
        for term, value in settlement.quantities.items():
            quantity = self._quantities.get(term)
            if term not in settlement.steps:
                yield f"{term} has a value and is out"
            elif quantity is None:
                yield f"{term} has a value and no quantity"
            elif not admits(quantity, value):
                yield f"{term} cannot have the value {value}"

    def _unknown(self, conflict: Conflict) -> Iterator[str]:
        yield from (f"no position in force states {key}" for key in conflict.claims if key not in self._claims)
        named = [definition.id for definition in conflict.definitions]
        yield from (f"there is no definition {key}" for key in named if key not in self._definitions)

    def _voices(self, conflict: Conflict, tension: bool) -> Iterator[str]:
        preferences = [key for key in conflict.claims if not self.claims[key].binding]
        if not tension:
            yield from (f"{key} does not bind" for key in preferences)
        elif not preferences:
            yield "it is called a tension, and all of its claims bind"

    def _minimal(self, conflict: Conflict) -> Iterator[str]:
        if tuple(sorted(set(conflict.claims))) != conflict.claims:
            yield "its claims are not in order, or one is there twice"
        if self.satisfiable(conflict.claims):
            yield "all its claims can hold together"
        for key, others in _one_less(conflict.claims):
            if not self.satisfiable(others):
                yield f"without {key} the others still cannot hold together"

    def _witnesses(self, conflict: Conflict) -> Iterator[str]:
        for key in sorted(conflict.witnesses.keys() - {*conflict.claims}):
            yield f"a settlement is given without {key}, which is none of its claims"
        for key, others in _one_less(conflict.claims):
            if key not in conflict.witnesses:
                yield f"no settlement is given for what holds without {key}"
            else:
                shown = conflict.witnesses[key]
                yield from (f"in the settlement without {key}, {what}" for what in self._fails(shown, others))

    def _fails(self, settlement: Settlement, claim_ids: Iterable[str]) -> Iterator[str]:
        yield from self.faults(settlement)
        yield from (f"{key} is false" for key in claim_ids if not self.satisfied(settlement, key))
        yield from (f"{key} is false" for key in self._definitions if not self.definition_holds(settlement, key))

    def _needed(self, conflict: Conflict) -> Iterator[str]:
        named = {definition.id for definition in conflict.definitions}
        if self.satisfiable(conflict.claims, self._definitions.keys() - named):
            yield "with only the definitions it names, its claims can hold together"
        for key in sorted(named):
            if not self.satisfiable(conflict.claims, self._definitions.keys() - named | {key}):
                yield f"it names {key}, and the others it names are enough"
        for definition in conflict.definitions:
            stands = not self.satisfiable(conflict.claims, {definition.id})
            if stands != definition.stands_without:
                yield f"without {definition.id} it {'stands' if stands else 'is gone'}"


def _one_less(claim_ids: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    for key in claim_ids:
        yield key, [other for other in claim_ids if other != key]


def verify(view: View, conflicts: tuple[Conflict, ...], tensions: tuple[Conflict, ...] = ()) -> tuple[Problem, ...]:
    """Return what is wrong with the conflicts and tensions that are reported of a view."""
    checker = Checker(view)
    problems = [Problem(found.id, message) for found in conflicts for message in checker.check_conflict(found)]
    problems += [
        Problem(found.id, message) for found in tensions for message in checker.check_conflict(found, tension=True)
    ]
    return tuple(problems)
