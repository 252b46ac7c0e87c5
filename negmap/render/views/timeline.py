"""The timeline: positions by day and party, those that have ended struck out, and when conflicts came to be."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.render.sketch import Sample, Sketch
from negmap.render.theme import CLASH, OUTLINE_OF
from negmap.render.views.calendar import days, months
from negmap.render.views.chronicle import Chronicle
from negmap.render.views.history import history
from negmap.render.views.legend import double_legend, stance_words
from negmap.render.views.scene import Scene

MOST = 160
"""The most positions that are shown one by one."""


def timeline(scene: Scene) -> Sketch:
    """Return the timeline day by day; past MOST positions month by month, with positions counted."""
    said = history(scene.study)
    chronicle = Chronicle(scene, said, by_month=len(said) > MOST)
    words, notes, below = scene.words, tuple(_notes(chronicle)), tuple(_below(chronicle))
    return Sketch(
        name="timeline",
        theme=scene.theme,
        lang=words.lang,
        title=words("{title}: what was said when", title=scene.head().title),
        board=months(chronicle) if chronicle.by_month else days(chronicle),
        periods=tuple((chronicle.when(period), tuple(chronicle.told(period))) for period in chronicle.periods),
        above=scene.above(),
        below=(*notes, *below),
        legend=tuple(_legend(chronicle)),
        about=(*scene.above(), *_about(chronicle), *notes, *below),
        notes=notes,
    )


def _about(chronicle: Chronicle) -> Iterator[str]:
    words = chronicle.scene.words
    for period in chronicle.periods:
        yield words("{name}:", name=chronicle.when(period))
        yield from (words("– {text}", text=text) for text in chronicle.told(period))


def _notes(chronicle: Chronicle) -> Iterator[str]:
    if chronicle.by_month:
        yield chronicle.scene.words(
            "There are {number} positions, too many to show one by one; counted by month instead.",
            number=len(chronicle.said),
        )


def _below(chronicle: Chronicle) -> Iterator[str]:
    words = chronicle.scene.words
    if chronicle.clashes:
        yield words(
            "A conflict stands on the day on which the last of its points was first said. Only conflicts of the "
            "map as it is now; `negmap changes` shows those that have vanished."
        )
        yield words("{sign} with a number: the sticking point, as `negmap conflicts` counts them.", sign=CLASH)


def _legend(chronicle: Chronicle) -> Iterator[Sample]:
    words = chronicle.scene.words
    if chronicle.by_month:
        return
    stances = {said.position.position.stance.value for said in chronicle.said}
    for stance, text in stance_words(words).items():
        if stance in stances:
            yield Sample(text, outline=OUTLINE_OF[stance])
    if any(said.position.position.firmness == "red-line" for said in chronicle.said):
        yield Sample(words("red line: called so by the party"), outline="box", heavy=True)
    if any(said.position.position.read == "inferred" for said in chronicle.said):
        yield Sample(words("our reading, not their words"), outline="box", dash="dashed")
    if any(said.fate != "in force" for said in chronicle.said):
        yield Sample(words("struck out: no longer in force"), outline="box", struck=True)
    yield from double_legend(chronicle.scene, chronicle.parties)
