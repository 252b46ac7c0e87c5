"""The tour, the output shown in README and the pictures in docs are what the commands print now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from terminal import negmap

ROOT = Path(__file__).parent.parent
TOUR = ROOT / "docs" / "tour.md"
README = ROOT / "README.md"
PICTURES = {
    "map.svg": ["render"],
    "ring.svg": ["render", "--view", "conflict", "c-a810d76c"],
    "sequence.svg": ["render", "--view", "sequence"],
    "map-ja.svg": ["render", "--lang", "ja"],
    "terms.svg": ["render", "--view", "terms", "--issue", "security"],
    "parties.svg": ["render", "--view", "parties"],
    "matrix.svg": ["render", "--view", "matrix"],
    "matrix-ja-dark.svg": ["render", "--view", "matrix", "--lang", "ja", "--theme", "dark"],
    "timeline.svg": ["render", "--view", "timeline"],
}
"""The pictures in docs/pictures, each with the command that draws it."""

STOPS = [
    ("What cannot stand together", ["conflicts"], """
The report begins with what it rests on, then sums up: how many conflicts, under how many sticking points, and how many
of them rest on little. Each sticking point shows its smallest conflict in full and what else it is in the way of. Most
of the sticking points are two words against each other; the most telling ones are not. Three positions can clash
although any two of them fit, and a ring can close although nobody set out to build one.
"""),
    ("Why the guarantees are blocked", ["why", "security-guarantees"], """
A term is blocked when positions in force, possible by themselves, keep it out. `why` tells by which, and how.
"""),
    ("What would have to give", ["concessions"], """
The map falls into parts that do not touch. For each, the smallest packages of concessions, by who moves. It is a
reading order and not advice: nobody has offered any of this.
"""),
    ("In which order it could go", ["sequence"], """
Suppose the first package of each part; then this is the order in which the settlement that they open could take effect.
"""),
    ("What an idea would open", ["scenarios"], """
Scenarios are ideas that people write down, nobody's position. Two are shipped.
"""),
    ("What a draft asks of whom", ["proposal", "2025-12-24-20-points"], """
A draft against every position in force: what it meets, what it violates, what it leaves open.
"""),
    ("What changed in December", ["changes", "--from", "2025-12-01"], """
Which conflicts appeared and vanished, on which day, and by whose words.
"""),
]  # fmt: skip


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("update_snapshots"))


def test_the_tour_is_what_the_commands_print(updating: bool) -> None:
    _assert_is(TOUR, tour(), updating)


def test_the_readme_shows_what_the_command_prints(updating: bool) -> None:
    text = README.read_text(encoding="utf-8")
    shown = re.sub(r"(<!-- output: (.*?) -->\n).*?(<!-- end -->)", _output, text, flags=re.DOTALL)
    assert "<!-- output: " in text
    _assert_is(README, shown, updating)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_what_the_commands_draw(name: str, updating: bool) -> None:
    _assert_is(ROOT / "docs" / "pictures" / name, _run(PICTURES[name]), updating)


def tour() -> str:
    """Return docs/tour.md."""
    parts = [
        "# A tour of the shipped negotiation",
        "<!-- Made by `pytest --snapshot-update`; do not edit. -->",
        "What negmap prints about `positions/ukraine-2025`, command by command, as an analyst would go through it.",
    ]
    for title, command, text in STOPS:
        parts += [f"## {title}", text.strip(), f"```console\n$ negmap {' '.join(command)}\n{_run(command)}```"]
    return "\n\n".join(parts) + "\n"


def _output(match: re.Match[str]) -> str:
    return f"{match[1]}\n```text\n{_run(match[2].split())}```\n\n{match[3]}"


def _run(command: list[str]) -> str:
    ran = negmap(*command, at=ROOT)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def _assert_is(path: Path, content: str, updating: bool) -> None:
    if updating:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == content, "run pytest --snapshot-update, and read what changed"
