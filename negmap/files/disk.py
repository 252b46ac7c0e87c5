"""The bytes of files, as text; and why there are none."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from negmap.diagnostics import Diagnostic, Severity, Span
from negmap.files.bytes_of import first_bytes
from negmap.files.places import span_of
from negmap.files.text import BIDI, CONTROL, NotText, decoded, one_character

MAX_FILE = 20_000_000
"""The longest file that is read, in bytes (of *.jsonl: no limit)."""
MAX_LINE = 1_000_000
"""The longest line of a *.jsonl file, in bytes."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its path on the disk, and its name inside the folder."""

    path: Path
    name: str


def about_file(name: str, code: str, message: str, remedy: str = "", *, error: bool = True) -> Diagnostic:
    """Return a diagnostic on a file as a whole."""
    severity = Severity.ERROR if error else Severity.REMARK
    return Diagnostic(severity, code, message, Span(name, 0, 0), "", remedy, f"file:{name}")


def content(file: Found) -> bytes | Diagnostic:
    """Return the bytes of a file, or why it cannot be read."""
    try:
        with file.path.open("rb") as stream:
            data = first_bytes(stream, MAX_FILE + 1)
    except OSError as error:
        return unreadable(file.name, error)
    if len(data) > MAX_FILE:
        return about_file(
            file.name,
            "too-large",
            f"the file is larger than {MAX_FILE // 1_000_000} MB",
            "split it; statements by the thousand can stand in *.jsonl files",
        )
    return data


def numbered_lines(file: Found) -> Iterator[tuple[int, bytes] | Diagnostic]:
    """Yield the lines of a file with their numbers, without their ends; or why one, or the rest, cannot be read."""
    try:
        with file.path.open("rb") as stream:
            number = 0
            while line := stream.readline(MAX_LINE + 1):
                number += 1
                if len(line) <= MAX_LINE or line.endswith(b"\n"):
                    yield number, line.rstrip(b"\r\n")
                    continue
                yield _long_line(file.name, number, line)
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_LINE)
    except OSError as error:
        yield unreadable(file.name, error)


def _long_line(name: str, number: int, line: bytes) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "line-too-long",
        f"the line is longer than {MAX_LINE // 1_000_000} MB",
        Span(name, number, 1),
        line[:200].decode("utf-8", "replace"),
        "write one statement a line",
        f"file:{name}",
    )


def text_of(name: str, data: bytes, first_line: int = 1) -> tuple[str | None, list[Diagnostic]]:
    """Return bytes as text with what is wrong with it; None where they are no text.

    Control characters are replaced, so that the rest of the file can still be read.
    """
    text = decoded(data)
    if isinstance(text, NotText):
        span = span_of(name, text.place, text.line, first_line + text.place.line)
        wrong = Diagnostic(Severity.ERROR, "not-utf8", text.message, span, text.line, text.remedy, f"file:{name}")
        return None, [wrong]
    if text.replace("\n", "").isprintable():  # so are most texts, and this is quickly seen
        return text, []
    if not CONTROL.search(text) and not BIDI.search(text):
        return text, []
    found = [*_invisible(name, text, first_line)]
    return CONTROL.sub("\ufffd", text), found


def _invisible(name: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    if bad := CONTROL.findall(text):
        yield _hidden(
            name,
            text,
            bad,
            first_line,
            "control-character",
            Severity.ERROR,
            "remove it; it cannot be seen, and no text here needs it",
        )
    if bad := BIDI.findall(text):
        yield _hidden(
            name,
            text,
            bad,
            first_line,
            "bidi-character",
            Severity.REMARK,
            "remove it; what follows it reads in another order than it is written",
        )


def _hidden(
    name: str, text: str, bad: list[str], first_line: int, code: str, severity: Severity, remedy: str
) -> Diagnostic:
    at = text.index(bad[0])
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    column = len(before) - before.rfind("\n") - 1
    line = text[at - column :].replace("\r", "\n").partition("\n")[0]
    more = f", and {len(bad) - 1} more" if len(bad) > 1 else ""
    span = Span(name, first_line + before.count("\n"), column + 1)
    return Diagnostic(severity, code, one_character(bad[0]) + more, span, line, remedy, f"file:{name}")


def unreadable(name: str, error: OSError) -> Diagnostic:
    """Return the fault that the operating system found with a file."""
    if error.errno == errno.ENOENT:
        return about_file(name, "vanished", "the file was there a moment ago, and now is not", "run the command again")
    if error.errno in (errno.EACCES, errno.EPERM):
        return about_file(name, "unreadable", "no permission to read it", "ask its owner, or mend its permissions")
    why = error.strerror or type(error).__name__
    return about_file(name, "unreadable", f"it cannot be read: {why}", "see that the disk and the folder are well")
