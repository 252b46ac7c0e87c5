"""Questions of which the answer depends on what is named: `why` and `show`."""

from __future__ import annotations

from negmap.findings.cards import ShowReport, WhyReport
from negmap.prepare.errors import NotUnderstood
from negmap.report.context import Context
from negmap.report.lookup import NoSuchId, find
from negmap.report.show import show_report
from negmap.report.why import why_order, why_positions, why_term

EITHER = "name one term, two different terms or two different positions"


def show(made: Context, name: str) -> ShowReport:
    """Return what is known about anything that has an id; raise NotUnderstood."""
    try:
        return show_report(made, *find(made, name))
    except NoSuchId as wrong:
        raise NotUnderstood(str(wrong)) from None


def why(made: Context, *names: str) -> WhyReport:
    """Return why a term is blocked, why one comes before another, or why two positions clash; raise NotUnderstood."""
    try:
        named = [find(made, text, ("term", "position")) for text in names]
    except NoSuchId as wrong:
        raise NotUnderstood(str(wrong)) from None
    _no_bare_stage(made, named)
    kinds, keys = [kind for kind, _ in named], [key for _, key in named]
    if kinds == ["term"]:
        return why_term(made, keys[0])
    if kinds == ["term", "term"] and keys[0] != keys[1]:
        return why_order(made, keys[0], keys[1])
    if kinds == ["position", "position"] and keys[0] != keys[1]:
        return why_positions(made, keys[0], keys[1])
    raise NotUnderstood(EITHER)


def _no_bare_stage(made: Context, named: list[tuple[str, str]]) -> None:
    negotiation = made.study.view.negotiation
    for kind, key in named:
        if kind == "term" and key not in negotiation.term_of:
            raise NotUnderstood(f"`{key}` has stages; name one of {', '.join(negotiation.terms[key].names)}")
