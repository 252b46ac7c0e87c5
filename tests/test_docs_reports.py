"""docs/reports.md is made from the records of the reports."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest
from generated import DOCS, NOTE, assert_is, page
from test_report_schemas import REPORTS

from negmap.render.json import schema

INTRO = """
`--format json` writes a report as JSON. Each report begins with the same fields; `format` counts up when a field
changes its meaning or goes. A report holds no clock time and no path outside the folder, so that the same folder
gives the same bytes. The JSON Schemas are made from the program's own records, and every report is tested against
its schema.
"""
HEAD = """
## What every report begins with

| field | holds |
| --- | --- |
| `format`, `negmap` | the version of the format, of the program |
| `command`, `lang` | what was asked, and the language of every text |
| `negotiation`, `title` | the folder's name, the negotiation's title |
| `scope`, `as_of` | the line that stands above every result; the day on which words count |
| `binding` | `all`, or `must-agree` where only the claims of those who must agree bind |
| `applied` | the switches that were set: `without`, `with`, `first_hand`, `stated`, `internal` |
| `partial` | what was left out because it is faulty; null where nothing was |
| `completeness` | whether the search was complete; if not, the limit or the reason that ended it |
| `counts` | statements, positions, claims and definitions that count, and how many internal statements do not |
| `names` | the name of each party by its id |
"""
FIELDS_OF_HEAD = {
    "format", "negmap", "command", "lang", "negotiation", "title", "scope", "as_of", "binding", "applied", "partial",
    "completeness", "counts", "names",
}  # fmt: skip


def test_the_page_is_made_from_the_records(request: pytest.FixtureRequest) -> None:
    assert_is(DOCS / "reports.md", _page(), bool(request.config.getoption("update_snapshots")))


def test_the_head_is_that_of_every_report() -> None:
    for name, (record, _) in REPORTS.items():
        assert set(schema(record)["properties"]) >= FIELDS_OF_HEAD, name


def _page() -> str:
    reports = [_section(name) for name in REPORTS]
    records = [_record(name, made) for name, made in sorted(_records().items())]
    return page("# Reports as JSON", NOTE, INTRO, HEAD, *reports, "## Records", *records)


def _section(name: str) -> str:
    record = REPORTS[name][0]
    made = schema(record)
    own = {field: part for field, part in made["properties"].items() if field not in FIELDS_OF_HEAD}
    link = f"[Schema](schemas/{name}.json)."
    return page(f"## {name}", f"{_told(record.__doc__)} {link}", _fields(own))


def _records() -> dict[str, dict[str, Any]]:
    """Return the schema of every record in a report, by name."""
    return {name: part for record, _ in REPORTS.values() for name, part in schema(record).get("$defs", {}).items()}


def _record(name: str, made: dict[str, Any]) -> str:
    if "properties" not in made:
        return page(f"### {name}", _told(made.get("description")), _kind(made))
    return page(f"### {name}", _told(made.get("description")), _fields(made["properties"]))


def _told(text: str | None) -> str:
    return inspect.cleandoc(text or "").replace("``", "`")


def _fields(fields: dict[str, Any]) -> str:
    lines = [f"| `{field}` | {_kind(part)} |" for field, part in fields.items()]
    return "\n".join(["| field | holds |", "| --- | --- |", *lines])


def _kind(part: dict[str, Any]) -> str:
    """Return in words what a schema allows."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in part:
        return " or ".join(_kind(one) for one in part["anyOf"])
    if part.get("type") == "array":
        return f"a list of {_kind(part['items'])}" if isinstance(part.get("items"), dict) else "a list"
    if part.get("type") == "object":
        more = part.get("additionalProperties")
        return f"by id, {_kind(more)}" if isinstance(more, dict) else "an object"
    if "enum" in part or "const" in part:
        return " or ".join(f"`{json.dumps(one)}`" for one in part.get("enum", [part.get("const")]))
    return {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}.get(
        str(part.get("type")), str(part.get("type", "anything"))
    )
