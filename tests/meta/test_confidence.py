"""What a rule states of its findings' confidence is what marks say of it."""

import pytest

from harness.data import has
from harness.data.measured import ENOUGH, MarkedSet, Marking, Measured, measured, parsed, worth
from harness.meta.judged import HumanMark, Judged
from harness.meta.record import agreement
from harness.model.finding import Confidence
from harness.rules import RULES

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
OWN = MarkedSet(name="own", marking=Marking.COMPLETE, agreement=1.0)
NEWS = MarkedSet(name="news", marking=Marking.SEVERAL, agreement=0.5)
LONE = MarkedSet(name="lone", marking=Marking.ONE, agreement=1.0)


def row(judged, right, where=OWN, confidence=MEDIUM):
    return Measured(where=where, confidence=confidence, judged=judged, right=right, lower=0.0)


@pytest.mark.parametrize(
    ("rows", "stated", "earned"),
    [
        ([row(30, 30)], MEDIUM, HIGH),
        ([row(29, 29)], MEDIUM, None),
        # The lower end of 46 of 52 is .770, that of 50 of 55 is .804.
        ([row(52, 46)], HIGH, MEDIUM),
        ([row(55, 50)], HIGH, HIGH),
        ([row(100, 60)], MEDIUM, MEDIUM),
        ([row(100, 59)], MEDIUM, LOW),
        # Where a rater's mark meets another's half the time, a third is as good as two thirds.
        ([row(90, 30, NEWS)], MEDIUM, MEDIUM),
        # No more than all can be right, and no allowance makes a finding high.
        ([row(40, 30, NEWS), row(60, 0)], MEDIUM, LOW),
        ([row(50, 40, NEWS)], HIGH, MEDIUM),
        # One rater's silence says nothing.
        ([row(900, 100, LONE)], MEDIUM, None),
        # Enough of those that are called high are asked alone; raised ones are not the rule's own.
        ([row(40, 40, confidence=HIGH), row(40, 0)], HIGH, HIGH),
        ([row(20, 20, confidence=HIGH), row(40, 0)], HIGH, LOW),
        ([row(40, 40, confidence=HIGH), row(40, 0)], MEDIUM, LOW),
    ],
)
def test_findings_are_worth_what_they_were_right(rows, stated, earned):
    assert worth(rows, stated).confidence is earned


def test_the_table_names_its_sets_before_its_rules():
    found = parsed(
        {
            "set wmt zh-en": "several\t0.680",
            "FRM106 high wmt zh-en": "52\t46\t0.770",
        }
    )
    (one,) = found["FRM106"]
    assert one.where == MarkedSet(name="wmt zh-en", marking=Marking.SEVERAL, agreement=0.68)
    assert (one.confidence, one.judged, one.right) == (HIGH, 52, 46)


def test_raters_agree_as_often_as_their_marks_meet():
    def mark(rater, start, end):
        return HumanMark(start=start, end=end, category="", severity="major", rater=rater)

    judged = Judged(
        dataset="set",
        lang_pair="zh-en",
        system="A",
        document="d",
        segment="1",
        text="x" * 200,
        reference="y",
        raters=("a", "b"),
        marks=(mark("a", 0, 5), mark("a", 100, 105), mark("b", 3, 8), mark("b", 60, 70)),
        complete=True,
    )
    assert agreement([judged]) == 0.5


@pytest.mark.skipif(not has("world", "measured"), reason="nothing was measured: `make meta`")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_states_no_more_than_it_is_worth(rule):
    """Unmeasured rules are medium at most."""
    made = worth(measured(rule.code), rule.confidence)
    most = MEDIUM if made.confidence is None else made.confidence
    assert rule.confidence <= most, f"{made} (of {ENOUGH} wanted)"
