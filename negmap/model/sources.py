"""Sources: where words can be looked up."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negmap.model.values import Day, Record, Text


class SourceRef(Record):
    """A place where the words can be read."""

    title: Text | None = Field(default=None, description="The title of the page, report or document.")
    publisher: str | None = Field(default=None, description="Who published it.")
    origin: str | None = Field(
        default=None, description="Whose reporting it is, where the publisher passes on an agency's."
    )
    url: str | None = Field(default=None, description="Its address.")
    archive: str | None = Field(default=None, description="The address of a stored copy.")
    lang: str | None = Field(default=None, description="The language of the source, as a code (en, ja, uk).")
    published: Day | None = Field(default=None, description="When it was published.")
    accessed: Day | None = Field(default=None, description="When it was last read.")
    note: Text | None = Field(default=None, description="What a reader should know about it.")

    @property
    def independent_key(self) -> str:
        """Return what independent sources are counted by: the origin, else the publisher, else the address."""
        return self.origin or self.publisher or self.url or (self.title.within("en") if self.title else "")


class Quote(Record):
    """A few words that carry the position, as spoken or printed."""

    text: str = Field(description="The words, a few at most.", min_length=1)
    lang: str = Field(description="Their language, as a code.")


Basis = Literal["meaning", "law", "text", "analyst"]
"""What a definition rests on."""
