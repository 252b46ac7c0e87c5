"""Rules of `negmap check` that a JSON Schema can say as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from negmap.model.positions import CONDITIONS, Stance
from negmap.model.statements import SECOND_HAND

Schema = dict[str, Any]

_THERE: Schema = {"not": {"type": "null"}}
_LEFT_OUT: Schema = {"enum": [None, []]}
_TAKES = {
    "AnyOf": ("demand", "support"),
    "AllOf": ("reject", "oppose"),
    "OnProposal": ("accept", "reject"),
}
"""The stances that each form of an object goes with."""


def _has(name: str) -> Schema:
    """Return what holds of a mapping that has a key with a value."""
    return {"required": [name], "properties": {name: _THERE}}


def _has_one(names: Iterable[str]) -> Schema:
    """Return what holds of a mapping that has one condition at least."""
    return {"anyOf": [{"required": [name], "properties": {name: {"not": _LEFT_OUT}}} for name in names]}


def position_rules() -> Schema:
    """Return: one stance; no condition beside `reject`, `oppose`, `consider`; one beside `only`; a red line's words."""
    none = {"properties": dict.fromkeys(CONDITIONS, _LEFT_OUT)}
    refusals = [{"if": _has(stance), "then": none} for stance in ("reject", "oppose", "consider")]
    red_line = {"required": ["firmness"], "properties": {"firmness": {"const": "red-line"}}}
    return {
        "oneOf": [_has(stance.value) for stance in Stance],
        "allOf": [
            *refusals,
            {"if": _has("only"), "then": _has_one(CONDITIONS)},
            {"if": red_line, "then": _has("quote")},
        ],
    }


def statement_rules() -> Schema:
    """Return: words at second hand name who passed them on."""
    second_hand = {"required": ["via"], "properties": {"via": {"enum": sorted(SECOND_HAND)}}}
    return {"if": second_hand, "then": _has("relayed_by")}


def stance_forms(properties: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return a position's keys, of each stance only the forms that go with it."""
    stances = {stance.value for stance in Stance}
    return {name: _only(one, name) if name in stances else one for name, one in properties.items()}


def _only(one: Schema, stance: str) -> Schema:
    forms = [
        {**part, "oneOf": [form for form in part["oneOf"] if _goes(form, stance)]} if "oneOf" in part else part
        for part in one["anyOf"]
    ]
    return {**one, "anyOf": forms}


def _goes(form: Schema, stance: str) -> bool:
    name = str(form.get("$ref", "")).rpartition("/")[2]
    return name not in _TAKES or stance in _TAKES[name]
