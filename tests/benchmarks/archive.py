"""A folder of many statement files, each of 25 lines as people write them."""

from __future__ import annotations

from pathlib import Path
from random import Random

TERMS = 400
PARTIES = 40
_TEXTS = (
    "The minister repeated that talks can begin once the terms are known to all, and named three of them.",
    "交渉は、双方が条件を受け入れた後に始まるべきだと述べた。時期については明言しなかった。",
    "Nothing is agreed until everything is agreed; still, on the two smaller points there is no distance left.",
)


def write(folder: Path, number: int, seed: int = 1) -> Path:
    """Write a negotiation with so many statement files and return its folder."""
    random = Random(seed)
    (folder / "statements").mkdir(parents=True, exist_ok=True)
    (folder / "negotiation.yaml").write_text("title: Archive\nlanguages: [en]\n", encoding="utf-8")
    parties = "".join(f"party-{n}: {{name: Party {n}}}\n" for n in range(PARTIES))
    (folder / "parties.yaml").write_text(parties, encoding="utf-8")
    terms = "".join(f"term-{n}: {{title: Term {n}}}\n" for n in range(TERMS))
    (folder / "terms.yaml").write_text(terms, encoding="utf-8")
    for n in range(number):
        (folder / "statements" / f"statement-{n:05}.yaml").write_text(_statement(n, random), encoding="utf-8")
    return folder


def _statement(number: int, random: Random) -> str:
    a, b, c = random.sample(range(TERMS // 2), 3)
    d, e = random.sample(range(TERMS // 2, TERMS), 2)  # what has no parts, so that nothing is remarked on
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    return f"""party: party-{random.randrange(PARTIES)}
date: {day}
speaker:
  name: Speaker {number % 97}
  role: foreign minister
venue: Geneva
via: own-words
sources:
  - title: "Remarks to the press, {day}"
    publisher: Agency {number % 31}
    lang: en
    url: "https://example.org/{number}"
    published: {day}
summary:
  en: {random.choice(_TEXTS[::2])}
  ja: {_TEXTS[1]}
positions:
  - demand: term-{a}
    includes: [term-{b}, term-{c}]
    quote: {{text: "we insist on this and on nothing less", lang: en}}
  - only: term-{d}
    after: term-{e}
  - support: term-{c}
    firmness: flexible
  - consider: term-{e}
"""
