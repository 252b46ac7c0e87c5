"""A statement as the text of a file."""

from __future__ import annotations

from typing import Any

import yaml

from negmap.files.marked_yaml import Data
from negmap.model.statements import Statement

WIDTH = 110


def plain_data(statement: Statement) -> dict[str, Data]:
    """Return a statement as the data that its file would hold: without its id, and without what goes unsaid."""
    data: dict[str, Data] = statement.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    del data["id"]
    return data


def statement_text(data: dict[str, Data]) -> str:
    """Return the data of a statement as YAML: its positions last, a list of one without its dash where it may be."""
    ordered = {key: value for key, value in data.items() if key != "positions"}
    if "positions" in data:
        ordered["positions"] = data["positions"]
    text: str = yaml.dump(_short(ordered), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    return text


def _short(data: Data, key: str = "") -> Data:
    if isinstance(data, dict):
        return {name: _short(value, name) for name, value in data.items()}
    if isinstance(data, list):
        items = [_short(item) for item in data]
        return items[0] if len(items) == 1 and key in _AS_LIST else items
    return _Number(data) if isinstance(data, str) and key in _NUMBERS else data


class _Number(str):
    """A number as it was written, for it may be longer than a program's own numbers."""


_NUMBERS = frozenset({"at_least", "at_most", "exactly"})


_AS_LIST = frozenset(
    {"before", "after", "with", "no_later_than", "requires", "includes", "if", "unless"}
    | {"replaces", "withdraws", "disputed_by"}
)
"""Keys under which one value stands for a list of it."""


class _Dumper(yaml.SafeDumper):
    """Writes lists under their keys, texts of several lines as such, and days without quotes."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as in the library
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text.strip("\n") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _number(dumper: _Dumper, number: _Number) -> yaml.ScalarNode:
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in number else 'int'}", str(number))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Number, _number)
