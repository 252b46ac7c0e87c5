"""Values of options that name something in the negotiation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from negmap.cli.prepare import understood
from negmap.prepare import naming

if TYPE_CHECKING:
    from negmap.report.context import Context


def known(kind: str, value: str | None, ids: Iterable[str]) -> str | None:
    """Return the value if it is one of the ids; end the command with the nearest one if not."""
    with understood():
        return naming.known(kind, value, ids)


def scope(made: Context, own: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return the party and the issue that a command's own values ask for."""
    negotiation = made.study.view.negotiation
    return known("party", own["party"], negotiation.parties), known("issue", own["issue"], negotiation.issues)
