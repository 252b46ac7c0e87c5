"""The reports of `negmap relations`, `negmap agreed` and `negmap gaps`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Completeness, Conflict
from negmap.findings.relation_reports import AgreedReport, GapsReport, RelationsReport
from negmap.findings.relations import Cell, OpenTerm, Relation
from negmap.report.context import Context
from negmap.report.scope import Scope
from negmap.report.wordings import conflicts_in_words, titles


def relations_report(context: Context, party: str | None = None, issue: str | None = None) -> RelationsReport:
    """Return what every two parties share, where they are opposed, and the matrix party by issue.

    With a party only its pairs and its column are shown, and those of its members; with an issue only
    claims and conflicts that touch it, and its row.
    """
    found, n, scope = context.study.relations, context.study.view.negotiation, Scope(context, party, issue)
    head: dict[str, Any] = context.head("relations", _completeness(context))
    issues = {key: i.title.within(context.words.lang) for key, i in n.issues.items() if issue in (None, key)}
    return RelationsReport(
        **head,
        pairs=tuple(_pairs(found.pairs, scope)),
        matrix={p: _row(cells, issue) for p, cells in found.matrix.items() if scope.shows_parties([p])},
        issues=issues if issue else {**issues, "": context.words("other")},
        titles=titles(context),
        wordings={**_shared_claims(context), **conflicts_in_words(context)},
    )


def _pairs(pairs: Iterable[Relation], scope: Scope) -> Iterator[Relation]:
    clashes = _clashes(scope.context)
    for pair in pairs:
        shared = tuple(name for name in pair.shared if scope.shows_issue([name]))
        opposed = tuple(key for key in pair.opposed if scope.shows_issue(clashes[key].claims))
        if scope.shows_parties(pair.parties) and (shared or opposed):
            yield Relation(pair.parties, shared, opposed)


def _clashes(context: Context) -> dict[str, Conflict]:
    study = context.study
    return {c.id: c for c in (*study.conflicts.conflicts, *study.tensions.conflicts)}


def _row(cells: Mapping[str, Cell], issue: str | None) -> dict[str, Cell]:
    return {key: cell for key, cell in cells.items() if issue in (None, key)}


def _shared_claims(context: Context) -> dict[str, str]:
    """Return every claim in words, with those who voice it only as a wish where it binds others."""
    return {key: _shared_claim(context, claim) for key, claim in context.study.claims.items()}


def _shared_claim(context: Context, claim: Claim) -> str:
    words, phrases = context.words, context.phrases
    text, wishing = phrases.claim(claim), set(claim.parties) - set(claim.holders)
    return words("{text} ({parties}: as a wish)", text=text, parties=phrases.parties(wishing)) if wishing else text


def agreed_report(context: Context, party: str | None = None, issue: str | None = None) -> AgreedReport:
    """Return what is agreed, what nobody contradicts, and what nobody has spoken about.

    With a party only terms that it or a member has consented to, or has said nothing of.
    """
    found, scope = context.study.agreed, Scope(context, party, issue)
    head: dict[str, Any] = context.head("agreed", Completeness())
    return AgreedReport(
        **head,
        must_agree=context.study.view.negotiation.must_agree,
        agreed=tuple(_open_terms(found.agreed, scope)),
        contradicted=tuple(filter(scope.shows_term, found.contradicted)),
        not_contradicted=tuple(_open_terms(found.not_contradicted, scope)),
        not_spoken=tuple(filter(scope.shows_term, found.not_spoken)),
        titles=titles(context),
    )


def _open_terms(rows: Iterable[OpenTerm], scope: Scope) -> Iterator[OpenTerm]:
    return (r for r in rows if scope.shows_term(r.term) and scope.shows_parties(r.consenting + r.silent))


def gaps_report(context: Context, party: str | None = None, issue: str | None = None) -> GapsReport:
    """Return what is not known: silence, single voices, old words, thin evidence.

    With a party only its silence, the terms that it alone has named, its words, its conflicts.
    """
    found, scope, study = context.study.gaps, Scope(context, party, issue), context.study
    claims = {c.id: c.claims for c in study.conflicts.conflicts}
    statements = study.view.negotiation.statements
    head: dict[str, Any] = context.head("gaps", _completeness(context))
    return GapsReport(
        **head,
        silent={t: p for t, p in found.silent.items() if scope.shows_term(t) and scope.shows_parties(p)},
        one_voice={t: p for t, p in found.one_voice.items() if scope.shows_term(t) and scope.shows_parties([p])},
        old=tuple(row for row in found.old if scope.shows_statement(statements[row.statement])),
        one_statement=tuple(key for key in found.one_statement if scope.shows_claims(claims[key])),
        one_source=tuple(key for key in found.one_source if scope.shows_claims(claims[key])),
        conflicts=sum(scope.shows_claims(names) for names in claims.values()),
        titles=titles(context),
        wordings=conflicts_in_words(context),
    )


def _completeness(context: Context) -> Completeness:
    return context.study.conflicts.completeness
