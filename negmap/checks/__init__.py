"""Rules that a well-formed negotiation obeys; one function a rule."""

from __future__ import annotations

from collections.abc import Iterable

from negmap.checks import (
    checkpoints,
    definitions,
    endings,
    evidence,
    lists,
    numbers,
    proposals,
    references,
    scenarios,
    stances,
    statements,
    texts,
    upkeep,
)
from negmap.checks.places import Rule
from negmap.diagnostics import Diagnostic, in_order
from negmap.model.negotiation import Negotiation
from negmap.progress import Work, begin, count

RULES: tuple[Rule, ...] = (
    references.unknown_party,
    references.unknown_issue,
    references.unknown_term,
    references.unknown_statement,
    references.unknown_position,
    references.unknown_proposal,
    references.unknown_id,
    references.member_of_ring,
    stances.condition_not_taken,
    stances.guard_without_condition,
    stances.only_without_condition,
    stances.form_not_taken,
    stances.condition_on_proposal,
    stances.any_of_in_condition,
    stances.condition_on_itself,
    stances.reading_keys,
    numbers.number_without_quantity,
    numbers.number_out_of_range,
    numbers.bounds_crossed,
    numbers.empty_range,
    endings.ends_own_statement,
    endings.ends_other_party,
    endings.ends_later_words,
    endings.until_before_statement,
    statements.red_line_without_quote,
    statements.duplicate_position_id,
    statements.numeric_position_id,
    statements.second_hand_without_relayer,
    definitions.definition_on_itself,
    definitions.ring_of_after,
    definitions.ring_of_kinds,
    definitions.definition_twice,
    definitions.stages_with_quantity,
    definitions.kind_of_stage,
    definitions.closed_without_kinds,
    definitions.choice_without_options,
    lists.same_twice,
    proposals.term_in_two_lists,
    proposals.order_of_absent,
    proposals.order_twice,
    proposals.except_not_in_proposal,
    proposals.ring_of_versions,
    scenarios.new_term_without_title,
    scenarios.scenario_changes_term,
    scenarios.scenario_takes_id,
    checkpoints.empty_checkpoint,
    texts.bad_language,
    texts.no_language,
    texts.bad_address,
    evidence.no_statement,
    evidence.no_source,
    evidence.bare_source,
    evidence.old_words,
    evidence.inferred_without_readings,
    evidence.relayer_of_first_hand,
    upkeep.unused_term,
    upkeep.unused_party,
    upkeep.unused_issue,
    upkeep.no_reason,
    upkeep.missing_language,
    upkeep.order_on_whole,
)
"""All rules on how a negotiation is written. What definitions and checkpoints say of the map is checked apart."""


def check(negotiation: Negotiation) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a negotiation by every rule, in order; it may hold placeholders of faulty files."""
    begin(Work.RULES, len(RULES))
    return in_order(diagnostic for rule in RULES for diagnostic in _obeyed(rule, negotiation))


def _obeyed(rule: Rule, negotiation: Negotiation) -> Iterable[Diagnostic]:
    count()
    return rule(negotiation)
