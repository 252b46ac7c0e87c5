"""Codes of remarks, which stop nothing."""

CODES = {
    "no-statement": ("No statement yet", "There is nothing to map."),
    "no-source": ("A statement without a source", "Nobody can look it up. Add `sources:`."),
    "bare-source": (
        "A source that nobody can find",
        "A title alone does not say where it stands, nor whether two sources are one. Add `publisher:`, `origin:` or "
        "`url:`.",
    ),
    "old-words": (
        "Old words that are still in force",
        "They are older than `stale_after` in negotiation.yaml, counted from the latest statement. They count, and are "
        "shown as old.",
    ),
    "inferred-without-readings": (
        "A reading of words, without another one",
        "What is inferred could be read otherwise. With `readings:`, results are tried under each of them.",
    ),
    "relayer-of-first-hand": (
        "Somebody who passed on words that are first-hand",
        "`relayed_by` counts beside `via: relayed` and `via: anonymous` only. Without `via`, words count as a document "
        "of the party.",
    ),
    "no-reason": (
        "A definition without a reason",
        "A definition binds everybody, so it should convince everybody. Add `because:`.",
    ),
    "order-on-whole": (
        "An order on something that has parts",
        "It binds the moment when the whole is complete; its parts may come before. To bind the parts, name them.",
    ),
    "missing-language": (
        "A text that is missing in a language of the negotiation",
        "Readers of that language see it in another. A plain text, without a language, is shown to all.",
    ),
    "unused-term": ("A term that nothing names", "Leave it out, or wait for words on it."),
    "unused-party": ("A party that says nothing and that nothing names", "Leave it out, or add its statements."),
    "unused-issue": ("An issue without terms", "Add `issue:` to its terms, or leave it out."),
    "stale-schema": (
        "Schemas for editors that are older than the files",
        "`.schemas/` lists the ids that there were when it was written, so an editor complains of new ones. Run "
        "`negmap schema --write`; `negmap new` and `negmap rename` do it by themselves.",
    ),
    "unexpected-file": (
        "A file or folder that is not read",
        "It may be a misspelt one. Files that begin with a dot, and README, may lie anywhere.",
    ),
    "bidi-character": (
        "A character that turns the direction of text",
        "What follows it reads in another order than it is written, which has been used to deceive. Text in Arabic or "
        "Hebrew needs none.",
    ),
}
