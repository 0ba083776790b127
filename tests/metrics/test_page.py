"""Metrics in words: the page is fresh, and every record says what it must."""

from pathlib import Path

import pytest

from harness.explain import explain_metric, metrics_page
from harness.metrics import METRICS

PAGE = Path(__file__).parents[2] / "docs" / "metrics.md"


def test_the_page_of_metrics_is_what_make_docs_writes():
    assert PAGE.read_text(encoding="utf-8") == metrics_page(METRICS.values()), "run `make docs`"


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.name)
def test_every_metric_says_what_it_is_and_how_to_get_it_again(metric):
    words = explain_metric(metric)
    assert len(metric.doc.strip().splitlines()) >= 3
    assert metric.doc.strip() in words
    assert "`" in words.rsplit("Signature:", 1)[1]
    assert metric.summary[0].islower() or metric.summary.startswith("MQM")
    assert not metric.summary.endswith(".")
