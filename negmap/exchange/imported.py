"""Sheets as statements of a negotiation, with everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from negmap.checks import check
from negmap.diagnostics import Diagnostic, Origin, in_order
from negmap.exchange.columns import COLUMNS
from negmap.exchange.dna import from_dna, is_dna
from negmap.exchange.folded import folded
from negmap.exchange.gathered import Gathered, gather
from negmap.exchange.headings import PASSED_OVER, Line, kind_of, lines
from negmap.exchange.raw import Raw, wrong
from negmap.files.disk import about_file
from negmap.files.records import record
from negmap.files.subjects import in_statement
from negmap.model.negotiation import Negotiation
from negmap.model.statements import Statement


@dataclass(frozen=True, slots=True)
class Imported:
    """The statements of sheets that a negotiation lacks; those it has in the very same words; what is wrong."""

    new: Mapping[str, Statement]
    same: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def imported(raws: Iterable[Raw], negotiation: Negotiation) -> Imported:
    """Return the statements in sheets, checked as they would stand in the negotiation; every fault of every sheet."""
    raws = tuple(raws)
    found: list[Diagnostic] = []
    sheets = _lines(raws, negotiation, found)
    made = gather(sheets, found)
    statements = {key: _record(one, found) for key, one in made.items()}
    kept = {key: statement for key, statement in statements.items() if statement is not None}
    known = negotiation.statements
    same = tuple(sorted(key for key, statement in kept.items() if known.get(key) == statement))
    found += (_taken(made[key]) for key in kept if key in known and key not in same)
    new = {key: kept[key] for key in sorted(kept) if key not in known}
    found += _checked(negotiation, new, made, {raw.label for raw in raws})
    return Imported(new, same, _placed(found, sheets))


def _lines(raws: Iterable[Raw], negotiation: Negotiation, found: list[Diagnostic]) -> dict[str, list[Line]]:
    raws = tuple(raws)
    sheets: dict[str, list[Line]] = {kind: [] for kind in COLUMNS}
    for raw in raws:
        kind = kind_of(raw)
        if is_dna(raw):
            for name, rows in from_dna(raw, negotiation, found).items():
                sheets[name] += rows
        elif kind is None:
            remedy = f"name it {', '.join(COLUMNS)}, or take it out"
            found.append(about_file(raw.label, "unknown-sheet", "this sheet is none that is read", remedy))
        elif kind not in PASSED_OVER:
            sheets[kind] += lines(raw, kind, found)
    if not any(kind_of(raw) == "statements" or is_dna(raw) for raw in raws):
        label = next((raw.label for raw in raws), "import")
        remedy = "each statement needs a row in a sheet `statements`"
        found.append(about_file(label, "no-statements", "no statement is given", remedy))
    return sheets


def _record(one: Gathered, found: list[Diagnostic]) -> Statement | None:
    made, faults = record(Statement, one.data, Origin(one), in_statement(one.key, one.data), key=one.key)
    found += faults
    return made


def _taken(one: Gathered) -> Diagnostic:
    message = f"`{one.key}` is in the negotiation already, in other words"
    return wrong(one.first, "duplicate-id", message, "change its file by hand, or import it under another id")


def _checked(
    negotiation: Negotiation, new: Mapping[str, Statement], made: Mapping[str, Gathered], sheets: set[str]
) -> Iterable[Diagnostic]:
    """Return what the rules say of the new statements beside all others."""
    origins = {("statement", key): Origin(made[key]) for key in new}
    whole = replace(
        negotiation,
        statements={**negotiation.statements, **new},
        origins={**negotiation.origins, **origins},  # type: ignore[dict-item]
    )
    return (d for d in check(whole) if d.span.file in sheets)


def _placed(found: Iterable[Diagnostic], sheets: Mapping[str, list[Line]]) -> tuple[Diagnostic, ...]:
    """Return diagnostics in order, each with the cell that it is about."""
    cells = {cell.span: cell for lines in sheets.values() for line in lines for cell in line.cells.values()}
    return folded(in_order(found), cells)
