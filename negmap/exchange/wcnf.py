"""The map as a weighted MaxSAT problem (WCNF), so that any solver can check the smallest package again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod

from negmap.analysis.concessions import PARTS, dropped
from negmap.exchange.steps import clauses
from negmap.logic.rules import of_claim
from negmap.report.context import Context

Vector = tuple[int, ...]

_HEAD = """\
What {name} says up to {as_of}, as a weighted partial MaxSAT problem. Not what parties would accept.
A solver keeps as many claims as can stand together, the least weight of claims dropped first. That is the
smallest package with every claim kept or dropped: `negmap concessions --drop-only`, of all parts together.

Weights. Each binding claim is one soft clause: its own variable. Dropping it costs {parts} numbers, which are compared
from the left, one after the other:
{columns}
The weight of a claim is the sum of what its numbers are worth. All that stand to the right of a number are together
worth less than one of it, whatever is dropped, so weights compare as the numbers do. To read a cost that a solver
prints: divide it by the first worth, keep the whole part, go on with what is left over and the next worth.

Orders. Every term with an order has a step from 1 to {steps}; as many as there are such terms are always enough.
All of it is here: no ring is left for a solver to find out about later.

Lines. h: a clause that always holds. A number first: the weight of a claim. c: what comes next, and why."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Vectors that are summed and compared from the left, as one integer: a base for each column."""

    bases: Vector

    @classmethod
    def of(cls, vectors: Mapping[str, Vector]) -> Weights:
        """Return bases with which no sum of these vectors carries over."""
        return cls(tuple(1 + sum(column) for column in zip(*vectors.values(), strict=True)) or (1,) * len(PARTS))

    @property
    def worths(self) -> Vector:
        """Return what one in each column is worth: the product of the bases to its right."""
        return tuple(prod(self.bases[place + 1 :]) for place in range(len(self.bases)))

    def number(self, vector: Vector) -> int:
        """Return a vector as one integer."""
        return sum(digit * worth for digit, worth in zip(vector, self.worths, strict=True))


def wcnf(context: Context, notes: Iterable[str] = ()) -> str:
    """Return the map as WCNF (the format of the MaxSAT Evaluation since 2022), with its key in comments.

    `notes` are what a reader must know first.
    """
    study = context.study
    binding = {key: claim for key, claim in study.claims.items() if claim.binding}
    vectors = dropped(binding, study.view.negotiation)
    weights = Weights.of(vectors)
    groups = {**study.definitions, **{key: of_claim(claim) for key, claim in binding.items()}}
    made, on = clauses(groups, {key: f"the claim {key} is kept" for key in binding})
    steps = sum(" takes effect at step 2 or later" in meaning for meaning in made.meaning)
    lines = [line for note in notes for line in _comment(f"! {note}")]
    lines += [*_comment(_told(context, weights, steps)), "c", "c Variables"]
    lines += (f"c {number} {meaning}" for number, meaning in enumerate(made.meaning, 1))
    lines += ["c", "c Steps and numbers", *(_hard(clause) for clause in made.always)]
    for name, found in made.by_reason.items():
        lines += [*_comment(_reason(context, name)), *(_hard(clause) for clause in found)]
    lines += ["c", "c Claims: weight, and the vector that it writes"]
    for name, switch in on.items():
        lines += [f"c {name} {vectors[name]}", f"{weights.number(vectors[name])} {switch} 0"]
    return "\n".join(lines) + "\n"


def _told(context: Context, weights: Weights, steps: int) -> str:
    columns = [
        f"  {name}: {base - 1} at most, each worth {worth}"
        for name, base, worth in zip(PARTS, weights.bases, weights.worths, strict=True)
    ]
    view = context.study.view
    return _HEAD.format(
        name=view.negotiation.name,
        as_of=view.as_of,
        parts=len(PARTS),
        columns="\n".join(columns),
        steps=steps,
    )


def _reason(context: Context, name: str) -> str:
    claims, phrases = context.study.claims, context.phrases
    if name in claims:
        return f"claim {name}: {phrases.parties(claims[name].holders)}: {phrases.claim(claims[name])}"
    definition = next(d for d in context.study.view.definitions if d.id == name)
    return f"definition {name}: {phrases.definition(definition)} ({phrases.basis(definition)})"


def _comment(text: str) -> Iterator[str]:
    yield from (f"c {line}".rstrip() for line in text.splitlines())


def _hard(clause: list[int]) -> str:
    return " ".join(["h", *map(str, clause), "0"])
