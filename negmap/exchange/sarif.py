"""Diagnostics as SARIF 2.1.0, which code hosts and editors show beside the lines they are about."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from negmap.checks.codes import CODES
from negmap.diagnostics import Diagnostic
from negmap.report.context import VERSION

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """Return diagnostics as a SARIF log; `folder` is the negotiation's, as seen from where the command runs."""
    diagnostics = tuple(diagnostics)
    codes = sorted({d.code for d in diagnostics})
    driver = {"name": "negmap", "version": VERSION, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, codes.index(d.code), folder) for d in diagnostics],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str) -> dict[str, Any]:
    title, why = CODES.get(code, (code, ""))
    rule: dict[str, Any] = {"id": code, "shortDescription": {"text": title}}
    return {**rule, "fullDescription": {"text": why}, "help": {"text": why}} if why else rule


def _result(diagnostic: Diagnostic, rule: int, folder: str) -> dict[str, Any]:
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": "error" if diagnostic.is_error else "note",
        "message": {"text": said(diagnostic)},
        "locations": [{"physicalLocation": _place(diagnostic, folder)}],
    }


def said(diagnostic: Diagnostic) -> str:
    """Return what is wrong and what to do about it, in one line."""
    message = diagnostic.message[:1].upper() + diagnostic.message[1:]
    parts = [message, f"Remedy: {diagnostic.remedy}"] if diagnostic.remedy else [message]
    return " ".join(part if part.endswith(("?", ".", "!")) else f"{part}." for part in parts)


def path_of(diagnostic: Diagnostic, folder: str) -> str:
    """Return the path of the file at fault, as seen from where the command runs."""
    return diagnostic.span.file if folder in ("", ".") else f"{folder}/{diagnostic.span.file}"


def _place(diagnostic: Diagnostic, folder: str) -> dict[str, Any]:
    span = diagnostic.span
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(path_of(diagnostic, folder))}}
    if span.line:
        ends = span.column + span.width
        place["region"] = {"startLine": span.line, "startColumn": span.column, "endColumn": ends}
    return place
