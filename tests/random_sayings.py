"""Strategies for statements with everything that a file can say of them: who, where, sources, texts in languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from negmap.model.positions import Position
from negmap.model.statements import Statement

STARTS = (
    "=1+1",
    "+49",
    "-5",
    "@x",
    "\tx",
    "'quoted",
    "＝1",
    "",
    " x ",
    "a\nb",
    'say "no"',
    "a; b",
    "a, b",
    "#N/A",
    "_x000D_",
)
"""Texts that a spreadsheet, or a reader of one, could take for something else."""


def words(*, least: int = 0) -> st.SearchStrategy[str]:
    """Draw a text that a file can hold, often one that looks like a formula."""
    signs = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
    free = st.text(signs, max_size=12)
    starts = st.sampled_from([text for text in STARTS if len(text) >= least])
    return st.one_of(starts, st.builds(str.__add__, starts, free), st.text(signs, min_size=least, max_size=12))


def texts() -> st.SearchStrategy[Any]:
    """Draw words without a language, or in one or two."""
    langs = st.sampled_from(["en", "ja", "zh-Hant"])
    return st.one_of(words(), st.dictionaries(langs, words(), min_size=1, max_size=2))


DAYS = st.sampled_from(["2025-03-01", "2025-03", "2025"])
LANGS = st.sampled_from(["en", "ja"])


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def sources() -> st.SearchStrategy[dict[str, Any]]:
    """Draw a source."""
    free = {name: words() for name in ("publisher", "origin", "url", "archive")}
    return _some(title=texts(), **free, lang=LANGS, published=DAYS, accessed=DAYS, note=texts())


def speakers() -> st.SearchStrategy[dict[str, Any]]:
    """Draw a speaker."""
    return st.fixed_dictionaries({"name": texts()}, optional={"role": texts()})


@st.composite
def said_in_full(draw: st.DrawFn, statement: Statement, others: tuple[str, ...] = ()) -> Statement:
    """Draw a statement with the same positions, and with everything else that can be said of it."""
    more = draw(
        _some(
            speaker=speakers(),
            **{name: texts() for name in ("venue", "relayed_by", "summary", "note")},
            **{name: words() for name in ("coded_by", "checked_by")},
            setting=st.sampled_from(["public", "table", "private"]),
            tags=st.lists(words(), max_size=3),
            sources=st.lists(sources(), max_size=2),
            disputed_by=st.lists(st.sampled_from(others), max_size=2) if others else st.just([]),
        )
    )
    positions = [draw(_position(position, number)) for number, position in enumerate(statement.positions)]
    return Statement.model_validate({**_plain(statement), **more, "positions": positions})


@st.composite
def _position(draw: st.DrawFn, position: Position, number: int) -> Position:
    quotes = st.fixed_dictionaries({"text": words(least=1), "lang": LANGS})
    bare = _plain(position)
    more = draw(_some(quote=quotes, reason=texts(), note=texts(), id=st.just(f"p-{number}x")))
    changes = _some(firmness=st.just("firm"), note=texts(), readings=st.just([bare]))
    readings = [{**bare, "quote": draw(quotes), **changed} for changed in draw(st.lists(changes, max_size=2))]
    return Position.model_validate({**bare, **more, "readings": readings})


def _plain(record: Statement | Position) -> Mapping[str, Any]:
    return {name: getattr(record, name) for name in record.model_fields_set}
