"""A report in the format that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from negmap.cli.options import Asked
from negmap.cli.remembered import keep
from negmap.cli.target import write

if TYPE_CHECKING:
    from negmap.findings.reports import Head

R = TypeVar("R", bound="Head")


def report_out(report: R, asked: Asked, as_text: Callable[[R], str]) -> int:
    """Write a report in the format that was asked for; return the exit code, 1 for a partial report."""
    from negmap.findings.conflicts import SIZE

    text = as_text(report) if asked.format == "text" else _in_format(asked.format, report)
    if report.partial is None and report.completeness.reason in (None, SIZE):
        keep(text)
    write(text, asked.output)
    return 0 if report.partial is None else 1


def _in_format(format_: str, report: Head) -> str:
    """Return any report in a format that asks for nothing but its records."""
    if format_ == "json":
        from negmap.render.json import json_text

        return json_text(report)
    if format_ == "csv":
        from negmap.render.table import table

        return table(report)
    from negmap.render.markdown import markdown

    return markdown(report)
