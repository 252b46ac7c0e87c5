"""From what was read and what was asked to what a report is made for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pydantic_core import PydanticCustomError

from negmap.checks import check
from negmap.diagnostics import nearest
from negmap.explain.messages import Words
from negmap.files.extra import added, load_extra
from negmap.model.negotiation import Negotiation
from negmap.model.scenarios import Scenario
from negmap.model.values import Day
from negmap.model.variants import Filters, plus, view
from negmap.prepare.asked import Asked
from negmap.prepare.errors import FilesAtFault, NotUnderstood
from negmap.prepare.reading import Read
from negmap.report.context import Context
from negmap.study import Study


def context(asked: Asked, done: Read) -> Context:
    """Return what a report needs; raise FilesAtFault where files are faulty and not `partial`, or NotUnderstood."""
    negotiation, left_out = done.negotiation, None
    if done.errors:
        if not asked.partial:
            raise FilesAtFault(done.errors)
        from negmap.checks.partial import without_faulty

        negotiation, left_out = without_faulty(negotiation, done.errors)
    negotiation, more, hypothetical = _with_files(asked, negotiation)
    filters = Filters(
        as_of=day("as_of", asked.as_of),
        without=frozenset(_known(key, negotiation) for key in asked.without) | more,
        first_hand=asked.first_hand,
        stated=asked.stated,
        include_internal="internal" in asked.include,
        must_agree=asked.must_agree,
    )
    study = Study(view(negotiation, filters, hypothetical), asked.timeout)
    return Context(study, Words(asked.lang), tuple(p.name for p in asked.with_), left_out)


def day(option: str, text: str | None) -> date | None:
    """Return the last day that a date can mean; raise NotUnderstood where it is none."""
    try:
        return Day.parse(text).last if text is not None else None
    except PydanticCustomError:
        raise NotUnderstood(f"`{text}` is not a date; write 2025-12-15, 2025-12 or 2025", option=option) from None


def _with_files(asked: Asked, negotiation: Negotiation) -> tuple[Negotiation, frozenset[str], frozenset[str]]:
    """Add statements and scenarios; return what scenarios take out, and the ids of what nobody said."""
    scenarios: list[Scenario] = []
    for path in asked.with_:
        extra, found = load_extra(path)
        if extra is None or any(d.is_error for d in found):
            raise FilesAtFault(tuple(d for d in found if d.is_error))
        negotiation = added(negotiation, extra)
        scenarios += [extra.record] if isinstance(extra.record, Scenario) else []
    if asked.with_ and (errors := tuple(d for d in check(negotiation) if d.is_error)):
        raise FilesAtFault(errors)
    without: frozenset[str] = frozenset()
    hypothetical: frozenset[str] = frozenset()
    for scenario in scenarios:
        negotiation, new = plus(negotiation, scenario, day("as_of", asked.as_of) or negotiation.last_day())
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
        message = f"no position, statement, claim or definition `{bare}`"
        raise NotUnderstood(message, nearest(bare, known), "without")
    return bare
