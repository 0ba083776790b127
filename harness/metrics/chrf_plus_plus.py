"""chrF with single words and pairs of words beside the characters, 0 to 100.

Computed by sacreBLEU as chrF with word order 2. Of the metrics that only compare strings it tells
good from damaged translations most often, and it is what a finding's impact is measured in.
Popović, 2017, "chrF++: words helping character n-grams".
"""

from __future__ import annotations

from harness.metrics.compared import compared

METRIC = compared("chrf++", "character and word n-gram F score against the references", __doc__)
