"""The page as it is now, and the thread that makes it anew when files change."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from negmap.serve.watch import state

EVERY = 0.1
"""How many seconds lie between two looks at the files; more where a look takes long, so that it never fills a core."""
EDITION = 'data-edition="?"'
"""What a page has where its version belongs; a later fetch could tell that of a newer one."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be sent, and a version that changes with its bytes."""

    body: bytes
    version: str

    @classmethod
    def of(cls, text: str) -> Page:
        """Return the page of a text, which is told its own version where it asks for news."""
        version = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
        return cls(text.replace(EDITION, f'data-edition="{version}"', 1).encode("utf-8"), version)


class Site:
    """Keeps the page of the files as they are; `make` yields better and better pages of them, the last one whole."""

    def __init__(self, make: Callable[[], Iterator[Page]], places: Callable[[], tuple[Path, ...]]) -> None:
        """Take what makes the page, and the files and folders that it is made of."""
        self._make, self._places = make, places
        self._ready, self._stop = threading.Event(), threading.Event()
        self._page: Page | None = None
        self._thread = threading.Thread(target=self._work, name="negmap page", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the watch; a page that is being made is finished first, but not waited for longer than a second."""
        self._stop.set()
        self._ready.set()
        self._thread.join(timeout=1)

    def page(self) -> Page | None:
        """Return the page of the files as they were at the last look; wait for the first one."""
        self._ready.wait()
        return self._page

    def _work(self) -> None:
        seen = None
        while not self._stop.is_set():
            began = monotonic()
            now = state(self._places())
            took = monotonic() - began
            if now != seen:
                seen = now
                self._renew(seen)
            self._stop.wait(max(EVERY, 5 * took))

    def _renew(self, seen: object) -> None:
        """Make the page; leave off where files changed meanwhile, since a newer one is wanted."""
        for page in self._make():
            self._page = page
            self._ready.set()
            if self._stop.is_set() or state(self._places()) != seen:
                return
