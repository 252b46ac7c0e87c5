"""Values that name something in the negotiation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, overload

from negmap.diagnostics import nearest
from negmap.prepare.errors import NotUnderstood
from negmap.report.context import Context

if TYPE_CHECKING:
    from negmap.analysis.concessions import Wanted


@overload
def known(option: str, value: str, ids: Iterable[str]) -> str: ...
@overload
def known(option: str, value: str | None, ids: Iterable[str]) -> str | None: ...
def known(option: str, value: str | None, ids: Iterable[str]) -> str | None:
    """Return the value if it is one of the ids; raise NotUnderstood with the nearest one if not."""
    ids = list(ids)
    if value is None or value in ids:
        return value
    hint = nearest(value, ids) or (f"known: {', '.join(ids)}" if ids else "there is none")
    raise NotUnderstood(f"nothing is called `{value}`", hint, option)


def wanted(
    made: Context,
    only: str | None = None,
    hold: Iterable[str] = (),
    *,
    bridges: bool = False,
    drop_only: bool = False,
    limit: int | None = None,
) -> Wanted:
    """Return which packages are meant; raise NotUnderstood for a party that there is none."""
    from negmap.analysis.concessions import Wanted

    parties = made.study.view.negotiation.parties
    return Wanted(
        only=known("only", only, parties),
        hold=frozenset(known("hold", party, parties) for party in hold),
        bridges=bridges,
        drop_only=drop_only,
        limit=limit,
    )
