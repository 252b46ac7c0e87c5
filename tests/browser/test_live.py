"""The page of `negmap serve` loads itself anew when a file is saved, shows what is wrong in one, and comes back."""

from __future__ import annotations

from pathlib import Path

from folders import written
from playwright.sync_api import Browser, expect
from served import WAIT, running
from strip import STRIP


def test_a_page_that_follows_its_files(browser: Browser, tmp_path: Path) -> None:
    folder = written(STRIP, tmp_path / "strip")
    path = folder / "statements" / "2025-03-17-south-roads.yaml"
    good = path.read_text(encoding="utf-8")
    with running(folder) as (_, port), browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.set_default_timeout(WAIT * 1000)
        expect.set_options(timeout=WAIT * 1000)
        page.goto(f"http://127.0.0.1:{port}/")
        expect(page.locator("main[lang=en] .statements")).not_to_contain_text("No new road.")
        path.write_text(good + "summary: No new road.\n", encoding="utf-8")
        expect(page.locator("main[lang=en] .statements")).to_contain_text("No new road.")
        path.write_text("party: [", encoding="utf-8")
        expect(page.get_by_role("heading", level=1)).to_have_text("1 fault in the files")
        expect(page.locator("pre")).to_contain_text("2025-03-17-south-roads.yaml:1")
        path.write_text(good, encoding="utf-8")
        expect(page.locator("main[lang=en] h1")).to_have_text("The strip")
        expect(page.locator("main[lang=en] .concessions")).to_contain_text("dropped")
        expect.set_options(timeout=5_000)
        assert not said
