"""Where results go: the terminal, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from negmap.cli.errors import NotUnderstood


def write(text: str | bytes, output: Path | None) -> None:
    """Write to the terminal, or to a file in one step so that a cut-off run leaves the old file as it was."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(text if isinstance(text, bytes) else text.encode())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(output)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as wrong:
        raise NotUnderstood(f"cannot write {output}: {wrong.strerror}") from None
