"""The values that are one word in the files (`principal`, `own-words`, `red-line` …), in the language of the report."""

from __future__ import annotations

from negmap.explain.messages import Words


def coded(value: str | None, words: Words) -> str:
    """Return such a value in words, or as it is where it is not known; nothing for None."""
    return _known(words).get(value, value) if value else ""


def _known(words: Words) -> dict[str, str]:
    return _of_parties(words) | _of_statements(words) | _of_positions(words) | _of_conflicts(words)


def _of_parties(words: Words) -> dict[str, str]:
    return {
        "state": words("state"),
        "coalition": words("coalition"),
        "organisation": words("organisation"),
        "movement": words("movement"),
        "other": words("other"),
        "principal": words("principal"),
        "guarantor": words("guarantor"),
        "mediator": words("mediator"),
        "backer": words("backer"),
        "observer": words("observer"),
    }


def _of_statements(words: Words) -> dict[str, str]:
    return {
        "text": words("text"),
        "own-words": words("own-words"),
        "spokesperson": words("spokesperson"),
        "relayed": words("relayed"),
        "anonymous": words("anonymous"),
        "table": words("table"),
        "private": words("private"),
        "internal": words("internal"),
        "tabled": words("tabled"),
        "oral": words("oral"),
        "leaked": words("leaked"),
        "reconstructed": words("reconstructed"),
    }


def _of_positions(words: Words) -> dict[str, str]:
    return {
        "red-line": words("red-line"),
        "firm": words("firm"),
        "flexible": words("flexible"),
        "stated": words("stated"),
        "inferred": words("inferred"),
    }


def _of_conflicts(words: Words) -> dict[str, str]:
    return {
        "quantity": words("quantity"),
        "deadlock": words("deadlock"),
        "options": words("options"),
        "direct": words("direct"),
        "definition": words("definition"),
        "condition": words("condition"),
    }
