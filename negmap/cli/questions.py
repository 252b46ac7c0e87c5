"""Questions at a terminal: completion of what is known, a check of each answer, one line each."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, FuzzyCompleter, WordCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.validation import ValidationError, Validator

from negmap.explain.messages import Words

Check = Callable[[str], str]
"""Says what is wrong with an answer, or nothing."""


def at_terminal() -> bool:
    """Say whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class _Checked(Validator):
    def __init__(self, check: Check) -> None:
        self._check = check

    def validate(self, document: Document) -> None:
        if wrong := self._check(document.text.strip()):
            raise ValidationError(message=wrong, cursor_position=len(document.text))


class Questions:
    """Asks one thing a line, in one language; an empty answer leaves out what may be left out."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._session: PromptSession[str] = PromptSession()

    def ask(
        self,
        label: str,
        *,
        known: Mapping[str, str] | None = None,
        default: str = "",
        check: Check | None = None,
        required: bool = False,
        hint: str = "",
    ) -> str:
        """Return an answer, without spaces around it; what is `known` completes it."""
        words = self.words

        def checked(answer: str) -> str:
            if not answer:
                return words("An answer is needed here; Ctrl-C stops without writing anything.") if required else ""
            return check(answer) if check else ""

        note = f" ({hint})" if hint else "" if required else f" ({words('Enter leaves it out')})"
        return self._session.prompt(
            f"{label}{note}: ",
            completer=_completer(known) if known else None,
            complete_while_typing=True,
            validator=_Checked(checked),
            validate_while_typing=False,
            key_bindings=_tab_completes(),
            default=default,
        ).strip()

    def one_of(self, label: str, choices: Mapping[str, str], *, required: bool = False, hint: str = "") -> str:
        """Return one of the choices, or nothing."""
        listed = ", ".join(choices)

        def meant(answer: str) -> str:
            """Return the choice that the answer is, or the only one that begins so."""
            begun = [choice for choice in choices if choice.startswith(answer)]
            return answer if answer in choices else begun[0] if len(begun) == 1 else ""

        def check(answer: str) -> str:
            return "" if meant(answer) else self.words("One of: {choices}", choices=listed)

        answer = self.ask(label, known=choices, check=check, required=required, hint=hint)
        return meant(answer) if answer else ""

    def texts(self, label: str, languages: Sequence[str], *, required: bool = False) -> tuple[str, ...]:
        """Return a text in each language, as LANG=TEXT where there are several; the first is needed if any is."""
        if len(languages) == 1:
            answer = self.ask(label, required=required)
            return (answer,) if answer else ()
        answers = {
            lang: self.ask(f"{label} [{lang}]", required=required and lang == languages[0]) for lang in languages
        }
        return tuple(f"{lang}={answer}" for lang, answer in answers.items() if answer)

    def yes(self, label: str) -> bool:
        """Return whether the answer is yes; no answer counts as yes."""
        # A session of its own: one that has checked answers before goes on checking them.
        answer = PromptSession[str]().prompt(f"{label} [Y/n] ").strip().lower()
        return answer in ("", "y", "yes")


def _tab_completes() -> KeyBindings:
    """Let Tab take the first completion at once, and the next when it is pressed again."""
    keys = KeyBindings()

    @keys.add("tab")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state:
            buffer.complete_next()
        else:
            buffer.start_completion(select_first=True)

    return keys


def _completer(known: Mapping[str, str]) -> Completer:
    """Complete ids, also in the middle of a word and by parts of it; beside each stands its title."""
    word = r"[^,\s]+"
    inner = WordCompleter(list(known), meta_dict=dict(known), pattern=re.compile(word))
    return FuzzyCompleter(inner, pattern=f"^{word}")
