"""The pictures by name: from a study to a sketch, and on to SVG text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack, get_args

from negmap.explain.messages import Words
from negmap.findings.conflicts import Conflict
from negmap.graph import parts
from negmap.render.errors import NoSuchConflict, NoSuchPackage, StandsInTheWay
from negmap.render.sketch import Sketch
from negmap.render.svg import svg
from negmap.render.theme import THEMES
from negmap.render.views.scene import Scene
from negmap.report.context import Context
from negmap.study import Study

if TYPE_CHECKING:
    from negmap.findings.package_reports import SequenceReport
    from negmap.render.views.matrix import Rows
    from negmap.render.views.positions import Cluster

View = Literal["positions", "conflict", "sequence", "terms", "parties", "matrix", "timeline"]
VIEWS: tuple[View, ...] = get_args(View)
FIRST = "first"
"""Suppose the first package of concessions of each component."""


class Choices(TypedDict, total=False):
    """What can be chosen about a picture, each with a default.

    `lang` and `theme` (light) are for every view; `files` and `partial` are what the study was made with and
    without, as reports say it. `conflict` is the id of a conflict, tension or obstacle, for the view of that name.
    `cluster` is for the positions, `everything` for them and for the timeline, `issue` for the terms, `rows` for the
    matrix. `suppose` is for the sequence of a map with conflicts: the id of a package of concessions, or FIRST.
    """

    lang: str
    theme: Literal["light", "dark"]
    files: tuple[str, ...]
    partial: tuple[str, ...] | None
    conflict: str | None
    cluster: Cluster | None
    everything: bool
    issue: str | None
    rows: Rows
    suppose: str | None


def picture(study: Study, view: View = "positions", **choices: Unpack[Choices]) -> str:
    """Return a picture as SVG text: `sketch`, laid out. Raises what `sketch` raises, and LayoutError."""
    return svg(sketch(study, view, **choices))


def sketch(study: Study, view: View = "positions", **choices: Unpack[Choices]) -> Sketch:
    """Return a picture before it is laid out; its `dot` is the DOT text, its `notes` say what it leaves out.

    Raises ValueError for an unknown language, and PictureError: NoSuchConflict, NoSuchIssue, NoSuchPackage,
    StandsInTheWay where there is no sequence.
    """
    lang = choices.get("lang", "en")
    context = Context(study, Words(lang), choices.get("files", ()), choices.get("partial"))
    scene = Scene(context, parts(study, lang, tensions=False), THEMES[choices.get("theme", "light")])
    drawn = _DRAWN[view](scene, choices)
    return drawn if drawn.source else replace(drawn, source=scene.source())


# Each view is imported when it is drawn.


def _positions(scene: Scene, choices: Choices) -> Sketch:
    from negmap.render.views.positions import DEFAULT, positions

    cluster, everything = choices.get("cluster") or DEFAULT, choices.get("everything", False)
    return positions(scene, cluster=cluster, everything=everything)


def _conflict(scene: Scene, choices: Choices) -> Sketch:
    from negmap.render.views.conflict import conflict

    return conflict(scene, find_conflict(scene.study, choices.get("conflict")))


def _sequence(scene: Scene, choices: Choices) -> Sketch:
    from negmap.render.views.sequence import sequence

    return sequence(scene, _report(scene.context, choices.get("suppose")))


def _terms(scene: Scene, choices: Choices) -> Sketch:
    from negmap.render.views.terms import terms

    return terms(scene, issue=choices.get("issue"))


def _parties(scene: Scene, choices: Choices) -> Sketch:
    from negmap.render.views.parties import parties

    return parties(scene)


def _matrix(scene: Scene, choices: Choices) -> Sketch:
    from negmap.render.views.matrix import matrix

    return matrix(scene, rows=choices.get("rows", "issue"))


def _timeline(scene: Scene, choices: Choices) -> Sketch:
    from negmap.render.views.timeline import timeline

    return timeline(scene, everything=choices.get("everything", False))


_DRAWN: dict[View, Callable[[Scene, Choices], Sketch]] = {
    "positions": _positions,
    "conflict": _conflict,
    "sequence": _sequence,
    "terms": _terms,
    "parties": _parties,
    "matrix": _matrix,
    "timeline": _timeline,
}


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


def _report(context: Context, suppose: str | None) -> SequenceReport:
    from negmap.analysis.concessions import Wanted
    from negmap.report.concessions import NoSuchPackage as Unknown, Shown, sequence_report

    found = context.study.conflicts
    in_the_way = StandsInTheWay(tuple(o.id for o in found.obstacles), tuple(c.id for c in found.conflicts))
    if found.conflicts and suppose is None:
        raise in_the_way
    try:
        report = sequence_report(context, Wanted(), Shown(package=None if suppose == FIRST else suppose))
    except Unknown as unknown:
        raise NoSuchPackage(f"no package `{suppose}`; known: {', '.join(unknown.known) or 'none'}") from None
    if report.standing:
        raise in_the_way
    return report
