"""Marot's and xCOMET's formats: what is marked in them is what was found."""

import json
import re

import pytest

from harness import api
from harness.config import Settings
from harness.model.finding import Confidence, Severity
from harness.model.text import Document
from harness.read import read_paths
from harness.render.marot import COLUMNS, render_marot
from harness.render.xcomet_json import render_xcomet


def marot_rows(report):
    head, *lines = render_marot(report).splitlines()
    assert head.split("\t") == list(COLUMNS)
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


@pytest.mark.parametrize("name", ["paired", "alone", "several", "rows"])
def test_marot_has_a_line_for_each_finding_and_for_each_segment_without_any(name, request):
    report = request.getfixturevalue(name)
    rows = marot_rows(report)
    marked = [row for row in rows if row["severity"] != "no-error"]
    shown = [finding for one in report.documents for finding in one.shown]
    assert len(marked) == len(shown) > 0
    assert len({row["globalSegId"] for row in rows}) == report.totals.segments
    spans = [re.findall(r"<v>(.*?)</v>", row["target"]) for row in marked if row["target"]]
    for finding, found in zip(shown, spans, strict=True):
        if finding.segment is not None and finding.segment_span.covers(finding.span):
            assert found == [re.sub(r"\s*\n", " ", finding.text)]


def test_marot_says_metrics_and_references_once_a_segment(paired):
    told = [json.loads(row["metadata"]).get("segment") for row in marot_rows(paired)]
    told = [segment for segment in told if segment]
    assert len(told) == sum(part.has_reference for part in paired.documents[0].article.segments)
    assert all(one["primary_reference"] == "ref_A" and "chrf++" in one["metrics"] for one in told)


def test_no_text_can_add_a_column_a_line_or_a_mark(alone, finding, with_findings):
    text = "a\tb <v>c</v>\u2028d\x85 e"
    made = api.check([Document(id="x", text=text, language="en")], Settings())
    (row,) = marot_rows(with_findings(made, finding(text, 2, 3)))
    assert row["target"] == "a <v>b</v> (v)c(/v) d  e"


def test_xcomet_offsets_point_into_the_segment(paired):
    (rows,) = json.loads(render_xcomet(paired)).values()
    document = paired.documents[0]
    assert [row["mt"] for row in rows] == [
        part.span.of(document.article.text) for part in document.article.segments
    ]
    errors = [(row["mt"], error) for row in rows for error in row["errors"]]
    assert errors
    for text, error in errors:
        assert text[error["start"] : error["end"]] == error["text"]
        assert error["severity"] in ("minor", "major", "critical")
        assert 0 <= error["confidence"] <= 1
    assert any("ref" in row for row in rows)


def test_xcomet_knows_no_neutral_severity(alone, finding, with_findings):
    text = alone.documents[0].article.text
    kept = finding(text, 0, 3, confidence=Confidence.HIGH)
    dropped = finding(text, 4, 6, severity=Severity.NEUTRAL)
    (rows,) = json.loads(render_xcomet(with_findings(alone, kept, dropped))).values()
    assert [(e["start"], e["confidence"]) for row in rows for e in row["errors"]] == [(0, 0.8)]


def test_systems_are_apart(several):
    assert {name: len(rows) for name, rows in json.loads(render_xcomet(several)).items()} == {
        name: sum(
            len(one.article.segments)
            for one in several.documents
            if one.article.document.system == name
        )
        for name in ("a", "b")
    }


def test_sources_come_along(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text("source\tcandidate\nDer Hafen war zu.\tThe mayor& # 39;s harbour.\n")
    report = api.check(read_paths((path,), language="en"), Settings())
    assert json.loads(render_xcomet(report))["-"][0]["src"] == "Der Hafen war zu."
    assert marot_rows(report)[0]["source"] == "Der Hafen war zu."
