"""Diagnostics as GitHub annotations: lines that its workflows show beside the files."""

from __future__ import annotations

from collections.abc import Iterable

from negmap.diagnostics import Diagnostic
from negmap.exchange.sarif import path_of, said


def commands(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """Return a workflow command for each diagnostic; `folder` is the negotiation's, as seen from here."""
    return "".join(f"{_command(d, folder)}\n" for d in diagnostics)


def _command(diagnostic: Diagnostic, folder: str) -> str:
    span = diagnostic.span
    values = {"file": path_of(diagnostic, folder)}
    if span.line:
        ends = span.column + span.width - 1
        values |= {"line": str(span.line), "col": str(span.column), "endColumn": str(ends)}
    values["title"] = f"negmap: {diagnostic.code}"
    listed = ",".join(f"{name}={_value(text)}" for name, text in values.items())
    return f"::{'error' if diagnostic.is_error else 'notice'} {listed}::{_text(said(diagnostic))}"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
