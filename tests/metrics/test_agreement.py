"""What a difference means: the packaged curves give the figures that their authors published."""

import math

import pytest

from harness.metrics.agreement import agreement, curves

# The paper's table: the least difference, out of 100, for 50, 60, 70, 80 and 90 % agreement.
PUBLISHED = {
    "BLEU": (0.27, 0.78, 1.39, 2.34, None),
    "chrF": (0.14, 0.54, 1.00, 1.63, 3.05),
    "spBLEU (FLORES-200)": (0.25, 0.82, 1.49, 2.46, 5.57),
    "spBLEU (FLORES-101)": (0.29, 0.71, 1.24, 2.26, None),
    "COMET-22": (0.03, 0.18, 0.35, 0.56, 0.94),
    "COMETKiwi-22": (0.01, 0.16, 0.33, 0.53, 0.85),
    "XCOMET-XL": (0.05, 0.34, 0.67, 1.08, 1.80),
    "XCOMET-XXL": (0.02, 0.37, 0.76, 1.24, 1.99),
}


@pytest.mark.parametrize("curve", curves(), ids=lambda curve: curve.name)
def test_curves_are_those_of_the_published_table(curve):
    for percent, published in zip((50, 60, 70, 80, 90), PUBLISHED[curve.name], strict=True):
        if published is None:
            assert curve.ceiling < percent
            continue
        needed = -math.log(curve.ceiling / percent - 1) / curve.slope
        assert needed == pytest.approx(published, abs=0.0051)
        assert curve.at(needed / curve.factor) == pytest.approx(percent / 100)


def test_a_difference_is_known_only_for_the_settings_it_was_measured_with():
    default = "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0"
    # As the authors' own tool says.
    assert agreement("bleu", default, 1.0) == pytest.approx(0.63989, abs=5e-6)
    assert agreement("bleu", default, -1.0) == agreement("bleu", default, 1.0)
    assert agreement("bleu", default.replace("case:mixed", "case:lc"), 1.0) is None
    special = agreement("bleu", default.replace("13a", "flores200"), 1.0)
    assert special is not None and special != agreement("bleu", default, 1.0)
    assert agreement("chrf++", "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no", 1.0) is None
    assert agreement("comet", "model:somebody/else", 0.01) is None
    assert agreement("quality", "nrefs:1", 5.0) is None
