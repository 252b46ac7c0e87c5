"""Statements exported by Discourse Network Analyzer (CSV), as support and opposition."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from negmap.diagnostics import Diagnostic, nearest
from negmap.exchange.columns import KEYS
from negmap.exchange.headings import Line
from negmap.exchange.raw import Cell, Raw, wrong
from negmap.model.negotiation import Negotiation
from negmap.model.parties import Party
from negmap.model.terms import Term

_NAMES = {
    "document": ("document", "title", "document title"),
    "person": ("person",),
    "organisation": ("organisation", "organization"),
    "concept": ("concept", "category"),
    "agreement": ("agreement", "qualifier"),
    "date": ("date", "time", "datetime"),
}
"""What each column may be called; names of variables are the coder's own in Discourse Network Analyzer."""
_NEEDED = ("organisation", "concept", "agreement", "date")
_YES, _NO = frozenset({"1", "true", "yes"}), frozenset({"0", "false", "no", "-1"})
_DAYS = (
    (re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?"), (1,)),
    (re.compile(r"(\d\d)[.](\d\d)[.](\d{4})(?: .*)?"), (3, 2, 1)),
)


@dataclass(frozen=True, slots=True)
class _Coded:
    """One coded row: who, on which day, in which document, for or against what."""

    line: Line
    party: str
    day: str
    document: str
    person: str
    term: str
    agrees: bool

    @property
    def occasion(self) -> tuple[str, str, str, str]:
        """Return what makes rows one statement: party, day, document and person."""
        return (self.day, self.party, self.document, self.person)


def is_dna(raw: Raw) -> bool:
    """Say whether a sheet has the columns of an export of Discourse Network Analyzer."""
    there = _columns(raw)
    return "concept" in there and "agreement" in there


def from_dna(raw: Raw, negotiation: Negotiation, found: list[Diagnostic]) -> dict[str, list[Line]]:
    """Return an export as the rows of sheets: one statement for each party, day, document and person.

    Agreement becomes `support`, disagreement `oppose`: an export tells no demand from a wish.
    Organisations and concepts are found by id or by name in any language; none is ever made up.
    """
    sheets: dict[str, list[Line]] = {kind: [] for kind in KEYS}
    for key, rows in _occasions(_coded(raw, negotiation, found)).items():
        sheets["statements"].append(_statement(key, rows[0]))
        if rows[0].document:
            sheets["sources"].append(_line(rows[0].line, statement=key, title=rows[0].document))
        for row in _once(rows):
            stance = "support" if row.agrees else "oppose"
            sheets["positions"].append(_line(row.line, statement=key, stance=stance, on=row.term))
    return sheets


def _once(rows: Iterable[_Coded]) -> Iterable[_Coded]:
    """Return the first row of each stance, for a coder may have marked it more than once."""
    firsts: dict[tuple[str, bool], _Coded] = {}
    for row in rows:
        firsts.setdefault((row.term, row.agrees), row)
    return firsts.values()


def _occasions(rows: Iterable[_Coded | None]) -> dict[str, list[_Coded]]:
    """Return rows by the id of their statement: the day and the party, numbered where there are several."""
    found: dict[tuple[str, ...], list[_Coded]] = {}
    for row in rows:
        if row is not None:
            found.setdefault(row.occasion, []).append(row)
    seen: Counter[str] = Counter()
    named = {}
    for same in found.values():
        key = f"{same[0].day}-{same[0].party}"
        seen[key] += 1
        named[key if seen[key] == 1 else f"{key}-{seen[key]}"] = same
    return named


def _columns(raw: Raw) -> dict[str, int]:
    """Return the place of each known column."""
    headings = [text.strip().lower() for text in (raw.rows[0][1] if raw.rows else ())]
    places = {name: [headings.index(a) for a in also if a in headings] for name, also in _NAMES.items()}
    return {name: found[0] for name, found in places.items() if found}


def _coded(raw: Raw, negotiation: Negotiation, found: list[Diagnostic]) -> Iterator[_Coded | None]:
    columns = _columns(raw)
    for name in _NEEDED:
        if name not in columns:
            place = Cell(raw.label, raw.rows[0][0], 1, "", "")
            message = f"an export of Discourse Network Analyzer needs a column `{name}`"
            found.append(wrong(place, "missing-column", message, f"add it; it may be called {', '.join(_NAMES[name])}"))
    if any(name not in columns for name in _NEEDED):
        return
    headings = [text.strip() for text in raw.rows[0][1]]
    parties, terms = _by_name(negotiation.parties), _by_name(negotiation.terms)
    for number, row in raw.rows[1:]:
        texts = [*map(str.strip, row), *[""] * len(headings)]
        cells = {name: Cell(raw.label, number, at + 1, headings[at], texts[at]) for name, at in columns.items()}
        yield _row(cells, parties, terms, found)


def _row(
    cells: Mapping[str, Cell], parties: Mapping[str, str], terms: Mapping[str, str], found: list[Diagnostic]
) -> _Coded | None:
    party = _known(cells["organisation"], parties, "party", "parties.yaml", found)
    term = _known(cells["concept"], terms, "term", "terms.yaml", found)
    day, agrees = _day(cells["date"], found), _agrees(cells["agreement"], found)
    if party is None or term is None or day is None or agrees is None:
        return None
    texts = {name: cell.text for name, cell in cells.items()}
    line = Line(cells["organisation"], dict(cells))
    return _Coded(line, party, day, texts.get("document", ""), texts.get("person", ""), term, agrees)


def _known(cell: Cell, known: Mapping[str, str], what: str, file: str, found: list[Diagnostic]) -> str | None:
    if (name := _folded(cell.text)) in known:
        return known[name]
    remedy = nearest(name, known) or f"give it an entry in {file}, by this name"
    found.append(wrong(cell, f"unknown-{what}", f"no {what} is called `{cell.text[:80]}`", remedy))
    return None


def _by_name(records: Mapping[str, Party] | Mapping[str, Term]) -> dict[str, str]:
    """Return ids by themselves and by every name, of terms with stages the last stage."""
    found: dict[str, str] = {}
    for key, record in records.items():
        name = record.names[-1] if isinstance(record, Term) else key
        text = record.title if isinstance(record, Term) else record.name
        found.update((_folded(words), name) for words in (key, *text.by_language.values()))
    return found


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _agrees(cell: Cell, found: list[Diagnostic]) -> bool | None:
    word = cell.text.lower().removesuffix(".0")
    if word in _YES | _NO:
        return word in _YES
    found.append(
        wrong(cell, "unknown-value", f"`{cell.text[:40]}` is neither agreement nor disagreement", "write 1 or 0")
    )
    return None


def _day(cell: Cell, found: list[Diagnostic]) -> str | None:
    for pattern, order in _DAYS:
        if (match := pattern.fullmatch(cell.text)) is not None:
            return "-".join(match[place] for place in order)
    found.append(wrong(cell, "not-a-date", f"`{cell.text[:40]}` is not a date", "write 2025-12-15"))
    return None


def _statement(key: str, row: _Coded) -> Line:
    speaker = {"speaker": row.person} if row.person else {}
    return _line(row.line, statement=key, party=row.party, date=row.day, **speaker)


def _line(line: Line, **texts: str) -> Line:
    """Return a row of a sheet in place of a coded row, each cell at the place it came from."""
    source = {"party": "organisation", "date": "date", "speaker": "person", "title": "document"}
    source |= {"on": "concept", "stance": "agreement", "statement": "organisation"}
    cells = {}
    for heading, text in texts.items():
        from_ = line.cells.get(source[heading], line.first)
        cells[heading] = Cell(from_.sheet, from_.row, from_.column, from_.heading, text)
    return Line(line.first, cells)
