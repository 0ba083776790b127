"""What the reference says of a finding: confirmed, refuted or silent."""

import pytest

from harness.analyse import Analysis
from harness.confirm import confirm
from harness.model.finding import (
    Cause,
    Confidence,
    Finding,
    Judgement,
    Needs,
    Ruling,
    Severity,
)
from harness.model.text import Document, Span
from harness.segment import segment

OTHER = "The second paragraph is here so that the two texts plainly answer to one another."


def analysis(text, reference):
    document = Document(
        id="d",
        text=f"{text}\n\n{OTHER}",
        references=() if reference is None else (f"{reference}\n\n{OTHER}",),
        language="en",
    )
    return Analysis(segment(document))


def ruled(text, other, words, *, before="", **given):
    """Return the finding on `words` (an empty place after `before`) once the reference spoke."""
    seen = analysis(text, other)
    start = text.index(words) if words else text.index(before) + len(before)
    finding = Finding(
        **{
            "document": "d",
            "segment": 0,
            "segment_span": seen.segments[0].span,
            "rule": "NAM302",
            "name": "inconsistent-name",
            "family": "names",
            "severity": Severity.MAJOR,
            "confidence": Confidence.HIGH,
            "mqm": "x",
            "cause": Cause.TRANSLATION,
            "needs": Needs.TARGET,
            "span": Span(start, start + len(words)),
            "text": words,
            "message": "m",
            "group": "g",
            "fingerprint": "f",
            **given,
        }
    )
    (after,) = confirm([finding], seen)
    return after


def test_other_words_in_the_reference_confirm():
    after = ruled(
        "The people of Marin left the coast.", "The people of Kelso left the coast.", "Marin"
    )
    assert after.reference.verdict is Ruling.CONFIRMED
    assert after.reference.text == "Kelso"
    assert after.confidence is Confidence.HIGH


def test_a_name_in_another_transliteration_says_nothing_until_it_is_what_was_suggested():
    texts = "The people of Marin left the coast.", "The people of Maren left the coast."
    assert ruled(*texts, "Marin").reference.verdict is Ruling.SILENT
    assert ruled(*texts, "Marin", suggestion="Maren").reference.verdict is Ruling.CONFIRMED


def test_the_same_words_in_the_reference_refute_and_lower_to_low():
    after = ruled(
        "The people of Marin left the coast.", "People of Marin have left the coast.", "Marin"
    )
    assert after.reference.verdict is Ruling.REFUTED
    assert after.confidence is Confidence.LOW


def test_a_pipelines_mark_in_both_texts_refutes_nothing():
    text = "The people of %NAME% left the coast."
    after = ruled(text, text, "%NAME%", cause=Cause.PIPELINE)
    assert after.reference.verdict is Ruling.SILENT
    assert after.confidence is Confidence.HIGH


def test_a_suggestion_that_the_reference_has_is_confirmed():
    after = ruled(
        "The mayor& # 39;s office was shut on the day.",
        "The mayor's office was shut on the day.",
        "& # 39;",
        suggestion="'",
        cause=Cause.PIPELINE,
    )
    assert after.reference.verdict is Ruling.CONFIRMED


@pytest.mark.parametrize(
    ("reference", "verdict"),
    [
        ("The people of the Coast left on Monday.", Ruling.CONFIRMED),
        ("The people of the coast left on Monday.", Ruling.REFUTED),
    ],
)
def test_casing_is_judged_by_the_references_own_case(reference, verdict):
    text = "The people of the coast left on Monday."
    after = ruled(text, reference, "coast", suggestion="Coast")
    assert after.reference.verdict is verdict


def test_case_alone_does_not_save_a_name_that_both_have():
    after = ruled("MARIN left the coast at night.", "Marin left the coast at night.", "MARIN")
    assert after.reference.verdict is Ruling.REFUTED


def test_curly_and_straight_apostrophes_are_the_same_word():
    after = ruled(
        "The men of Hay’at left the coast.", "The men of Hay'at left the coast.", "Hay’at"
    )
    assert after.reference.verdict is Ruling.REFUTED


def test_what_is_missing_beside_the_words_says_nothing_of_them():
    after = ruled(
        "They left Marin today because of the storm.",
        "They left Marin early today because of the storm.",
        "Marin",
    )
    assert after.reference.verdict is Ruling.REFUTED


def test_a_missing_word_confirms_an_omission_there():
    after = ruled(
        "He was taken into the as a suspect in the case.",
        "He was taken into the station as a suspect in the case.",
        "",
        before="into the",
        needs=Needs.TARGET,
    )
    assert after.reference.verdict is Ruling.CONFIRMED


def test_no_missing_word_refutes_an_omission():
    text = "He was taken into the station as a suspect in the case."
    after = ruled(text, text, "", before="into the")
    assert after.reference.verdict is Ruling.REFUTED


def test_a_rule_that_took_it_from_the_reference_is_left_as_it_is():
    given = Judgement(verdict=Ruling.CONFIRMED, span=Span(0, 3), text="The")
    after = ruled("The people left.", "The people left.", "people", reference=given)
    assert after.reference is given


def test_without_a_reference_findings_pass_unchanged():
    after = ruled("The people of Marin left.", None, "Marin")
    assert after.reference is None
    assert after.confidence is Confidence.HIGH


def test_a_finding_on_the_whole_document_is_beyond_the_references_word():
    after = ruled("The people left.", "The people left.", "people", segment=None)
    assert after.reference.verdict is Ruling.SILENT
