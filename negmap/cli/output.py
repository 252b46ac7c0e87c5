"""Where results go: the terminal, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.options import Asked
from negmap.cli.remembered import keep

if TYPE_CHECKING:
    from negmap.findings.reports import Head

R = TypeVar("R", bound="Head")


def report_out(report: R, asked: Asked, as_text: Callable[[R], str]) -> int:
    """Write a report in the format that was asked for; return the exit code, 1 for a partial report."""
    if asked.format == "json":
        from negmap.render.json import json_text

        text = json_text(report)
    else:
        text = as_text(report)
    if report.partial is None and report.completeness.reason is None:
        keep(text)
    write(text, asked.output)
    return 0 if report.partial is None else 1


def write(text: str, output: Path | None) -> None:
    """Write to the terminal, or to a file in one step so that a cut-off run leaves the old file as it was."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(output)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as wrong:
        raise NotUnderstood(f"cannot write {output}: {wrong.strerror}") from None
