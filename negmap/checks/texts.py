"""Languages and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from negmap.checks.places import Place, is_missing, place, wrong
from negmap.checks.sites import term_bodies
from negmap.checks.utterances import keys, uttered
from negmap.diagnostics import Diagnostic
from negmap.model.negotiation import Negotiation
from negmap.model.sources import SourceRef
from negmap.model.terms import LINK_KEYS

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def sources(negotiation: Negotiation, wanted: Callable[[SourceRef], object]) -> Iterator[tuple[SourceRef, Place]]:
    """Yield every source that is wanted with its place."""
    for statement in negotiation.statements.values():
        for index, source in enumerate(statement.sources):
            if wanted(source):
                yield source, place("statement", statement.id, "sources", index)
    for listed, where in _other_sources(negotiation):
        yield from ((source, where.at("sources", n)) for n, source in enumerate(listed) if wanted(source))


def _other_sources(negotiation: Negotiation) -> Iterator[tuple[tuple[SourceRef, ...], Place]]:
    yield from ((p.sources, place("proposal", p.id)) for p in negotiation.proposals.values())
    yield from ((i.sources, place("issue", i.id)) for i in negotiation.issues.values())
    yield from ((e.sources, place("event", str(n))) for n, e in enumerate(negotiation.events))
    for body, where in term_bodies(negotiation):
        yield from ((k.sources, where.at(key, n)) for key in LINK_KEYS for n, k in enumerate(getattr(body, key)))
    if negotiation.about.must_agree is not None:
        yield negotiation.about.must_agree.sources, place("negotiation", "", "must_agree")


def bad_language(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A language is written as its code."""
    for code, where in _not_languages(negotiation):
        if not is_missing(code):
            message = f"`{code[:40]}` is not a language code"
            yield from wrong(negotiation, where, "bad-language", message, "write en, ja, uk …")


def _not_languages(negotiation: Negotiation) -> Iterator[tuple[str, Place]]:
    for index, code in enumerate(negotiation.about.languages):
        if not is_language(code):
            yield code, place("negotiation", "", "languages", index)
    for source, where in sources(negotiation, lambda s: s.lang is not None and not is_language(s.lang)):
        yield source.lang or "", where.at("lang")
    for said in uttered(negotiation, keys("quote")):
        quote = said.position.quote
        if quote is not None and not is_language(quote.lang):
            yield quote.lang, said.place.at("quote", "lang")


@lru_cache(maxsize=1_000)
def is_language(code: str) -> bool:
    """Say whether a text looks like the code of a language."""
    return _LANGUAGE.fullmatch(code) is not None


def no_language(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """A negotiation is kept in one language at least."""
    if not negotiation.about.languages:
        where = place("negotiation", "", "languages")
        message, remedy = "no language is named", "write [en], or leave the key out"
        yield from wrong(negotiation, where, "no-language", message, remedy, key=True)


def bad_address(negotiation: Negotiation) -> Iterator[Diagnostic]:
    """An address can be opened: it begins with http:// or https://."""
    for source, where in sources(negotiation, lambda s: _no_address(s.url) or _no_address(s.archive)):
        for key in ("url", "archive"):
            if _no_address(getattr(source, key)):
                message = "this is no address on the web"
                remedy = "begin it with https:// or http://, without spaces; other places go into `note`"
                yield from wrong(negotiation, where.at(key), "bad-address", message, remedy)


def _no_address(text: str | None) -> bool:
    return text is not None and not _ADDRESS.fullmatch(text) and not is_missing(text)
