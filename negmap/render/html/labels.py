"""What the page itself says, in one language: headings, buttons, hints."""

from __future__ import annotations

from negmap.explain.messages import Words


def labels(words: Words) -> dict[str, str]:
    """Return every fixed text of the page by its name in the template."""
    return {**_headings(words), **_first_screen(words), **_map(words), **_record(words), **_further(words)}


def script_labels(words: Words) -> dict[str, str]:
    """Return the texts that the script puts together; it fills in {points} and so on."""
    return {
        "shown": words(
            "{points} of {all_points} sticking points, {positions} of {all_positions} positions ever stated",
            points="{points}",
            all_points="{all_points}",
            positions="{positions}",
            all_positions="{all_positions}",
        ),
        "chosen": words("Sticking point {number} is lit on the map.", number="{number}"),
        "off": words("Sticking point {number} is not drawn on the map.", number="{number}"),
        "play": words("Replay"),
        "pause": words("Pause"),
    }


def _headings(words: Words) -> dict[str, str]:
    return {
        "kicker": words("Map of a negotiation"),
        "contents": words("Contents"),
        "sticks": words("Where it sticks"),
        "waits": words("Who waits for whom"),
        "agreed_title": words("What is agreed, and what is not known"),
        "coverage": words("On whose words this rests"),
        "map": words("Sticking points and the map"),
        "days": words("Day by day"),
        "concessions": words("What could move"),
        "sequence": words("In which order it could go"),
        "matrix": words("Who has said what on which issue"),
        "statements": words("Every statement"),
        "sources": words("Sources"),
        "about": words("How to read this page"),
    }


def _first_screen(words: Words) -> dict[str, str]:
    return {
        "must_agree": words("Who must agree"),
        "others": words("Who else speaks"),
        "rests_on": words("rests on"),
        "nothing": words("nothing"),
        "party": words("party"),
        "role": words("role"),
        "said": words("statements"),
        "positions": words("positions"),
        "from_to": words("from – to"),
        "languages": words("languages of the sources"),
        "unknown_language": words("not noted"),
        "must": words("must agree"),
        "silence": words(
            "Silence is neither consent nor refusal; what was relayed or said anonymously is not consent."
        ),
    }


def _map(words: Words) -> dict[str, str]:
    return {
        "colours": words("Colours"),
        "auto": words("auto"),
        "light": words("light"),
        "dark": words("dark"),
        "skip": words("Skip to the content"),
        "skip_map": words("Skip the map"),
        "filters": words("Choose what is shown"),
        "all_parties": words("all parties"),
        "all_issues": words("all issues"),
        "issue": words("issue"),
        "search": words("search"),
        "search_hint": words("words, names, ids"),
        "date": words("as of"),
        "reset": words("Show everything"),
        "show": words("Show on the map"),
        "holds_up": words("Holds up"),
        "why": words("Why they cannot stand together"),
        "evidence": words("Evidence"),
        "conflict_id": words("conflict"),
        "map_label": words("Map: positions by party, joined where they cannot stand together"),
        "map_hint": words(
            "Choose a sticking point and its positions light up; choose a position and its statement opens."
        ),
        "no_map": words("The map could not be drawn here; the lists hold everything that it would show."),
        "close": words("Close"),
        "statement": words("Statement"),
        "points_here": words("Sticking points"),
        "map_figure": words("The map"),
    }


def _record(words: Words) -> dict[str, str]:
    return {
        "red_line": words("■ red line"),
        "our_reading": words("our reading"),
        "old": words("old"),
        "hypothetical": words("hypothetical"),
        "internal": words("internal"),
        "disputed": words("disputed by"),
        "other_readings": words("Another careful reader might write it so:"),
        "reason": words("Reason given"),
        "note": words("Note"),
        "appeared": words("New sticking point"),
        "vanished": words("No longer"),
        "incomplete": words("Not every conflict of this day was found."),
        "archived": words("stored copy"),
        "no_sources": words("no source noted"),
    }


def _further(words: Words) -> dict[str, str]:
    return {
        "concessions_lead": words(
            "The least that would have to move, smallest first, which is a reading order and not advice. "
            "Nobody has offered it."
        ),
        "pending": words("Being computed …"),
        "packages_cut": words("The search was cut: there may be other packages."),
        "no_package": words("No package was found in the time given."),
        "sequence_lead": words(
            "If these concessions were made, a settlement could come so. Nobody has made them; the section before "
            "shows others, with others moving."
        ),
        "sequence_free": words("Nothing stands in the way; a settlement could come so:"),
        "no_sequence": words("No settlement is open, so there is no order to show."),
        "phase": words("phase"),
        "nobody": words("nobody named to carry it out"),
        "already": words("Already so"),
        "tied": words("at the same time"),
        "not_yet": words("not yet agreed by who would carry it out"),
        "along": words(
            "Who gives and gets along one of the possible orders: of those compared, the one in which the longest wait "
            "is shortest. The numbers are its steps."
        ),
        "first_movers": words("First to give along it"),
        "matrix_lead": words(
            "+ asks for, agrees to or offers something · − refuses something · ? sets a condition · … ready to "
            "talk · blank: has said nothing (which is neither consent nor refusal)"
        ),
        "silent": words("has said nothing"),
    }


def about(words: Words) -> tuple[str, ...]:
    """Return how to read the page, paragraph by paragraph."""
    return (
        words(
            "This page shows what parties said in public and what that implies. It does not know what a party would "
            "accept, invents no scores and ranks nobody. Parties stand in the order of their ids."
        ),
        words(
            "A sticking point is a set of conditions and refusals that cannot stand with what is asked for. Leave out "
            "any one and the rest fit. Those that hold up the most of what is asked for come first; the number is that "
            "of the map."
        ),
        words(
            "Every line leads back to a dated statement and its sources. “Our reading” marks what the words do not say "
            "themselves; “relayed” and “anonymous” mark second-hand words, which never silence words on record."
        ),
        words("The page needs no network and sends nothing anywhere. Links to sources lead out of it."),
    )
