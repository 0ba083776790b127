"""How much of the characters' sequences (one to six) candidate and reference share, 0 to 100.

Computed by sacreBLEU: the F score of character n-grams with recall weighing twice, white space
left out. Kinder than BLEU to inflection and spelling, and to languages without spaces. With
several references each segment takes the one that suits it best. Popović, 2015, "chrF: character
n-gram F-score for automatic MT evaluation".
"""

from __future__ import annotations

from harness.metrics.compared import compared

METRIC = compared("chrf", "character n-gram F score against the references", __doc__)
