"""One error, one finding: overlaps, ranks, causes, and what agreement adds."""

import itertools

import pytest

from harness.merge import merge
from harness.model.finding import (
    Cause,
    Confidence,
    Finding,
    Judgement,
    Needs,
    Related,
    Ruling,
    Severity,
)
from harness.model.text import Span

TEXT = "abcdefghij" * 400
RANK = {"ENC101": 0, "NAM301": 1, "NAM302": 2, "FRM151": 3, "WOR701": 4, "FRM153": 5}
FAMILY = {"ENC": "encoding", "NAM": "names", "WOR": "wording", "FRM": "form"}


def finding(rule="NAM301", start=0, end=10, **given):
    return Finding(
        **{
            "document": "d",
            "segment": 0,
            "segment_span": Span(0, len(TEXT)),
            "rule": rule,
            "name": rule.lower(),
            "family": FAMILY[rule[:3]],
            "severity": Severity.MINOR,
            "confidence": Confidence.MEDIUM,
            "mqm": "x",
            "cause": Cause.TRANSLATION,
            "needs": Needs.TARGET,
            "span": Span(start, end),
            "text": TEXT[start:end],
            "message": "m",
            "group": f"{rule}{start}",
            "fingerprint": f"{rule}{start}{end}",
            **given,
        }
    )


def rules(merged):
    return [(item.rule, item.corroborated_by) for item in merged]


def verdict(item):
    return item.reference.verdict


def test_the_specific_rule_leads_whichever_came_first():
    name, wording = finding("NAM301", 0, 10), finding("WOR701", 2, 12)
    assert rules(merge([wording, name], RANK)) == [("NAM301", ("WOR701",))]
    assert rules(merge([name, wording], RANK)) == [("NAM301", ("WOR701",))]


def test_a_sure_general_finding_leads_an_unsure_specific_one():
    unsure = finding("NAM301", confidence=Confidence.LOW)
    merged = merge([unsure, finding("WOR701")], RANK)
    assert rules(merged) == [("WOR701", ("NAM301",))]
    assert merged[0].confidence is Confidence.MEDIUM


def test_findings_apart_stay_apart_and_come_in_text_order():
    later, sooner = finding(start=40, end=50), finding(start=5, end=9)
    assert merge([later, sooner], RANK) == (sooner, later)


def test_neighbours_that_only_touch_are_two():
    assert len(merge([finding(start=0, end=5), finding("WOR701", 5, 9)], RANK)) == 2


def test_a_damaged_entity_in_a_garbled_name_is_two_errors():
    entity = finding("ENC101", 4, 8, cause=Cause.PIPELINE)
    assert len(merge([entity, finding("NAM301", 0, 12)], RANK)) == 2


def test_a_remark_on_a_long_passage_does_not_swallow_what_is_in_it():
    assert len(merge([finding("NAM301", 10, 14), finding("WOR701", 0, 200)], RANK)) == 2


def test_a_part_of_a_name_and_the_whole_of_it_are_one_error():
    assert len(merge([finding("NAM301", 10, 14), finding("NAM302", 0, 60)], RANK)) == 1


def test_two_omissions_at_one_place_are_one_and_elsewhere_two():
    here = finding(start=7, end=7)
    assert len(merge([here, finding("WOR701", 7, 7)], RANK)) == 1
    assert len(merge([here, finding("WOR701", 9, 9)], RANK)) == 2


def test_agreement_of_different_sources_raises_confidence_and_of_one_source_does_not():
    target = finding("NAM301")
    assert merge([target, finding("WOR701")], RANK)[0].confidence is Confidence.MEDIUM
    reference = finding("WOR701", needs=Needs.REFERENCE)
    assert merge([target, reference], RANK)[0].confidence is Confidence.HIGH
    unsure = finding("WOR701", needs=Needs.REFERENCE, confidence=Confidence.LOW)
    assert merge([target, unsure], RANK)[0].confidence is Confidence.MEDIUM


