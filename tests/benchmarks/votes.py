"""A record of votes: 200 parties say yes, no or abstain on every one of many terms, as JSON Lines.

Each party's votes on twenty terms of one day are one statement: yes is a demand, no a refusal, to abstain is to
consider.

    PYTHONPATH=tests .venv/bin/python -m benchmarks.votes [TERMS …]
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from random import Random

from benchmarks.measuring import NEGMAP, row, spent

PARTIES = 200
A_DAY = 20


def write(folder: Path, terms: int, seed: int = 1) -> Path:
    """Write a record of votes on so many terms and return its folder."""
    random = Random(seed)
    (folder / "statements").mkdir(parents=True, exist_ok=True)
    (folder / "negotiation.yaml").write_text("title: Votes\nlanguages: [en]\n", encoding="utf-8")
    parties = "".join(f"p{n:03}: {{name: Member {n}}}\n" for n in range(PARTIES))
    (folder / "parties.yaml").write_text(parties, encoding="utf-8")
    titles = "".join(f"t{n:04}: {{title: Resolution {n}}}\n" for n in range(terms))
    (folder / "terms.yaml").write_text(titles, encoding="utf-8")
    leaning = [random.random() for _ in range(terms)]
    with (folder / "statements" / "votes.jsonl").open("w", encoding="utf-8") as stream:
        for first in range(0, terms, A_DAY):
            for party in range(PARTIES):
                stream.write(json.dumps(_statement(party, first, leaning, random)) + "\n")
    return folder


def _statement(party: int, first: int, leaning: list[float], random: Random) -> dict[str, object]:
    day = first // A_DAY
    stances = [
        "consider" if random.random() < 0.1 else "demand" if random.random() < leaning[term] else "reject"
        for term in range(first, min(first + A_DAY, len(leaning)))
    ]
    return {
        "id": f"p{party:03}-{day:03}",
        "party": f"p{party:03}",
        "date": f"{2000 + day // 28 % 25}-{1 + day // 28 % 12:02}-{1 + day % 28:02}",
        "venue": "Assembly",
        "sources": [{"title": f"Record of session {day}", "publisher": "Assembly", "lang": "en"}],
        "positions": [{stance: f"t{first + n:04}"} for n, stance in enumerate(stances)],
    }


def main() -> None:
    """Measure `negmap conflicts` on votes on so many terms as the arguments say, each 200 positions a term."""
    for terms in map(int, sys.argv[1:] or ["50", "500", "5000"]):
        with tempfile.TemporaryDirectory() as place:
            folder = write(Path(place) / "votes", terms)
            ran = spent((*NEGMAP, "conflicts", "--positions", folder), NEGMAP_CACHE="off")
            row(f"{terms * PARTIES:,} positions", "", f"{ran.seconds:.1f} s, {ran.memory:.0f} MB")


if __name__ == "__main__":
    main()
