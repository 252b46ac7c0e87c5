"""Scenarios: what they add has a title and a name of its own, and changes nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.checks.places import place, wrong
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.terms import LINK_KEYS


def new_term_without_title(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A term that a scenario brings has a title."""
    for scenario in negotiation.scenarios.values():
        for key, body in scenario.terms.items():
            if key not in negotiation.terms and body.title is None:
                where = place("scenario", scenario.id, "terms", key)
                message = f"`{key}` is a new term, and has no title"
                remedy = "add `title:`, or name a term that there is"
                yield from wrong(negotiation, where, "new-term-without-title", message, remedy, key=True)


def scenario_changes_term(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """To a term that there is, a scenario adds definitions and nothing else."""
    for scenario in negotiation.scenarios.values():
        for key, body in scenario.terms.items():
            if key not in negotiation.terms:
                continue
            for field in sorted(body.model_fields_set - {*LINK_KEYS, "note"}):
                where = place("scenario", scenario.id, "terms", key, field)
                message = f"`{key}` is a term already, and a scenario only adds definitions to it"
                remedy = f"leave `{field}` out, or make a new term"
                yield from wrong(negotiation, where, "scenario-changes-term", message, remedy, key=True)


def scenario_takes_id(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """The ids of hypothetical statements, made from the scenario's, are free."""
    for scenario in negotiation.scenarios.values():
        for number in range(len(scenario.statements)):
            name = f"{scenario.id}-{number + 1}"
            if name in negotiation.statements:
                where = place("scenario", scenario.id, "statements", number)
                message = f"this hypothetical statement has the id `{name}`, and so has a real one"
                yield from wrong(negotiation, where, "scenario-takes-id", message, "rename the scenario's file")
