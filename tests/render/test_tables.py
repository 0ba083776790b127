import csv
import io

import pytest

from harness.model.finding import Confidence
from harness.render.csv_report import write_csv
from harness.render.tables import finding_rows, tables


def rows_of(report):
    made = io.StringIO(newline="")
    rows = [row for document in report.documents for row in finding_rows(document)]
    write_csv(made, rows, tables(report.documents)["findings"].column_names)
    text = made.getvalue()
    assert text.startswith("\ufeff"), "Excel takes UTF-8 without it for something else"
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("name", ["paired", "alone", "several"])
def test_tables_hold_every_finding_segment_and_document(name, request):
    report = request.getfixturevalue(name)
    made = tables(report.documents)
    assert made["documents"].num_rows == len(report.documents)
    assert made["segments"].num_rows == report.totals.segments
    assert made["findings"].num_rows == sum(len(d.findings) for d in report.documents)


def test_a_table_keeps_its_columns_when_nothing_was_found(alone, with_findings):
    empty = tables(with_findings(alone).documents)["findings"]
    full = tables(alone.documents)["findings"]
    assert empty.num_rows == 0 < full.num_rows
    assert empty.schema == full.schema


def test_metrics_are_columns_and_what_was_not_measured_is_null(paired):
    segments = tables(paired.documents)["segments"]
    (scores,) = (s for s in paired.documents[0].segment_scores if s.metric == "chrf++")
    assert segments["chrf++"].to_pylist() == list(scores.values)
    assert tables(paired.documents)["findings"]["impact_chrf++"].null_count < len(
        paired.documents[0].findings
    )


def test_shown_findings_alone_are_counted(alone, finding, with_findings):
    text = alone.documents[0].article.text
    report = with_findings(
        alone, finding(text, 0, 7), finding(text, 8, 15, confidence=Confidence.LOW)
    )
    assert tables(report.documents)["findings"].num_rows == 2
    assert tables(report.documents)["documents"]["findings"].to_pylist() == [1]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_starts_a_formula(start, alone, finding, with_findings):
    text = f"{start}cmd|' /C calc'!A0"
    report = with_findings(alone, finding(text, 0, len(text), suggestion=f"{start}1+1"))
    (row,) = rows_of(report)
    assert row["text"] == f"'{text}"
    assert row["suggestion"] == f"'{start}1+1"


def test_csv_keeps_commas_quotes_and_line_ends(alone, finding, with_findings):
    text = 'say "so", and\nthen'
    (row,) = rows_of(with_findings(alone, finding(text, 0, len(text))))
    assert row["text"] == text
    assert (row["start"], row["shown"]) == ("0", "yes")
