"""A small negotiation in which every switch of the command line changes something, as its user would write it."""

from __future__ import annotations

STRIP = """
--- file: negotiation.yaml
title: {en: The strip, ja: 帯状地帯}
languages: [en, ja]
must_agree: [north, south]
stale_after: 60d
--- file: parties.yaml
north: {name: {en: North, ja: 北}, role: principal}
south: {name: {en: South, ja: 南}, role: principal}
league: {name: {en: League, ja: 連盟}, kind: coalition, role: guarantor}
isle: {name: {en: Isle, ja: 島国}, member_of: [league]}
--- file: issues.yaml
order: {title: {en: What comes first, ja: 順序}}
presence: {title: {en: Who stays in the strip, ja: 駐留}}
--- file: terms.yaml
ceasefire: {title: {en: Ceasefire, ja: 停戦}, issue: order}
talks: {title: {en: Talks, ja: 協議}, issue: order}
withdrawal:
  title: {en: South's forces leave the strip, ja: 南の部隊の撤収}
  stages: [begun, done]
  issue: order
  by: [south]
foreign-presence: {title: {en: Foreign presence, ja: 外国の駐留}, issue: presence}
monitors:
  title: {en: Monitors on the line, ja: 監視団}
  issue: presence
  by: [league]
  called: {south: foreign officers}
  is_a: {term: foreign-presence, basis: meaning, because: {en: they come from outside, ja: 外から来る}}
army-size:
  title: {en: Size of North's army, ja: 北の軍の規模}
  quantity: {unit: {en: soldiers, ja: 人}, integer: true, min: 0}
roads: {title: {en: Roads through the strip, ja: 道路}}
--- file: events.yaml
- {date: 2025-02-01, term: roads}
--- file: statements/2025-01-05-north-speech.yaml
party: north
date: 2025-01-05
via: own-words
sources: [{title: A speech, publisher: Northern Post}]
positions:
  - {demand: ceasefire}
--- file: statements/2025-03-01-north.yaml
party: north
date: 2025-03-01
speaker: {name: The foreign ministry, role: memorandum}
via: text
sources: [{title: Memorandum on the strip, publisher: Northern Post, lang: en, url: "https://example.org/memorandum"}]
summary: Monitors, a ceasefire once South has begun to leave.
positions:
  - {demand: monitors}
  - {only: ceasefire, after: withdrawal.begun}
  - {demand: army-size, at_least: 120000}
--- file: statements/2025-03-10-south.yaml
party: south
date: 2025-03-10
speaker: {name: The minister}
via: own-words
sources: [{title: Interview with the minister, publisher: Southern Radio}]
positions:
  - id: troops
    reject: foreign-presence
    firmness: red-line
    quote: {text: not one foreign officer, lang: en}
  - {only: withdrawal.begun, after: ceasefire}
  - id: size
    only: army-size
    at_most: 100000
    read: inferred
    note: she said "a small army"
    readings: [{only: army-size, at_most: 120000}]
  - {demand: talks}
--- file: statements/2025-03-12-league.yaml
party: league
date: 2025-03-12
via: text
sources: [{title: Conclusions, publisher: League}]
positions:
  - {only: talks, after: withdrawal.done}
  - {offer: monitors}
--- file: statements/2025-03-14-isle.yaml
party: isle
date: 2025-03-14
via: spokesperson
sources: [{title: Remarks, publisher: Isle Times}]
positions:
  - {support: withdrawal.done}
  - {oppose: roads}
--- file: statements/2025-03-15-south-relayed.yaml
party: south
date: 2025-03-15
via: relayed
relayed_by: An envoy
sources: [{title: What the envoy heard, publisher: Northern Post}]
positions:
  - {accept: monitors, replaces: [2025-03-10-south#troops]}
--- file: statements/2025-03-16-north-anonymous.yaml
party: north
date: 2025-03-16
via: anonymous
relayed_by: Northern Post
sources: [{title: Officials on roads, publisher: Northern Post}]
positions:
  - {demand: roads, id: open}
--- file: statements/2025-03-17-south-roads.yaml
party: south
date: 2025-03-17
via: own-words
sources: [{title: The minister on roads, publisher: Southern Radio}]
positions:
  - {reject: roads}
--- file: statements/2025-03-20-south-note.yaml
party: south
date: 2025-03-20
via: own-words
handling: internal
sources: [{title: A note, publisher: a private letter}]
positions:
  - {reject: ceasefire, id: no-ceasefire}
--- file: scenarios/cameras.yaml
title: {en: Cameras instead of officers, ja: 人員に代わるカメラ}
terms:
  cameras: {title: {en: Cameras on the line, ja: 境界線のカメラ}, by: [north, south]}
without: [2025-03-01-north#1]
statements:
  - {party: north, positions: [{demand: cameras}]}
--- file: proposals/draft.yaml
title: {en: Draft of the League, ja: 連盟の案}
tabled_by: league
date: 2025-03-11
in: [ceasefire, monitors, {term: army-size, at_most: 110000}]
out: [roads]
order: [[ceasefire], [monitors]]
open: [talks]
sources: [{title: Draft, publisher: League}]
"""

MONITORS = {"in:monitors", "out:foreign-presence"}
RING = {"after:ceasefire:withdrawal.begun", "after:withdrawal.begun:ceasefire"}
CEASEFIRE = {"in:ceasefire"} | RING
TALKS = {"in:talks", "after:talks:withdrawal.done"} | RING
SIZE = {"in:army-size", "at-least:army-size:120000", "at-most:army-size:100000"}
ROADS = {"in:roads", "out:roads"}
NOTE = {"in:ceasefire", "out:ceasefire"}
"""Only where internal statements are included."""
CONFLICTS = [MONITORS, ROADS, CEASEFIRE, SIZE, TALKS]
"""What stands between them, each a set of claims."""
WISH = {"in:withdrawal.done"} | RING
"""The one tension."""
