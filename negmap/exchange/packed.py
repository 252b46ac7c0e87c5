"""Workbooks as they are packed: refused before they are read where they could take all memory, or all day."""

from __future__ import annotations

import zipfile
from xml.parsers import expat

MAX_UNPACKED = 200_000_000
"""The most bytes that a workbook may unpack to."""
MAX_MARKS = 10_000_000
"""The most tags and attributes in a workbook: some 130,000 positions, or 15,000 with all their conflicts."""
_PIECE = 1 << 20


class Refused(ValueError):
    """A workbook that is not read: the code of the fault, what it is, the remedy."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


def harmless(packed: zipfile.ZipFile) -> None:
    """Raise Refused where a workbook unpacks to too much, or defines entities, which can stand for anything.

    A reader keeps some 300 bytes for a tag or an attribute, so that their number bounds what it takes. No spreadsheet
    writes a document type, and entities, also those of outside files, cannot be had without one.
    """
    parts = packed.infolist()
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_large(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB")
    marks = 0
    for part in parts:
        _no_document_type(packed, part)
        marks += _marks(packed, part, MAX_MARKS - marks)
        if marks > MAX_MARKS:
            raise _too_large(f"has more than {MAX_MARKS:,} tags and attributes")


def _too_large(what: str) -> Refused:
    return Refused("too-large", f"the workbook {what}", "split it, or save its sheets as CSV")


def _marks(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Return how many signs that begin a tag, or stand in an attribute, a part has; stop counting above the most."""
    found = 0
    with packed.open(part) as stream:
        while found <= most and (piece := stream.read(_PIECE)):
            found += piece.count(b"<") + piece.count(b"=")
    return found


def _no_document_type(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    def refuse(*_: object) -> None:
        message = f"`{part.filename[:60]}` in the workbook has a document type, as no spreadsheet writes it"
        raise Refused("bad-workbook", message, "open it in a spreadsheet and save it again as .xlsx")

    def stop(*_: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop  # no document type comes after the first element
    with packed.open(part) as stream:
        try:
            while piece := stream.read(_PIECE):
                parser.Parse(piece)
        except (_Begun, expat.ExpatError):  # a picture, or what no reader can read either
            return


class _Begun(Exception):
    """The first element was met."""
