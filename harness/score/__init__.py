"""Scores: `documents` adds up counts, `systems` sets systems side by side."""

from __future__ import annotations

from harness.score.documents import (
    Measured,
    Scored,
    Tally,
    measure,
    options_of,
    score,
    united,
)

__all__ = ["Measured", "Scored", "Tally", "measure", "options_of", "score", "united"]
