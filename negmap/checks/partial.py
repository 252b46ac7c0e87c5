"""A negotiation without what is at fault in it, for an analysis of the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from negmap.checks import check
from negmap.diagnostics import Diagnostic, Origin
from negmap.model.negotiation import Kind, Negotiation
from negmap.model.statements import Statement

_FIELDS: dict[Kind, str] = {
    "party": "parties",
    "term": "terms",
    "issue": "issues",
    "statement": "statements",
    "scenario": "scenarios",
    "proposal": "proposals",
}
_OWN_DOING = "numeric-position-id"


def without_faulty(negotiation: Negotiation, diagnostics: Iterable[Diagnostic]) -> tuple[Negotiation, tuple[str, ...]]:
    """Return the negotiation without the records at fault, and the subjects that were left out, sorted.

    What names a record that was left out is then at fault itself, so the rest is checked again,
    until no error is left. The positions kept keep their ids.
    """
    left_out: set[str] = set()
    subjects = {d.subject for d in diagnostics if d.is_error}
    rest = negotiation
    while subjects - left_out:
        left_out |= subjects
        rest = _without(negotiation, left_out)
        tried = replace(rest, origins=_as_if_read(rest.origins))
        faults = [d for d in check(tried) if d.is_error and d.code != _OWN_DOING]
        subjects = {_as_before(d.subject, negotiation, left_out) for d in faults}
    return rest, tuple(sorted(left_out))


def _as_before(subject: str, negotiation: Negotiation, left_out: Collection[str]) -> str:
    """Return a subject of what is left by its name in the whole: events are named by their places in the list."""
    kind, _, key = subject.partition(":")
    return f"event:{_kept_events(negotiation, left_out)[int(key)]}" if kind == "event" else subject


def _kept_events(negotiation: Negotiation, left_out: Collection[str]) -> list[int]:
    return [n for n in range(len(negotiation.events)) if f"event:{n}" not in left_out]


def _as_if_read(origins: Mapping[tuple[Kind, str], Origin]) -> Mapping[tuple[Kind, str], Origin]:
    """Let a file that could not be read count as one that holds nothing, so that what names its records is found."""
    any_origin = next(iter(origins.values()), None)
    kinds: tuple[Kind, ...] = ("party", "term", "issue")
    return {**{(kind, ""): any_origin for kind in kinds if any_origin}, **origins}


def _without(negotiation: Negotiation, left_out: Collection[str]) -> Negotiation:
    kept: dict[str, Any] = {
        field: {key: one for key, one in getattr(negotiation, field).items() if f"{kind}:{key}" not in left_out}
        for kind, field in _FIELDS.items()
    }
    kept["statements"] = {key: _shorter(one, left_out) for key, one in kept["statements"].items()}
    return replace(negotiation, **kept, **_without_events(negotiation, left_out), about=_about(negotiation, left_out))


def _shorter(statement: Statement, left_out: Collection[str]) -> Statement:
    """Return a statement without its positions at fault; the others get their numbers as ids, and so keep their ids."""
    named = [(position.id or str(n), position) for n, position in enumerate(statement.positions, 1)]
    kept = [(label, position) for label, position in named if f"position:{statement.id}#{label}" not in left_out]
    if len(kept) == len(named):
        return statement
    positions = tuple(position.model_copy(update={"id": label}) for label, position in kept)
    return statement.model_copy(update={"positions": positions})


def _without_events(negotiation: Negotiation, left_out: Collection[str]) -> dict[str, Any]:
    """Keep the events that are not at fault, each under the origin it had."""
    kept = _kept_events(negotiation, left_out)
    if len(kept) == len(negotiation.events):
        return {}
    origins = {key: origin for key, origin in negotiation.origins.items() if key[0] != "event"}
    for number, was in enumerate(kept):
        if origin := negotiation.origin("event", str(was)):
            origins["event", str(number)] = origin
    return {"events": tuple(negotiation.events[n] for n in kept), "origins": origins}


def _about(negotiation: Negotiation, left_out: Collection[str]) -> Any:
    """Without negotiation.yaml's checkpoints and its list of who must agree, where it is at fault."""
    if "negotiation:" not in left_out:
        return negotiation.about
    return negotiation.about.model_copy(update={"expect": (), "must_agree": None, "languages": ("en",)})
