"""How good a trained network judges the translation beside its source and its reference to be.

COMET (Rei et al., 2020; Unbabel's wmt22-comet-da by default, another with `--comet-model`) was
trained on human judgements. The score of a document or system is the mean of its segments. Most
models give 0 to 1; some give more and less than that, so values of different models never compare,
and the signature names the model, its weights, the number format and the device.

A segment without what the model reads (source, reference) has no score, nor has an empty one or a
copy of the source; each is named. Of several references the first is used. A segment longer than
the model reads is scored by its beginning and named. Several models: `--comet-model NAME=MODEL`
adds the metric `comet:NAME`, and `-m comet` then stands for all of them.

It knows nothing of facts: a wrong number or name costs little where the sentence reads well.
"""

from __future__ import annotations

from functools import lru_cache

from harness.metrics.metric import Metric
from harness.metrics.neural import neural

_NEEDS = "source and reference, for most models"
METRIC = neural(
    "comet", "a trained network's judgement, with source and reference", __doc__, _NEEDS
)


@lru_cache(maxsize=64)
def another(name: str) -> Metric:
    """Return the metric of a further model: `comet:NAME`."""
    return neural(name, f"the judgement of {name.partition(':')[2]}", __doc__, _NEEDS)
