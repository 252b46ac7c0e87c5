"""The fonts for pictures on paper: which there are, and whether they have every character of a text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from negmap.render.errors import NoFont

VARIABLE = "NEGMAP_FONTS"
"""The environment variable that names a folder of further fonts."""
PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold", "fontpkg_noto_sans")
"""The packages that hold fonts, in the order in which they are asked for a character."""
EXTRA = "negmap[print]"
_FILES = (".otf", ".ttf", ".ttc", ".otc")


def folders() -> tuple[Path, ...]:
    """Return the folders with fonts; raise NoFont where they are not installed."""
    found = [
        Path(place) for name in PACKAGES if (spec := find_spec(name)) for place in spec.submodule_search_locations or ()
    ]
    further = os.environ.get(VARIABLE, "")
    if further:
        if not Path(further).is_dir():
            raise NoFont(f"{VARIABLE} names `{further}`, which is no folder; unset it or name a folder of fonts")
        found.insert(0, Path(further))
    if len(found) < len(PACKAGES) and not further:
        raise NoFont(f"the fonts for PNG and PDF are not installed; run `pip install '{EXTRA}'`, or draw it as svg")
    return tuple(found)


def check(texts: Iterable[str], places: tuple[Path, ...]) -> None:
    """Raise NoFont where no font has one of the characters, instead of drawing an empty box for it."""
    known = _characters(places)
    missing = sorted({char for text in texts for char in text if ord(char) not in known and not char.isspace()})
    if missing:
        shown = " ".join(f"{char} (U+{ord(char):04X})" for char in missing[:10])
        more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
        raise NoFont(
            f"no font here has {shown}{more}; put a font that has them into a folder and name it in {VARIABLE}, "
            "or draw it as svg"
        )


@cache
def _characters(places: tuple[Path, ...]) -> frozenset[int]:
    """Return the code points that fonts have, and those that take no room."""
    from fontTools.ttLib import TTCollection, TTFont

    found = {0x200B, 0x200C, 0x200D, 0x00AD, 0xFE0E, 0xFE0F}
    for path in sorted(p for place in places for p in place.rglob("*") if p.suffix.lower() in _FILES):
        fonts = (
            TTCollection(path, lazy=True).fonts
            if path.suffix.lower() in (".ttc", ".otc")
            else [TTFont(path, lazy=True)]
        )
        for font in fonts:
            found.update(font.getBestCmap() or ())
            font.close()
    return frozenset(found)
