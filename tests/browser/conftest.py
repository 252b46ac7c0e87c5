"""A browser for the tests of the page: Debian's Chromium, driven by Playwright, watched for what it must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from folders import written
from playwright.sync_api import Browser, Dialog, Page, sync_playwright
from strip import STRIP
from terminal import negmap
from visiting import Visit

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "no Chromium here; on Debian and Ubuntu: apt-get install chromium fonts-noto-cjk"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser; where there is none, skip, but fail where the tests of the project are run for good."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def strip_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the strip, as `negmap report` writes it."""
    return reported(written(STRIP, tmp_path_factory.mktemp("strip") / "strip"))


def reported(folder: Path) -> Path:
    """Write the page of a folder beside it, and return its place."""
    target = folder.with_suffix(".html")
    ran = negmap("report", "--positions", folder, "--output", target)
    assert (ran.code, ran.err) == (0, "")
    return target


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Return a function that opens a page in a window of its own; no page may say or ask for anything.

    It takes the place of the page and how the window is to be (`color_scheme`, `viewport`, `java_script_enabled` …).
    """
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def refuse(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    def visit(place: Path, **settings: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", refuse)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(place.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not said
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
    assert len(asked) == len([url for url in asked if url.endswith(".html") or url.startswith("data:")])
