"""Documents to a report: counts of what is shown, in an order that nothing can change."""

import itertools
import json

from harness.aggregate import Ledger, aggregate
from harness.model.finding import Cause, Confidence, Finding, Needs, Severity
from harness.model.report import DocumentReport, FailedDocument
from harness.model.text import Article, Document, Segment, SegmentKind, Span


def finding(rule, severity, confidence=Confidence.MEDIUM, cause=Cause.TRANSLATION):
    return Finding(
        document="d",
        segment=0,
        segment_span=Span(0, 3),
        rule=rule,
        name=rule.lower(),
        family=rule[:3].lower(),
        severity=severity,
        confidence=confidence,
        mqm="x",
        cause=cause,
        needs=Needs.TARGET,
        span=Span(0, 1),
        text="a",
        message="m",
        group="g",
        fingerprint="f",
    )


def document(name, *findings, words=10, system=None, shown_from=Confidence.MEDIUM):
    return DocumentReport(
        article=Article(
            document=Document(id=name, text="abc", system=system),
            segments=(Segment(index=0, span=Span(0, 3), kind=SegmentKind.PARAGRAPH),),
        ),
        words=words,
        reference_kind=None,
        findings=findings,
        shown_from=shown_from,
    )


ONE = document(
    "one",
    finding("NAM301", Severity.CRITICAL),
    finding("ENC101", Severity.MAJOR, cause=Cause.PIPELINE),
    finding("ENC101", Severity.MAJOR, Confidence.LOW),
    words=30,
)
TWO = document("two", finding("ENC102", Severity.MAJOR, Confidence.HIGH), words=10)


def test_totals_count_what_is_shown():
    totals = aggregate((ONE, TWO), version="0").totals
    assert (totals.documents, totals.segments, totals.words) == (2, 2, 40)
    assert totals.by_severity == (("critical", 1), ("major", 2), ("minor", 0), ("neutral", 0))
    assert totals.by_family == (("enc", 2), ("nam", 1))
    assert totals.by_cause == (("translation", 2), ("pipeline", 1))
    assert totals.by_rule == (("ENC101", 1), ("ENC102", 1), ("NAM301", 1))
    assert totals.findings_per_1000 == 1000 * 3 / 40


def test_each_document_shows_from_its_own_confidence():
    everything = document("d", *ONE.findings, shown_from=Confidence.LOW)
    assert sum(n for _, n in aggregate((everything,), version="0").totals.by_severity) == 3


def test_no_words_have_no_density():
    assert aggregate((document("d", words=0),), version="0").totals.findings_per_1000 is None
    assert aggregate((), version="0").totals.documents == 0


def test_counts_do_not_depend_on_the_order_of_documents_and_documents_keep_it():
    documents = (ONE, TWO, document("one", system="b"), document("one", system="a"))
    failed = tuple(FailedDocument(document=n, path=n, why="w") for n in "ba")
    totals = set()
    for order in itertools.permutations(documents):
        for way in (1, -1):
            report = aggregate(order, version="0", failed=failed[::way])
            assert report.documents == order
            totals.add(repr((report.totals, report.failed)))
    assert len(totals) == 1


def test_ledgers_of_parts_merge_into_that_of_the_whole():
    documents = (ONE, TWO, document("one", system="b"))
    whole, first, second = Ledger(), Ledger(), Ledger()
    for one in documents:
        whole.add(one)
    first.add(documents[0])
    for one in documents[1:]:
        second.add(one)
    second.add(FailedDocument(document="x", path="x", why="w"))
    first.merge(Ledger.restored(json.loads(json.dumps(second.stored()))))
    assert first.totals() == whole.totals()
    assert [row.document for row in first.failed] == ["x"]
