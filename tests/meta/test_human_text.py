"""Rates on human text: counted by rule, marks left out, the bound exact."""

import pytest

from harness.api import examine
from harness.config import Settings
from harness.meta.human_text import human_rates, poisson_upper
from harness.model.text import Document, Span

TEXT = "The boats boats are in the bay. The nets nets are on the quay."


def examined(text):
    return examine(Document(id="one", text=text, language="en"), Settings())


def test_counts_what_is_shown_by_rule_and_lists_rules_without_a_hit():
    rows = human_rates([(examined(TEXT), ())])
    assert (rows[0].rule, rows[0].hits, rows[0].words) == ("FRM106", 2, 14)
    assert rows[0].rate == pytest.approx(2000 / 14)
    assert rows[0].examples == ("boats boats", "nets nets")
    silent = {row.rule: row for row in rows}["ENC101"]
    assert (silent.hits, silent.rate) == (0, 0.0)
    assert silent.upper == pytest.approx(1000 * 3.6889 / 14, rel=1e-4)


def test_what_a_rater_marked_is_no_false_alarm():
    rows = human_rates([(examined(TEXT), (Span(4, 9),))], ("FRM106",))
    assert [(row.rule, row.hits) for row in rows] == [("FRM106", 1)]


def test_no_text_gives_no_rate():
    with pytest.raises(ValueError, match="no words"):
        human_rates([])


# From the table of exact limits for a Poisson mean (two-sided, 95 %).
@pytest.mark.parametrize(("count", "upper"), [(0, 3.689), (1, 5.572), (5, 11.668), (100, 121.627)])
def test_the_bound_is_that_of_the_tables(count, upper):
    assert poisson_upper(count) == pytest.approx(upper, abs=0.001)
