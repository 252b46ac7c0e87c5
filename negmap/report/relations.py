"""The reports of `negmap relations`, `negmap agreed` and `negmap gaps`."""

from __future__ import annotations

from typing import Any

from negmap.findings.conflicts import Completeness
from negmap.findings.relation_reports import AgreedReport, GapsReport, RelationsReport
from negmap.report.context import Context
from negmap.report.wordings import claims_in_words, conflicts_in_words, titles


def relations_report(context: Context) -> RelationsReport:
    """Return what every two parties share, where they are opposed, and the matrix party by issue."""
    found, n = context.study.relations, context.study.view.negotiation
    head: dict[str, Any] = context.head("relations", _completeness(context))
    issues = {key: issue.title.within(context.words.lang) for key, issue in n.issues.items()}
    return RelationsReport(
        **head,
        pairs=found.pairs,
        matrix=found.matrix,
        issues={**issues, "": context.words("other")},
        titles=titles(context),
        wordings={**claims_in_words(context), **conflicts_in_words(context)},
    )


def agreed_report(context: Context) -> AgreedReport:
    """Return what is agreed, what nobody contradicts, and what nobody has spoken about."""
    found = context.study.agreed
    head: dict[str, Any] = context.head("agreed", Completeness())
    return AgreedReport(
        **head,
        must_agree=context.study.view.negotiation.must_agree,
        agreed=found.agreed,
        contradicted=found.contradicted,
        not_contradicted=found.not_contradicted,
        not_spoken=found.not_spoken,
        titles=titles(context),
    )


def gaps_report(context: Context) -> GapsReport:
    """Return what is not known: silence, single voices, old words, thin evidence."""
    found = context.study.gaps
    head: dict[str, Any] = context.head("gaps", _completeness(context))
    return GapsReport(
        **head,
        silent=found.silent,
        one_voice=found.one_voice,
        old=found.old,
        one_statement=found.one_statement,
        one_source=found.one_source,
        conflicts=len(context.study.conflicts.conflicts),
        titles=titles(context),
        wordings=conflicts_in_words(context),
    )


def _completeness(context: Context) -> Completeness:
    return context.study.conflicts.completeness
