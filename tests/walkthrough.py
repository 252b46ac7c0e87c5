"""A page followed to the letter: its files written, its commands run, what they print compared.

Runs alone, too (`python tests/walkthrough.py PAGE FOLDER`), with the `negmap` on the path: that is how a fresh
installation is tried. So it imports nothing but Python's own library.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

_BLOCK = re.compile(r"^```(console|yaml file=(\S+))\n(.*?)^```$", re.MULTILINE | re.DOTALL)
Runner = Callable[[list[str], Path], str]
"""Runs the words of a command in a folder and returns what it prints."""


@dataclass(frozen=True)
class Step:
    """A file to write, or a command to run with what it prints (None: the page does not show it)."""

    span: tuple[int, int]
    file: str = ""
    text: str = ""
    command: str = ""
    shown: str | None = None


def steps(page: str) -> Iterator[Step]:
    """Yield what a page tells the reader to do, in order."""
    for block in _BLOCK.finditer(page):
        if block[2]:
            yield Step(block.span(3), file=block[2], text=block[3])
        else:
            yield from _commands(block[3], block.start(3))


def _commands(block: str, start: int) -> Iterator[Step]:
    """Yield each command of a block; lines after it are what it prints."""
    for match in re.finditer(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        span = (start + match.start(2), start + match.end(2))
        yield Step(span, command=match[1].replace("\\\n", " "), shown=match[2] or None)


def follow(page: str, folder: Path, run: Runner) -> str:
    """Do what a page says, in a folder; return the page with what the commands printed now."""
    done: list[Step] = []
    for step in steps(page):
        if step.file:
            path = folder / step.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
        else:
            printed = run(shlex.split(step.command), folder)
            if step.shown is not None:
                done.append(replace(step, shown=printed))
    for step in reversed(done):
        page = page[: step.span[0]] + (step.shown or "") + page[step.span[1] :]
    return page


def in_a_shell(words: list[str], folder: Path) -> str:
    """Run a command as a reader would; both streams are what the reader sees."""
    done = subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"$ {shlex.join(words)}\n{done.stdout}ended with {done.returncode}")
    return done.stdout


def main() -> None:
    """Follow a page with the commands on the path; end with 1 where one prints something else than the page shows."""
    page, folder = Path(sys.argv[1]), Path(sys.argv[2])
    text = page.read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    now = follow(text, folder, in_a_shell)
    if now != text:
        import difflib

        lines = difflib.unified_diff(text.splitlines(), now.splitlines(), str(page), "what was printed", lineterm="")
        sys.exit("\n".join(lines))
    sys.stdout.write(f"{page}: {sum(bool(step.command) for step in steps(text))} commands followed\n")


if __name__ == "__main__":
    main()
