"""The report of `negmap why`: one derivation, or every one there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from negmap.explain.derivation import Derivation
from negmap.findings.cards import Derived, WhyReport
from negmap.findings.conflicts import TIME, Completeness, Reason
from negmap.logic.budget import OutOfTime
from negmap.report.context import Context
from negmap.report.rows import Rows


class _Why:
    """Answers one question; keeps the rows, and so the footnotes, of its answer."""

    def __init__(self, context: Context) -> None:
        self.context, self.rows = context, Rows(context)
        self.words, self.phrases, self.study = context.words, context.phrases, context.study

    def report(
        self,
        asked: tuple[str, ...],
        answer: str,
        derivations: Iterable[Derived],
        completeness: Completeness | None = None,
    ) -> WhyReport:
        derivations = tuple(derivations)
        head: dict[str, Any] = self.context.head("why", completeness or Completeness())
        return WhyReport(**head, asked=asked, answer=answer, derivations=derivations, sources=self.rows.footnotes)

    def late(self, *asked: str) -> WhyReport:
        return self.report(asked, self.words("the time given was up"), (), Completeness(complete=False, reason=TIME))

    def derived(self, reason: Reason, derivation: Derivation, sentences: list[str]) -> Derived:
        numbers = derivation.numbers
        claims = self.study.claims
        return Derived(
            claims=tuple(self.rows.claim(claims[k], numbers[k]) for k in sorted(numbers, key=numbers.__getitem__)),
            definitions=tuple(self.rows.definition(d, stands_without=False) for d in reason.definitions),
            cycles=reason.rings,
            explanation=tuple(sentences),
        )

    def clashes(self, reasons: Iterable[Reason], *assumed: str) -> Iterator[Derived]:
        for reason in reasons:
            derivation = self.rows.derivation(reason.claims, reason.definitions)
            yield self.derived(reason, derivation, derivation.sentences(*assumed))


def why_term(context: Context, term: str) -> WhyReport:
    """Return why a term is blocked or rejected, with every reason; or that nothing holds it up."""
    why = _Why(context)
    words, x = context.words, context.phrases.term(term)
    try:
        reasons = context.study.reasons(term) if term in context.study.table else ()
    except OutOfTime:
        return why.late(term)
    rejected = {r.term for r in context.study.blocked.rejected}
    if term in rejected:
        answer = words("{x} is rejected: a single refusal keeps it out.", x=x)
        reasons = tuple(r for r in reasons if len(r.claims) == 1)
    elif reasons:
        answer = words.many(
            "{x} is blocked, for one reason.",
            "{x} is blocked, for {number} reasons; any one is enough.",
            len(reasons),
            x=x,
        )
    elif term in context.study.table:
        answer = words("Nothing holds up {x}: no set of positions in force, possible by itself, keeps it out.", x=x)
    else:
        answer = words("{x} is not on the table: no position in force names it.", x=x)
    return why.report((term,), answer, why.clashes(reasons, term), context.study.conflicts.completeness)


def why_order(context: Context, first: str, then: str) -> WhyReport:
    """Return why one term comes before (or no later than) another, whichever way round it is."""
    try:
        return _order(context, first, then)
    except OutOfTime:
        return _Why(context).late(first, then)


def _order(context: Context, first: str, then: str) -> WhyReport:
    why, words = _Why(context), context.words
    for a, b in ((first, then), (then, first)):
        for strict in (True, False):
            reasons = context.study.precedence(a, b, strict=strict)
            if reasons:
                x, y = context.phrases.term(a), context.phrases.term(b)
                answer = (
                    words("{x} must come before {y}.", x=x, y=y)
                    if strict
                    else words("{x} can come no later than {y}.", x=x, y=y)
                )
                return why.report((first, then), answer, _of_order(why, a, b, reasons, strict=strict))
    x, y = context.phrases.term(first), context.phrases.term(then)
    return why.report((first, then), words("Nothing in force puts an order between {x} and {y}.", x=x, y=y), ())


def _of_order(why: _Why, first: str, then: str, reasons: Iterable[Reason], *, strict: bool) -> Iterator[Derived]:
    for reason in reasons:
        derivation = why.rows.derivation(reason.claims, reason.definitions)
        yield why.derived(reason, derivation, derivation.order(first, then, strict=strict))


def why_positions(context: Context, first: str, second: str) -> WhyReport:
    """Return why two positions cannot both stand: the smallest conflicts or tensions in which both have a voice."""
    why, words, study = _Why(context), context.words, context.study
    complete = next(
        (c for c in (study.conflicts.completeness, study.tensions.completeness) if not c.complete), Completeness()
    )
    found = [
        c for c in (*study.conflicts.conflicts, *study.tensions.conflicts) if _voiced(context, c.claims, first, second)
    ]
    alone = [c for c in found if _covered(context, c.claims, {first, second})]
    if not found:
        answer = (
            words("Nothing in force sets these two positions against each other.")
            if complete.complete
            else words("Nothing was found that sets these two positions against each other; the search was cut.")
        )
        return why.report((first, second), answer, (), complete)
    answer = (
        words("The two cannot both stand.")
        if alone
        else words("The two can both stand by themselves; together with others they cannot.")
    )
    size = min(len(c.claims) for c in alone or found)
    smallest = [c for c in alone or found if len(c.claims) == size]
    return why.report(
        (first, second),
        answer,
        why.clashes(Reason(c.claims, tuple(d.id for d in c.definitions), c.rings) for c in smallest),
        complete,
    )


def _voiced(context: Context, names: Iterable[str], *positions: str) -> bool:
    said = {v.position for name in names for v in context.study.claims[name].voices}
    return said.issuperset(positions)


def _covered(context: Context, names: Iterable[str], positions: set[str]) -> bool:
    return all(any(v.position in positions for v in context.study.claims[name].voices) for name in names)
