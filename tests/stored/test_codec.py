import json

import pytest

from harness import api
from harness.config import RUN_METRICS, Settings
from harness.model.report import DocumentReport
from harness.model.text import Document, Span
from harness.stored.codec import decoded, encoded

TEXT = "The mayor& # 39;s office said that that he had no plans.\n\nIt rained 😀 all day.\n"
REFERENCE = "The mayor's office said that it had plans.\n\nIt rained all night.\n"


@pytest.mark.parametrize("references", [(), (REFERENCE,), (REFERENCE, TEXT)])
def test_a_document_comes_back_as_it_was(references):
    document = Document(id="a/b", text=TEXT, references=references, language="en", system="x")
    report = api.run([document], Settings(metrics=RUN_METRICS)).documents[0]
    written = json.dumps(encoded(report))
    assert decoded(DocumentReport, json.loads(written)) == report


def test_what_is_no_record_is_refused():
    with pytest.raises(ValueError, match="no Span"):
        decoded(Span, {"start": 1})
    with pytest.raises(ValueError, match="no Document"):
        decoded(Document, {"id": "a", "text": 3})
    with pytest.raises(ValueError, match="no Document"):
        decoded(Document, {"id": "a", "text": "x", "more": 1})
