"""How pictures look: colours, fonts, outlines and strokes. No colour ever stands for something alone.

The colours of parties come from the palette of Okabe and Ito, darkened until text in them reads well on white, and four
more. They are spread so that no two are nearer to each other, with any common colour-blindness, than theirs are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

FONTS = ("Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", "Meiryo", "sans-serif")
"""The fonts a picture asks for, first choice first; the first that a machine has is used."""

Outline = Literal[
    "box", "rounded", "notched", "arrow", "folded", "hexagon", "plaque", "octagon", "circle", "tag", "plain"
]
"""Forms of nodes."""
OUTLINE_OF: Mapping[str, Outline] = {
    "demand": "box",
    "support": "rounded",
    "accept": "notched",
    "offer": "arrow",
    "consider": "folded",
    "only": "hexagon",
    "oppose": "plaque",
    "reject": "octagon",
}
"""The outline of a position by its stance."""

Dash = Literal["solid", "dashed", "dotted"]
RED_LINE = "■"
CLASH = "×"


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: its colour's name in the theme, dash, width in points, heads."""

    colour: Literal["ink", "quiet", "clash"]
    dash: Dash = "solid"
    width: float = 1.2
    head: Literal["none", "normal", "vee", "empty", "tee", "dot"] = "none"


STROKES: Mapping[str, Stroke] = {
    "clash": Stroke("clash", width=2.2),
    "held": Stroke("clash", width=1.2, head="vee"),
    "order": Stroke("ink", width=1.4, head="normal"),
    "chain": Stroke("ink", width=3.0, head="normal"),
    "together": Stroke("quiet", width=2.6),
    "no-later": Stroke("ink", width=1.4, head="empty"),
    "condition": Stroke("ink", width=1.4, head="vee"),
    "want": Stroke("ink", width=1.4, head="dot"),
    "refusal": Stroke("clash", width=1.8, head="tee"),
    "definition": Stroke("quiet", dash="dotted", width=1.6, head="vee"),
    "exclusion": Stroke("quiet", dash="dotted", width=1.6),
    "frame": Stroke("quiet", width=1.0),
}
"""Every kind of line by name."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours: of the ground, of text, of quiet text and frames, of clashes, of parties."""

    name: Literal["light", "dark"]
    ground: str
    node: str
    ink: str
    quiet: str
    clash: str
    parties: tuple[str, ...]
    tints: tuple[str, ...]
    neutral_tint: str

    def party(self, party: str, parties: Iterable[str]) -> str:
        """Return the colour of a party, by its place among the ids of all parties."""
        return self.parties[_look(party, parties)[0]]

    def tint(self, party: str, parties: Iterable[str]) -> str:
        """Return the ground on which a party's positions stand."""
        return self.tints[_look(party, parties)[0]]

    def colour(self, name: Literal["ink", "quiet", "clash"]) -> str:
        """Return a colour by its name."""
        return {"ink": self.ink, "quiet": self.quiet, "clash": self.clash}[name]


PLAIN, COLOURS = 8, 12
"""So many parties have plain borders, each in a colour of its own; four more colours come with double borders only."""


def is_double(party: str, parties: Iterable[str]) -> bool:
    """Say whether the borders of a party's boxes are double: from the ninth by id on, so that twenty differ."""
    return _look(party, parties)[1]


def _look(party: str, parties: Iterable[str]) -> tuple[int, bool]:
    ids = sorted(parties)
    return look_at(ids.index(party) if party in ids else len(ids))


def look_at(place: int) -> tuple[int, bool]:
    """Return which colour the party at a place has, and whether its borders are double; past twenty, looks repeat."""
    place %= PLAIN + COLOURS
    return place % COLOURS, place >= PLAIN


LIGHT = Theme(
    name="light",
    ground="#FFFFFF",
    node="#FFFFFF",
    ink="#1A1A1A",
    quiet="#595959",
    clash="#A32A00",
    parties=(
        "#006AD1",
        "#BA3091",
        "#1F665D",
        "#5E301C",
        "#7D6F13",
        "#1B3E66",
        "#665200",
        "#222222",
        "#5810C8",
        "#880898",
        "#280080",
        "#5008FF",
    ),
    tints=(
        "#F0F6FC",
        "#FBF1F7",
        "#EFF5F4",
        "#F6F1EE",
        "#F9F8F0",
        "#EEF2F6",
        "#F5F2E6",
        "#F2F2F2",
        "#F5F1FC",
        "#F8F0FA",
        "#F2F0F8",
        "#F4F0FF",
    ),
    neutral_tint="#F5F5F5",
)
DARK = Theme(
    name="dark",
    ground="#16181C",
    node="#202329",
    ink="#F2F2F2",
    quiet="#B4B8BF",
    clash="#FF9B70",
    parties=(
        "#309CF2",
        "#B28FA6",
        "#30F2AD",
        "#FF6008",
        "#FFE233",
        "#B8BAE6",
        "#E6AF00",
        "#FFFFFF",
        "#FF48E8",
        "#30D0A0",
        "#D07868",
        "#C8E0FF",
    ),
    tints=(
        "#1A222D",
        "#271E26",
        "#1A2624",
        "#272120",
        "#25241A",
        "#1D222B",
        "#26231A",
        "#24262A",
        "#291D2B",
        "#1A2823",
        "#282120",
        "#23262B",
    ),
    neutral_tint="#1E2126",
)
THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK}
