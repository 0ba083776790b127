"""The hostile set in a real browser: an article and an index made of nothing else."""

import re
from dataclasses import replace

import pytest

from harness import api
from harness.aggregate import aggregate
from harness.config import Settings
from harness.gate import judge
from harness.model.report import Policy
from harness.model.text import Document, Span
from harness.render.article_page import render_article
from harness.render.evidence import Evidence
from harness.render.index_page import page_names, render_index
from harness.render.tables import document_row, finding_rows
from harness.render.visible import plain
from tests.hostile import PAYLOADS
from tests.render.conftest import _finding

pytestmark = pytest.mark.browser


def document(payload):
    """A report of a document that is nothing but the payload, with a finding on all of it."""
    made = Document(
        id=payload,
        text=payload,
        references=(f"{payload} other",),
        source=payload,
        reference_note=payload,
        system=payload,
        language="en",
    )
    report = api.check([made], Settings())
    found = _finding(
        payload, 0, len(payload), document=payload, message=payload, suggestion=payload
    )
    return replace(report.documents[0], findings=(found,))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """An article with every payload in a paragraph of its own, and an index of them all."""
    folder = tmp_path_factory.mktemp("hostile-set")
    parts = [re.sub(r"\s*\n\s*", " ", payload).strip() for payload in PAYLOADS]
    text = "\n\n".join(parts) + "\n"
    whole = Document(id=PAYLOADS[0], text=text, references=(text,), source=text, language="en")
    report = api.check([whole], Settings())
    findings, at = [], 0
    for number, part in enumerate(parts):
        span = Span(at, at + len(part))
        about = {"segment": number, "segment_span": span, "message": part, "suggestion": part}
        findings.append(_finding(text, span.start, span.end, **about))
        at = span.end + 2
    documents = (replace(report.documents[0], findings=tuple(findings)),)
    report = aggregate(documents, version="1")
    article = render_article(documents[0], report, judge(report, Policy()))
    (folder / "report.html").write_bytes(article.encode())
    many = aggregate([document(payload) for payload in PAYLOADS], version="1")
    rows = [document_row(one) for one in many.documents]
    found = [row for one in many.documents for row in finding_rows(one)]
    links = page_names([(row["system"], row["document"]) for row in rows])
    index = render_index(many, judge(many, Policy()), rows, links, Evidence.of(found))
    for name, content in (("index.html", index.page), *index.data):
        (folder / name).write_bytes(content.encode())
    return folder


@pytest.mark.parametrize("name", ["report.html", "index.html"])
def test_nothing_runs_and_nothing_is_asked_for(name, pages, visit):
    page = visit(pages / name)
    page.wait_for_timeout(300)
    beside = [pages / "data-1.js"] if name == "index.html" else []
    assert page.seen == [("request", one.as_uri()) for one in (pages / name, *beside)]
    assert page.evaluate("window.pwned") is None
    for tag in ("iframe", "object", "embed", "img", "video", "base", "link", "math", "noscript"):
        assert page.locator(tag).count() == 0, tag
    assert page.locator("style").count() == 1
    assert page.locator("script").count() == 1 + len(beside)
    names = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())"
    )
    assert not {name for name in names if name.startswith("on") or name == "style"}
    targets = page.evaluate("[...document.links].map((link) => link.protocol)")
    assert set(targets) <= {"file:"}


def test_every_payload_can_be_read_in_the_article(pages, visit):
    shown = visit(pages / "report.html").inner_text("#article")
    for payload in PAYLOADS:
        words = re.sub(r"\[(U\+\w+)\]", r"\1", plain(payload))
        assert words.split()[0] in shown, payload


def test_the_index_shows_the_same_rows_with_and_without_its_script(pages, visit):
    def names(page):
        return page.locator("#documents tbody tr bdi").evaluate_all("all => all.length")

    scripted = visit(pages / "index.html")
    assert scripted.locator("#shown").inner_text().endswith(f"of {len(PAYLOADS)}")
    assert names(scripted) == names(visit(pages / "index.html", script=False))


def test_decisions_on_hostile_words_are_kept_as_they_are(pages, visit, tmp_path):
    page = visit(pages / "report.html")
    page.keyboard.press("n")
    page.keyboard.press("w")
    with page.expect_download() as coming:
        page.locator("#save").click()
    path = tmp_path / "decisions.json"
    coming.value.save_as(path)
    from harness.decisions import read_decisions

    (entry,) = read_decisions(path)
    assert entry.document == PAYLOADS[0]
