"""Codes of names that nothing has."""

CODES = {
    "unknown-term": (
        "A term that is not in terms.yaml",
        "A misspelt term would be another term, and a conflict over it would never be seen. The nearest known term is "
        "named. What a scenario brings is known inside that scenario only.",
    ),
    "bare-staged-term": (
        "A term with stages, named without its stage",
        "`withdrawal` could mean agreed, begun or done, and results differ. Name the stage.",
    ),
    "unknown-stage": ("A stage that the term does not have", "The term's stages are listed in terms.yaml."),
    "unknown-party": ("A party that is not in parties.yaml", "Add it there, or correct the name."),
    "unknown-issue": ("An issue that is not in issues.yaml", "Add it there, or correct the name."),
    "unknown-statement": ("A statement that is not there", "A statement's id is the name of its file without `.yaml`."),
    "unknown-position": (
        "A position that is not there",
        "STATEMENT#1 is the first position of a statement, STATEMENT#ID one with an id. A position that has an id is "
        "not named by its number. Words that end a position nobody finds would end nothing.",
    ),
    "unknown-proposal": ("A proposal that is not there", "A proposal's id is the name of its file without `.yaml`."),
    "unknown-id": (
        "Nothing has this id",
        "`without` takes positions, statements, claims (`after:x:y`) and definitions (`def:is_a:x:y`); packages of a "
        "checkpoint are made of claims.",
    ),
    "member-of-ring": (
        "A party that is a member of itself, through others",
        "Families of parties would never end. Leave out the membership that is not so.",
    ),
}
