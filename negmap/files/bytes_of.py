"""The first bytes of a file."""

from __future__ import annotations

from typing import BinaryIO

_MOSTLY = 65_536
"""Enough for most files."""


def first_bytes(stream: BinaryIO, most: int) -> bytes:
    """Return what a file holds, or so many bytes of it; does not ask for room for all of them beforehand."""
    data = stream.read(min(most, _MOSTLY))
    return data if len(data) < _MOSTLY else data + stream.read(most - _MOSTLY)
