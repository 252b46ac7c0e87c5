"""Small negotiations told as Python data, for tests of what needs no files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from negmap.findings.conflicts import Settlement
from negmap.model.negotiation import About, Negotiation
from negmap.model.parties import Party
from negmap.model.proposals import Proposal
from negmap.model.statements import Statement
from negmap.model.terms import Issue, Term
from negmap.model.values import Text

Told = dict[str, Any]


def told(
    terms: dict[str, Told] | str = "",
    *,
    issues: dict[str, Told] | None = None,
    drafts: dict[str, Told] | None = None,
    about: Told | None = None,
    **statements: list[Told] | Told,
) -> Negotiation:
    """Return a negotiation; terms without definitions may be named in one string.

    A statement is named after its party, or PARTY_SOMETHING. It is a list of positions, or a mapping
    of more than these; its date is 2025-03-01 unless it says otherwise.
    """
    bodies = {name: Told() for name in terms.split()} if isinstance(terms, str) else terms
    said = {key: body if isinstance(body, dict) else {"positions": body} for key, body in statements.items()}
    parties = sorted({key.partition("_")[0] for key in said})
    return Negotiation(
        name="told",
        about=About.model_validate({"title": "Told", **(about or {})}),
        parties={key: Party(id=key, name=Text.parse(key)) for key in parties},
        terms={key: Term.model_validate({"title": key, **body, "id": key}) for key, body in bodies.items()},
        issues={key: Issue.model_validate({"title": key, **body, "id": key}) for key, body in (issues or {}).items()},
        proposals={
            key: Proposal.model_validate({"title": key, **body, "id": key}) for key, body in (drafts or {}).items()
        },
        statements={key.replace("_", "-"): _statement(key, body) for key, body in said.items()},
    )


def _statement(key: str, body: Told) -> Statement:
    defaults = {"date": "2025-03-01", "party": key.partition("_")[0]}
    return Statement.model_validate({**defaults, **body, "id": key.replace("_", "-")})


def settled(text: str, **values: int) -> Settlement:
    """Return a settlement from its terms in order: ``x y < z`` has x and y at one step and z later."""
    steps = {name: step for step, group in enumerate(text.split("<")) for name in group.split()}
    return Settlement(steps, {name: Decimal(value) for name, value in values.items()})
