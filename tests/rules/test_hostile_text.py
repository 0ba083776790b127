"""Text made to be slow: the time of all rules grows with the length, not with its square."""

import gc
import time

import pytest

from harness.api import examine
from harness.config import Settings
from harness.model.text import Document

PIECES = (".", '." ', "(", "([", "«", ".,", "1-", "&#", "<p ", "{", "he said ", "Ab Cd said ", "’s")
# Four times the text may take at most so many times as long; a square would take sixteen.
MOST = 9


def seconds(text):
    """Return the least time of three; what other tests left in memory is not looked through."""
    gc.collect()
    gc.freeze()
    taken = []
    try:
        for _ in range(3):
            started = time.process_time()
            examine(Document(id="hostile", text=text, language="en"), Settings())
            taken.append(time.process_time() - started)
    finally:
        gc.unfreeze()
    return min(taken)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length(piece):
    short = piece * (5_000 // len(piece))
    assert seconds(short * 4) <= MOST * max(seconds(short), 0.05)
