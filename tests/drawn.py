"""What the tests of pictures share: studies of small cases, and a reader of the SVG that was drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from negmap.files.loader import load
from negmap.model.negotiation import Negotiation
from negmap.model.variants import Filters, view
from negmap.render.lettering import Line
from negmap.study import Study

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

GUARANTEES = """
Europe's guarantees include a force that Russia rejects; territory waits for the guarantees.

--- file: parties.yaml
europe: {name: {en: European leaders, ja: 欧州首脳}, kind: coalition}
russia: {name: {en: Russia, ja: ロシア}, role: principal}
ukraine: {name: {en: Ukraine, ja: ウクライナ}, role: principal}
--- file: issues.yaml
security: {title: {en: Security guarantees, ja: 安全の保証}}
territory: {title: {en: Territory, ja: 領土}}
--- file: terms.yaml
security-guarantees: {title: {en: Security guarantees, ja: 安全の保証}, issue: security, by: [europe]}
western-troops: {title: {en: Western troops in Ukraine, ja: ウクライナへの西側部隊の展開}, issue: security}
multinational-force:
  title: {en: European-led multinational force, ja: 欧州主導の多国籍部隊}
  issue: security
  is_a: {term: western-troops, because: {en: Its troops come from Western states, ja: 部隊は西側諸国から出される}}
territorial-concessions: {title: {en: Territorial concessions, ja: 領土面の譲歩}, issue: territory, by: [ukraine]}
donbas-to-russia:
  title: {en: Donbas under Russian control, ja: ドンバスのロシア支配}
  issue: territory
  after: {term: territorial-concessions, because: {en: It is one, ja: その一つである}}
prisoners: {title: {en: All prisoners return, ja: 全捕虜の帰還}}
--- file: statements/2025-12-15-berlin.yaml
party: europe
date: 2025-12-15
sources: [{publisher: Example, url: "https://example.org/berlin?a=1&b=2", lang: en}]
summary: {en: Guarantees first., ja: 保証が先。}
positions:
  - {demand: security-guarantees, includes: [multinational-force]}
  - {only: territorial-concessions, after: security-guarantees}
--- file: statements/2025-12-15-moscow.yaml
party: russia
date: 2025-12-15
via: own-words
speaker: {name: A minister, role: A speaker's office}
venue: A hall
coded_by: somebody
tags: [one]
sources: [{publisher: Example, origin: An agency, title: A report}]
positions:
  - {reject: western-troops, firmness: red-line, reason: A reason, note: A note, quote: {text: never, lang: en}}
  - {demand: donbas-to-russia, read: inferred, readings: [{reject: territorial-concessions}]}
--- file: statements/2025-12-16-kyiv.yaml
party: ukraine
date: 2025-12-16
via: relayed
relayed_by: An official
sources: [{publisher: Example, url: "javascript:alert(1)"}]
positions:
  - {support: prisoners}
"""

RING = """
Each wants the other's step first: a ring of three.

--- file: terms.yaml
ceasefire: {title: Ceasefire}
talks: {title: Talks}
withdrawal: {title: Withdrawal, stages: [begun, done]}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions:
  - {demand: talks, after: ceasefire}
--- file: statements/south.yaml
party: south
date: 2025-03-02
positions:
  - {only: ceasefire, after: withdrawal.done}
  - {only: withdrawal.begun, after: talks, read: inferred, readings: [{only: withdrawal.begun, with: talks}]}
"""

ORDERED = """
Nothing clashes; one thing comes after another, two at the same time, one at any time, one is already so.

--- file: terms.yaml
ceasefire: {title: Ceasefire, by: [north, south]}
monitors: {title: Monitors on the line}
talks: {title: Talks}
treaty: {title: Treaty, after: talks}
bodies: {title: Bodies of the fallen return, by: [south]}
hotline: {title: A hotline}
--- file: events.yaml
- {date: 2025-02-01, term: hotline}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions:
  - {demand: ceasefire, with: monitors}
  - {demand: treaty}
  - {only: talks, after: ceasefire}
  - {demand: bodies}
  - {accept: hotline}
--- file: statements/south.yaml
party: south
date: 2025-03-02
positions:
  - {demand: monitors, with: ceasefire}
  - {accept: hotline}
"""


def negotiation_of(folder: Path) -> Negotiation:
    """Return the negotiation in a folder, which has no error."""
    negotiation, diagnostics = load(folder)
    assert not [d for d in diagnostics if d.is_error]
    return negotiation


def study_of(folder: Path, *without: str) -> Study:
    """Return a study of the negotiation in a folder, without some ids."""
    return Study(view(negotiation_of(folder), Filters(without=frozenset(without))))


def turned(negotiation: Negotiation) -> Negotiation:
    """Return the same negotiation, put together in the opposite order."""
    names = ("parties", "terms", "issues", "statements", "proposals")
    parts: dict[str, Any] = {name: dict(reversed(getattr(negotiation, name).items())) for name in names}
    return replace(negotiation, **parts)


def parsed(svg: str) -> ET.Element:
    """Return the root element of a picture."""
    return ET.fromstring(svg)


def keys(root: ET.Element, kind: str) -> list[str]:
    """Return the keys of the boxes of a kind, as often as they are drawn."""
    nodes = [group for group in root.iter(f"{SVG}g") if "node" in group.get("class", "").split()]
    return sorted(key for group in nodes if (key := group.get("data-key", "")).startswith(f"{kind}:"))


def words_of(root: ET.Element) -> str:
    """Return all visible text of a picture."""
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


@dataclass(frozen=True, slots=True)
class Overflow:
    """A text that is wider than the box that it stands in."""

    text: str
    ends: float
    box_ends: float


def overflows(root: ET.Element) -> Iterator[Overflow]:
    """Yield the texts that stick out of their boxes, and those that stick out of the picture."""
    for group in root.iter(f"{SVG}g"):
        if "node" in group.get("class", "").split():
            left, right = _sides(group)
            for text in group.iter(f"{SVG}text"):
                start, end = _span(text)
                if start < left - 0.5 or end > right + 0.5:
                    yield Overflow(text.text or "", end, right)
    wide = float(root.get("viewBox", "").split()[2])
    for group in root.findall(f"{SVG}g"):
        if group.get("class") in ("above", "below"):
            for text in group.iter(f"{SVG}text"):
                if _span(text)[1] > wide:
                    yield Overflow(text.text or "", _span(text)[1], wide)


def _sides(group: ET.Element) -> tuple[float, float]:
    for shape in group.iter():
        if shape.tag == f"{SVG}path":
            points = re.sub(r"A\S+ 0 0 \d", "", shape.get("d", "")).replace("L", " ")
            across = [float(n) for n in _NUMBER.findall(points)][::2]
            return min(across), max(across)
    raise AssertionError(f"no outline in {group.get('data-key')}")


def _span(text: ET.Element) -> tuple[float, float]:
    size, bold = float(text.get("font-size", "")), text.get("font-weight") == "bold"
    wide, x = Line(text.text or "", size, "", bold).width, float(text.get("x", ""))
    return (x - wide / 2, x + wide / 2) if text.get("text-anchor") == "middle" else (x, x + wide)
