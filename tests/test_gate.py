"""Report and policy to verdict: every limit, every direction, every exit code."""

from dataclasses import replace

import pytest

from harness.aggregate import aggregate
from harness.gate import judge
from harness.model.finding import (
    ASTRAY,
    Cause,
    Confidence,
    Finding,
    Needs,
    Severity,
    Skipped,
)
from harness.model.report import Bound, DocumentReport, Engine, ExitCode, FailedDocument, Policy
from harness.model.score import Score
from harness.model.text import Article, Document, Span

FAILED = (FailedDocument(document="x", path="x.txt", why="not UTF-8"),)


def finding(severity, *, confidence=Confidence.MEDIUM, group=None, document="d"):
    return Finding(
        document=document,
        segment=None,
        segment_span=None,
        rule="NAM301",
        name="garbled-name",
        family="names",
        severity=severity,
        confidence=confidence,
        mqm="x",
        cause=Cause.TRANSLATION,
        needs=Needs.TARGET,
        span=Span(0, 1),
        text="a",
        message="m",
        group=group or f"{severity}{confidence}",
        fingerprint="f",
    )


def report(*findings, scores=(), failed=(), engines=(), skipped=(), systems=(None,)):
    documents = tuple(
        DocumentReport(
            article=Article(document=Document(id="d", text="a", system=name), segments=()),
            words=1,
            reference_kind=None,
            findings=findings if n == 0 else (),
        )
        for n, name in enumerate(systems)
    )
    return aggregate(
        documents, version="0", scores=scores, failed=failed, engines=engines, skipped=skipped
    )


def score(metric, value, *, higher=True, system=None):
    return Score(
        metric=metric, value=value, higher_is_better=higher, signature="s", count=1, system=system
    )


def code(made, **policy):
    return judge(made, Policy(**policy)).exit_code


@pytest.mark.parametrize(
    ("fail_on", "severity", "fails"),
    [
        (fail_on, severity, fail_on is not None and severity >= fail_on)
        for fail_on in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, None)
        for severity in Severity
    ],
)
def test_it_fails_on_the_severity_named_and_on_worse(fail_on, severity, fails):
    verdict = judge(report(finding(severity)), Policy(fail_on=fail_on))
    assert verdict.exit_code is (ExitCode.GATE_FAILED if fails else ExitCode.PASSED)
    assert bool(verdict.breaches) is fails


@pytest.mark.parametrize("floor", Confidence)
@pytest.mark.parametrize("sure", Confidence)
def test_only_what_is_sure_enough_counts(floor, sure):
    made = report(finding(Severity.CRITICAL, confidence=sure))
    assert (code(made, confidence=floor) is ExitCode.GATE_FAILED) is (sure >= floor)


@pytest.mark.parametrize(("most", "fails"), [(0, True), (1, True), (2, False), (None, False)])
def test_more_findings_than_allowed(most, fails):
    two = report(finding(Severity.MINOR, group="a"), finding(Severity.MINOR, group="b"))
    assert (code(two, max_findings=most) is ExitCode.GATE_FAILED) is fails


def test_a_repeated_error_counts_once_or_each_time():
    twice = report(finding(Severity.MINOR, group="a"), finding(Severity.MINOR, group="a"))
    assert code(twice, max_findings=1) is ExitCode.PASSED
    assert code(twice, max_findings=1, repeats_once=False) is ExitCode.GATE_FAILED
    assert "2 findings" in judge(twice, Policy(max_findings=1, repeats_once=False)).breaches[0]


def test_the_worst_of_a_repeated_error_counts():
    made = report(finding(Severity.MINOR, group="a"), finding(Severity.CRITICAL, group="a"))
    assert code(made) is ExitCode.GATE_FAILED


@pytest.mark.parametrize(
    ("value", "bound", "higher", "passes"),
    [
        (50.0, 40, True, True),
        (50.0, 50, True, True),
        (50.0, 60, True, False),
        (50.0, 40, False, False),
        (50.0, 50, False, True),
        (50.0, 60, False, True),
    ],
)
def test_a_bound_holds_in_the_metrics_own_direction(value, bound, higher, passes):
    made = report(scores=(score("m", value, higher=higher),))
    verdict = judge(made, Policy(bounds=(Bound(metric="m", value=bound),)))
    assert verdict.exit_code is (ExitCode.PASSED if passes else ExitCode.GATE_FAILED)
    assert not verdict.unjudged


