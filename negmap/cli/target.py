"""Where results go: the terminal, or a file that is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.waiting import end


def write(text: str | bytes, output: Path | None) -> None:
    """Write to the terminal (also for `-`), or to a file: in one step, so that a cut-off run leaves the old file."""
    end()
    if output is None or str(output) == "-":
        click.echo(text if isinstance(text, str) else text.decode(), nl=False)
        return
    content = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(content)  # a pipe or a device, which no file may take the place of
        else:
            _replace(content, Path(os.path.realpath(output)))
    except OSError as wrong:
        raise NotUnderstood(f"cannot write {output}: {wrong.strerror}") from None


def _replace(content: bytes, target: Path) -> None:
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".negmap-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """Return the permissions of a file that is there, else those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
