"""The scenarios that are meant: the negotiation's own by name, and files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from negmap.checks import check
from negmap.diagnostics import nearest
from negmap.files.extra import Extra, added, load_extra
from negmap.model.negotiation import Negotiation
from negmap.model.scenarios import Scenario
from negmap.prepare.errors import FilesAtFault, NotUnderstood


def split(paths: Iterable[Path]) -> tuple[list[Extra], tuple[Path, ...]]:
    """Return the scenarios among files, and the files that hold none (they belong to the map itself)."""
    own, rest = [], []
    for path in paths:
        extra, found = load_extra(path)
        if errors := tuple(d for d in found if d.is_error):
            raise FilesAtFault(errors)
        if extra is not None and isinstance(extra.record, Scenario):
            own.append(extra)
        else:
            rest.append(path)
    return own, tuple(rest)


def chosen(negotiation: Negotiation, names: Iterable[str], own: list[Extra]) -> list[Scenario]:
    """Return the scenarios that are meant, once each: those named, then those from files; else all there are."""
    for extra in own:
        negotiation = added(negotiation, extra)
    if own and (errors := tuple(d for d in check(negotiation) if d.is_error)):
        raise FilesAtFault(errors)
    known = negotiation.scenarios
    for name in names:
        if name not in known:
            hint = nearest(name, known) or f"there are: {', '.join(known) or 'none'}"
            raise NotUnderstood(f"no scenario `{name}`", hint)
    keys = dict.fromkeys((*names, *(extra.record.id for extra in own))) or known
    return [known[key] for key in keys]
