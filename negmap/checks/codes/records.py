"""Codes of keys and values that a record does not take."""

CODES = {
    "unknown-key": (
        "A key that nobody knows",
        "A misspelt key would be a silent loss. The nearest known key is named.",
    ),
    "missing-key": ("A key that is needed is not there", "The record means nothing without it. Add it."),
    "empty-value": (
        "A key or an item with nothing after it",
        "A key with nothing after it counts as left out, and this one is needed; an item of a list cannot be left out "
        "so. Nor can what changes the meaning of the rest: conditions, guards and definitions, and what ends earlier "
        "words. Write the value; where nothing is meant, take the key away, or write `null`.",
    ),
    "unknown-value": ("A word that this key does not take", "The words that it takes are listed, or the nearest is."),
    "bad-value": ("A value that does not go here", "See the format's reference for what the key takes."),
    "not-text": (
        "A text is needed",
        "Something else stands here: a list, a mapping, true or false. A text for people may also be written by "
        "language, as {en: …, ja: …}.",
    ),
    "empty-text": ("A text with nothing in it", "Write the words, or leave the key out."),
    "not-a-mapping": (
        "Keys with values are needed",
        "A text or a list stands where a record is expected. Write `key: value` lines, or {key: value}.",
    ),
    "not-a-list": (
        "A list is needed",
        "Write items after `-`, one a line, or [in, brackets]. Where one id may stand alone, the reference says so.",
    ),
    "empty-list": ("A list with nothing in it", "`any_of` and `all_of` name one term at least."),
    "bad-id": (
        "A word that cannot be an id",
        "Ids are lower-case words of letters and digits, joined by hyphens; a dot stands only before a stage, `#` only "
        "before the number or id of a position. So an id can be typed, linked to and used as a file's name everywhere.",
    ),
    "id-too-long": ("An id of more than 200 characters", "Shorten it; a file system would not take it as a name."),
    "not-a-truth-value": (
        "Neither true nor false",
        "`yes`, `no`, `on` and `off` are text here, because that is what they are in most places. Write true or false.",
    ),
    "not-a-number": (
        "Not a number",
        "Digits, with a point for decimals: no separators, no unit, no exponent. The unit stands in the term's "
        "`quantity`.",
    ),
    "not-a-date": (
        "Not a date",
        "Write 2025-12-15; or 2025-12 or 2025 where no more is known, which counts from its last day.",
    ),
    "not-a-duration": ("Not a number of days", "Write it as 180d."),
    "bad-language": (
        "Not the code of a language",
        "Languages are written as en, ja, uk …, so that the right version is found and read aloud rightly.",
    ),
    "bad-address": (
        "Not an address on the web",
        "Addresses become links in reports, so they begin with https:// or http:// and have no spaces. A shelf mark or "
        "a file belongs into `note`.",
    ),
    "no-language": ("A negotiation in no language", "Name one language at least, or leave the key out."),
    "bad-target": (
        "No term can be read here",
        "After a stance, a condition or a guard stands the id of a term, or a form such as {any_of: [terms]}.",
    ),
    "no-stance": (
        "A position without a stance",
        "What it says of a term is missing: demand, support, accept, offer, consider, only, oppose or reject.",
    ),
    "two-stances": ("A position with several stances", "One position says one thing of one term. Write one for each."),
    "same-twice": (
        "The same thing twice in one list",
        "It says nothing more the second time; often another was meant.",
    ),
}
