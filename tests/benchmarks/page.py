"""How long the page takes to be made, to open, and to answer, on a large made-up negotiation.

Run on request: ``.venv/bin/python tests/benchmarks/page.py``; ``--shipped`` takes the shipped negotiation instead.
Needs Chromium. Prints milliseconds: medians and the worst of each kind of answer. An answer counts from the reader's
input to the second frame after it, when what was chosen is on the screen; beside it stands the processor time of the
page for it, which a busy machine disturbs less.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser.conftest import FLAGS, NAMES  # noqa: E402 - the path has to be set first
from made_up import write_made_up  # noqa: E402
from terminal import negmap  # noqa: E402

ANSWER = """
async ([name, value]) => {
  const main = document.querySelector(`main[lang="${document.documentElement.lang}"]`);
  const control = main.querySelector(".filters").elements[name];
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const start = performance.now();
  control.value = value;
  control.dispatchEvent(new Event("input", {bubbles: true}));
  await frame();
  await frame();
  return performance.now() - start;
}
"""
LIGHT = """
async (index) => {
  const main = document.querySelector(`main[lang="${document.documentElement.lang}"]`);
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const start = performance.now();
  main.querySelectorAll(".choose")[index].click();
  await frame();
  await frame();
  return performance.now() - start;
}
"""


def main() -> None:
    """Make the page, open it, and measure."""
    with tempfile.TemporaryDirectory() as made:
        folder = ROOT / "positions" / "ukraine-2025"
        if "--shipped" not in sys.argv:
            folder = write_made_up(Path(made) / "made-up")
        target = Path(made) / "page.html"
        start = time.perf_counter()
        ran = negmap("report", "--no-cache", "--positions", folder, "--output", target)
        assert ran.code == 0, ran.err
        told("made", [(time.perf_counter() - start) * 1000])
        print(f"{'size':22} {target.stat().st_size / 1000:8.0f} kB")  # noqa: T201
        measure(target)


def measure(target: Path) -> None:
    """Open the page, and measure its answers."""
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        start = time.perf_counter()
        page.goto(target.as_uri())
        told("opened", [(time.perf_counter() - start) * 1000])
        main, busy = page.locator("main:visible"), Busy(page)
        for name in ("party", "issue"):
            values = main.locator(f"select[name={name}] option").evaluate_all("all => all.map(o => o.value)")
            answers(f"filter by {name}", busy, name, [*values, ""])
        answers("search", busy, "text", ["a", "am", "amn", "amnesty", "amnesty red", "zzz", ""])
        last = int(main.locator("input[name=day]").get_attribute("max") or 0)
        answers("as of another day", busy, "day", [str(day) for day in range(0, last + 1, max(1, last // 25))])
        page.evaluate(ANSWER, ["day", str(last)])
        number = main.locator(".choose").count()
        lit = [busy.during(LIGHT, index) for index in range(0, number, max(1, number // 20))]
        told("light up", [seen for seen, _ in lit], [worked for _, worked in lit])
        browser.close()


class Busy:
    """Tells how much processor time the page takes."""

    def __init__(self, page: Page) -> None:
        self.page, self.session = page, page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def during(self, script: str, argument: object) -> tuple[float, float]:
        """Run a script that returns how long the answer took; return that, and the processor time."""
        before = self._spent()
        seen = float(self.page.evaluate(script, argument))
        return seen, self._spent() - before

    def _spent(self) -> float:
        found = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(metric["value"]) for metric in found if metric["name"] == "TaskDuration")


def answers(what: str, busy: Busy, name: str, values: list[str]) -> None:
    """Measure the answers to a control set to several values."""
    found = [busy.during(ANSWER, [name, value]) for value in values]
    told(what, [seen for seen, _ in found], [worked for _, worked in found])


def told(what: str, seen: list[float], worked: list[float] | None = None) -> None:
    """Print the median and the worst."""
    text = f"{what:22} {statistics.median(seen):8.0f} ms, at worst {max(seen):.0f} ms"
    if worked:
        text += f"; processor {statistics.median(worked):.0f} ms, at worst {max(worked):.0f} ms"
    print(text)  # noqa: T201


if __name__ == "__main__":
    main()
