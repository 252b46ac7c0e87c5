"""Remarks on upkeep: what nobody uses, reasons and languages that are missing, orders on wholes."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.checks import sites
from negmap.checks.places import Place, is_missing, noted, place
from negmap.checks.texts import is_language
from negmap.checks.utterances import Uttered, keys, stated
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.positions import named
from negmap.model.terms import LINK_KEYS
from negmap.model.values import Text


def unused_term(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A term is named somewhere besides its own entry."""
    used = {name.partition(".")[0] for name in negotiation.named_terms}
    used |= {
        site.name.partition(".")[0]
        for site in sites.terms_elsewhere(negotiation)
        if not (site.inside.kind == "term" and site.inside.key == site.name.partition(".")[0])
    }
    for key in negotiation.terms:
        if key not in used:
            remedy = "leave it out, or wait for words on it"
            yield from noted(negotiation, place("term", key), "unused-term", f"nothing names `{key}`", remedy, key=True)


def unused_party(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A party speaks, or is named."""
    used = {site.name for site in sites.parties(negotiation)}
    for key in negotiation.parties:
        if key not in used:
            message, remedy = f"`{key}` says nothing, and nothing names it", "leave it out, or add its statements"
            yield from noted(negotiation, place("party", key), "unused-party", message, remedy, key=True)


def unused_issue(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """An issue has terms."""
    used = {site.name for site in sites.issues(negotiation)}
    for key, issue in negotiation.issues.items():
        if key not in used and not issue.options:
            message, remedy = f"`{key}` has no terms", f"add `issue: {key}` to its terms in terms.yaml"
            yield from noted(negotiation, place("issue", key), "unused-issue", message, remedy, key=True)


def no_reason(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A definition says why it is so."""
    remedy = "write {term: …, because: …}; a definition binds everybody, so it should convince everybody"
    for body, where in sites.term_bodies(negotiation):
        for key in LINK_KEYS:
            for index, link in enumerate(getattr(body, key)):
                if link.because is None and not is_missing(link.term):
                    message = f"`{key}: {link.term}` without a reason"
                    yield from noted(negotiation, where.at(key, index), "no-reason", message, remedy)
    for issue in negotiation.issues.values():
        if issue.choose == "one" and issue.because is None:
            where = place("issue", issue.id, "choose")
            message, remedy = "a choice of one without a reason", "add `because:`; it binds everybody"
            yield from noted(negotiation, where, "no-reason", message, remedy, key=True)


def missing_language(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Titles and summaries that are written by language are there in each of the negotiation's languages."""
    languages = [code for code in negotiation.about.languages if is_language(code) and not is_missing(code)]
    for text, where in _texts(negotiation):
        if text is None or Text.UNMARKED in text.by_language:
            continue
        lacking = [code for code in languages if code not in text.by_language]
        if lacking:
            message = f"not in {', '.join(lacking)}"
            yield from noted(negotiation, where, "missing-language", message, "add it in that language", key=True)


def _texts(negotiation: Negotiation) -> Iterator[tuple[Text | None, Place]]:
    about = place("negotiation", "")
    yield from ((negotiation.about.title, about.at("title")), (negotiation.about.summary, about.at("summary")))
    yield from ((p.name, place("party", p.id, "name")) for p in negotiation.parties.values())
    yield from ((b.title, where.at("title")) for b, where in sites.term_bodies(negotiation))
    yield from ((i.title, place("issue", i.id, "title")) for i in negotiation.issues.values())
    yield from ((s.summary, place("statement", s.id, "summary")) for s in negotiation.statements.values())
    for scenario in negotiation.scenarios.values():
        where = place("scenario", scenario.id)
        yield from ((scenario.title, where.at("title")), (scenario.summary, where.at("summary")))
    for proposal in negotiation.proposals.values():
        where = place("proposal", proposal.id)
        yield from ((proposal.title, where.at("title")), (proposal.summary, where.at("summary")))


_ORDERS = frozenset({"before", "no_later_than", "after", "with"})


def order_on_whole(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """An order on a whole may be meant for its parts: parts may come before it is complete."""
    wholes = _wholes(negotiation)
    for said in stated(negotiation, keys(*_ORDERS)):
        for key in filter(_ORDERS.__contains__, said.position.conditions):
            for whole in sorted(_ordered(said, key) & wholes):
                message = f"`{whole}` has parts; this binds the moment when it is complete, and parts may come before"
                remedy = "to bind the parts, name them"
                yield from noted(negotiation, said.place.at(key), "order-on-whole", message, remedy, key=True)


def _ordered(said: Uttered, key: str) -> set[str]:
    """Return the terms of an order that come later: only for them it matters that parts may be earlier."""
    own = set(named(said.target))
    others = {name for element in said.position.condition(key) for name in named(element)}
    return others if key in ("before", "no_later_than") else own if key == "after" else own | others


def _wholes(negotiation: Negotiation) -> set[str]:
    defined = {d.terms[0] for d in negotiation.definitions if d.kind == "includes"}
    claimed = {n for said in stated(negotiation, keys("includes")) for n in named(said.target)}
    return defined | claimed
