"""Agreement on places, worked by hand."""

import math

import pytest

from harness.meta.span_scores import Case, everything, span_scores

TEXT = "one two three four"  # words at 0-3, 4-7, 8-13, 14-18


def case(gold, found):
    return Case(text=TEXT, gold=tuple(gold), found=tuple(found))


def test_the_same_places_agree_fully():
    scores = span_scores([case([(4, 7, True)], [(4, 7, True)])])
    assert scores.word_mcc == 1
    assert scores.match_f1 == scores.character_f1 == 1
    assert scores.bad_words == 0.25
    assert scores.segments == 1


def test_words_are_counted_where_a_span_touches_them():
    # Marked: two three. Found: three four. 1 both, 1 found, 1 marked, 1 neither.
    assert span_scores([case([(4, 13, True)], [(8, 18, True)])]).word_mcc == 0
    # Marked: two. Found: two three. 1, 1, 0, 2: (1*2 - 1*0) / sqrt(2*1*2*3)
    scores = span_scores([case([(4, 7, True)], [(6, 9, True)])])
    assert scores.word_mcc == pytest.approx(2 / math.sqrt(12))


def test_a_span_matches_once_and_the_largest_overlap_first():
    # The long finding takes the mark (3 of 9), the short one, inside as well (2), gets none.
    scores = span_scores([case([(4, 7, True)], [(4, 13, True), (5, 7, True)])])
    assert scores.match_precision == pytest.approx(3 / 9 / 2)
    assert scores.match_recall == 1


def test_half_the_credit_where_only_the_severity_differs():
    scores = span_scores([case([(4, 7, True)], [(4, 7, False)])])
    assert scores.character_precision == scores.character_recall == 0.5
    # Marked as both: whatever is found has its severity.
    both = span_scores([case([(4, 7, True), (4, 7, False)], [(4, 7, False)])])
    assert both.character_f1 == 1


def test_a_point_is_one_character():
    scores = span_scores([case([(4, 4, True)], [(4, 5, True)])])
    assert scores.match_f1 == scores.character_f1 == scores.word_mcc == 1
    end = len(TEXT)
    assert span_scores([case([(end, end, True)], [(end, end, True)])]).character_f1 == 1


def test_flagging_everything_is_no_agreement_on_words_but_has_a_character_f1():
    floor = span_scores([everything(case([(0, 9, True)], []))])
    assert floor.word_mcc == 0
    assert floor.character_precision == 0.5  # 9 of 18
    assert floor.character_recall == 1


def test_counts_are_added_up_before_they_are_divided():
    first, second = case([(0, 3, True)], [(0, 3, True)]), case([], [(0, 13, True)])
    scores = span_scores([first, second])
    assert scores.match_precision == pytest.approx(1 / 2)
    assert scores.character_precision == pytest.approx(3 / 16)


def test_nothing_found_and_nothing_marked_is_no_number_out_of_nothing():
    scores = span_scores([case([], [])])
    assert scores.word_mcc == scores.match_f1 == scores.character_f1 == 0
