"""Legends: only what a picture shows is explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negmap.explain.messages import Words
from negmap.render.sketch import Sample
from negmap.render.theme import OUTLINE_OF, RED_LINE
from negmap.render.views.scene import Scene


def legend(scene: Scene, positions: Iterable[str], strokes: Iterable[str]) -> Iterator[Sample]:
    """Yield the entries for positions that are drawn and for lines of the kinds that are drawn."""
    nodes = [scene.node("position", position) for position in positions]
    words = scene.words
    stances = {node["stance"] for node in nodes}
    for stance, said in stance_words(words).items():
        if stance in stances:
            yield Sample(said, outline=OUTLINE_OF[stance])
    if any(node["firmness"] == "red-line" for node in nodes):
        yield Sample(words("{sign} red line: called so by the party", sign=RED_LINE), outline="box", heavy=True)
    if any(node["read"] == "inferred" for node in nodes):
        yield Sample(words("our reading, not their words"), outline="box", dash="dashed")
    yield from lines_legend(scene, strokes)


def lines_legend(scene: Scene, strokes: Iterable[str]) -> Iterator[Sample]:
    """Yield the entries for lines of the kinds that are drawn, in a fixed order."""
    drawn = set(strokes)
    for stroke, said in stroke_words(scene.words).items():
        if stroke in drawn:
            yield Sample(said, stroke=stroke)


def double_legend(scene: Scene, parties: Iterable[str]) -> Iterator[Sample]:
    """Yield the entry for double borders, where a party that is drawn has them."""
    if any(map(scene.double, parties)):
        yield Sample(scene.words("double border: only tells parties apart"), outline="box", double=True)


def stance_words(words: Words) -> dict[str, str]:
    """Return what each outline stands for, by stance."""
    return {
        "demand": words("demand"),
        "support": words("support"),
        "accept": words("agreement"),
        "offer": words("offer"),
        "consider": words("ready to talk"),
        "only": words("only so, if at all"),
        "oppose": words("opposed"),
        "reject": words("refusal"),
    }


def stroke_words(words: Words) -> dict[str, str]:
    """Return what each kind of line stands for."""
    return {
        "clash": words("cannot stand together"),
        "held": words("held up by it"),
        "order": words("comes before"),
        "no-later": words("comes no later than"),
        "condition": words("on this condition"),
        "want": words("asked for"),
        "refusal": words("refused"),
        "definition": words("true by definition"),
        "exclusion": words("exclude each other by definition"),
    }
