"""JSON Schemas of the files, from the records that the loader makes of them: for editors, and for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from negmap.files.schema_examples import EXAMPLES
from negmap.files.schema_rules import position_rules, stance_forms, statement_rules
from negmap.model.negotiation import About, Event, Negotiation
from negmap.model.parties import Party
from negmap.model.proposals import Proposal
from negmap.model.scenarios import Scenario
from negmap.model.statements import Statement
from negmap.model.terms import Issue, Term
from negmap.model.values import ID, MAX_ID

Schema = dict[str, Any]

FILES: Mapping[str, tuple[str, ...]] = {
    "negotiation": ("negotiation.yaml",),
    "parties": ("parties.yaml",),
    "terms": ("terms.yaml",),
    "issues": ("issues.yaml",),
    "events": ("events.yaml",),
    "statement": ("statements/**/*.yaml", "statements/**/*.yml"),
    "scenario": ("scenarios/**/*.yaml", "scenarios/**/*.yml"),
    "proposal": ("proposals/**/*.yaml", "proposals/**/*.yml"),
}
"""The schemas, each with the files it is for."""
_SINGLE: Mapping[str, type[BaseModel]] = {
    "negotiation": About,
    "statement": Statement,
    "scenario": Scenario,
    "proposal": Proposal,
}
_ENTRIES: Mapping[str, type[BaseModel]] = {"parties": Party, "terms": Term, "issues": Issue}
_OPEN = frozenset({"statement", "position", "any"})
"""Kinds whose ids are offered, and others taken as well: they come with every statement, so that a list is soon old."""
_TEXT = ["string", "number", "boolean"]
"""What an editor takes an unquoted text for: `2025` and `true` are texts to negmap."""


def schemas(negotiation: Negotiation | None = None) -> dict[str, Schema]:
    """Return the schema of each kind of file by name; with a negotiation, its ids are listed in them."""
    return {name: schema(name, negotiation) for name in FILES}


def schema(name: str, negotiation: Negotiation | None = None) -> Schema:
    """Return the schema of one kind of file, JSON Schema draft 7 and later."""
    ids = _ids(negotiation) if negotiation else {}
    model = _SINGLE.get(name) or _ENTRIES.get(name) or Event
    walker = _Walker(ids, open_terms=name == "scenario")
    made = walker.schema(model.model_json_schema(mode="validation"))
    definitions = made.pop("$defs", {})
    if name in _ENTRIES:
        definitions["Entry"] = made
        made = {
            "type": "object",
            "propertyNames": {"pattern": f"^{ID}$", "maxLength": MAX_ID},
            "additionalProperties": {"$ref": "#/$defs/Entry"},
        }
        made = {"anyOf": [made, {"type": "null"}]} if name == "issues" else made
    elif name == "events":
        definitions["Event"] = made
        made = {"anyOf": [{"type": "array", "items": {"$ref": "#/$defs/Event"}}, {"type": "null"}]}
    told = {"title": f"{FILES[name][0].partition('/')[0]} of a negmap negotiation", "examples": EXAMPLES[name]}
    if "Position" in definitions:
        definitions["Position"] |= position_rules()
    made |= statement_rules() if name == "statement" else {}
    return {**told, **made, **({"$defs": definitions} if definitions else {})}


def text(made: Schema) -> str:
    """Return a schema as a file holds it."""
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _ids(negotiation: Negotiation) -> dict[str, dict[str, str]]:
    """Return the ids of each kind, each with its name."""
    n = negotiation
    statements = {key: one.date.text for key, one in n.statements.items()}
    positions = {key: _said(one.position) for key, one in n.positions.items()}
    return {
        "party": {key: one.name.within("en") for key, one in n.parties.items()},
        "term": {key: n.title(key, "en") for key in sorted(n.term_of)},
        "issue": {key: one.title.within("en") for key, one in n.issues.items()},
        "proposal": {key: one.title.within("en") for key, one in n.proposals.items()},
        "statement": statements,
        "position": positions,
        "any": {**statements, **positions, **{d.id: "" for d in n.definitions}},
    }


def _said(position: Any) -> str:
    target = position.target
    return f"{position.stance.value} {target if isinstance(target, str) else '…'}"


class _Walker:
    """Makes plain schemas of pydantic's: what files may leave out or write otherwise, and ids listed."""

    def __init__(self, ids: Mapping[str, Mapping[str, str]], *, open_terms: bool) -> None:
        self._ids = ids
        self._open = _OPEN | ({"term"} if open_terms else frozenset())

    def schema(self, node: Schema) -> Schema:
        """Return one schema made plain, and all that it holds."""
        made = {key: self._part(key, value) for key, value in node.items() if key not in ("title", "default", "x-keys")}
        names = made.pop("x-names", None)
        if "patternProperties" in made:
            ((pattern, one),) = made.pop("patternProperties").items()
            made |= {"propertyNames": {"pattern": pattern, "maxLength": MAX_ID}, "additionalProperties": one}
        if "$ref" in made and len(made) > 1:
            made = {"allOf": [{"$ref": made.pop("$ref")}], **made}
        if made.get("type") == "array" and "minLength" in made:
            made["minItems"] = made.pop("minLength")
        if made.get("type") == "string" and not {"pattern", "enum", "const"} & made.keys():
            made["type"] = _TEXT
        if node.get("x-keys") and (known := self._ids.get(node["x-keys"])) is not None:
            made["propertyNames"] = {"enum": list(known)}
        if names and (known := self._ids.get(names)):
            made = self._listed(made, names, known)
        return self._optional(made) if "properties" in made else made

    def _part(self, key: str, value: Any) -> Any:
        if key in ("properties", "$defs", "patternProperties"):
            return {name: self.schema(one) for name, one in value.items()}
        if key in ("anyOf", "oneOf", "allOf"):
            return [self.schema(one) for one in value]
        if key in ("items", "additionalProperties", "propertyNames", "not") and isinstance(value, dict):
            return self.schema(value)
        return value

    def _listed(self, made: Schema, names: str, known: Mapping[str, str]) -> Schema:
        """Return a schema that lists the known ids, each with its name; others are taken too where the list is open."""
        told = {"description": made.pop("description")} if "description" in made else {}
        listed = {"enum": list(known), "enumDescriptions": list(known.values())}
        return {**told, "anyOf": [listed, made]} if names in self._open else {**told, **listed}

    def _optional(self, made: Schema) -> Schema:
        """Let every key that may be left out be there without a value, which counts as left out."""
        required = made.get("required", [])
        kept = {name: one if name in required else _or_nothing(one) for name, one in made["properties"].items()}
        stances = stance_forms(kept) if "demand" in kept else kept
        return {**made, "properties": stances}


def _or_nothing(one: Schema) -> Schema:
    nothing = {"type": "null"}
    if nothing in one.get("anyOf", []):
        return one
    told = {"description": one["description"]} if "description" in one else {}
    rest = {key: value for key, value in one.items() if key != "description"}
    return {**told, "anyOf": [rest, nothing]}
