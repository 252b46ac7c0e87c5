"""Definitions, stages, kinds and options that contradict their own form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negmap.checks.places import Place, is_missing, place, wrong
from negmap.checks.rings import Ring, rings
from negmap.checks.sites import term_bodies
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.terms import LINK_KEYS, Link, LinkKey, TermBody


class _Written(NamedTuple):
    """A definition where it is written: on which term (by its first stage), under which key."""

    first: str
    kind: LinkKey
    link: Link
    place: Place


def _first_name(negotiation: Negotiation, body: TermBody, where: Place) -> str:
    """Return the name under which a term's definitions hold: its own, or that of its first stage."""
    name = str(where.path[-1]) if where.kind == "scenario" else where.key
    stages = body.stages or (negotiation.terms[name].stages if name in negotiation.terms else ())
    return f"{name}.{stages[0]}" if stages else name


def _written(negotiation: Negotiation) -> Iterator[_Written]:
    for body, where in term_bodies(negotiation):
        first = _first_name(negotiation, body, where)
        for kind in LINK_KEYS:
            for index, link in enumerate(getattr(body, kind)):
                if not is_missing(link.term):
                    yield _Written(first, kind, link, where.at(kind, index))


def definition_on_itself(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A definition is about two terms."""
    for written in _written(negotiation):
        if written.first == written.link.term:
            message = f"`{written.kind}` from `{written.first}` to itself"
            yield from wrong(negotiation, written.place, "definition-on-itself", message, "name another term")


def ring_of_after(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """No term comes after itself."""
    yield from _ring(negotiation, ("after",), "ring-of-after", "each would come after the next, and so after itself")


def ring_of_kinds(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """No term is a kind or a part of itself."""
    reason = "each would be a kind or a part of the next, and so of itself"
    yield from _ring(negotiation, ("is_a", "includes"), "ring-of-kinds", reason)


def _ring(negotiation: Negotiation, kinds: tuple[LinkKey, ...], code: str, reason: str) -> Iterator[Diagnostic]:
    edges: dict[str, set[str]] = {}
    first: dict[tuple[str, str], _Written] = {}
    for written in _written(negotiation):
        if written.kind in kinds and written.place.kind == "term" and written.first != written.link.term:
            edges.setdefault(written.first, set()).add(written.link.term)
            first.setdefault((written.first, written.link.term), written)
    for ring in rings(edges):
        steps = [first[pair] for pair in zip(ring, (*ring[1:], ring[0]), strict=True)]
        message = f"a ring: {_said(ring, steps)}; {reason}"
        remedy = "take one of these definitions out"
        yield from wrong(negotiation, steps[0].place, code, message, remedy)


def _said(ring: Ring, steps: list[_Written]) -> str:
    return ", ".join(f"`{step.first}` {step.kind} `{step.link.term}`" for step in steps)


def definition_twice(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """One definition has one reason."""
    seen: dict[tuple[str, ...], _Written] = {}
    for written in _written(negotiation):
        pair = (written.first, written.link.term)
        key = (written.kind, *(sorted(pair) if written.kind == "excludes" else pair))
        before = seen.setdefault(key, written)
        if (before.link.basis, before.link.because) != (written.link.basis, written.link.because):
            message = f"`{pair[0]}` {written.kind} `{pair[1]}` is written twice, with different reasons"
            remedy = "keep one; it can give both reasons in `because`"
            yield from wrong(negotiation, written.place, "definition-twice", message, remedy)


def stages_with_quantity(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A term with stages has no quantity and no kinds."""
    for body, where in term_bodies(negotiation):
        if not body.stages:
            continue
        if body.quantity is not None:
            message, remedy = "a quantity on a term with stages", "make a term of its own for what is counted"
            yield from wrong(negotiation, where.at("quantity"), "stages-with-quantity", message, remedy, key=True)
        if body.kinds == "closed":
            message, remedy = (
                "kinds on a term with stages",
                "leave `kinds` out, or make a term of its own with the kinds",
            )
            yield from wrong(negotiation, where.at("kinds"), "stages-with-kinds", message, remedy, key=True)


def kind_of_stage(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """No term is a kind of a term with stages."""
    for written in _written(negotiation):
        if written.kind == "is_a" and "." in written.link.term:
            message = f"a kind of `{written.link.term}`, and a term with stages has no kinds"
            remedy = "write `requires` or `after`, or make a term of its own with the kinds"
            yield from wrong(negotiation, written.place, "stages-with-kinds", message, remedy)


def closed_without_kinds(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A term whose kinds are all listed has one at least."""
    kinds = {written.link.term for written in _written(negotiation) if written.kind == "is_a"}
    for term in negotiation.terms.values():
        if term.kinds == "closed" and term.id not in kinds and not term.stages:
            message = f"the kinds of `{term.id}` are all listed, and there is none: it could never be in"
            remedy = f"add `is_a: {term.id}` to its kinds, or leave `kinds` out"
            yield from wrong(negotiation, place("term", term.id, "kinds"), "closed-without-kinds", message, remedy)


def choice_without_options(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A choice has two options at least."""
    for issue in negotiation.issues.values():
        if issue.choose == "one" and len(set(issue.options)) < 2:
            message = (
                f"a choice with {len(set(issue.options)) or 'no'} option{'' if len(set(issue.options)) == 1 else 's'}"
            )
            remedy = "list two options at least, or leave `choose` out"
            where = place("issue", issue.id, "choose")
            yield from wrong(negotiation, where, "choice-without-options", message, remedy, key=True)