def test_every_system_has_to_keep_a_bound():
    scores = (score("m", 30, system="a"), score("m", 70, system="b"))
    made = report(scores=scores, systems=("a", "b"))
    verdict = judge(made, Policy(bounds=(Bound(metric="m", value=50),)))
    assert verdict.breaches == ("m of a is 30.00, at least 50 asked",)


def test_a_bound_that_nothing_measured_never_passes():
    verdict = judge(report(), Policy(bounds=(Bound(metric="comet", value=0),), no_fail=True))
    assert verdict.exit_code is ExitCode.NOT_EVALUATED
    assert verdict.unjudged == ("comet was not measured: nothing computed it",)


def test_a_bound_measured_for_one_system_alone_never_passes():
    made = report(scores=(score("m", 70, system="b"),), systems=("a", "b"))
    verdict = judge(made, Policy(bounds=(Bound(metric="m", value=50),)))
    assert verdict.exit_code is ExitCode.NOT_EVALUATED
    assert verdict.unjudged == ("m of a was not measured: nothing computed it",)


def test_what_was_skipped_says_why():
    made = report(skipped=(Skipped(what="bleu", why="no reference"),))
    verdict = judge(made, Policy(bounds=(Bound(metric="bleu", value=1),)))
    assert verdict.unjudged == ("bleu was not measured: no reference",)


def test_what_is_required_has_to_run():
    engine = (Engine(name="languagetool", version="6"),)
    assert code(report(engines=engine), required=("languagetool",)) is ExitCode.PASSED
    assert code(report(), required=("languagetool",)) is ExitCode.NOT_EVALUATED


BROKEN = {"fail_on": Severity.MINOR}
MISSING = {"required": ("comet",)}


@pytest.mark.parametrize(
    ("failed", "policy", "expected"),
    [
        ((), {}, ExitCode.PASSED),
        ((), BROKEN, ExitCode.GATE_FAILED),
        ((), MISSING, ExitCode.NOT_EVALUATED),
        ((), BROKEN | MISSING, ExitCode.NOT_EVALUATED),
        (FAILED, {}, ExitCode.USAGE),
        (FAILED, BROKEN, ExitCode.USAGE),
        (FAILED, MISSING, ExitCode.USAGE),
        (FAILED, BROKEN | MISSING, ExitCode.USAGE),
    ],
)
@pytest.mark.parametrize("no_fail", [False, True])
def test_several_at_once_and_no_fail_turns_only_one_into_nought(failed, policy, expected, no_fail):
    made = report(finding(Severity.MINOR), failed=failed)
    if no_fail and expected is ExitCode.GATE_FAILED:
        expected = ExitCode.PASSED
    assert code(made, no_fail=no_fail, **policy) is expected


def test_no_fail_still_says_what_was_broken():
    verdict = judge(report(finding(Severity.CRITICAL)), Policy(no_fail=True))
    assert verdict.exit_code is ExitCode.PASSED
    assert verdict.breaches == ("1 critical finding, none allowed",)


def test_the_numbers_are_the_contracts():
    assert [int(number) for number in ExitCode] == [0, 1, 2, 3, 130]


def test_judging_leaves_the_report_as_it_was():
    made = report(finding(Severity.CRITICAL))
    before = replace(made)
    judge(made, Policy())
    assert made == before


@pytest.mark.parametrize(("what", "exit_code"), [(ASTRAY, 3), ("reference", 0)])
def test_a_reference_of_another_text_is_nothing_to_pass_by(what, exit_code):
    made = report()
    one = replace(made.documents[0], skipped=(Skipped(what=what, why="it slipped", segments=(0,)),))
    verdict = judge(replace(made, documents=(one,)), Policy(no_fail=True))
    assert verdict.exit_code == exit_code
    assert ("it slipped" in " ".join(verdict.unjudged)) is (exit_code == 3)
