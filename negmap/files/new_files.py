"""New files in a folder: all of them or none, and never in the place of one that is there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_new(files: Mapping[Path, str]) -> None:
    """Write texts to new files; raises FileExistsError or OSError, and then nothing was written."""
    done: list[Path] = []
    laid: list[tuple[Path, Path]] = []
    try:
        for path, text in files.items():
            laid.append((_laid_down(path, text), path))
        for temporary, path in laid:
            os.link(temporary, path)  # unlike a rename, this fails where there is a file
            done.append(path)
    except BaseException:
        for path in done:
            path.unlink(missing_ok=True)
        raise
    finally:
        for temporary, _ in laid:
            temporary.unlink(missing_ok=True)


def _laid_down(path: Path, text: str) -> Path:
    """Return a hidden file beside the one to be, with its text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    Path(name).chmod(0o644)
    return Path(name)
