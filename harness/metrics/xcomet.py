"""A trained network's judgement that also marks where it sees errors.

xCOMET (Guerreiro et al., 2024; Unbabel's XCOMET-XL by default, another with `--comet-model
xcomet=MODEL`) reads candidate, source and reference as one text, or the candidate and one of the
two. What it marks becomes findings of rule XC:SPAN, with its severity; a mark that does not fit
the text is left out and counted. A critical error in a segment that scores well is then seen.

The usual model is for non-commercial use, and the hub gives it after its terms are accepted.
"""

from __future__ import annotations

from harness.metrics.neural import neural

METRIC = neural(
    "xcomet",
    "a trained network's judgement that marks errors",
    __doc__,
    "source or reference, better both",
)
