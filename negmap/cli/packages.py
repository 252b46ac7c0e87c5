"""What `concessions` and `sequence` share: which packages are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from negmap.analysis.concessions import Wanted
from negmap.cli.errors import NotUnderstood
from negmap.cli.options import Asked
from negmap.cli.shown import known
from negmap.diagnostics import nearest
from negmap.report.concessions import NoSuchPackage, Shown
from negmap.report.context import Context

R = TypeVar("R")


def reported(make: Callable[[Context, Wanted, Shown], R], asked: Asked, own: dict[str, Any], shown: Shown) -> R:
    """Make a report of packages from a command's own values."""
    from negmap.cli.prepare import context

    made = context(asked)
    parties = made.study.view.negotiation.parties
    wanted = Wanted(
        only=known("only", own["only"], parties),
        hold=frozenset(known("hold", p, parties) or "" for p in own["hold"]),
        bridges=own["bridges"],
        drop_only=own["drop_only"],
        limit=own["limit"],
    )
    try:
        return make(made, wanted, shown)
    except NoSuchPackage as wrong:
        raise NotUnderstood(
            f"--package: no package `{shown.package}`. {nearest(str(shown.package), wrong.known)}".rstrip()
        ) from None
