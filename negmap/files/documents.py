"""Files as documents: plain data, and where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from negmap.diagnostics import Diagnostic, Origin
from negmap.files.disk import Found, about_file, content, numbered_lines, text_of
from negmap.files.json_lines import JsonLine, read_line
from negmap.files.marked_yaml import Data, Reading, read_yaml
from negmap.files.records import Subject


class Memory(Protocol):
    """What files were found to hold before."""

    def known(self, name: str, content: bytes) -> Reading | None:
        """Return what a file of this content holds, if that is known, and nothing is wrong with it."""

    def keep(self, content: bytes, reading: Reading) -> None:
        """Remember what a content was found to hold, with nothing wrong in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """What one file, or one line of one, holds."""

    data: Data
    origin: Origin


def yaml_document(
    file: Found,
    subject: Subject,
    found: list[Diagnostic],
    *,
    may_be_empty: bool = False,
    memory: Memory | None = None,
) -> Document | None:
    """Return what a YAML file holds, None where nothing can be read; add what is wrong to `found`.

    `memory` may know what the same content was found to hold before.
    """
    data = content(file)
    if isinstance(data, Diagnostic):
        found.append(data)
        return None
    reading = memory.known(file.name, data) if memory else None
    if reading is None:
        text, wrong = text_of(file.name, data)
        found += wrong
        if text is None:
            return None
        reading = read_yaml(file.name, text)
        if memory and reading.whole and not (wrong or reading.problems):
            memory.keep(data, reading)
    if reading.problems:
        found += reading.diagnostics(subject if reading.whole else lambda path: f"file:{file.name}")
    if not reading.whole:
        return None
    if reading.data is None and not may_be_empty:
        found.append(
            about_file(
                file.name,
                "empty-file",
                "there is nothing in the file",
                "write what belongs here; `{}` says that there is none",
            )
        )
        return None
    return Document(reading.data, Origin(reading.source))


def line_documents(file: Found, found: list[Diagnostic]) -> Iterator[Document]:
    """Yield what each line of a *.jsonl file holds; blank lines are passed over."""
    subject = f"file:{file.name}"
    for item in numbered_lines(file):
        if isinstance(item, Diagnostic):
            found.append(item)
            continue
        number, content = item
        text, wrong = text_of(file.name, content, number)
        found += wrong
        if text is None or not text.strip():
            continue
        source = JsonLine(file.name, number, text)
        reading = read_line(text)
        if reading.problems:
            found += reading.diagnostics(source, subject)
        else:
            yield Document(reading.data, Origin(source))
