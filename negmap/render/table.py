"""Any report as CSV: a row for each record, in the order in which the report has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negmap.findings.reports import Head
from negmap.render.outline import Fact, Node, head, lookup, parts
from negmap.report.cells import csv_text, guarded

_FIRST = ("part", "of", "place")


def table(report: Head) -> str:
    """Return a report as CSV.

    `part` tells what a row is (``conflicts.claims``), `of` which record it belongs to, `place` its place
    there. Where the report says an id in words, these stand beside it, under the heading with `.words`.
    """
    known = lookup(report)
    rows = [*_values("report", head(report).facts, {})]
    for part in parts(report):
        rows += (row for node in part.nodes for row in _rows(node, "", "", known))
        rows += _values(part.name, part.values, known, listed=part.listed)
    headings = dict.fromkeys((*_FIRST, *(heading for row in rows for heading in row)))
    cells = ([row.get(heading, "") for heading in headings] for row in rows)
    return csv_text([list(headings), *cells])


def _rows(node: Node, above: str, of: str, known: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the row of a record, then those of the records below it."""
    part = f"{above}.{node.name}" if above else node.name
    row = {"part": part, "of": guarded(of) if of else "", "place": str(node.place)}
    for name, value in node.facts.items():
        row |= _cells(name, value, known)
    yield row
    for below in node.below:
        yield from _rows(below, part, f"{of} / {node.key}" if of else node.key, known)


def _values(
    part: str, values: Mapping[str, Fact], known: Mapping[str, str], *, listed: bool = False
) -> Iterator[dict[str, str]]:
    """Yield a row for each of several values, with what it is of; where they are only listed, with its place."""
    for place, (key, value) in enumerate(values.items(), 1):
        of = {} if listed else _cells("key", key, known)
        yield {"part": part, "of": "", "place": str(place), **of, **_cells("value", value, known)}


def _cells(name: str, value: Fact, known: Mapping[str, str]) -> dict[str, str]:
    text = "; ".join(value) if isinstance(value, tuple) else _text(value)
    found = {name: guarded(text)} if text else {}
    if isinstance(value, str) and value in known and known[value] != value:
        found[f"{name}.words"] = guarded(known[value])
    return found


def _text(value: str | int | bool) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
