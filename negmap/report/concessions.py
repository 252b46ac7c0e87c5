"""The reports of `negmap concessions` and `negmap sequence`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from negmap.analysis.concessions import Wanted
from negmap.explain.steps import concession_text
from negmap.findings.package_reports import (
    CombinedRow,
    ComponentRow,
    ConcessionRow,
    ConcessionsReport,
    PackageRow,
    SequenceReport,
    SettlementRow,
)
from negmap.findings.packages import Component, Concession, Package
from negmap.findings.sequence import ChosenSettlement, SequenceResult
from negmap.report.context import Context
from negmap.report.wordings import claims_in_words, titles


@dataclass(frozen=True, slots=True)
class Shown:
    """Which packages to show: only the first of each group, or all; one by id with its settlement and sequence."""

    everything: bool = False
    package: str | None = None


class NoSuchPackage(Exception):
    """No package has the id; `known` are those there are."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__("no such package")
        self.known = known


def concessions_report(context: Context, wanted: Wanted, shown: Shown) -> ConcessionsReport:
    """Return the report of packages by who moves; raises NoSuchPackage."""
    found = context.study.concessions(wanted)
    chosen = _chosen(context, wanted, shown.package)
    rows = tuple(_component(context, c, wanted, shown) for c in found.components)
    head: dict[str, Any] = context.head("concessions", found.completeness)
    return ConcessionsReport(
        **head,
        components=rows,
        combined=_combined(context, wanted, chosen),
        titles=titles(context),
        wordings=claims_in_words(context),
    )


def sequence_report(context: Context, wanted: Wanted, shown: Shown) -> SequenceReport:
    """Return the report of the order in which the settlement of the first package, or of one, can take effect.

    With `everything`, every package listed carries its own. Raises NoSuchPackage.
    """
    found = context.study.concessions(wanted)
    chosen = _chosen(context, wanted, shown.package)
    rows = tuple(_applied(context, c, chosen, wanted, shown) for c in found.components)
    standing = tuple(key for c in found.components if not c.packages for key in c.conflicts)
    combined = _combined(context, wanted, chosen)
    head: dict[str, Any] = context.head("sequence", found.completeness)
    return SequenceReport(
        **head,
        components=rows,
        combined=combined,
        standing=standing,
        titles=titles(context),
        wordings=claims_in_words(context),
    )


def _chosen(context: Context, wanted: Wanted, key: str | None) -> Package | None:
    if key is None:
        return None
    every = {p.id: p for c in context.study.concessions(wanted).components for p in c.packages}
    if key not in every:
        raise NoSuchPackage(tuple(every))
    return every[key]


def _combined(context: Context, wanted: Wanted, chosen: Package | None) -> CombinedRow:
    packages = [
        chosen.id if chosen is not None and chosen.id in {p.id for p in c.packages} else c.packages[0].id
        for c in context.study.concessions(wanted).components
        if c.packages
    ]
    result = context.study.sequence(chosen, wanted) or SequenceResult()
    return CombinedRow(packages=tuple(packages), settlement=_settlement(result.settlement), sequence=result.sequence)


def _settlement(settlement: ChosenSettlement | None) -> SettlementRow | None:
    if settlement is None:
        return None
    return SettlementRow(
        in_=settlement.terms,
        out=settlement.out,
        quantities=settlement.quantities,
        unmet_preferences=settlement.unmet_preferences,
    )


def _component(context: Context, component: Component, wanted: Wanted, shown: Shown) -> ComponentRow:
    packages = [p for p in component.packages if shown.everything or p.id in component.firsts or p.id == shown.package]
    order = {key: place for place, key in enumerate(component.firsts)}
    packages.sort(key=lambda p: (p.id not in order, order.get(p.id, 0)))
    return _row(context, component, packages, wanted, with_sequence={shown.package})


def _applied(
    context: Context, component: Component, chosen: Package | None, wanted: Wanted, shown: Shown
) -> ComponentRow:
    own = [p for p in component.packages if chosen is not None and p.id == chosen.id] or list(component.packages[:1])
    packages = list(component.packages) if shown.everything else own
    ids = {p.id for p in packages} if shown.everything else set()
    return _row(context, component, packages, wanted, with_sequence=ids)


def _row(
    context: Context,
    component: Component,
    packages: Iterable[Package],
    wanted: Wanted,
    with_sequence: set[str | None] | set[str],
) -> ComponentRow:
    return ComponentRow(
        id=component.id,
        conflicts=component.conflicts,
        claims=len(component.claims),
        complete=component.completeness.complete,
        packages=tuple(_package(context, p, p.id in component.firsts, wanted, p.id in with_sequence) for p in packages),
    )


def _package(context: Context, p: Package, first: bool, wanted: Wanted, with_sequence: bool) -> PackageRow:
    result = (context.study.sequence(p, wanted) if with_sequence else None) or SequenceResult()
    return PackageRow(
        id=p.id,
        group=p.group,
        movers=p.movers,
        gives_up=p.gives_up,
        cost=p.cost,
        steps=p.rungs_down,
        bridge=p.bridge,
        pareto=p.pareto,
        empty=p.empty,
        first=first,
        concessions=tuple(_concession(context, c, wanted) for c in p.concessions),
        settlement=_settlement(result.settlement),
        sequence=result.sequence,
    )


def _concession(context: Context, c: Concession, wanted: Wanted) -> ConcessionRow:
    rung = context.study.ladders(drop_only=wanted.drop_only)[c.claim][c.rung]
    return ConcessionRow(
        claim=c.claim,
        parties=c.parties,
        from_="as-stated",
        to=c.to,
        gives_up=c.gives_up,
        text=concession_text(context.study.claims[c.claim], rung, context.phrases),
    )
