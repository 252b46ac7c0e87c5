"""What a change would do to files, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff


def diff(old_name: str | None, new_name: str, old: str, new: str) -> Iterator[str]:
    """Yield the diff of one file as git writes it, so that `git apply` takes it; without an old name it is new."""
    yield f"diff --git a/{old_name or new_name} b/{new_name}"
    if old_name is None:
        yield "new file mode 100644"
    elif old_name != new_name:
        yield f"rename from {old_name}"
        yield f"rename to {new_name}"
    before = "/dev/null" if old_name is None else f"a/{old_name}"
    for line in unified_diff(_lines(old), _lines(new), before, f"b/{new_name}", n=2):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _lines(text: str) -> list[str]:
    """Split at the ends that git knows."""
    return [line + "\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]
