"""Values of options that name something in the negotiation."""

from __future__ import annotations

from collections.abc import Iterable

from negmap.cli.errors import NotUnderstood
from negmap.diagnostics import nearest


def known(kind: str, value: str | None, ids: Iterable[str]) -> str | None:
    """Return the value if it is one of the ids; raise NotUnderstood with the nearest one if not."""
    ids = list(ids)
    if value is None or value in ids:
        return value
    hint = nearest(value, ids) or f"known: {', '.join(ids)}"
    raise NotUnderstood(f"--{kind}: nothing is called `{value}`; {hint}")
