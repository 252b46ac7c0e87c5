"""The schemas of the files take what the loader takes, and refuse what it refuses, as far as a schema can know."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from negmap.checks import check
from negmap.files.loader import load
from negmap.files.marked_yaml import Data, read_yaml
from negmap.files.schema import FILES, schema, schemas
from negmap.files.schema_examples import EXAMPLES
from negmap.model.negotiation import Negotiation

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "positions" / "ukraine-2025"
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/negotiation.yaml"))
GALLERY = ROOT / "tests" / "gallery"
PLAIN = {name: Draft7Validator(made) for name, made in schemas().items()}


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder, each with the name of its schema."""
    for name, globs in FILES.items():
        for glob in globs:
            yield from ((name, path) for path in sorted(folder.glob(glob)))


def data(path: Path) -> Data:
    return read_yaml(path.name, path.read_text(encoding="utf-8")).data


def wrong(check_: Draft7Validator, value: object) -> list[str]:
    return [f"{list(error.path)}: {error.message}" for error in check_.iter_errors(value)]


@pytest.mark.parametrize("folder", [SHIPPED, GALLERY / "base", *CASES], ids=lambda path: path.name)
def test_every_file_is_valid_plain_and_with_the_ids(folder: Path) -> None:
    listed = {name: Draft7Validator(made) for name, made in schemas(load(folder)[0]).items()}
    seen = 0
    for name, path in files(folder):
        assert wrong(PLAIN[name], data(path)) == [], path
        assert wrong(listed[name], data(path)) == [], path
        seen += 1
    assert seen >= 5


@pytest.mark.parametrize("name", FILES)
def test_schemas_are_schemas_and_their_examples_valid(name: str) -> None:
    made = schema(name)
    Draft7Validator.check_schema(made)
    Draft202012Validator.check_schema(made)
    for example in EXAMPLES[name]:
        assert wrong(PLAIN[name], example) == []
        assert list(Draft202012Validator(made).iter_errors(example)) == []


def test_every_key_is_described() -> None:
    for name, made in schemas().items():
        objects = [made, *made.get("$defs", {}).values()]
        for one in objects:
            for key, value in one.get("properties", {}).items():
                assert value.get("description"), f"{name}: {key}"


KNOWN = {
    "bad-id", "bad-language", "bad-target", "condition-not-taken", "empty-list", "empty-text", "form-not-taken",
    "missing-key", "no-stance", "not-a-date", "not-a-duration", "not-a-list", "not-a-mapping", "not-a-number",
    "not-a-truth-value", "not-text", "only-without-condition", "red-line-without-quote", "second-hand-without-relayer",
    "two-stances", "unknown-key", "unknown-value", "unknown-party", "unknown-term", "unknown-issue", "unknown-proposal",
    "unknown-stage", "bare-staged-term",
}  # fmt: skip
"""Faults of the gallery that a schema with the ids of the negotiation finds."""


@pytest.mark.parametrize("case", sorted(KNOWN))
def test_faulty_files_of_the_gallery_are_invalid(case: str) -> None:
    listed = {name: Draft7Validator(made) for name, made in schemas(load(GALLERY / "base")[0]).items()}
    faulty = [path for name, path in files(GALLERY / case) if wrong(listed[name], data(path))]
    assert faulty, case


# The loader and the schema, side by side, on files that were spoilt at random.


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from places(inner, (*path, step))


SPOILT: st.SearchStrategy[Any] = st.sampled_from(
    ["x", "ceasefire", "Not An Id", "2025-13-01", "2025", "-5", "1e3", "true", "", None, [], {}, ["ceasefire"],
     {"en": "x"}, {"any_of": ["ceasefire"]},
     {"any_of": []}, {"all_of": "ceasefire"}, {"en": None}, [None], "a#1", ["a#1"], "180d",
     {"term": "ceasefire"}, {"proposal": "x"}, "red-line", [["ceasefire"]]]
)  # fmt: skip
KEYS = ["note", "title", "after", "if", "demand", "reject", "colour", "id", "via", "called", "is_a", "by", "quote"]
NAMES = ["negotiation", "statement", "scenario", "proposal", "parties", "terms", "issues", "events"]
SAMPLES: Mapping[str, list[Any]] = {
    name: [*EXAMPLES[name], *[data(path) for kind, path in files(GALLERY / "base") if kind == name]] for name in NAMES
}


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, Any]:
    """Return a file's data with one value put in place of another, a key more, or one less."""
    name = draw(st.sampled_from(NAMES))
    whole = [copy.deepcopy(draw(st.sampled_from(SAMPLES[name])))]
    path = draw(st.sampled_from(list(places(whole))[1:]))
    holder: Any = whole
    for step in path[:-1]:
        holder = holder[step]
    if isinstance(holder, dict) and draw(st.booleans()):
        if draw(st.booleans()):
            del holder[path[-1]]
        else:
            key = draw(
                st.sampled_from(["note", "title", "after", "if", "demand", "reject", "colour", "id", "via", "called"])
            )
            holder[key] = draw(SPOILT)
    else:
        holder[path[-1]] = draw(SPOILT)
    return name, _as_text(whole[0])


def _as_text(value: Any) -> Any:
    """Return data as the reader gives it: numbers and truth values as text."""
    if isinstance(value, dict):
        return {str(key): _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return value if value is None or isinstance(value, str) else str(value).lower()


@settings(max_examples=400)
@given(spoilt())
def test_a_spoilt_file_is_invalid_where_the_loader_finds_a_fault(sample: tuple[str, Any]) -> None:
    name, value = sample
    found = _faults(name, value)
    invalid = wrong(PLAIN[name], value)
    if not invalid:
        assert found == set(), (name, value)
    else:
        checked = found | _checks(name, value)
        # A key without a value counts as left out; a schema may mind its name all the same.
        assert checked or wrong(PLAIN[name], _filled(value)) == [], (name, value, invalid)


def _filled(value: Any) -> Any:
    """Return data without the keys that have no value."""
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner is not None}
    return [_filled(inner) for inner in value] if isinstance(value, list) else value


def _read(name: str, value: Any) -> tuple[Negotiation, set[str]]:
    import json
    import tempfile

    from negmap.files.example import example

    assert example()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for needed in ("negotiation", "parties", "terms"):
            (folder / f"{needed}.yaml").write_text("title: T\n" if needed == "negotiation" else "{}\n")
        file = FILES[name][0].replace("/**/*", "/x")
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(json.dumps(value, ensure_ascii=False))
        negotiation, found = load(folder)
    return negotiation, {d.code for d in found if d.is_error and d.span.file == file}


def _faults(name: str, value: Any) -> set[str]:
    return _read(name, value)[1] - {"empty-file"}


def _checks(name: str, value: Any) -> set[str]:
    negotiation, found = _read(name, value)
    return found | {d.code for d in check(negotiation) if d.is_error}
