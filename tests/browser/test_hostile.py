"""Text from files never becomes markup: in no field, in no language, on no part of the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from folders import written
from terminal import negmap
from visiting import Visit

from negmap.render.html.leaf import Leaf

BAD = (
    "</title></style></script><script>alert('{}')</script><img src=x onerror=\"alert(1)\"> ' \" onfocus=alert(2) x=' "
    "javascript:alert(3) {{{{ 7*7 }}}} {{% raw %}} <svg onload=alert(4)> &lt;b&gt; --> ]]> "
    "\u202egnihton\u202c \u2066x\u2069"
)


def bad(where: str) -> str:
    """Return a hostile text as YAML, with a mark of where it stands."""
    return json.dumps(BAD.format(where) + f" <{where}>")


HOSTILE = f"""
--- file: negotiation.yaml
title: {bad("title")}
summary: {bad("summary")}
must_agree: [north, south]
--- file: parties.yaml
north: {{name: {bad("north")}, role: principal, note: {bad("party-note")}}}
south: {{name: {bad("south")}, role: principal}}
--- file: issues.yaml
order: {{title: {bad("issue")}, note: {bad("issue-note")}}}
--- file: terms.yaml
ceasefire: {{title: {bad("ceasefire")}, issue: order, by: [north], note: {bad("term-note")}}}
talks: {{title: {bad("talks")}, issue: order}}
army: {{title: {bad("army")}, quantity: {{unit: {bad("unit")}}}}}
truce: {{title: {bad("truce")}, is_a: {{term: ceasefire, because: {bad("because")}}}}}
--- file: statements/a-north.yaml
party: north
date: 2025-03-01
speaker: {{name: {bad("speaker")}, role: {bad("role")}}}
venue: {bad("venue")}
summary: {bad("statement-summary")}
note: {bad("statement-note")}
coded_by: {bad("coded")}
tags: [{bad("tag")}]
sources:
  - title: {bad("source-title")}
    publisher: {bad("publisher")}
    origin: {bad("origin")}
    note: {bad("source-note")}
    url: "https://example.org/?a=<b>&c='d'&e=%22onclick=alert(5)"
positions:
  - demand: truce
    firmness: red-line
    quote: {{text: {bad("quote")}, lang: en}}
    reason: {bad("reason")}
    note: {bad("position-note")}
  - {{only: ceasefire, after: talks, readings: [{{demand: talks, note: {bad("reading")}}}]}}
  - {{only: army, at_least: 5}}
--- file: statements/b-south.yaml
party: south
date: 2025-03-02
via: relayed
relayed_by: {bad("relayed")}
positions:
  - {{reject: ceasefire, quote: {{text: {bad("quote-south")}, lang: en}}}}
  - {{only: talks, after: ceasefire}}
"""
SHOWN = (
    "title", "summary", "north", "south", "issue", "ceasefire", "talks", "because", "speaker", "role", "venue",
    "statement-summary", "statement-note", "source-title", "publisher", "quote", "reason", "position-note", "relayed",
)  # fmt: skip


@pytest.mark.parametrize("scripts", [True, False])
def test_hostile_text_is_shown_and_does_nothing(visit: Visit, tmp_path: Path, scripts: bool) -> None:
    folder, target = written(HOSTILE, tmp_path / "hostile"), tmp_path / "hostile.html"
    ran = negmap("report", "--positions", folder, "--output", target)
    assert ran.code == 0, ran.err
    page = visit(target, java_script_enabled=scripts)
    text = page.locator("main[lang=en]").text_content() or ""
    for where in SHOWN:
        assert f"<{where}>" in text, where
    assert "{{ 7*7 }}" in text
    assert "49" not in text
    raw = target.read_text(encoding="utf-8")
    assert not [sign for sign in "\u202e\u202c\u2066\u2069" if sign in raw]
    kinds = page.locator("main *").evaluate_all("all => [...new Set(all.map(e => e.localName))]") if scripts else []
    assert not {"img", "script", "style", "iframe", "object"} & set(kinds)
    if scripts:
        wild = r"a => /^on/.test(a.name) || /^\s*javascript:/i.test(a.value)"
        assert not page.locator("*").evaluate_all(f"all => all.some(e => [...e.attributes].some({wild}))")
        for node in page.locator("main[lang=en] figure.map g.node a[href*='-p-']").all():
            node.click()
            assert page.locator("main[lang=en] .panel img, main[lang=en] .panel script").count() == 0
            page.keyboard.press("Escape")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//example.org", "ftp://x"]
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert not Leaf.web(url)
