"""GitLab's code quality report: an array of entries that a merge request can compare."""

import json
from dataclasses import replace

import pytest

from harness import api
from harness.config import Settings
from harness.model.finding import Severity
from harness.model.report import FailedDocument
from harness.render.gitlab import render_gitlab

TEXT = "The mayor& # 39;s office shut.\n"


def entries(report):
    made = json.loads(render_gitlab(report))
    for entry in made:
        assert entry.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"].keys() == {"path", "lines"}
        lines = entry["location"]["lines"]
        assert 1 <= lines["begin"] <= lines["end"]
    return made


@pytest.mark.parametrize("name", ["paired", "alone", "several"])
def test_every_shown_finding_has_an_entry_of_its_own(name, request):
    report = request.getfixturevalue(name)
    made = entries(report)
    assert len(made) == sum(len(document.shown) for document in report.documents) > 0
    assert len({entry["fingerprint"] for entry in made}) == len(made)


def test_a_clean_run_is_an_empty_array(document):
    assert entries(api.check([document("Rain fell on the valley.\n")], Settings())) == []


def test_fingerprints_stay_when_the_text_moves_and_differ_between_files(document):
    def prints(text, path):
        report = api.check([document(text, path=path, id=path)], Settings())
        return [entry["fingerprint"] for entry in entries(report)]

    assert prints(TEXT, "a.txt") == prints(f"It rained.\n\n{TEXT}", "a.txt") != []
    assert prints(TEXT, "a.txt") != prints(TEXT, "b.txt")


@pytest.mark.parametrize("severity", Severity)
def test_severity_keeps_its_word(severity, document, finding, with_findings):
    found = finding(TEXT, 0, 3, severity=severity)
    (entry,) = entries(with_findings(api.check([document(TEXT)], Settings()), found))
    neutral = severity is Severity.NEUTRAL
    assert entry["severity"] == ("info" if neutral else severity.label)


def test_lines_are_those_of_the_file(document, finding, with_findings):
    text = "one\ntwo\nthree\n"
    found = [finding(text, 4, 8), finding(text, 5, 10)]
    made = entries(
        with_findings(api.check([document(text, path="./in/x.txt")], Settings()), *found)
    )
    assert [entry["location"]["lines"] for entry in made] == [
        {"begin": 2, "end": 2},
        {"begin": 2, "end": 3},
    ]
    assert made[0]["location"]["path"] == "in/x.txt"


def test_a_description_is_one_line_without_hidden_characters(document, finding, with_findings):
    text = "a\u202e\n\x1b[31mb"
    hostile = finding(text, 0, len(text), message="m\nn")
    (entry,) = entries(with_findings(api.check([document(text)], Settings()), hostile))
    assert entry["description"] == "m n: “a[U+202E] [U+001B][31mb”"


def test_a_document_that_was_not_read_is_a_blocker(alone):
    failed = FailedDocument(document="x", path="in/x.txt", why="is not UTF-8")
    entry = entries(replace(alone, failed=(failed,)))[0]
    assert (entry["severity"], entry["location"]["path"]) == ("blocker", "in/x.txt")


def test_a_row_of_a_table_is_named(rows):
    (entry,) = entries(rows)
    assert entry["description"].startswith("b segment 1 (row 3): ")
    assert entry["location"] == {"path": "x.parquet", "lines": {"begin": 1, "end": 1}}
