"""An example for the schema of each kind of file; editors show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, list[Any]] = {
    "negotiation": [
        {
            "title": {"en": "Talks on the strip", "ja": "回廊協議"},
            "languages": ["en", "ja"],
            "must_agree": ["north", "south"],
            "stale_after": "180d",
            "expect": [{"as_of": "2025-03-10", "incompatible": [["2025-03-01-north#1", "2025-03-02-south#1"]]}],
        }
    ],
    "parties": [{"north": {"name": {"en": "North", "ja": "北"}, "kind": "state", "role": "principal"}}],
    "terms": [
        {
            "ceasefire": {"title": {"en": "Ceasefire", "ja": "停戦"}, "issue": "security", "by": ["north", "south"]},
            "withdrawal": {"title": "Withdrawal", "stages": ["begun", "done"]},
            "army-size": {"title": "Size of the army", "quantity": {"unit": "soldiers", "integer": True, "min": 0}},
            "truce": {"title": "Truce", "is_a": {"term": "ceasefire", "because": "the shooting stops"}},
        }
    ],
    "issues": [
        {
            "status": {
                "title": "Status of the strip",
                "choose": "one",
                "options": ["strip-to-north", "strip-to-south"],
                "because": "no land is under two flags",
            }
        }
    ],
    "events": [[{"date": "2025-03-05", "term": "withdrawal.begun", "sources": [{"publisher": "Northern Post"}]}]],
    "statement": [
        {
            "party": "north",
            "date": "2025-03-01",
            "speaker": {"name": "A. Person", "role": {"en": "foreign minister", "ja": "外務大臣"}},
            "via": "own-words",
            "sources": [{"title": "Minister speaks", "publisher": "Northern Post", "url": "https://example.org/1"}],
            "positions": [
                {"demand": "ceasefire", "after": "withdrawal.done"},
                {"only": "army-size", "at_least": 800000},
                {"id": "flag", "reject": "strip-to-south", "quote": {"text": "never", "lang": "en"}},
            ],
        }
    ],
    "scenario": [
        {
            "title": "Monitors in place of troops",
            "terms": {"monitors": {"title": "Monitors"}},
            "without": ["2025-03-02-south#1"],
            "statements": [{"party": "south", "positions": [{"accept": "monitors"}]}],
        }
    ],
    "proposal": [
        {
            "title": "The draft of March",
            "tabled_by": "mediator",
            "date": "2025-03-20",
            "in": ["ceasefire", {"term": "army-size", "exactly": 600000}],
            "order": [["ceasefire"], ["army-size"]],
            "open": ["strip-to-north"],
        }
    ],
}
