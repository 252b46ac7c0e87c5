"""Any report as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any


def plain(value: object) -> Any:
    """Return a record as what JSON can hold: fields by name, tuples as lists, whole numbers as integers.

    A field whose name would be a Python keyword loses its trailing underscore.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def schema(report: type) -> dict[str, Any]:
    """Return the JSON Schema of a kind of report, from its records and what they say of their fields."""
    from pydantic import TypeAdapter

    made: dict[str, Any] = TypeAdapter(report).json_schema(ref_template="#/$defs/{model}")
    title = f"negmap {report.__name__.removesuffix('Report').lower()}"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_named(made), "title": title}


def _named(made: Any) -> Any:
    """Give fields the names they have in the report, which may be words that Python keeps for itself."""
    if isinstance(made, list):
        return [_named(item) for item in made]
    if not isinstance(made, dict):
        return made
    named = {key: _named(item) for key, item in made.items()}
    if isinstance(named.get("properties"), dict):
        named["properties"] = {key.rstrip("_"): item for key, item in named["properties"].items()}
        named["required"] = [key.rstrip("_") for key in named.get("required", [])]
        named["additionalProperties"] = False
    return named


def json_text(report: object) -> str:
    """Return a report as indented JSON, in the order of its fields, ending in a line break."""
    return json.dumps(plain(report), ensure_ascii=False, indent=1) + "\n"
