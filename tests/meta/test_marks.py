"""Findings against hand-made marks: what is met, what is missed, what nothing explains."""

import json
from dataclasses import replace

import pytest

from harness.errors import HarnessError
from harness.meta.marks import Mark, agreement, meets, read_marks
from harness.model.finding import Needs
from harness.model.text import Span


@pytest.fixture
def finding(seed_report):
    def at(start, end):
        return replace(seed_report.findings[0], span=Span(start, end))

    return at


def mark(start, end):
    return Mark(
        span=Span(start, end),
        quote="q",
        family="names",
        kind="k",
        severity="major",
        needs=Needs.TARGET,
    )


@pytest.mark.parametrize(
    ("marked", "found", "met"),
    [
        ((10, 20), (10, 20), True),
        ((10, 20), (15, 30), True),
        ((10, 20), (19, 20), True),
        ((10, 20), (20, 25), False),
        ((10, 20), (5, 10), False),
        ((10, 20), (0, 35), True),
        ((10, 20), (0, 36), False),
        ((100, 140), (90, 210), True),
        ((100, 140), (90, 211), False),
        ((10, 10), (10, 10), True),
        ((10, 10), (4, 10), True),
        ((10, 10), (4, 9), True),
        ((10, 10), (4, 8), False),
        ((10, 10), (11, 15), False),
        ((10, 20), (15, 15), True),
        ((10, 20), (25, 25), False),
    ],
)
def test_a_finding_meets_a_mark_by_place_and_not_by_length(finding, marked, found, met):
    assert meets(mark(*marked), finding(*found)) is met


def test_agreement_tells_met_missed_and_unexplained(finding):
    marks = mark(0, 5), mark(50, 55)
    found = finding(0, 5), finding(3, 6), finding(80, 85)
    seen = agreement(marks, found)
    assert (seen.met, seen.missed, seen.unexplained) == (marks[:1], marks[1:], found[2:])


def test_marks_are_read_in_the_order_of_the_text(tmp_path):
    rows = [
        {"quote": "b", "start": 5, "end": 6, "family": "f", "severity": "minor", "needs": "target"},
        {
            "quote": "",
            "start": 2,
            "end": 2,
            "family": "f",
            "severity": "major",
            "needs": "reference",
        },
    ]
    path = tmp_path / "a.marks.json"
    path.write_text(json.dumps({"artifacts": rows}), encoding="utf-8")
    first, second = read_marks(path)
    assert (first.span, first.needs, first.kind) == (Span(2, 2), Needs.REFERENCE, "f")
    assert second.quote == "b"


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"artifacts": [{}]}', '{"artifacts": [{"start": 3, "end": 1, "quote": ""}]}'],
)
def test_a_file_that_holds_no_marks_is_refused(tmp_path, content):
    path = tmp_path / "a.marks.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(HarnessError) as caught:
        read_marks(path)
    assert (caught.value.code, caught.value.place) == ("H335", str(path))
