"""What an id names: anything in the files, or anything that was found."""

from __future__ import annotations

from collections.abc import Iterable

from negmap.diagnostics import not_found
from negmap.report.context import Context

KINDS = (
    "party",
    "term",
    "issue",
    "statement",
    "position",
    "scenario",
    "proposal",
    "definition",
    "claim",
    "conflict",
    "tension",
    "obstacle",
)
"""Kinds of things that have ids, in the order in which they are looked for."""

_COMPUTED = ("conflict", "tension", "obstacle")


class NoSuchId(Exception):
    """An id that names nothing, or more than one thing; the message says which and what to do."""


def find(context: Context, text: str, kinds: Iterable[str] = KINDS) -> tuple[str, str]:
    """Return kind and id of what ``ID`` or ``KIND:ID`` names; raise NoSuchId."""
    wanted = tuple(kinds)
    kind, _, rest = text.partition(":")
    if kind in wanted and rest:
        if rest in ids(context, kind):
            return kind, rest
        raise NoSuchId(not_found(f"no {kind} `{rest}`", rest, ids(context, kind)))
    found = [k for k in wanted if text in ids(context, k)]
    if len(found) > 1:
        raise NoSuchId(f"`{text}` is the id of several things; write one of " + ", ".join(f"{k}:{text}" for k in found))
    if not found:
        known = [name for k in wanted for name in ids(context, k)]
        if told := _elsewhere(context, text, wanted):
            raise NoSuchId(told)
        raise NoSuchId(not_found(f"nothing is called `{text}`", text, known))
    return found[0], text


def _elsewhere(context: Context, text: str, wanted: tuple[str, ...]) -> str:
    """Return what to say of an id that names something of another kind than is wanted here, or nothing."""
    if text.startswith("p-"):
        return f"nothing is called `{text}` here\n  remedy: for a package, `negmap sequence --package {text}`"
    computed = text.startswith(("c-", "o-"))  # else none is looked for: that takes time
    for kind in KINDS:
        if kind not in wanted and (computed or kind not in _COMPUTED) and text in ids(context, kind):
            article = "an" if kind[0] in "aeio" else "a"
            return f"`{text}` is {article} {kind}, which does not go here\n  remedy: `negmap show {text}` shows it"
    return ""


def ids(context: Context, kind: str) -> frozenset[str]:
    """Return every id of one kind. Conflicts, tensions and obstacles are computed when they are asked for."""
    n, study = context.study.view.negotiation, context.study
    match kind:
        case "party":
            return frozenset(n.parties)
        case "term":
            return frozenset(n.term_of) | frozenset(n.terms)
        case "issue":
            return frozenset(n.issues)
        case "statement":
            return frozenset(context.statements)
        case "position":
            return frozenset(context.positions)
        case "scenario":
            return frozenset(n.scenarios)
        case "proposal":
            return frozenset(n.proposals)
        case "definition":
            return frozenset(d.id for d in n.definitions)
        case "claim":
            return frozenset(study.claims)
        case _:
            return _found(context, kind)


def _found(context: Context, kind: str) -> frozenset[str]:
    study = context.study
    if kind == "conflict":
        return frozenset(c.id for c in study.conflicts.conflicts)
    if kind == "obstacle":
        return frozenset(o.id for o in study.conflicts.obstacles)
    return frozenset(c.id for c in study.tensions.conflicts)
