"""Codes of terms, issues, proposals and scenarios."""

CODES = {
    "definition-on-itself": ("A definition from a term to itself", "Definitions are about two terms."),
    "ring-of-after": (
        "A ring of `after`",
        "Each term would come after itself, so none of them could ever be. Where parties put two things in opposite "
        "orders, these are their positions, not definitions.",
    ),
    "ring-of-kinds": (
        "A ring of `is_a` and `includes`",
        "Each term would be a kind or a part of itself. Where two words mean one thing, keep one term and note the "
        "other in `called`. A ring of `requires` is a package deal, and allowed.",
    ),
    "definition-twice": (
        "One definition, written twice with different reasons",
        "Results name a definition with its reason, so it has one. `excludes` written on both terms is one definition.",
    ),
    "stages-with-quantity": (
        "A quantity on a term with stages",
        "It would not be clear at which stage the number is meant. Make a term of its own for what is counted.",
    ),
    "stages-with-kinds": (
        "Kinds of a term with stages",
        "It would not be clear which stage the kind is a kind of. Use `requires` or `after` on the stage that is "
        "meant, or make a term of its own.",
    ),
    "closed-without-kinds": (
        "A term whose kinds are all listed, and there is none",
        "`kinds: closed` says that the term is in only as one of its kinds. Without kinds it could never be in.",
    ),
    "choice-without-options": ("A choice with fewer than two options", "List the options, or leave `choose` out."),
    "empty-range": ("A quantity whose least number is above its greatest", "Correct `min` or `max`."),
    "term-in-two-lists": (
        "A term twice in the lists of a proposal",
        "A term is in, out or open, once. All bounds of a number stand in one place.",
    ),
    "order-of-absent": (
        "An order for a term that the proposal does not contain",
        "Every term of `order` stands in `in` or `open`.",
    ),
    "order-twice": ("A term with two places in the order of a proposal", "Each term takes effect once."),
    "except-not-in-proposal": (
        "An exception that is not in the proposal",
        "What is left out with `except` has to be among its terms.",
    ),
    "nothing-left-of-proposal": (
        "A position on a proposal of which nothing is left",
        "With all its terms excepted, or none in it, there is nothing to accept or reject.",
    ),
    "ring-of-versions": ("A proposal that is a version of itself", "`version_of` names the earlier draft."),
    "new-term-without-title": (
        "A new term without a title",
        "A scenario may add definitions to a term there is, without a title. A name that terms.yaml lacks is a new "
        "term; often it is a misspelt one.",
    ),
    "scenario-changes-term": (
        "A scenario that changes a term",
        "To a term there is, a scenario adds definitions and nothing else, so that results can be compared.",
    ),
    "scenario-takes-id": (
        "A hypothetical statement with the id of a real one",
        "Hypothetical statements are called SCENARIO-1, SCENARIO-2 …, and a real one has that name. Rename the "
        "scenario's file.",
    ),
}
