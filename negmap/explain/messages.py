"""The message catalogue: English in the code, other languages in explain/locale (gettext)."""

from __future__ import annotations

import gettext
from pathlib import Path

LANGUAGES = ("en", "ja")
"""The languages that every output can be had in."""
_LOCALE = Path(__file__).parent / "locale"


class Words:
    """Says messages in one language.

    Messages are written in English where they are used, as ``words("… {name}", name=…)``, so that
    they can be collected; a language's catalogue translates them by that text.
    """

    def __init__(self, lang: str = "en") -> None:
        """Take one of LANGUAGES; raise ValueError for another."""
        if lang not in LANGUAGES:
            raise ValueError(f"no messages in {lang}; there are {', '.join(LANGUAGES)}")
        self.lang = lang
        self._catalogue = gettext.NullTranslations() if lang == "en" else gettext.translation("negmap", _LOCALE, [lang])

    def __call__(self, message: str, /, **values: object) -> str:
        """Return the message in this language, with its values put in."""
        return self._catalogue.gettext(message).format(**values)

    def many(self, one: str, other: str, number: int, /, **values: object) -> str:
        """Return the message for one or for several, with its values and `number` put in."""
        return self._catalogue.ngettext(one, other, number).format(number=number, **values)

    def all_of(self, parts: list[str]) -> str:
        """Return a list in words, the last joined by "and"."""
        return (
            self("{first} and {last}", first=self(", ").join(parts[:-1]), last=parts[-1])
            if len(parts) > 1
            else "".join(parts)
        )

    def any_of(self, parts: list[str]) -> str:
        """Return a list in words, the last joined by "or"."""
        return (
            self("{first} or {last}", first=self(", ").join(parts[:-1]), last=parts[-1])
            if len(parts) > 1
            else "".join(parts)
        )
