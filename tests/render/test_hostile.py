"""Every payload through every format: each stays what it is, a text, and changes nothing around."""

import csv
import io
import json
import re
from xml.etree import ElementTree as XML

import pytest
from markdown_it import MarkdownIt

from harness import api
from harness.config import Settings
from harness.model.text import Document
from harness.render.csv_report import write_csv
from harness.render.excel import render_excel
from harness.render.formats import RENDERERS
from harness.render.tables import finding_rows, tables
from tests.hostile import PAYLOADS
from tests.render.test_excel import cells

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def test_there_are_at_least_sixty():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


@pytest.fixture(params=PAYLOADS, ids=lambda payload: ascii(payload)[:30])
def hostile(request, finding, with_findings):
    """A payload, and a report that has it wherever a document's words can come to stand."""
    payload = request.param
    made = Document(
        id=payload,
        text=payload,
        path=payload.replace("\0", "") or None,
        system=payload,
        language="en",
    )
    found = finding(payload, 0, len(payload), document=payload, message=payload, suggestion=payload)
    return payload, with_findings(api.check([made], Settings()), found)


@pytest.fixture
def rendered(hostile, verdict_of):
    def render(format):
        return RENDERERS[format](hostile[1], verdict_of(hostile[1]), Settings())

    return render


@pytest.mark.parametrize("format", ["text", "console", "github"])
def test_a_terminal_is_given_nothing_to_obey(format, rendered):
    assert not CONTROLS.search(rendered(format))


def test_lines_are_one_a_finding(rendered):
    assert rendered("text").count("\n") == 1


def test_annotations_are_the_commands_that_we_give(rendered):
    lines = rendered("github").splitlines()
    assert all(re.match(r"::(error|warning|notice) (file|title)=", line) for line in lines)
    assert len(lines) == 2, "the finding and the summary"


def test_markdown_makes_no_element_but_ours(rendered):
    allowed = {"h2", "p", "ul", "li", "ol", "strong", "code"}
    html = MarkdownIt("commonmark").render(rendered("markdown"))
    assert {tag.lower() for tag in re.findall(r"<(\w+)", html)} <= allowed


@pytest.mark.parametrize("format", ["json", "sarif", "gitlab", "xcomet-json"])
def test_json_stays_json(format, rendered):
    json.loads(rendered(format))


def test_sarif_takes_no_text_for_a_link(rendered):
    (run,) = json.loads(rendered("sarif"))["runs"]
    (result,) = run["results"]
    # An embedded link in a message is [text](target); brackets of a text have a backslash.
    assert not re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", result["message"]["text"])


def test_xml_stays_xml(rendered):
    root = XML.fromstring(rendered("junit").encode())
    assert {node.tag for node in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "properties",
        "property", "system-out", "system-err",
    }  # fmt: skip


def test_tabs_separate_ten_columns(rendered):
    lines = rendered("marot").splitlines()
    assert len(lines) == 2 and all(line.count("\t") == 9 for line in lines)


def test_no_cell_of_csv_starts_a_formula(hostile):
    payload, report = hostile
    target = io.StringIO(newline="")
    rows = [row for one in report.documents for row in finding_rows(one)]
    write_csv(target, rows, tables(report.documents)["findings"].column_names)
    (row,) = csv.DictReader(io.StringIO(target.getvalue().removeprefix("\ufeff"), newline=""))
    assert not any(value.startswith(tuple("=+-@\t\r\n＝＋－＠")) for value in row.values())
    kept = payload.replace("\0", "")
    assert row["text"] in (kept, f"'{kept}")


def test_no_cell_of_excel_is_anything_but_its_text(hostile):
    payload, report = hostile
    rows = [row for one in report.documents for row in finding_rows(one)]
    made = cells(render_excel({"findings": (("text", "message", "document"), rows)}))
    # XML has no place for most control characters; Excel writes them as _xHHHH_.
    shown = re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), made[1]["A"])
    assert re.sub("\r\n?", "\n", shown) == re.sub("\r\n?", "\n", payload)
