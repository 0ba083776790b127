"""Annotations as the runner of GitHub Actions reads them."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from harness import api
from harness.config import Settings
from harness.gate import judge
from harness.model.finding import Severity
from harness.model.report import FailedDocument, Policy
from harness.render.github import MOST_OF_A_KIND, render_github

LINE = re.compile(r"::(\w+)(?: (.*?))?::(.*)")


def decoded(text, codes):
    for code, character in codes:
        text = text.replace(code, character)
    return text


def commands(report, policy=None):
    """Read the output as the runner does: a line a command, unescaped in its order."""
    data = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
    inner = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]
    read = []
    for line in render_github(report, judge(report, policy or Policy())).splitlines():
        command = LINE.fullmatch(line)
        assert command, line
        kind, given, message = command.groups()
        pairs = (pair.split("=", 1) for pair in given.split(","))
        read.append(
            (kind, {name: decoded(value, inner) for name, value in pairs}, decoded(message, data))
        )
    return read


def test_the_verdict_comes_first_and_each_finding_has_its_place(alone):
    (kind, given, message), *rest = commands(alone, Policy(fail_on=Severity.MAJOR))
    assert (kind, given) == ("error", {"title": "mt-harness"})
    assert message.startswith("failed (")
    text = alone.documents[0].article.text.split("\n")
    for _, place, told in rest:
        quoted = re.search("“(.*?)”", told)
        assert quoted, told
        line = text[int(place["line"]) - 1]
        assert line[int(place["col"]) - 1 :].startswith(quoted[1])
        assert place["file"] == "harbour"


def test_a_run_that_passes_says_so_in_a_notice(document):
    (only,) = commands(api.check([document("Rain fell on the valley.\n")], Settings()))
    assert only[0] == "notice"
    assert only[2].startswith("passed; 0 findings in 1 document")


@pytest.mark.parametrize(
    ("severity", "kind"),
    [
        (Severity.CRITICAL, "error"),
        (Severity.MAJOR, "warning"),
        (Severity.MINOR, "notice"),
        (Severity.NEUTRAL, "notice"),
    ],
)
def test_the_kind_follows_severity(severity, kind, document, finding, with_findings):
    found = finding("word\n", 0, 4, severity=severity)
    report = with_findings(api.check([document("word\n")], Settings()), found)
    assert commands(report)[1][0] == kind


def test_no_more_than_the_service_shows_and_the_rest_is_counted(document, finding, with_findings):
    text = "x" * 60
    found = [
        finding(text, n, n + 1, severity=Severity(n % 4), group=str(min(n, 55))) for n in range(60)
    ]
    report = with_findings(api.check([document(text)], Settings()), *found)
    told = commands(report)
    counted = Counter(kind for kind, _, _ in told)
    assert counted == dict.fromkeys(("error", "warning", "notice"), MOST_OF_A_KIND)
    shown = sum(1 + int((re.findall(r"\(and (\d+) more", m) or [0])[0]) for _, _, m in told[1:])
    assert told[0][2].endswith(f"; {60 - shown} more in the report")


def test_a_repeated_error_is_told_once(document, finding, with_findings):
    text = "alpha alpha alpha\n"
    found = [finding(text, n, n + 5, group="g") for n in (0, 6, 12)]
    _, (_, _, message) = commands(with_findings(api.check([document(text)], Settings()), *found))
    assert message.endswith(" (and 2 more in this document)")


def test_columns_are_left_out_where_a_finding_runs_over_lines(document, finding, with_findings):
    text = "one\ntwo\nthree\n"
    found = [finding(text, 1, 6), finding(text, 8, 14)]
    report = with_findings(api.check([document(text)], Settings()), *found)
    _, (_, over, _), (_, within, _) = commands(report)
    assert (over["line"], over["endLine"], "col" in over) == ("1", "2", False)
    assert (within["line"], within["endLine"], within["col"]) == ("3", "3", "1")


def test_a_hostile_document_stays_inside_its_command(document, finding, with_findings):
    text = "a\n::error title=x::owned\r\n::stop-commands::t\n%0A::set-env name=P::q"
    path = "in,a:b%\n::warning::x.txt"
    hostile = finding(text, 0, len(text), message="m\n::add-mask::y", suggestion="\n::debug::z")
    report = with_findings(api.check([document(text, path=path)], Settings()), hostile)
    made = render_github(report, judge(report, Policy()))
    assert [line.split("::")[1].split(" ")[0] for line in made.splitlines()] == [
        "notice",
        "warning",
    ]
    _, (_, given, message) = commands(report)
    assert given["file"] == path
    assert given["title"] == "ENC101 damaged-entity (major)"
    assert "%0A::set-env name=P::q" in message and "\n" not in message


def test_a_document_that_was_not_read_is_an_error(alone):
    failed = FailedDocument(document="x", path="in/x.txt", why="is not UTF-8")
    (_, _, head), first, *_ = commands(replace(alone, failed=(failed,)))
    assert first == ("error", {"file": "in/x.txt"}, "is not UTF-8")
    assert "1 not read" in head


def test_a_row_of_a_table_is_named_and_has_no_line(rows):
    _, (_, given, message) = commands(rows)
    assert given.keys() == {"file", "title"}
    assert message.startswith("b segment 1 (row 3): ")