def test_the_worst_severity_counts_unless_it_is_less_sure():
    target = finding("NAM301")
    worse = finding("WOR701", severity=Severity.CRITICAL)
    assert merge([target, worse], RANK)[0].severity is Severity.CRITICAL
    unsure = finding("WOR701", severity=Severity.CRITICAL, confidence=Confidence.LOW)
    assert merge([target, unsure], RANK)[0].severity is Severity.MINOR


def test_a_suggestion_is_taken_over_only_for_the_very_same_words():
    leader = finding("NAM301", 0, 10)
    same = finding("WOR701", 0, 10, suggestion="mended")
    wider = finding("WOR701", 0, 12, suggestion="mended")
    assert merge([leader, same], RANK)[0].suggestion == "mended"
    assert merge([leader, wider], RANK)[0].suggestion is None


def test_a_confirmation_counts_for_the_leader_and_a_refutation_does_not():
    def ruled(rule, verdict, **given):
        return finding(rule, reference=Judgement(verdict=verdict, text=rule), **given)

    silent = ruled("NAM301", Ruling.SILENT)
    confirmed = ruled("WOR701", Ruling.CONFIRMED)
    assert verdict(merge([silent, confirmed], RANK)[0]) is Ruling.CONFIRMED
    refuted = ruled("WOR701", Ruling.REFUTED, confidence=Confidence.LOW)
    merged = merge([silent, refuted], RANK)[0]
    assert verdict(merged) is Ruling.SILENT
    assert merged.confidence is Confidence.MEDIUM


def test_the_same_fingerprint_twice_is_told_apart_and_the_first_keeps_its_own():
    one, two = (finding(start=s, end=s + 3, fingerprint="same") for s in (0, 500))
    first, second = merge([one, two], RANK)
    assert first.fingerprint == "same" != second.fingerprint
    assert first.group != "" and len(second.fingerprint) == 16


MANY = [
    finding("NAM301", 0, 10),
    finding("WOR701", 2, 14, suggestion="x"),
    finding("WOR701", 2, 14, suggestion="y", severity=Severity.MAJOR),
    finding("NAM302", 8, 20, needs=Needs.REFERENCE),
    finding("ENC101", 4, 8, cause=Cause.PIPELINE),
    finding("WOR701", 12, 30, related=(Related(span=Span(0, 1), text="a"),)),
]


@pytest.mark.parametrize("order", [*itertools.permutations(range(len(MANY)))][::7])
def test_the_order_of_what_comes_in_does_not_matter(order):
    assert merge([MANY[k] for k in order], RANK) == merge(MANY, RANK)


def test_merging_again_changes_nothing():
    once = merge(MANY, RANK)
    assert merge(once, RANK) == once


def test_many_findings_take_no_more_than_linear_time():
    import time

    few = [finding(start=k, end=k + 5) for k in range(0, 3_000, 10)]
    many = [
        finding(start=k, end=k + 5, segment_span=None, segment=None, text="")
        for k in range(0, 150_000, 10)
    ]
    began = time.process_time()
    assert len(merge(many, RANK)) == len(many)
    assert time.process_time() - began < 5
    assert len(merge(few, RANK)) == len(few)


def test_a_certain_slip_within_a_passage_stays_beside_it():
    slip, passage = finding("FRM151", 12, 16), finding("WOR701", 0, 20)
    assert rules(merge([passage, slip], RANK)) == [("WOR701", ()), ("FRM151", ())]


@pytest.mark.parametrize(
    ("slip", "given"),
    [("FRM151", {"confidence": Confidence.LOW}), ("FRM153", {}), ("FRM151", {"end": 22})],
)
def test_a_slip_that_is_unsure_or_ranked_below_or_as_long_is_one_with_the_passage(slip, given):
    within = finding(slip, 12, **{"end": 16, **given})
    assert len(merge([finding("WOR701", 0, 20), within], RANK)) == 1
