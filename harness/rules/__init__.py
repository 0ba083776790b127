"""Every rule, listed by hand, from the specific to the general.

Adding a rule touches two places: its own file, and one line here. The list is explicit so that
a reader, a diff and a debugger all see the same catalogue. Its order is the rank: where several
rules see one error, the one that stands first leads the finding. Rules of other distributions,
by their entry points, come after ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from harness.plugins import Listed
from harness.rules.consistency import (
    heading_against_body,
    mixed_spelling_variants,
    two_sources,
    two_translations,
)
from harness.rules.coverage import (
    added_words,
    extra_paragraph,
    length_not_of_source,
    missing_paragraph,
    omitted_words,
)
from harness.rules.degenerate import (
    garbled_characters,
    looping_text,
    over_long_word,
    repeated_sentence,
    symbols_only,
    truncated_sentence,
)
from harness.rules.encoding import (
    control_character,
    damaged_entity,
    escaped_unicode,
    invisible_character,
    leftover_entity,
    mixed_script_word,
    mojibake_text,
    replacement_character,
)
from harness.rules.form import (
    capitalised_function_word,
    doubled_phrase,
    doubled_space,
    doubled_word,
    edges_not_of_source,
    end_mark_not_of_source,
    foreign_quote,
    glued_words,
    look_alike_mark,
    lower_case_name,
    lower_case_sentence_start,
    marks_not_of_source,
    mismatched_quote,
    misplaced_quote,
    missing_stop,
    misspelt_word,
    other_casing,
    other_punctuation,
    punctuation_run,
    quotes_not_of_source,
    space_before_mark,
    start_case_not_of_source,
    unbalanced_bracket,
    unbalanced_quote,
)
from harness.rules.grammar import (
    other_form,
    other_function_word,
    other_order,
    wrong_preposition,
)
from harness.rules.language import (
    foreign_line,
    leaked_source_words,
    source_echo,
    untranslated_run,
    wrong_script,
)
from harness.rules.meaning import (
    negation_changed,
    negation_not_of_source,
    other_passage,
    reversed_meaning,
    scope_changed,
    wrong_word,
)
from harness.rules.names import (
    acronym_mismatch,
    code_not_of_source,
    garbled_name,
    inconsistent_name,
    lower_cased_name,
    misspelt_name,
    misspelt_place,
    name_not_of_reference,
    name_not_of_source,
    partly_translated_name,
)
from harness.rules.numbers import (
    broken_number,
    broken_time,
    contradictory_change,
    currency_changed,
    currency_on_wrong_side,
    foreign_separator,
    headline_figure,
    impossible_date,
    impossible_number,
    impossible_share,
    lost_digit_grouping,
    month_not_of_source,
    number_added,
    number_changed,
    number_missing,
    number_not_of_source,
    two_units,
    unit_changed,
    unit_not_of_source,
    wrong_conversion,
    wrong_sum,
)
from harness.rules.residue import (
    access_key_not_of_source,
    breadcrumb_line,
    broken_email,
    broken_url,
    glued_caption,
    html_tag_left,
    markdown_left,
    metadata_line,
    model_remark,
    site_boilerplate,
    template_placeholder,
    verbatim_not_of_source,
)
from harness.rules.rule import Rule
from harness.rules.speakers import (
    agency_as_person,
    body_with_personal_possessive,
    gender_flip,
    other_pronoun,
    person_as_thing,
)
from harness.rules.wording import (
    false_friend,
    forbidden_pattern,
    forbidden_term,
    literal_calque,
    missing_term,
    other_wording,
    required_pattern,
    synonym_spin,
    translated_do_not_translate,
)

OWN: tuple[Rule, ...] = (
    # encoding
    damaged_entity.RULE,
    leftover_entity.RULE,
    mojibake_text.RULE,
    replacement_character.RULE,
    control_character.RULE,
    invisible_character.RULE,
    escaped_unicode.RULE,
    mixed_script_word.RULE,
    # residue
    template_placeholder.RULE,
    model_remark.RULE,
    site_boilerplate.RULE,
    metadata_line.RULE,
    html_tag_left.RULE,
    markdown_left.RULE,
    broken_url.RULE,
    broken_email.RULE,
    glued_caption.RULE,
    breadcrumb_line.RULE,
    verbatim_not_of_source.RULE,
    access_key_not_of_source.RULE,
    # numbers
    impossible_date.RULE,
    impossible_number.RULE,
    broken_number.RULE,
    broken_time.RULE,
    wrong_conversion.RULE,
    two_units.RULE,
    impossible_share.RULE,
    contradictory_change.RULE,
    wrong_sum.RULE,
    headline_figure.RULE,
    foreign_separator.RULE,
    currency_on_wrong_side.RULE,
    lost_digit_grouping.RULE,
    number_changed.RULE,
    unit_changed.RULE,
    currency_changed.RULE,
    number_missing.RULE,
    number_added.RULE,
    number_not_of_source.RULE,
    unit_not_of_source.RULE,
    month_not_of_source.RULE,
    # names
    garbled_name.RULE,
    inconsistent_name.RULE,
    partly_translated_name.RULE,
    misspelt_place.RULE,
    name_not_of_reference.RULE,
    misspelt_name.RULE,
    acronym_mismatch.RULE,
    lower_cased_name.RULE,
    name_not_of_source.RULE,
    code_not_of_source.RULE,
    # speakers
    agency_as_person.RULE,
    body_with_personal_possessive.RULE,
    person_as_thing.RULE,
    other_pronoun.RULE,
    gender_flip.RULE,
    # consistency
    heading_against_body.RULE,
    mixed_spelling_variants.RULE,
    two_translations.RULE,
    two_sources.RULE,
    # meaning
    reversed_meaning.RULE,
    negation_changed.RULE,
    scope_changed.RULE,
    negation_not_of_source.RULE,
    other_passage.RULE,
    wrong_word.RULE,
    # wording
    forbidden_term.RULE,
    translated_do_not_translate.RULE,
    missing_term.RULE,
    forbidden_pattern.RULE,
    required_pattern.RULE,
    synonym_spin.RULE,
    false_friend.RULE,
    literal_calque.RULE,
    other_wording.RULE,
    # grammar
    wrong_preposition.RULE,
    other_function_word.RULE,
    other_form.RULE,
    other_order.RULE,
    # coverage
    omitted_words.RULE,
    added_words.RULE,
    missing_paragraph.RULE,
    extra_paragraph.RULE,
    length_not_of_source.RULE,
    # language
    wrong_script.RULE,
    leaked_source_words.RULE,
    foreign_line.RULE,
    source_echo.RULE,
    untranslated_run.RULE,
    # degenerate
    looping_text.RULE,
    repeated_sentence.RULE,
    truncated_sentence.RULE,
    symbols_only.RULE,
    over_long_word.RULE,
    garbled_characters.RULE,
    # form
    glued_words.RULE,
    doubled_phrase.RULE,
    capitalised_function_word.RULE,
    lower_case_name.RULE,
    lower_case_sentence_start.RULE,
    unbalanced_quote.RULE,
    misplaced_quote.RULE,
    mismatched_quote.RULE,
    look_alike_mark.RULE,
    foreign_quote.RULE,
    missing_stop.RULE,
    unbalanced_bracket.RULE,
    doubled_word.RULE,
    punctuation_run.RULE,
    space_before_mark.RULE,
    doubled_space.RULE,
    misspelt_word.RULE,
    other_casing.RULE,
    other_punctuation.RULE,
    marks_not_of_source.RULE,
    end_mark_not_of_source.RULE,
    edges_not_of_source.RULE,
    quotes_not_of_source.RULE,
    start_case_not_of_source.RULE,
)

RULES: Sequence[Rule] = Listed(
    OWN, "mt_harness.rules", Rule, names=lambda rule: (rule.code, rule.name)
)
