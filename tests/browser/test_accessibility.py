"""axe-core finds no serious fault on the page, in any language, in light and dark, with a statement open."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from visiting import Visit

Where = Path


@pytest.mark.parametrize(("scheme", "lang"), [("light", "en"), ("dark", "ja")])
def test_no_serious_fault(visit: Visit, strip_page: Where, scheme: str, lang: str) -> None:
    page = visit(strip_page, color_scheme=scheme)
    page.locator(f"label[for=lang-{lang}]").click()
    main = page.locator(f"main[lang={lang}]")
    main.locator(".choose").first.click()
    main.locator("figure.map g.node.on a[href*='-p-']").first.click()
    for folded in main.locator("details > summary").all():
        folded.click()
    found = Axe().run(page).response["violations"]
    grave = [
        f"{fault['id']}: {item['target']} {item['failureSummary']}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for item in fault["nodes"]
    ]
    assert not grave, "\n".join(grave)
