"""Values of options that name something in the negotiation."""

from __future__ import annotations

from collections.abc import Iterable

from negmap.cli.prepare import understood
from negmap.prepare import naming


def known(kind: str, value: str | None, ids: Iterable[str]) -> str | None:
    """Return the value if it is one of the ids; end the command with the nearest one if not."""
    with understood():
        return naming.known(kind, value, ids)
