from dataclasses import replace

import pytest
from pandas import DataFrame

from harness import api
from harness.aggregate import aggregate
from harness.config import RUN_METRICS, Settings
from harness.gate import judge
from harness.model.finding import Cause, Confidence, Finding, Needs, Severity
from harness.model.report import Policy
from harness.model.text import Document, Span
from harness.read import read_paths

CANDIDATE = """& # 39; Harbour shut & # 39;

The mayor& # 39;s office shut the harbour on Monday, %MINIFYHTMLff15ad7cd58bb37cdb3409226fe49ec49%
and the ferries stayed at their berths for the third day running.

Nobody on the island had seen this coming, the baker said.
"""
REFERENCE = """'Harbour closed'

The mayor's office closed the harbour on Tuesday, and the ferries stayed at their berths for a
third day running.

A storm warning for the whole coast stands until Thursday morning, the weather service said.
"""


def _document(text=CANDIDATE, **fields):
    return Document(id=fields.pop("id", "harbour"), text=text, language="en", **fields)


def _finding(text, start, end, **fields):
    defaults = {
        "document": "harbour",
        "segment": 0,
        "segment_span": Span(0, len(text)),
        "rule": "ENC101",
        "name": "damaged-entity",
        "family": "encoding",
        "severity": Severity.MAJOR,
        "confidence": Confidence.HIGH,
        "mqm": "fluency/character-encoding",
        "cause": Cause.PIPELINE,
        "needs": Needs.TARGET,
        "span": Span(start, end),
        "text": text[start:end],
        "message": "damaged HTML character reference: stands for '",
        "group": f"{start}-{end}",
        "fingerprint": f"{start}-{end}",
    }
    return Finding(**(defaults | fields))


def _with_findings(report, *findings, number=0):
    """Return the report with these findings (only) in one of its documents."""
    documents = list(report.documents)
    documents[number] = replace(documents[number], findings=tuple(findings))
    return aggregate(tuple(documents), version=report.version, engines=report.engines)


def _verdict_of(report):
    return judge(report, Policy())


@pytest.fixture(scope="session")
def document():
    """Builds a document; without a text, the damaged one."""
    return _document


@pytest.fixture(scope="session")
def finding():
    """Builds a finding of ENC101 at a place of a text."""
    return _finding


@pytest.fixture(scope="session")
def with_findings():
    """Puts other findings into a report."""
    return _with_findings


@pytest.fixture(scope="session")
def verdict_of():
    """Judges a report by the default policy."""
    return _verdict_of


@pytest.fixture(scope="session")
def paired():
    """A scored run of one article with its reference."""
    return api.run([_document(references=(REFERENCE,))], Settings(metrics=RUN_METRICS))


@pytest.fixture(scope="session")
def alone():
    """A run of one article without a reference and without a metric."""
    return api.check([_document()], Settings())


@pytest.fixture(scope="session")
def several():
    """A scored run of three articles, two of them by another system."""
    documents = [
        _document(references=(REFERENCE,), id="port/harbour", system="a"),
        _document(references=(REFERENCE,), id="port/harbour", system="b"),
        _document("The ferry left at nine.\n", id="ferry", system="b"),
    ]
    return api.run(documents, Settings(metrics=RUN_METRICS))


@pytest.fixture(scope="session")
def rows(tmp_path_factory):
    """A run of two documents in the rows of one file; the second has one damaged entity."""
    path = tmp_path_factory.mktemp("rows") / "x.parquet"
    given = [("a", "It rained."), ("b", "All was quiet."), ("b", "The mayor& # 39;s office shut.")]
    DataFrame(given, columns=["document", "candidate"]).to_parquet(path)
    return api.check(read_paths((path,), language="en"), Settings())
