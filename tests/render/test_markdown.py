"""The comment for a pull request: short, and safe whatever a document says."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from harness import api
from harness.config import Settings
from harness.gate import judge
from harness.model.finding import Severity, Skipped
from harness.model.report import FailedDocument, Policy
from harness.render.markdown import MOST_FINDINGS, code, prose, render_markdown

OURS = {
    "heading_open",
    "heading_close",
    "paragraph_open",
    "paragraph_close",
    "bullet_list_open",
    "bullet_list_close",
    "ordered_list_open",
    "ordered_list_close",
    "list_item_open",
    "list_item_close",
    "strong_open",
    "strong_close",
    "code_inline",
    "inline",
    "text",
    "text_special",
}


def made(report, policy=None):
    return render_markdown(report, judge(report, policy or Policy()))


def tokens(text):
    """Parse as the platforms do, tables and strikethrough included."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in parser.parse(text):
        yield token
        yield from token.children or ()


def rendered(text):
    return "".join(
        token.content
        for token in tokens(text)
        if token.type in ("text", "text_special", "code_inline")
    )


@pytest.mark.parametrize("name", ["paired", "alone", "several"])
def test_a_real_report_is_short_and_plain(name, request):
    report = request.getfixturevalue(name)
    text = made(report)
    assert len(text.splitlines()) < 40
    assert {token.type for token in tokens(text)} <= OURS


def test_verdict_counts_and_reasons_come_first(alone):
    lines = made(alone, Policy(fail_on=Severity.MAJOR)).splitlines()
    assert lines[0] == "## ❌ mt-harness: failed"
    assert "none allowed" in lines[2]
    assert any(line.startswith("4 findings (4 major) in 1 document") for line in lines)
    assert made(alone, Policy(fail_on=None)).startswith("## ✅ mt-harness: passed\n")


def test_the_five_worst_with_place_words_and_suggestion(document, finding, with_findings):
    text = "one two three four five six seven\n"
    words = [(0, 3), (4, 7), (8, 13), (14, 18), (19, 23), (24, 27), (28, 33)]
    found = [
        finding(text, *span, severity=Severity(min(n, 3)), suggestion=f"s{n}")
        for n, span in enumerate(words)
    ]
    again = finding(text, 33, 34, severity=Severity.NEUTRAL, group="0-3")
    report = with_findings(api.check([document(text, path="in/a.txt")], Settings()), *found, again)
    listed = [line for line in made(report).splitlines() if line[:1].isdigit() and ". " in line[:4]]
    assert len(listed) == MOST_FINDINGS
    assert listed[0].startswith("1. **critical** `in/a.txt:1:15` ENC101: ")
    assert listed[0].endswith(": `four` → `s3`")
    assert [line.split("**")[1] for line in listed] == ["critical"] * 4 + ["major"]
    assert "\n3 more in the report.\n" in made(report)


def test_what_was_not_checked_is_said(document):
    report = api.check([document()], Settings())
    extra = Skipped(what="NUM501", why="no word list for *xx*")
    text = made(replace(report, skipped=(extra,)))
    missing = text.partition("**Not checked**")[2]
    assert "- NUM501: no word list for \\*xx\\*\n" in missing


def test_scores_are_there_when_there_are_any(paired, alone):
    assert "chrf++ " in rendered(made(paired))
    assert "bleu" not in made(alone)


def test_a_document_that_was_not_read_is_named(alone):
    failed = FailedDocument(document="x", path="in/x.txt", why="is not UTF-8")
    assert "- not read: `in/x.txt`: is not UTF-8\n" in made(replace(alone, failed=(failed,)))


HOSTILE = [
    "<script>alert(1)</script>",
    "![x](https://evil.example/p.png)",
    "[click](javascript:alert(1))",
    "`` ` ``` ````",
    "```\nfence\n```",
    "a | b\n---|---\n1 | 2",
    "# heading\n\n- list\n\n> quote",
    "*em* __strong__ ~~gone~~ <!-- c -->",
    "&lt;b&gt; &#64;someone",
    "https://evil.example www.evil.example <https://evil.example>",
    "line\\\nbreak  \nbreak",
    "\x00\x1b[31m\u202e\ud800",
    "$\\href{https://evil.example}{x}$",
    "/close\n/merge",
    "+ 1) x",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_document_adds_no_markup(text, document, finding, with_findings):
    hostile = finding(text, 0, len(text), message=text, suggestion=text)
    origin = document(text, path=f"in/{text}", id=text, system=text)
    report = with_findings(api.check([origin], Settings()), hostile)
    failed = FailedDocument(document=text, path=text, why=text)
    skipped = Skipped(what=text, why=text)
    plain = with_findings(
        api.check([document("words\n")], Settings()), finding("words\n", 0, 5, suggestion="w")
    )
    shape = [
        token.type
        for token in tokens(
            made(
                replace(
                    plain,
                    failed=(FailedDocument(document="d", path="p", why="w"),),
                    skipped=(Skipped(what="w", why="w"),),
                )
            )
        )
        if not token.type.startswith("text")
    ]
    written = made(replace(report, failed=(failed,), skipped=(skipped,)))
    found = [t.type for t in tokens(written) if not t.type.startswith("text")]
    assert found == shape
    assert not any(line.startswith("/") for line in written.splitlines())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_code_span_shows_the_text_as_it_is(text):
    (span,) = [token for token in tokens(code(text)) if token.type == "code_inline"]
    assert "`" not in text or span.content.count("`") == text.count("`")


@pytest.mark.parametrize("text", ["@someone", "me@home", "#12", "!7", "owner/name#3", "&4", "~x"])
def test_nobody_is_called_by_a_message(text):
    shown = rendered(prose(text))
    assert shown.replace("\u200b", "") == text
    assert "\u200b" in shown


@pytest.mark.slow
def test_a_comment_is_never_too_long(document, finding, with_findings):
    text = "x" * 200_000
    found = [
        finding(text, n, 200_000, message=text, suggestion=text, group=str(n)) for n in range(9)
    ]
    report = with_findings(api.check([document("a\n")], Settings()), *found)
    failed = tuple(FailedDocument(document=f"{n}", path=text, why=text) for n in range(500))
    skipped = tuple(Skipped(what=f"{n}", why=text + str(n)) for n in range(500))
    assert len(made(replace(report, failed=failed, skipped=skipped))) < 60_000


def test_a_row_of_a_table_is_named(rows):
    assert "1. **major** `x.parquet: b segment 1 (row 3)` ENC101: " in made(rows)
