"""Scores: `documents` adds up counts, `systems` sets systems side by side."""

from __future__ import annotations

from harness.score.documents import (
    Measured,
    Scored,
    by_pair,
    measure,
    options_of,
    score,
    summed,
    united,
)
from harness.score.sums import Sums
from harness.score.tally import Tally

__all__ = [
    "Measured",
    "Scored",
    "Sums",
    "Tally",
    "by_pair",
    "measure",
    "options_of",
    "score",
    "summed",
    "united",
]
