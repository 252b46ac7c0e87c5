"""How Sphinx builds the documentation; `.ci/docs` runs it."""

from __future__ import annotations

import re
from importlib.metadata import version as version_of

from sphinx.application import Sphinx

project = "negmap"
author = "negmap contributors"
version = release = version_of("negmap")

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
nitpicky = True

myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]
myst_fence_as_directive: list[str] = []

language = "en"
smartquotes = False  # `--option` stays as it is typed
html_theme = "furo"
html_title = "negmap"
html_static_path = ["static"]
html_css_files = ["negmap.css"]
html_theme_options = {"navigation_with_keys": True}
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
highlight_language = "none"
pygments_style = "friendly"

_ANCHOR = re.compile(r'^<a id="([^"]+)"></a>$', re.MULTILINE)


_BELOW = """

```{toctree}
:hidden:
:glob:

[!R]*
```
"""
"""The pages beside a README, which is what GitHub shows of a folder, hang below it."""


def _as_myst(app: Sphinx, docname: str, source: list[str]) -> None:
    """Read an HTML anchor on a line of its own, which GitHub shows as nothing, as a target that links can name."""
    source[0] = _ANCHOR.sub(r"(\1)=", source[0])
    if docname.endswith("/README"):
        source[0] += _BELOW


def setup(app: Sphinx) -> None:
    """Have every page read so."""
    app.connect("source-read", _as_myst)
