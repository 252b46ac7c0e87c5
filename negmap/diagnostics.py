"""What can be wrong with input, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

Path = tuple[str | int, ...]
"""Where a value stands inside one document: keys and list indexes from the outside in."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: line and column count from 1, width is in characters.

    Line 0 stands for the file as a whole, where no text could be read to point at.
    """

    file: str
    line: int
    column: int
    width: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Severity(StrEnum):
    """An error stops the analyses; a remark never does."""

    ERROR = "error"
    REMARK = "remark"


class Source(Protocol):
    """One document that was read, able to say where each of its values stands."""

    @property
    def name(self) -> str:
        """Return the file's path inside the negotiation's folder, with forward slashes."""

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Return the place of the value at the path, or of its key; the nearest one that exists."""

    def excerpt(self, line: int) -> str:
        """Return the text of a line, without its end."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from: a document, and the path of the record in it."""

    source: Source
    path: Path = ()

    def at(self, *path: str | int) -> Origin:
        """Return the origin of something inside this record."""
        return Origin(self.source, self.path + path)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing wrong with the input: where, which rule, what to do about it.

    `subject` names the record at fault as KIND:ID (``position:2025-06-02-memorandum#1``), so that
    ``--partial`` knows what to leave out.
    """

    severity: Severity
    code: str
    message: str
    span: Span
    excerpt: str = ""
    remedy: str = ""
    subject: str = ""

    @property
    def is_error(self) -> bool:
        """Say whether this stops the analyses."""
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """Return the key of the fixed order in which diagnostics are shown."""
        return (self.span, self.code, self.message)


def fault(
    origin: Origin, code: str, message: str, *, remedy: str = "", subject: str = "", key: bool = False
) -> Diagnostic:
    """Return an error at an origin (at its key, if asked)."""
    return _at(Severity.ERROR, origin, code, message, remedy, subject, key)


def remark(
    origin: Origin, code: str, message: str, *, remedy: str = "", subject: str = "", key: bool = False
) -> Diagnostic:
    """Return a remark at an origin (at its key, if asked)."""
    return _at(Severity.REMARK, origin, code, message, remedy, subject, key)


def _at(
    severity: Severity, origin: Origin, code: str, message: str, remedy: str, subject: str, key: bool
) -> Diagnostic:
    span = origin.source.span(origin.path, key=key)
    return Diagnostic(severity, code, message, span, origin.source.excerpt(span.line), remedy, subject)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics once each, by file, line and column."""
    return tuple(sorted(set(diagnostics), key=lambda d: d.sort_key))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean `x`?`` for the known word nearest to a wrong one, or nothing."""
    match = nearest_word(word, known)
    return f"did you mean `{match}`?" if match else ""


def not_found(message: str, word: str, known: Iterable[str]) -> str:
    """Return the message, and after it the known word nearest to the one that was not found, if there is one."""
    near = nearest(word, known)
    return f"{message}\n  remedy: {near}" if near else message


def nearest_word(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Return the known word nearest to a wrong one, or nothing. Words of very different length are not compared."""
    from difflib import get_close_matches  # slow to import, and needed for a fault only

    near = [k for k in known if len(word) <= 2 * len(k) + 1 and len(k) <= 2 * len(word) + 1]
    return next(iter(get_close_matches(word, near, n=1, cutoff=likeness)), "")
