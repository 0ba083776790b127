"""How many edits (words put in, left out, changed, or moved in a block) lead to the reference.

In percent of the reference's words, so 0 is the best and there is no upper end. The same numbers
as sacreBLEU's, without case by default. Only when asked for: on the contrast set that `quality` is
tried on it tells good from damaged least often of all. An empty candidate has 100: all is to be
written. Snover et al., 2006, "A Study of Translation Edit Rate with Targeted Human Annotation".
"""

from __future__ import annotations

from harness.metrics.compared import compared

METRIC = compared("ter", "edits needed, per reference word", __doc__, higher_is_better=False)
