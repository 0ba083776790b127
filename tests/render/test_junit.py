"""JUnit XML as test views read it: a suite a document, a case a family, failures as the gate."""

from dataclasses import replace
from xml.etree import ElementTree as XML

import pytest

from harness import api
from harness.config import Settings
from harness.gate import judge
from harness.model.finding import Confidence, Severity, Skipped
from harness.model.report import (
    Bound,
    ExitCode,
    FailedDocument,
    Limit,
    LimitKind,
    Policy,
)
from harness.render.junit import render_junit
from harness.rules import RULES


def made(report, policy=None, **settings):
    policy = policy or Policy()
    verdict = judge(report, policy)
    written = render_junit(report, verdict, Settings(policy=policy, **settings))
    root = XML.fromstring(written.encode())
    for part in (root, *root.iter("testsuite")):
        cases = list(part.iter("testcase"))
        assert int(part.get("tests", -1)) == len(cases)
        for name, tag in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]:
            assert int(part.get(name, -1)) == sum(case.find(tag) is not None for case in cases)
    return root


def cases(root, suite=0):
    return {case.get("name"): case for case in root.findall("testsuite")[suite]}


def failed(root):
    return sorted(
        case.get("name") for case in root.iter("testcase") if case.find("failure") is not None
    )


def test_a_suite_a_document_and_a_case_for_each_family_that_was_looked_for(several):
    root = made(several)
    names = [suite.get("name") for suite in root]
    assert names == ["a: port/harbour", "b: port/harbour", "b: ferry", "gate"]
    for suite in list(root)[:-1]:
        assert {case.get("name") for case in suite} == {rule.family for rule in RULES}
        assert all(case.get("classname") == suite.get("name") for case in suite)


def test_families_that_were_not_selected_are_not_called_passed(document):
    chosen = ("encoding", "RES201")
    report = api.check([document()], Settings(select=chosen))
    assert list(cases(made(report, select=chosen))) == ["encoding", "residue"]


def test_only_what_fails_the_gate_fails_a_case(document, finding, with_findings):
    text = "one two three\n"
    report = with_findings(
        api.check([document(text)], Settings()),
        finding(text, 0, 3, family="names", severity=Severity.CRITICAL),
        finding(text, 4, 7, family="form", severity=Severity.MAJOR),
    )
    assert failed(made(report)) == ["limits", "names"]
    assert failed(made(report, Policy(fail_on=Severity.MAJOR))) == ["form", "limits", "names"]
    assert failed(made(report, Policy(fail_on=None))) == []
    other = cases(made(report))["form"]
    assert "harbour:1:5: ENC101 major: " in other.find("system-out").text


def test_the_cases_failures_are_as_many_as_the_verdict_counts(document, finding, with_findings):
    text = "alpha alpha alpha beta\n"
    found = [finding(text, n, n + 5, group="g", severity=Severity.CRITICAL) for n in (0, 6, 12)]
    found.append(finding(text, 18, 22, severity=Severity.CRITICAL, confidence=Confidence.LOW))
    report = with_findings(api.check([document(text)], Settings()), *found)
    for policy, count in [
        (Policy(), 1),
        (Policy(repeats_once=False), 3),
        (Policy(confidence=Confidence.LOW), 2),
    ]:
        root = made(report, policy)
        failure = cases(root)["encoding"].find("failure")
        assert failure.get("type") == "critical"
        assert len(failure.text.splitlines()) == count
        limits = cases(root, suite=1)["limits"].find("failure")
        assert limits.get("message").startswith(f"{count} critical finding")


def test_a_limit_that_is_exceeded_fails_its_findings_alone(document, finding, with_findings):
    text = "one two three\n"
    report = with_findings(
        api.check([document(text)], Settings()),
        finding(text, 0, 3, family="names", severity=Severity.MINOR),
        finding(text, 4, 7, family="form", severity=Severity.MINOR),
    )

    def limited(most):
        limit = Limit(kind=LimitKind.FAMILY, name="names", most=most)
        return failed(made(report, Policy(limits=(limit,))))

    assert limited(0) == ["limits", "names"]
    assert limited(1) == []


def test_a_severity_with_a_limit_of_its_own_is_judged_by_that(document, finding, with_findings):
    text = "one\n"
    report = with_findings(
        api.check([document(text)], Settings()), finding(text, 0, 3, severity=Severity.CRITICAL)
    )
    limit = Limit(kind=LimitKind.SEVERITY, name="critical", most=1)
    assert failed(made(report, Policy(limits=(limit,)))) == []


def test_bounds_over_the_run_stand_in_a_suite_of_their_own(paired):
    bounds = (Bound(metric="bleu", value=99.0), Bound(metric="comet", value=0.8))
    root = made(paired, Policy(fail_on=None, bounds=bounds))
    gate = cases(root, suite=1)
    assert gate["limits"].find("failure").get("message").startswith("bleu is ")
    assert gate["measured"].find("error").get("message").startswith("comet was not measured")


def test_no_fail_hides_no_failure(document, finding, with_findings):
    text = "one\n"
    report = with_findings(
        api.check([document(text)], Settings()), finding(text, 0, 3, severity=Severity.CRITICAL)
    )
    policy = Policy(no_fail=True)
    assert judge(report, policy).exit_code is ExitCode.PASSED
    assert failed(made(report, policy)) == ["encoding", "limits"]


def test_a_family_that_nothing_could_be_looked_for_in_is_skipped(alone):
    coded = [rule for rule in RULES if rule.family == "encoding"]
    skipped = tuple(Skipped(what=rule.code, why="no words") for rule in coded)

    def family(skipped):
        document = replace(alone.documents[0], findings=(), skipped=skipped)
        return cases(made(replace(alone, documents=(document,))))["encoding"].find("skipped")

    assert family(skipped).get("message") == "no words"
    assert len(coded) == 1 or family(skipped[1:]) is None


@pytest.mark.parametrize(("keep_going", "tag"), [(False, "error"), (True, "skipped")])
def test_a_document_that_was_not_read_is_an_error(alone, keep_going, tag):
    report = replace(alone, failed=(FailedDocument(document="x", path="x.txt", why="no UTF-8"),))
    policy = Policy(keep_going=keep_going)
    case = cases(made(report, policy), suite=1)["read"]
    assert case.find(tag).get("message") == "no UTF-8"


def test_a_hostile_document_stays_inside_its_element(document, finding, with_findings):
    text = ']]></failure></testcase><x a="\x00\x1b\ufffe\uffff\ud800\u202e">&\n'
    path = 'a"<b>\x07.txt'
    hostile = finding(
        text,
        0,
        len(text),
        severity=Severity.CRITICAL,
        message="<!-- \x0b\ud800",
        suggestion="<?xml?>\x01",
    )
    report = with_findings(
        api.check([document(text, path=path, id=path, system="<s>")], Settings()), hostile
    )
    root = made(report)
    assert {part.tag for part in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
    }
    words = cases(root)["encoding"].find("failure").text
    assert "]]></failure></testcase>" in words and "[U+0000]" in words and "[U+FFFE]" in words
    assert root[0].get("name") == '<s>: a"<b>[U+0007].txt'


def test_a_row_of_a_table_is_named(rows):
    told = cases(made(rows), suite=1)["encoding"].find("system-out")
    assert told.text.startswith("x.parquet: b segment 1 (row 3): ENC101 major: ")
