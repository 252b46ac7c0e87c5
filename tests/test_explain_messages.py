"""Messages: each has its translation, and both languages can say all of them."""

from __future__ import annotations

import ast
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from negmap.explain.messages import LANGUAGES, Words

ROOT = Path(__file__).resolve().parent.parent
TRANSLATED = [lang for lang in LANGUAGES if lang != "en"]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Return `.ci/messages`, which collects and compiles messages."""
    loader = SourceFileLoader("ci_messages", str(ROOT / ".ci" / "messages"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def messages(script: ModuleType) -> list[Message]:
    """Return every message in the code."""
    catalog: Catalog = script.collected()
    return [message for message in catalog if message.id]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_script_and_the_code_have_the_same_languages(script: ModuleType) -> None:
    assert list(script.LANGUAGES) == TRANSLATED


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_message_has_a_translation(script: ModuleType, messages: list[Message], lang: str) -> None:
    known: Catalog = script.translated(lang)
    wanted = {script.forms(message.id) for message in messages}
    found = {script.forms(message.id): message for message in known if message.id}
    assert not wanted - found.keys(), "run .ci/messages and translate these"
    assert not found.keys() - wanted, "no code uses these; run .ci/messages"
    assert not known.obsolete
    assert not [key for key, message in found.items() if message.fuzzy or not all(script.forms(message.string))]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_translations_have_the_placeholders_of_the_message(script: ModuleType, lang: str) -> None:
    for message in script.translated(lang):
        if message.id:
            for text in filter(None, script.forms(message.string)):
                assert placeholders(text) == placeholders(script.forms(message.id)[-1]), text


@pytest.mark.parametrize("lang", TRANSLATED)
def test_the_files_are_what_the_script_writes(script: ModuleType, lang: str) -> None:
    catalog = script.merged(script.collected(), script.translated(lang))
    assert script.po_of(lang).read_bytes() == script.as_po(catalog)
    assert script.mo_of(lang).read_bytes() == script.as_mo(catalog)
    assert b"Date" not in script.mo_of(lang).read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_can_be_said(script: ModuleType, messages: list[Message], lang: str) -> None:
    words = Words(lang)
    for message in messages:
        one, *other = script.forms(message.id)
        values = {name: f"<{name}>" for text in (one, *other) for name in placeholders(text)}
        if not other:
            said = words(one, **values)
            assert set(values) == {name for name in values if f"<{name}>" in said}, said
            continue
        values.pop("number", None)
        for number in (1, 2, 11):
            said = words.many(one, other[0], number, **values)
            assert all(f"<{name}>" in said for name in values), said


def test_every_call_gives_the_values_that_its_message_takes(script: ModuleType) -> None:
    for package in script.PACKAGES:
        for path in sorted((ROOT / "negmap" / package).rglob("*.py")):
            for call in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(call, ast.Call) and (count := script._messages_in(call.func)):
                    texts = [a.value for a in call.args[:count] if isinstance(a, ast.Constant)]
                    given = {keyword.arg for keyword in call.keywords} | ({"number"} if count > 1 else set())
                    wanted = {name for text in texts for name in placeholders(str(text))}
                    assert wanted | {"number"} == given | {"number"}, f"{path}:{call.lineno}"
                    assert wanted <= given, f"{path}:{call.lineno}"


def test_japanese_has_one_form_for_every_number(script: ModuleType) -> None:
    japanese: Catalog = script.translated("ja")
    assert japanese.num_plurals == 1
    assert all(len(script.forms(message.string)) == 1 for message in japanese if message.id)


def test_japanese_uses_japanese_marks(script: ModuleType) -> None:
    for message in script.translated("ja"):
        for text in script.forms(message.string) if message.id else ():
            assert not set(text) & set("“”,;()"), text


def test_a_language_without_messages_is_refused() -> None:
    with pytest.raises(ValueError, match="no messages in fr; there are en, ja"):
        Words("fr")


def test_lists_in_words() -> None:
    assert Words("en").all_of(["a", "b", "c"]) == "a, b and c"
    assert Words("ja").all_of(["甲", "乙", "丙"]) == "甲、乙と丙"
    assert Words("ja").any_of(["甲", "乙", "丙"]) == "甲、乙または丙"
    assert [Words("ja").all_of(parts) for parts in ([], ["甲"])] == ["", "甲"]
