"""Checkpoints: whether the map shows what `expect:` in negotiation.yaml says it must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negmap.diagnostics import Diagnostic, fault
from negmap.findings.claims import Claim
from negmap.findings.conflicts import Conflict
from negmap.model.negotiation import Checkpoint, Negotiation
from negmap.model.variants import Filters, view
from negmap.study import Study

Missed = Iterator[tuple[tuple[str | int, ...], str]]
"""What a checkpoint expects and the map does not show: where in the checkpoint, and in words."""


def expectations(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Yield an error for each thing a checkpoint expects and the map does not show."""
    for number, checkpoint in enumerate(negotiation.about.expect):
        for path, message in _missed(checkpoint, negotiation):
            origin = negotiation.origin("negotiation")
            if origin is not None:
                yield fault(
                    origin.at("expect", number, *path),
                    "expectation-missed",
                    message,
                    subject="negotiation:",
                    remedy="mend the checkpoint, or the statements it is about",
                )


def _missed(checkpoint: Checkpoint, negotiation: Negotiation) -> Missed:
    as_of = checkpoint.as_of.last if checkpoint.as_of else None
    study = Study(view(negotiation, Filters(as_of=as_of, without=frozenset(checkpoint.without))))
    day = study.view.as_of.isoformat()
    for index, wanted in enumerate(checkpoint.incompatible):
        if not _voiced(wanted, study.conflicts.conflicts, study.claims):
            yield ("incompatible", index), f"no conflict on {day} is voiced by exactly {', '.join(wanted)}"
    for index, wanted in enumerate(checkpoint.tensions):
        if not _voiced(wanted, study.tensions.conflicts, study.claims):
            yield ("tensions", index), f"no tension on {day} is voiced by exactly {', '.join(wanted)}"
    for index, wanted in enumerate(checkpoint.compatible):
        held = _held(wanted, (*study.conflicts.conflicts, *study.tensions.conflicts), study.claims)
        if held is not None:
            yield ("compatible", index), f"on {day} these hold the conflict {held.id}: {', '.join(held.claims)}"
    yield from _packages(checkpoint, study)
    yield from _terms("blocked", checkpoint.blocked, set(study.blocked.blocked), day)
    yield from _terms("rejected", checkpoint.rejected, {r.term for r in study.blocked.rejected}, day)
    if checkpoint.none and study.conflicts.conflicts:
        first = study.conflicts.conflicts[0]
        yield ("none",), f"there is a conflict on {day}: {', '.join(first.claims)}"


def _packages(checkpoint: Checkpoint, study: Study) -> Missed:
    if not (checkpoint.packages or checkpoint.first is not None or checkpoint.order):
        return
    components = study.concessions().components
    listed = [{c.claim: c.to for c in p.concessions} for k in components for p in k.packages]
    for index, wanted in enumerate(checkpoint.packages):
        if dict(wanted) not in listed:
            yield ("packages", index), "no package on the list moves exactly this"
    if checkpoint.first is not None:
        first = {c.claim: c.to for k in components for p in k.packages[:1] for c in p.concessions}
        if dict(checkpoint.first) != first:
            yield (
                ("first",),
                "the first packages move " + (", ".join(f"{k} to {v}" for k, v in first.items()) or "nothing"),
            )
    yield from _order(checkpoint, study)


def _order(checkpoint: Checkpoint, study: Study) -> Missed:
    """Yield each group that is not one phase, later than the group before it."""
    result = study.sequence() if checkpoint.order else None
    phases = result.sequence.phases if result is not None and result.sequence is not None else ()
    phase_of = {term: number for number, phase in enumerate(phases, 1) for term in phase}
    previous = 0
    for index, group in enumerate(checkpoint.order):
        found = {phase_of.get(term, 0) for term in group}
        if len(found) > 1 or min(found, default=0) <= previous:
            said = (f"{term} in phase {phase_of[term]}" if term in phase_of else f"{term} in none" for term in group)
            yield ("order", index), f"this is not the next phase: {', '.join(said)}"
        previous = max(found, default=0)


def _terms(key: str, wanted: Iterable[str], found: set[str], day: str) -> Missed:
    for index, term in enumerate(wanted):
        if term not in found:
            yield (key, index), f"`{term}` is not {key} on {day}"


def _voiced(wanted: Iterable[str], found: Iterable[Conflict], claims: dict[str, Claim]) -> bool:
    wanted = set(wanted)
    return any(_is_voicing(wanted, [claims[name] for name in conflict.claims]) for conflict in found)


def _is_voicing(positions: set[str], claims: list[Claim]) -> bool:
    """Say whether the positions are exactly one voice for each claim; one position may voice several."""
    voices = [sorted(positions.intersection(v.position for v in claim.voices)) for claim in claims]
    if not all(voices) or len(positions) > len(claims):
        return False

    def covered(rest: list[list[str]], left: frozenset[str]) -> bool:
        if not rest:
            return not left
        return any(covered(rest[1:], left - {position}) for position in rest[0])

    return covered(voices, frozenset(positions))


def _held(wanted: Iterable[str], found: Iterable[Conflict], claims: dict[str, Claim]) -> Conflict | None:
    wanted = set(wanted)
    inside = (c for c in found if all(any(v.position in wanted for v in claims[n].voices) for n in c.claims))
    return next(inside, None)
