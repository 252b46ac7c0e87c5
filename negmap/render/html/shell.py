"""What every page is made with: templates that escape, and a policy that lets nothing in from outside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from negmap.render.lettering import clean
from negmap.render.wrap import unbroken


@cache
def environment(*, keep_spaces: bool = False) -> Environment:
    """Return what fills templates in: every value is escaped, and put on one line unless its spaces are kept."""
    return Environment(
        loader=PackageLoader("negmap.render", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=None if keep_spaces else shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def shown(value: object) -> object:
    """Return a text without controls and without marks that turn its direction; anything else as it is."""
    return clean(unbroken(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


def policy(styles: Iterable[str], scripts: Iterable[str], *, live: bool = False) -> str:
    """Return a content-security policy that allows these styles and scripts, and nothing else from anywhere."""
    parts = (
        "default-src 'none'",
        f"style-src {' '.join(map(_hash, styles))}",
        f"script-src {' '.join(map(_hash, scripts))}",
        "img-src data:",
        *(("connect-src 'self'",) if live else ()),
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def short(text: str) -> str:
    """Return a style or script without indents and whole lines of comment."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def shipped(name: str) -> str:
    """Return a file that lies beside this module."""
    return (files("negmap.render.html") / name).read_text(encoding="utf-8")
