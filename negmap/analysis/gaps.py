"""Gaps: silence where a settlement needs words, single voices, old words, thin evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negmap.findings.relations import Gaps, OldWords
from negmap.findings.robustness import Standing
from negmap.findings.sequence import ChosenSettlement
from negmap.logic.claims import spoken
from negmap.model.statements import Statement
from negmap.model.variants import View


def gaps(view: View, settlement: ChosenSettlement | None, standings: Mapping[str, Standing]) -> Gaps:
    """Return what is not known.

    `settlement` is the one shown (none where nothing opens), `standings` those of the conflicts by id.
    """
    silent = {t.term: t.silent for t in settlement.terms if t.silent} if settlement else {}
    return Gaps(
        silent,
        _one_voice(view),
        _old(view),
        tuple(key for key, s in standings.items() if any(x.statements == 1 for x in s.support)),
        tuple(key for key, s in standings.items() if s.gone_without_source),
    )


def _one_voice(view: View) -> dict[str, str]:
    return {term: next(iter(parties)) for term, parties in sorted(spoken(view).items()) if len(parties) == 1}


def _old(view: View) -> tuple[OldWords, ...]:
    stale = view.negotiation.about.stale_after
    if stale is None:
        return ()
    ages = ((s.id, view.as_of - s.date.last) for s in _in_force(view))
    return tuple(OldWords(key, age.days) for key, age in ages if age > stale)


def _in_force(view: View) -> Iterable[Statement]:
    speaking = {said.statement.id for said in view.positions}
    return (s for s in view.statements if s.id in speaking)
