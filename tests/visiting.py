"""What tests in a browser share: the type of the function that opens a page in a window of its own."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

Visit = Callable[..., Page]
