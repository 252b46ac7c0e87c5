"""From options to a study: find the folder, read it, check it, filter it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
from pydantic_core import PydanticCustomError

from negmap.checks import check
from negmap.checks.impossible import impossible
from negmap.cli.errors import NotUnderstood
from negmap.cli.options import Asked
from negmap.diagnostics import Diagnostic, in_order, nearest
from negmap.explain.messages import Words
from negmap.files.extra import added, load_extra
from negmap.files.find import NotFound, find_negotiation
from negmap.files.loader import load
from negmap.model.negotiation import Negotiation
from negmap.model.scenarios import Scenario
from negmap.model.values import Day
from negmap.model.variants import Filters, plus, view
from negmap.render.diagnostics import lines
from negmap.report.context import Context
from negmap.study import Study


@dataclass(frozen=True, slots=True)
class Read:
    """A negotiation that was read and checked, with everything that is wrong with it."""

    folder: Path
    negotiation: Negotiation
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Return what stops the analyses."""
        return tuple(d for d in self.diagnostics if d.is_error)


def read(asked: Asked) -> Read:
    """Find, read and check the negotiation; raise NotUnderstood where there is none."""
    try:
        folder = find_negotiation(Path.cwd(), asked.positions, asked.name)
    except NotFound as wrong:
        raise NotUnderstood(f"{wrong.message}\n  remedy: {wrong.remedy}" if wrong.remedy else wrong.message) from None
    negotiation, found = load(folder)
    found = (*found, *check(negotiation))
    if not any(d.is_error for d in found):
        found = (*found, *impossible(negotiation))
    return Read(folder, negotiation, in_order(found))


def context(asked: Asked) -> Context:
    """Return what a report needs; print every fault and exit with 2 where files are faulty and not `--partial`."""
    done = read(asked)
    negotiation, left_out = done.negotiation, None
    if done.errors:
        if not asked.partial:
            refuse(done.errors)
        from negmap.checks.partial import without_faulty

        negotiation, left_out = without_faulty(negotiation, done.errors)
    return _analysed(asked, negotiation, left_out)


def refuse(errors: tuple[Diagnostic, ...]) -> None:
    """Print faults and exit with 2."""
    for fault in errors:
        click.echo("\n".join(lines(fault)), err=True)
    count = len(errors)
    click.echo(
        f"{count} fault{'s' if count > 1 else ''}: nothing was analysed, because a faulty statement may be "
        "the one that ends another. Mend them, or use --partial.",
        err=True,
    )
    click.get_current_context().exit(2)


def _analysed(asked: Asked, negotiation: Negotiation, left_out: tuple[str, ...] | None) -> Context:
    negotiation, more, hypothetical = _with_files(asked, negotiation)
    base = Filters(
        as_of=_day(asked.as_of),
        first_hand=asked.first_hand,
        stated=asked.stated,
        must_agree=asked.must_agree,
        include_internal="internal" in asked.include,
    )
    without = frozenset(_known(key, negotiation) for key in asked.without) | more
    filters = Filters(base.as_of, without, base.first_hand, base.stated, base.include_internal, base.must_agree)
    study = Study(view(negotiation, filters, hypothetical), asked.timeout)
    return Context(study, Words(asked.lang), tuple(p.name for p in asked.with_), left_out)


def _day(text: str | None) -> date | None:
    try:
        return Day.parse(text).last if text is not None else None
    except PydanticCustomError as wrong:
        raise NotUnderstood(f"--as-of: {wrong.message()}; write 2025-12-15, 2025-12 or 2025") from None


def _with_files(asked: Asked, negotiation: Negotiation) -> tuple[Negotiation, frozenset[str], frozenset[str]]:
    """Add statements and scenarios; return what scenarios take out, and the ids of what nobody said."""
    scenarios: list[Scenario] = []
    for path in asked.with_:
        extra, found = load_extra(path)
        if extra is None or any(d.is_error for d in found):
            refuse(tuple(d for d in found if d.is_error))
        else:
            negotiation = added(negotiation, extra)
            scenarios += [extra.record] if isinstance(extra.record, Scenario) else []
    if asked.with_ and (errors := tuple(d for d in check(negotiation) if d.is_error)):
        refuse(errors)
    without: frozenset[str] = frozenset()
    hypothetical: frozenset[str] = frozenset()
    for scenario in scenarios:
        negotiation, new = plus(negotiation, scenario, _day(asked.as_of) or negotiation.last_day())
        without |= frozenset(scenario.without)
        hypothetical |= new
    return negotiation, without, hypothetical


def _known(key: str, negotiation: Negotiation) -> str:
    """Return the id without a leading KIND:, or raise NotUnderstood with the nearest known one."""
    kind, _, rest = key.partition(":")
    bare = rest if kind in ("position", "statement", "claim", "definition") else key
    ever = replace(view(negotiation), positions=tuple(negotiation.positions.values()))
    claims = Study(ever).claims
    known = {*negotiation.positions, *negotiation.statements, *claims, *(d.id for d in negotiation.definitions)}
    if bare not in known:
        raise NotUnderstood(
            f"--without: no position, statement, claim or definition `{bare}`. {nearest(bare, known)}".rstrip()
        )
    return bare
