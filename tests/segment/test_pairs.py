"""Which paragraph answers to which, whatever was added, lost, merged, split or moved."""

import time
from itertools import pairwise

import pytest

from harness.model.text import Document, Span
from harness.segment import segment
from harness.segment.pairs import pair
from harness.segment.paragraphs import paragraphs

STORY = [
    "The harbour at Kelmar was closed on Monday after two cargo ships collided in thick fog.",
    "Captain Elin Dahl of the Nordstern told reporters that nobody aboard had been injured.",
    "Insurers put the damage to the quay and both hulls at about 14 million crowns.",
    "Divers from the coast guard will inspect the wreck's propeller on Wednesday morning.",
    "Fishermen complained that their catch of herring had spoiled while the boats waited.",
    "The transport minister promised new radar masts along the sound before next winter.",
]
# The same story told again in other words, as a reference tells it.
TOLD = [
    "Kelmar's harbour closed on Monday when two cargo ships collided in dense fog.",
    "Nobody aboard was hurt, Captain Elin Dahl of the Nordstern told reporters.",
    "The damage to quay and hulls is put by insurers at some 14 million crowns.",
    "On Wednesday morning coast guard divers are to inspect the propeller of the wreck.",
    "Their herring catch spoiled while boats waited, fishermen complained.",
    "Before next winter there will be new radar masts along the sound, the minister promised.",
]


def paired(mine, theirs):
    """Return, for each paragraph of `mine`, the text that answers to it, and what is left."""
    text, other = "\n\n".join(mine), "\n\n".join(theirs)
    places, left = pair(text, paragraphs(text), other, paragraphs(other), "en")
    return [span and span.of(other) for span in places], [span.of(other) for span in left]


def test_the_same_story_in_other_words():
    assert paired(STORY, TOLD) == (TOLD, [])


@pytest.mark.parametrize("k", range(6))
def test_a_paragraph_that_only_the_reference_has_is_left_over(k):
    assert paired(STORY[:k] + STORY[k + 1 :], TOLD) == (TOLD[:k] + TOLD[k + 1 :], [TOLD[k]])


@pytest.mark.parametrize("k", range(6))
def test_a_paragraph_that_only_the_candidate_has_is_answered_by_none(k):
    places, left = paired(STORY, TOLD[:k] + TOLD[k + 1 :])
    assert places == [*TOLD[:k], None, *TOLD[k + 1 :]]
    assert left == []


@pytest.mark.parametrize("k", range(5))
def test_two_paragraphs_of_the_reference_may_answer_to_one(k):
    merged = [*STORY[:k], f"{STORY[k]} {STORY[k + 1]}", *STORY[k + 2 :]]
    places, left = paired(merged, TOLD)
    assert places == [*TOLD[:k], f"{TOLD[k]}\n\n{TOLD[k + 1]}", *TOLD[k + 2 :]]
    assert left == []


@pytest.mark.parametrize("k", range(5))
def test_one_paragraph_of_the_reference_is_divided_between_two(k):
    merged = [*TOLD[:k], f"{TOLD[k]} {TOLD[k + 1]}", *TOLD[k + 2 :]]
    assert paired(STORY, merged) == (TOLD, [])


def test_where_two_paragraphs_were_swapped_one_keeps_its_answer_and_none_gets_a_wrong_one():
    swapped = [TOLD[0], TOLD[2], TOLD[1], *TOLD[3:]]
    places, left = paired(STORY, swapped)
    assert [places[0], *places[3:]] == [TOLD[0], *TOLD[3:]]
    assert places[1:3] in ([TOLD[1], None], [None, TOLD[2]])
    assert len(left) == 1


def test_a_heading_is_no_part_of_a_merge():
    places, _ = paired(["Ships collide in fog", *STORY], ["Fog: two ships collide", *TOLD])
    assert places == ["Fog: two ships collide", *TOLD]


def test_no_word_of_the_reference_counts_twice():
    other = "\n\n".join(TOLD)
    places, left = pair(
        text := "\n\n".join(STORY[1:4]), paragraphs(text), other, paragraphs(other), "en"
    )
    spans = sorted([*(span for span in places if span), *left])
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(("mine", "theirs"), [([], TOLD), (STORY, []), ([], [])])
def test_one_side_may_be_empty(mine, theirs):
    assert paired(mine, theirs) == ([None] * len(mine), theirs)


@pytest.mark.parametrize(("few", "many"), [(1, 1000), (1000, 1), (3, 700)])
def test_a_few_paragraphs_beside_very_many(few, many):
    def numbered(count):
        return [f"Paragraph {n} tells of the thing called item{n}." for n in range(count)]

    places, left = paired(numbered(few), numbered(many))
    assert sum(place is not None for place in places) >= min(few, many)
    assert len(left) <= max(0, many - few)


def test_characters_count_as_words_where_none_are_spaced():
    mine = ["港口星期一因大雾关闭。", "没有人在船上受伤。", "渔民抱怨鲱鱼变质。"]
    told = ["没有船员在船上受伤。", "渔民抱怨说鲱鱼都变质了。"]
    assert paired(mine, told) == ([None, *told], [])


def test_the_seeds_first_line_answers_to_nothing(seed_document):
    article = segment(seed_document)
    without = [part.index for part in article.segments if not part.has_reference]
    assert without == [0]
    assert article.unaligned == ()


@pytest.mark.slow
def test_two_thousand_paragraphs_are_paired_in_a_few_seconds_and_rightly():
    def told(n, order):
        words = [f"w{n * 7 + k}" if k % 4 == 0 else f"c{(n * k) % 97}" for k in range(40)]
        return " ".join(words[::order]) + "."

    count, lost = 2000, range(700, 1000)
    mine = [told(n, 1) for n in range(count)]
    theirs = [told(n, -1) for n in range(count) if n not in lost]
    began = time.process_time()
    places, left = paired(mine, theirs)
    assert time.process_time() - began < 6
    answers = {n: told(n, -1) for n in range(count) if n not in lost}
    assert places == [answers.get(n) for n in range(count)]
    assert left == []


def test_units_are_segments_as_given():
    from harness.model.text import SegmentKind, Unit

    units = (Unit(span=Span(0, 3)), Unit(span=Span(4, 4)), Unit(span=Span(5, 7)))
    article = segment(Document(id="d", text="one\n\nto", units=units))
    assert [part.span for part in article.segments] == [unit.span for unit in units]
    assert {part.kind for part in article.segments} == {SegmentKind.LINE}
