"""Candidate and reference word by word: typed edits that cover both sides in order."""

from itertools import pairwise

import pytest

from harness.analyse import Analysis
from harness.analyse.alignment import similarity
from harness.model.edit import Tie
from harness.model.text import Document, ReferenceKind
from harness.segment import segment


def analysis(text, reference, language="en"):
    document = Document(id="d", text=text, references=(reference,), language=language)
    return Analysis(segment(document))


def edits(text, reference):
    seen = analysis(text, reference)
    (alignment,) = seen.alignments
    return [
        (edit.tie, edit.candidate.of(text), edit.reference.of(reference))
        for edit in alignment.edits
        if edit.tie is not Tie.EQUAL
    ]


def test_a_text_against_itself_is_equal_throughout(seed_document):
    text = seed_document.references[0]
    seen = analysis(text, text)
    assert {edit.tie for pair in seen.alignments for edit in pair.edits} == {Tie.EQUAL}
    assert [similarity(pair) for pair in seen.alignments] == [1.0] * len(seen.segments)
    assert seen.reference_kind is ReferenceKind.POST_EDIT


def test_a_damaged_text_against_itself_is_equal_throughout(seed_document):
    seen = analysis(seed_document.text, seed_document.text)
    assert {edit.tie for pair in seen.alignments for edit in pair.edits} == {Tie.EQUAL}


@pytest.mark.parametrize(
    ("text", "reference", "tie"),
    [
        ("The ships left at dawn.", "The ship left at dawn.", Tie.INFLECTION),
        ("They demand an escalation now.", "They demand a de-escalation now.", Tie.OPPOSITE),
        ("The men of Saraqab left town.", "The men of Saraqeb left town.", Tie.NAME_VARIANT),
        ("It cost 4,000 crowns to mend.", "It cost 5,000 crowns to mend.", Tie.NUMBER),
        ("It cost 4,000 crowns to mend.", "It cost 4000 crowns to mend.", Tie.NUMBER_EQUAL),
        ("The boat left today at dawn.", "The Boat left today at dawn.", Tie.CASE),
        ("Many left today at dawn again.", "Many left at dawn again.", Tie.INSERTION),
        ("Many left at dawn again.", "Many left today at dawn again.", Tie.DELETION),
    ],
)
def test_each_difference_has_its_tie(text, reference, tie):
    assert tie in [found for found, _, _ in edits(text, reference)]


def test_the_edits_cover_every_word_of_both_sides_in_order(seed_report):
    document = seed_report.article.document
    other = document.references[0]
    for pair in seed_report.alignments:
        part = seed_report.article.segments[pair.segment]
        for a, b in pairwise(pair.edits):
            assert a.candidate.end <= b.candidate.start
        for text, whole, sides in (
            (document.text, part.span, [edit.candidate for edit in pair.edits]),
            (other, part.references[0], [edit.reference for edit in pair.edits]),
        ):
            assert whole is not None
            covered: set[int] = set()
            for side in sides:
                covered.update(range(side.start, side.end))
            assert all(k in covered for k in range(whole.start, whole.end) if text[k].isalnum())


def test_another_edition_of_the_story_is_comparable():
    mine = [f"Paragraph {n} tells of item{n} and thing{n} at length." for n in range(10)]
    theirs = [*mine[:4], *(f"Other{n} news of matter{n} from place{n} came in." for n in range(12))]
    seen = analysis("\n\n".join(mine), "\n\n".join(theirs))
    assert seen.reference_kind is ReferenceKind.COMPARABLE
