"""What `concessions` and `sequence` share: which packages are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from negmap.analysis.concessions import Wanted
from negmap.cli.errors import NotUnderstood
from negmap.cli.options import Asked
from negmap.diagnostics import not_found
from negmap.prepare.naming import wanted
from negmap.report.concessions import NoSuchPackage, Shown
from negmap.report.context import Context

R = TypeVar("R")


def reported(make: Callable[[Context, Wanted, Shown], R], asked: Asked, own: dict[str, Any], shown: Shown) -> R:
    """Make a report of packages from a command's own values."""
    from negmap.cli.prepare import context, understood

    made = context(asked)
    with understood():
        found = wanted(
            made,
            own["only"],
            own["hold"],
            bridges=own["bridges"],
            drop_only=own["drop_only"],
            limit=own["limit"],
        )
    try:
        return make(made, found, shown)
    except NoSuchPackage as wrong:
        raise NotUnderstood(
            not_found(f"--package: no package `{shown.package}`", str(shown.package), wrong.known)
        ) from None
