"""Colours that can be read, and told apart by those who see fewer of them."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from negmap.model.positions import Stance
from negmap.render.outlines import path
from negmap.render.theme import OUTLINE_OF, STROKES, THEMES, Theme, is_double

OKABE_ITO = ("0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "F0E442", "000000")
READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2, level AA)."""
_SEEN = {
    "by most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "without blue cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
"""How colours are seen (Machado, Oliveira, Fernandes 2009), on linear red, green, blue."""


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour.lstrip("#")[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return _of_screen(red), _of_screen(green), _of_screen(blue)


def _of_screen(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2 counts it."""
    dark, light = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _linear(x), strict=True)) for x in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def _perceived(colour: str, seen: str) -> tuple[float, float, float]:
    """Return a colour in OKLab, as some eyes see it."""
    red, green, blue = (max(0.0, sum(w * c for w, c in zip(row, _linear(colour), strict=True))) for row in _SEEN[seen])
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
    )


def nearest(colours: tuple[str, ...]) -> float:
    """Return how far apart the two nearest colours are, to the eyes that tell them apart least."""
    return min(
        math.dist(_perceived(a, seen), _perceived(b, seen)) for a, b in combinations(colours, 2) for seen in _SEEN
    )


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    grounds = (theme.ground, theme.node, theme.neutral_tint, *theme.tints)
    for text in (theme.ink, theme.quiet, theme.clash):
        for ground in grounds:
            assert contrast(text, ground) >= READABLE, (text, ground)
    for colour, tint in zip(theme.parties, theme.tints, strict=True):
        for ground in (theme.ground, theme.node, theme.neutral_tint, tint):
            assert contrast(colour, ground) >= READABLE, (colour, ground)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_parties_are_as_far_apart_as_in_the_palette_of_okabe_and_ito(theme: Theme) -> None:
    assert nearest(theme.parties) >= nearest(OKABE_ITO)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_party_keeps_its_colour_whatever_the_order(theme: Theme) -> None:
    parties = [f"party-{number:02}" for number in range(30)]
    colours = [theme.party(party, parties) for party in parties]
    assert colours == [theme.party(party, list(reversed(parties))) for party in parties]
    assert colours[:12] == list(theme.parties)
    assert theme.party("stranger", parties) in theme.parties
    assert theme.tint(parties[3], parties) == theme.tints[3]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_twenty_parties_can_be_told_apart(theme: Theme) -> None:
    parties = [f"party-{number:02}" for number in range(25)]
    looks = [(theme.party(party, parties), is_double(party, parties)) for party in parties]
    assert len(set(looks[:20])) == 20
    assert looks[20:] == looks[:5]
    assert [double for _, double in looks[:20]] == [False] * 8 + [True] * 12
    assert len({theme.tint(party, parties) for party in parties}) == 12


def test_no_colour_stands_for_two_things() -> None:
    for theme in THEMES.values():
        colours = (*theme.parties, *theme.tints, theme.neutral_tint, theme.ink, theme.quiet, theme.clash)
        assert len(set(colours)) == len(colours)


def test_every_stance_has_an_outline_of_its_own() -> None:
    assert set(OUTLINE_OF) == {stance.value for stance in Stance}
    drawn = {path(outline, (0, 0, 100, 50)) for outline in OUTLINE_OF.values()}
    assert len(drawn) == len(OUTLINE_OF)


def test_lines_of_one_colour_differ_in_more_than_that() -> None:
    styles = [(s.dash, s.width, s.head) for name, s in STROKES.items() if name != "frame"]
    assert len(set(styles)) == len(styles)
