"""The pictures by name: from a study to a sketch, and on to SVG text."""

from __future__ import annotations

from typing import Literal

from negmap.analysis.concessions import Wanted
from negmap.explain.messages import Words
from negmap.findings.conflicts import Conflict
from negmap.findings.package_reports import SequenceReport
from negmap.graph import graph
from negmap.render.errors import NoSuchConflict, NoSuchPackage, StandsInTheWay
from negmap.render.sketch import Sketch
from negmap.render.svg import svg
from negmap.render.theme import THEMES
from negmap.render.views.conflict import conflict as draw_conflict
from negmap.render.views.positions import DEFAULT, Cluster, positions
from negmap.render.views.scene import Scene
from negmap.render.views.sequence import sequence as draw_sequence
from negmap.report import concessions
from negmap.report.concessions import Shown, sequence_report
from negmap.report.context import Context
from negmap.study import Study

View = Literal["positions", "conflict", "sequence"]
FIRST = "first"
"""Suppose the first package of concessions of each component."""


def picture(
    study: Study,
    view: View = "positions",
    *,
    conflict: str | None = None,
    lang: str = "en",
    cluster: Cluster | None = None,
    everything: bool = False,
    suppose: str | None = None,
    theme: Literal["light", "dark"] = "light",
    files: tuple[str, ...] = (),
    partial: tuple[str, ...] | None = None,
) -> str:
    """Return a picture as SVG text: `sketch`, laid out. Raises what `sketch` raises, and LayoutError."""
    return svg(
        sketch(
            study,
            view,
            conflict=conflict,
            lang=lang,
            cluster=cluster,
            everything=everything,
            suppose=suppose,
            theme=theme,
            files=files,
            partial=partial,
        )
    )


def sketch(
    study: Study,
    view: View = "positions",
    *,
    conflict: str | None = None,
    lang: str = "en",
    cluster: Cluster | None = None,
    everything: bool = False,
    suppose: str | None = None,
    theme: Literal["light", "dark"] = "light",
    files: tuple[str, ...] = (),
    partial: tuple[str, ...] | None = None,
) -> Sketch:
    """Return a picture before it is laid out; its `dot` is the DOT text.

    `conflict` is the id of a conflict, tension or obstacle, for the view of that name. `cluster` and
    `everything` are for the positions. `suppose` is for the sequence of a map with conflicts: the id of a
    package of concessions, or FIRST. `files` and `partial` are what the study was made with and without, as
    reports say it. Raises ValueError for an unknown language, and PictureError: NoSuchConflict, NoSuchPackage,
    StandsInTheWay where there is no sequence.
    """
    context = Context(study, Words(lang), files, partial)
    scene = Scene(context, graph(study, lang, tensions=False), THEMES[theme])
    if view == "conflict":
        return draw_conflict(scene, find_conflict(study, conflict))
    if view == "sequence":
        return draw_sequence(scene, _sequence(context, suppose))
    return positions(scene, cluster=cluster or DEFAULT, everything=everything)


def find_conflict(study: Study, name: str | None) -> Conflict:
    """Return the conflict or tension of an id, or the first conflict under an obstacle; raise NoSuchConflict."""
    found = study.conflicts.conflicts
    for conflict in found:
        if name in (conflict.id, conflict.obstacle):
            return conflict
    if name is not None:
        for tension in study.tensions.conflicts:
            if name in (tension.id, tension.obstacle):
                return tension
    known = ", ".join(dict.fromkeys(c.obstacle for c in found if c.follows_from is None)) or "there is none"
    raise NoSuchConflict(
        f"no conflict `{name}`; obstacles: {known}" if name else f"name a conflict; obstacles: {known}"
    )


def _sequence(context: Context, suppose: str | None) -> SequenceReport:
    found = context.study.conflicts
    in_the_way = StandsInTheWay(tuple(o.id for o in found.obstacles), tuple(c.id for c in found.conflicts))
    if found.conflicts and suppose is None:
        raise in_the_way
    try:
        report = sequence_report(context, Wanted(), Shown(package=None if suppose == FIRST else suppose))
    except concessions.NoSuchPackage as unknown:
        raise NoSuchPackage(f"no package `{suppose}`; known: {', '.join(unknown.known) or 'none'}") from None
    if report.standing:
        raise in_the_way
    return report
