"""Where things are kept that can be made again."""

from __future__ import annotations

import os
from pathlib import Path

ENVIRONMENT = "NEGMAP_CACHE"
"""A folder for everything that is kept, or `off`."""


def cache_folder() -> Path | None:
    """Return the folder where things are kept that can be made again; None where nothing is to be kept."""
    chosen = os.environ.get(ENVIRONMENT)
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("negmap", appauthor=False)
