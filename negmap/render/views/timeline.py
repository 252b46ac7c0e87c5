"""The timeline: positions by day and party, those that have ended struck out, and when conflicts came to be."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.render.sketch import Sample, Sketch
from negmap.render.theme import CLASH, OUTLINE_OF
from negmap.render.views.calendar import MOST_AT_ONCE, days, months
from negmap.render.views.chronicle import Chronicle
from negmap.render.views.history import history
from negmap.render.views.legend import double_legend, stance_words
from negmap.render.views.scene import Scene

MOST = 160
"""The most positions that are shown one by one."""
FEW = 24
"""So few positions have a box each in any case."""


def timeline(scene: Scene, *, everything: bool = False) -> Sketch:
    """Return the timeline day by day; past MOST positions month by month, with positions counted.

    Positions that hang on a sticking point or have ended have a box each, the others with `everything` only.
    """
    said = history(scene.study)
    everything = everything or len(said) <= FEW or not scene.study.conflicts.conflicts
    chronicle = Chronicle(scene, said, by_month=len(said) > MOST, everything=everything)
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
    words = chronicle.scene.words
    if chronicle.by_month:
        yield words(
            "There are {number} positions, too many to show one by one; counted by month instead.",
            number=len(chronicle.said),
        )


def _small_print(chronicle: Chronicle) -> Iterator[str]:
    words = chronicle.scene.words
    small = 0 if chronicle.by_month else len(chronicle.said) - len(chronicle.boxes(MOST_AT_ONCE))
    if small and chronicle.everything:
        yield words.many(
            "{number} position is in small print: at most {most} of one party and day have a box each.",
            "{number} positions are in small print: at most {most} of one party and day have a box each.",
            small,
            most=MOST_AT_ONCE,
        )
    elif small:
        yield words.many(
            "{number} position is in small print; --all gives it a box.",
            "{number} positions are in small print; --all gives each a box.",
            small,
        )


def _below(chronicle: Chronicle) -> Iterator[str]:
    words = chronicle.scene.words
    yield from _small_print(chronicle)
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
    boxes = chronicle.boxes(MOST_AT_ONCE)
    stances = {said.position.position.stance.value for said in boxes}
    for stance, text in stance_words(words).items():
        if stance in stances:
            yield Sample(text, outline=OUTLINE_OF[stance])
    if any(said.position.position.firmness == "red-line" for said in boxes):
        yield Sample(words("red line: called so by the party"), outline="box", heavy=True)
    if any(said.position.position.read == "inferred" for said in boxes):
        yield Sample(words("our reading, not their words"), outline="box", dash="dashed")
    if any(said.fate != "in force" for said in boxes):
        yield Sample(words("struck out: no longer in force"), outline="box", struck=True)
    yield from double_legend(chronicle.scene, (said.position.party for said in boxes))
