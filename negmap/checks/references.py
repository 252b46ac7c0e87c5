"""Names must be known: whoever or whatever a record names has to exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from negmap.checks import sites
from negmap.checks.places import Known, is_missing, place, wrong
from negmap.checks.rings import rings
from negmap.diagnostics import Diagnostic, nearest
from negmap.model.negotiation import Kind, Negotiation
from negmap.model.terms import TermBody

CLAIM_KINDS = frozenset(
    {
        "in",
        "out",
        "before",
        "no-later",
        "after",
        "with",
        "includes",
        "requires",
        "at-least",
        "at-most",
    }
)


def unknown_party(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A party that is named is in parties.yaml."""
    if sites.has_file(negotiation, "party"):
        yield from _unknown(
            negotiation, "party", sites.parties(negotiation), Known(negotiation.parties), "parties.yaml"
        )


def unknown_issue(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """An issue that is named is in issues.yaml."""
    yield from _unknown(negotiation, "issue", sites.issues(negotiation), Known(negotiation.issues), "issues.yaml")


def unknown_statement(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A statement that is named exists."""
    named = sites.statements(negotiation)
    yield from _unknown(negotiation, "statement", named, Known(negotiation.statements), "statements/")


def unknown_proposal(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A proposal that is named exists."""
    named = sites.proposals(negotiation)
    yield from _unknown(negotiation, "proposal", named, Known(negotiation.proposals), "proposals/")


def _unknown(
    negotiation: Negotiation, kind: Kind, named: Iterable[sites.Site], known: Known, where: str
) -> Iterator[Diagnostic]:
    for site in named:
        if site.name not in known and not is_missing(site.name):
            remedy = known.nearest(site.name) or f"see {where}"
            message = f"unknown {kind} `{site.name}`"
            yield from wrong(negotiation, site.place, f"unknown-{kind}", message, remedy, key=site.key)


def unknown_position(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A position that is named exists: its statement, and in it the number or the id."""
    known = Known(negotiation.positions)
    for site in sites.positions(negotiation):
        if site.name not in known and not is_missing(site.name):
            remedy = _positions_of(negotiation, site.name.partition("#")[0]) or known.nearest(site.name)
            message = f"unknown position `{site.name}`"
            yield from wrong(negotiation, site.place, "unknown-position", message, remedy or "see statements/")


def _positions_of(negotiation: Negotiation, statement: str) -> str:
    said = negotiation.statements.get(statement)
    if said is None:
        return ""
    labels = [f"`{statement}#{position.id or number}`" for number, position in enumerate(said.positions[:9], 1)]
    return f"write {_listed(labels)}" if labels else f"`{statement}` states no position"


def unknown_term(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A term that is named is in terms.yaml (or in the scenario that names it), as it stands or by a stage."""
    if not sites.has_file(negotiation, "term"):
        return
    own = {key: _names(scenario.terms) for key, scenario in negotiation.scenarios.items()}
    known = Known(negotiation.term_of)
    strange = any(name not in known for name in negotiation.named_terms)
    for site in sites.terms(negotiation) if strange else sites.terms_elsewhere(negotiation):
        if site.name in known or is_missing(site.name):
            continue
        names = own.get(site.inside.key, {}) if site.inside.kind == "scenario" else {}
        if site.name not in names:
            code, message, remedy = _no_term(negotiation, site.name, names, known)
            yield from wrong(negotiation, site.place, code, message, remedy)


def _names(bodies: dict[str, TermBody] | object) -> dict[str, None]:
    """Return the names that the terms of a scenario bring."""
    names: dict[str, None] = {}
    for key, body in bodies.items() if isinstance(bodies, dict) else ():
        names.update(dict.fromkeys([f"{key}.{stage}" for stage in body.stages] or [key]))
    return names


def _no_term(negotiation: Negotiation, name: str, more: dict[str, None], known: Known) -> tuple[str, str, str]:
    """Return a code, a message and a remedy for a name that no term has."""
    base, _, stage = name.partition(".")
    term = negotiation.terms.get(base)
    stages = term.names if term else tuple(n for n in more if n.startswith(f"{base}."))
    if term and not term.stages:
        return "unknown-stage", f"`{base}` has no stages", f"write `{base}`"
    if stages and stage:
        listed = f"write {_listed([f'`{name}`' for name in stages])}"
        return "unknown-stage", f"`{base}` has no stage `{stage}`", nearest(name, stages) or listed
    if stages:
        return "bare-staged-term", f"`{base}` has stages", f"write {_listed([f'`{name}`' for name in stages])}"
    remedy = nearest(name, more) or known.nearest(name) or "see terms.yaml, or add it there"
    return "unknown-term", f"unknown term `{name}`", remedy


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def unknown_id(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """What is taken out exists: a position, a statement, a claim on known terms, a definition. So does what moves."""
    taken_out = tuple(sites.taken_out(negotiation))
    known = Known(_that_can_be(negotiation) if taken_out else frozenset())
    for site in taken_out:
        if site.name in known or is_missing(site.name) or _is_claim(negotiation, site.name):
            continue
        message = f"nothing that can be taken out has the id `{site.name}`"
        remedy = known.nearest(site.name) or "name a position, a statement, a claim or a definition"
        yield from wrong(negotiation, site.place, "unknown-id", message, remedy)
    for site in sites.claims(negotiation):
        if not _is_claim(negotiation, site.name):
            message = f"`{site.name}` is no claim on known terms"
            remedy = "write it as `after:x:y`; `negmap conflicts` shows the ids of claims"
            yield from wrong(negotiation, site.place, "unknown-id", message, remedy, key=site.key)


def _that_can_be(negotiation: Negotiation) -> frozenset[str]:
    """Return the ids of what can be taken out, besides claims."""
    definitions = (d.id for d in negotiation.definitions)
    return frozenset((*negotiation.positions, *negotiation.statements, *definitions))


def _is_claim(negotiation: Negotiation, name: str) -> bool:
    """Say whether a name has the form of a claim on known terms."""
    kind, *parts = re.split(r"[:|&?!]", name)
    own = {n for scenario in negotiation.scenarios.values() for n in _names(scenario.terms)}
    return (
        kind in CLAIM_KINDS
        and bool(parts)
        and all(part in negotiation.term_of or part in own or re.fullmatch(r"-?[0-9.]+", part) for part in parts)
    )


def member_of_ring(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """No party is a member of itself, directly or through others."""

    for ring in rings({party.id: party.member_of for party in negotiation.parties.values()}):
        message = f"a ring of members: {' of '.join((*ring, ring[0]))}"
        where = place("party", ring[0], "member_of")
        yield from wrong(
            negotiation, where, "member-of-ring", message, "leave out the membership that is not so", key=True
        )
