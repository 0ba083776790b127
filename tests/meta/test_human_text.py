"""Rates on human text: counted by rule, marks left out, the bound exact."""

from dataclasses import replace

import pytest

from harness.api import examine
from harness.config import Settings
from harness.meta.human_text import human_rates, page, poisson_upper
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


def test_prints_what_was_found_and_what_silence_leaves_open():
    rows = human_rates(
        [(examined(TEXT + " It is a|b `c` c|b."), ())], ("FRM106", "ENC101", "RES201")
    )
    made = page(rows)
    assert "| FRM106 | 2 | 95.238 | 344.033 | `boats boats`; `nets nets` |\n" in made
    assert "Of 2 more rules nothing: at most 175.661 each.\n" in made
    assert page(rows) == made
    assert "FRM106" not in page(rows, least=3)


def test_an_example_cannot_break_the_table():
    row = human_rates([(examined(TEXT), ())], ("FRM106",))[0]
    odd = replace(row, examples=("a | b\nc `d`", "x" * 90))
    assert f"| `a ¦ b c ˋdˋ`; `{'x' * 39}…` |\n" in page([odd])
    with pytest.raises(ValueError, match="no rates"):
        page([])


def test_no_text_gives_no_rate():
    with pytest.raises(ValueError, match="no words"):
        human_rates([])


# From the table of exact limits for a Poisson mean (two-sided, 95 %).
@pytest.mark.parametrize(("count", "upper"), [(0, 3.689), (1, 5.572), (5, 11.668), (100, 121.627)])
def test_the_bound_is_that_of_the_tables(count, upper):
    assert poisson_upper(count) == pytest.approx(upper, abs=0.001)
