"""How many of the candidate's word sequences (one to four words) stand in a reference, 0 to 100.

Computed by sacreBLEU: the geometric mean of the clipped precisions, less a penalty for a
candidate that is shorter than the reference. Segment scores count the orders that a short
segment has (effective order); documents and corpora are scored from summed counts, not from the
mean of their segments. Rewards the very words of the reference, and sees neither meaning nor how
grave an error is. Papineni et al., 2002, "BLEU: a Method for Automatic Evaluation of Machine
Translation"; Post, 2018, "A Call for Clarity in Reporting BLEU Scores".
"""

from __future__ import annotations

from harness.metrics.compared import compared

METRIC = compared("bleu", "word n-gram precision against the references", __doc__)
