"""The page as one text: everything about a map, in every language."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from negmap.comparisons.history import Turn
from negmap.explain.messages import LANGUAGES, Words
from negmap.render.html.leaf import Leaf
from negmap.render.html.picture import colours, embedded
from negmap.render.html.shell import environment, policy, shipped, short
from negmap.render.theme import DARK, FONTS, LIGHT, Theme
from negmap.report.context import VERSION, Context
from negmap.report.folio import folio


def page(context: Context, turns: Sequence[Turn], *, live: bool = False, quick: bool = False) -> str:
    """Return the page as HTML text; the context's language is shown first, `turns` is the history of its map.

    `live`: it asks its server for news. `quick`: without packages and their sequence, which take longest.
    """
    first = context.words.lang
    order = (first, *(lang for lang in LANGUAGES if lang != first))
    style = short(shipped("page.css").replace("/*theme*/", _theme()))
    script = short(shipped("page.js") + (shipped("live.js") if live else ""))
    return (
        environment()
        .get_template("page.html")
        .render(
            first=first,
            live=live,
            version=VERSION,
            policy=policy([style], [script], live=live),
            style=Markup(style),
            script=Markup(script),
            views=[_leaf(context, lang, turns, quick=quick) for lang in order],
        )
    )


def _leaf(context: Context, lang: str, turns: Sequence[Turn], *, quick: bool) -> Leaf:
    here = Context(context.study, Words(lang), context.files, context.partial)
    return Leaf(folio(here, turns, quick=quick), here.words, context.study.view.negotiation, embedded(here))


def _theme() -> str:
    """Return the colours of both themes as CSS: the dark ones on screens whose reader or machine asks for them."""
    light, dark = _variables(LIGHT), _variables(DARK) + "color-scheme:dark"
    fonts = ", ".join(f'"{font}"' if " " in font else font for font in FONTS)
    hues = "".join(f'[data-hue="{n}"]{{--hue:var(--p{n});--pale:var(--t{n})}}' for n in range(len(LIGHT.parties)))
    return (
        f":root{{{light}--letters:{fonts};color-scheme:light}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not(:has(#theme-light:checked)){{{dark}}}}}"
        f"@media screen{{:root:has(#theme-dark:checked){{{dark}}}}}"
        f"{hues}"
    )


def _variables(theme: Theme) -> str:
    return f"--ground:{theme.ground};" + "".join(f"--{name}:{value};" for name, value in colours(theme))
