"""A trained network's judgement of the translation beside its source, without any reference.

CometKiwi (Rei et al., 2022; Unbabel's wmt22-cometkiwi-da by default, another with `--comet-model
cometkiwi=MODEL`). A copy of the source would look excellent to it, so copies are found before
they are scored, and named instead.

The usual model is for non-commercial use, and the hub gives it after its terms are accepted.
"""

from __future__ import annotations

from harness.metrics.neural import neural

METRIC = neural(
    "cometkiwi", "a trained network's judgement from the source alone", __doc__, "source"
)
