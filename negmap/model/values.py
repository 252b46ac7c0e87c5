"""Small values that records are made of: ids, dates, texts in several languages, numbers."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
MAX_ID = 200
"""The longest id, in characters."""
MISSING = "missing-in-file"
"""Stands for a required id that a faulty file lacks, so that the rest of it can still be checked."""
MISSING_DAY = "0001-01-01"
"""Stands for a required date that a faulty file lacks."""
MISSING_NUMBER = "-0"
"""Stands for a number that a faulty file has in no readable form."""

_LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]+)*"
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_DAY_SHAPE = (
    r"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
    r"|-(0[13-9]|1[0-2])-(29|30)|-(0[13578]|1[02])-31|-02-29)?$"
)
"""Every date there is, and the 29th of February of any year."""
_SPELL = re.compile(r"([0-9]{1,6})d")


class Record(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class Matching:
    """Annotates a text that must match a pattern; says what is wrong and how to mend it."""

    pattern: str
    message: str
    remedy: str
    names: str = ""
    """The kind of record that the text names; its ids can then be listed in a schema."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        fits = re.compile(self.pattern).fullmatch

        def check(value: object) -> str:
            if not isinstance(value, str):
                raise PydanticCustomError("not-text", "a text is needed here")
            if len(value) > MAX_ID:
                raise PydanticCustomError(
                    "id-too-long",
                    "an id of {length} characters; {most} are the most",
                    {"length": len(value), "most": MAX_ID, "remedy": "shorten it"},
                )
            if not fits(value):
                raise PydanticCustomError(
                    "bad-id",
                    "`{value}` is not {message}",
                    {"value": value, "message": self.message, "remedy": self.remedy},
                )
            return value

        return core_schema.no_info_plain_validator_function(
            check, json_schema_input_schema=core_schema.str_schema(pattern=f"^{self.pattern}$")
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        kind = {"x-names": self.names} if self.names else {}
        return {"type": "string", "pattern": f"^{self.pattern}$", "maxLength": MAX_ID, **kind}


@dataclass(frozen=True, slots=True, eq=False)
class OrShort:
    """Annotates a value that files may also write in a short form; tells its JSON Schema."""

    form: Any
    """A type that the short form has, or its JSON Schema."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        full = handler(schema)
        short = self.form if isinstance(self.form, dict) else TypeAdapter(self.form).json_schema()
        return {"anyOf": [short, full]}


def _id(names: str = "") -> Matching:
    return Matching(ID, "an id", "use lower-case words joined by hyphens", names)


Id = Annotated[str, _id()]
PartyId = Annotated[str, _id("party")]
IssueId = Annotated[str, _id("issue")]
StatementId = Annotated[str, _id("statement")]
ProposalId = Annotated[str, _id("proposal")]
TermRef = Annotated[
    str,
    Matching(
        rf"{ID}(?:\.{ID})?",
        "the id of a term",
        "use lower-case words joined by hyphens; a dot stands only before a stage",
        "term",
    ),
]
PositionRef = Annotated[
    str,
    Matching(
        f"{ID}#{ID}",
        "the id of a position",
        "write STATEMENT#1, or STATEMENT#ID where the position has an id",
        "position",
    ),
]
AnyRef = Annotated[
    str, Matching(r"[a-z0-9][a-z0-9_.#:|&?!-]*", "an id", "name a position, statement, claim or definition", "any")
]
"""The id of a position, a statement, a claim or a definition, as ``--without`` takes it."""


def _truth(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError(
        "not-a-truth-value",
        "`{value}` is neither true nor false",
        {"value": str(value), "remedy": "write true or false"},
    )


Truth = Annotated[bool, BeforeValidator(_truth), OrShort({"enum": ["true", "false"]})]


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return value
    try:
        number = Decimal(str(value)) if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", str(value)) else None
    except InvalidOperation:  # pragma: no cover - the pattern admits only decimals
        number = None
    if number is None or len(str(value)) > 40:
        raise PydanticCustomError(
            "not-a-number",
            "`{value}` is not a number",
            {"value": str(value)[:60], "remedy": "write digits, with a point for decimals and no separators"},
        )
    return number


Number = Annotated[
    Decimal,
    BeforeValidator(_number, json_schema_input_type=float | int),
    OrShort({"type": "string", "pattern": r"^[+-]?[0-9]+(\.[0-9]+)?$", "maxLength": 40}),
]
"""A decimal number, exact; shown without trailing zeros."""


def plain(number: Decimal) -> str:
    """Return the one way a number is written in ids and reports: no exponent, no trailing zeros."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "+0") else text.lstrip("+")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written: a day, a month or a year. It counts from the last day it can mean."""

    text: str
    last: date

    @classmethod
    def parse(cls, value: object) -> Day:
        """Read ``2025-12-15``, ``2025-12`` or ``2025``; raise PydanticCustomError for anything else."""
        if isinstance(value, Day):
            return value
        if isinstance(value, date):
            return cls(value.isoformat(), value)
        match = _DAY.fullmatch(value) if isinstance(value, str) else None
        try:
            if match is None:
                raise ValueError
            year, month = int(match[1]), int(match[2] or 12)
            day = int(match[3]) if match[3] else calendar.monthrange(year, month)[1]
            return cls(match[0], date(year, month, day))
        except (ValueError, calendar.IllegalMonthError):
            raise PydanticCustomError(
                "not-a-date",
                "`{value}` is not a date",
                {"value": str(value)[:60], "remedy": "write 2025-12-15, 2025-12 or 2025"},
            ) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(lambda day: day.text)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        years = {"type": "integer", "minimum": 1000, "maximum": 9999}
        return {"anyOf": [{"type": "string", "pattern": _DAY_SHAPE}, years]}

    def __str__(self) -> str:
        return self.text


def _spell(value: object) -> object:
    if isinstance(value, timedelta):
        return value
    match = _SPELL.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError(
            "not-a-duration",
            "`{value}` is not a number of days",
            {"value": str(value)[:60], "remedy": "write it as 180d"},
        )
    return timedelta(days=int(match[1]))


Days = Annotated[
    timedelta, BeforeValidator(_spell), WithJsonSchema({"type": "string", "pattern": f"^{_SPELL.pattern}$"})
]


@dataclass(frozen=True, slots=True)
class Text:
    """Words for people: one string for all languages (key ``""``), or one a language."""

    by_language: Mapping[str, str]
    UNMARKED: ClassVar[str] = ""

    @classmethod
    def parse(cls, value: object) -> Text:
        """Read a string, or a mapping of language codes to strings."""
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            return cls({cls.UNMARKED: value})
        if isinstance(value, Mapping) and value:
            for lang, words in value.items():
                if not re.fullmatch(_LANGUAGE, str(lang)):
                    raise PydanticCustomError(
                        "bad-language",
                        "`{value}` is not a language code",
                        {"value": str(lang)[:60], "remedy": "write en, ja, uk …", "key": str(lang)},
                    )
                if not isinstance(words, str):
                    raise PydanticCustomError("not-text", "a text is needed here", {"key": str(lang)})
            return cls(dict(value))
        raise PydanticCustomError(
            "not-text",
            "a text is needed here, or one a language",
            {"remedy": "write it as a string, or as {en: …, ja: …}"},
        )

    def within(self, lang: str) -> str:
        """Return the words in a language; else unmarked, else English, else the first by code."""
        for choice in (lang, self.UNMARKED, "en"):
            if choice in self.by_language:
                return self.by_language[choice].strip()
        return self.by_language[min(self.by_language)].strip()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(lambda text: text.written)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        by_language = {
            "type": "object",
            "propertyNames": {"pattern": f"^{_LANGUAGE}$"},
            "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "not": {"additionalProperties": {"type": "null"}},
        }
        return {"anyOf": [{"type": "string"}, by_language]}

    @property
    def written(self) -> str | dict[str, str]:
        """Return the form a file would hold."""
        unmarked = self.by_language.get(self.UNMARKED)
        return unmarked if unmarked is not None else dict(self.by_language)


def as_list(value: object) -> object:
    """Return a list as it is, and any other value as a list of itself; nothing stays nothing."""
    return value if value is None or isinstance(value, list | tuple) else [value]


def _begun(value: object) -> object:
    if value is None:
        raise PydanticCustomError("left-empty", "nothing is written here")
    return value


NotEmpty = BeforeValidator(_begun)
"""Annotates what must not be begun and left empty, because everything around it would mean something else."""


class OrOne:
    """Annotates a list in place of which files may write one item; tells its JSON Schema."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}


class _AsList(OrOne):
    """Annotates a list of which one item can stand for itself."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(as_list, handler(source))


AsList = _AsList()
