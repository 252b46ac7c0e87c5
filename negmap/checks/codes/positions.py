"""Codes of positions and statements."""

CODES = {
    "condition-not-taken": (
        "A condition on reject, oppose or consider",
        'How something would come about does not matter to who rejects it. "No X until Y" is `only: X, after: Y`; "a '
        'number too high" is `only: X, at_most: n`. For "not in this case" there are the guards `if` and `unless`.',
    ),
    "guard-without-condition": (
        "A guard on accept or offer that guards nothing",
        "These stances make no claim of their own, so there is nothing that the guard could lift. What the consent "
        "depends on is a condition: write `requires`.",
    ),
    "only-without-condition": (
        "`only` without a condition",
        "`only: X` says how X would have to be, if at all. Without a how it says nothing; agreement is `accept`.",
    ),
    "form-not-taken": (
        "A form of object that does not go with the stance",
        "`any_of` goes with demand and support (one of them is enough), `all_of` with reject and oppose (not all of "
        "them together), `proposal` with accept and reject.",
    ),
    "condition-on-proposal": (
        "A condition or guard on a proposal",
        "A proposal has its own order and numbers. Conditions belong to positions on its terms.",
    ),
    "any-of-in-condition": (
        "`any_of` where it cannot stand",
        '"Before Y or Z" says nothing clear when both are in. Write it as `after` on the other term, or name each '
        "term. `after`, `with` and `requires` take `any_of`.",
    ),
    "condition-on-itself": ("A condition that names its own term", "Nothing comes before, after or with itself."),
    "key-of-reading": (
        "A key that another reading does not take",
        "A reading says how the same words could be coded: stance, conditions, guards, firmness. Its id, its date and "
        "what it replaces are those of the position around it.",
    ),
    "number-without-quantity": (
        "A number on a term without a quantity",
        "Without a unit, numbers of different speakers cannot be compared. Add `quantity:` to the term.",
    ),
    "number-out-of-range": (
        "A number that makes no sense for its term",
        "It lies outside `min` and `max` of the quantity, or has to be whole and is not.",
    ),
    "bounds-crossed": (
        "Numbers of one position that leave no number",
        "The least is above the greatest, or `exactly` stands beside another bound.",
    ),
    "ends-own-statement": (
        "Words that end words of their own statement",
        "A statement that takes back what it says, says nothing. Leave the earlier words out, or name those of an "
        "earlier statement.",
    ),
    "ends-other-party": (
        "Words that end another party's",
        "`replaces` and `withdraws` are for a party's own words. What others said stands until they change it.",
    ),
    "ends-later-words": (
        "Words that end later ones",
        "Words end those of the same day or earlier. A date of a month or a year counts as its last day.",
    ),
    "until-before-statement": ("A position that ran out before it was stated", "One of the two dates is wrong."),
    "red-line-without-quote": (
        "A red line without the words that draw it",
        "Red lines weigh most in every result, so each shows the words that make it one. Quote them, or take `firm`.",
    ),
    "duplicate-position-id": ("Two positions of a statement with one id", "Rename one of the two."),
    "numeric-position-id": (
        "A number as the id of a position",
        "STATEMENT#2 is the second position of a statement. An id that is a number would name another one. Take "
        "a word.",
    ),
    "second-hand-without-relayer": (
        "Words at second hand, and nobody who passed them on",
        "`via: relayed` and `via: anonymous` need `relayed_by:`, so that a reader can judge how much they carry.",
    ),
}
