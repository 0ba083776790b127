"""The page on systems: every figure of the comparison, and nothing that a text could change."""

import re

import pytest

from harness import api
from harness.compare import compare
from harness.config import RUN_METRICS, Settings
from harness.metrics.metric import Options
from harness.model.text import Document
from harness.render.comparison import markdown
from harness.render.comparison_page import comparison_page
from harness.score import measure
from harness.score.trial import Trial
from tests.hostile import PAYLOADS

REFERENCES = [f"The mayor of town {n} closed the harbour on Tuesday.\n" for n in range(12)]


def damaged(text):
    """Return a worse wording, with script in one of the documents."""
    worse = text.replace("closed", "shut").replace(" on ", " in ")
    return worse.replace("town 3", PAYLOADS[0])


@pytest.fixture(scope="module")
def comparison():
    measured = []
    for system, mend in (("good", str), ("<b>bad", damaged)):
        for n, reference in enumerate(REFERENCES):
            made = Document(
                id=f"d{n}",
                text=mend(reference),
                references=(reference,),
                language="en",
                system=system,
            )
            report = api.check([made], Settings()).documents[0]
            measured.append(measure(report, RUN_METRICS, Options(), keep=True))
    return compare(measured, Options(), Trial(confidence=200, randomization=200), lead="chrf++")


def test_every_cell_of_the_tables_is_on_the_page(comparison):
    page = comparison_page(comparison, 1)
    words = re.sub(r"<[^>]+>", " ", page).replace("&lt;", "<").replace("&gt;", ">")
    for line in markdown(comparison, 1).partition("### Largest")[0].splitlines():
        for cell in line.strip("| ").split(" | ") if line.startswith("| ") else []:
            shown = cell.replace("\\", "").replace(":--", "").replace("--:", "").strip()
            assert shown in words


def test_every_metric_has_its_intervals_and_segments_stand_side_by_side(comparison):
    page = comparison_page(comparison, 1)
    sure = {cell.score.metric for line in comparison.table.lines for cell in line.cells}
    assert 3 <= page.count('role="img"') <= len(sure)
    assert page.count('class="pair"') == len(comparison.segments) == 10
    assert "±" in page


def test_no_text_becomes_an_element(comparison):
    page = comparison_page(comparison, 1)
    assert page.count("<script>") == 1 and "<b>bad" not in page
    assert "&lt;script&gt;window.pwned" in page
