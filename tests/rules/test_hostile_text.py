"""Text made to be slow: the time of all rules grows with the length, not with its square."""

import time

import pytest

from harness.api import examine
from harness.config import Settings
from harness.model.text import Document

PIECES = (".", '." ', "(", "([", "«", ".,", "1-", "&#", "<p ", "{", "he said ", "Ab Cd said ", "’s")
# Four times the text may take at most so many times as long; a square would take sixteen.
MOST = 9


def seconds(text):
    started = time.process_time()
    examine(Document(id="hostile", text=text, language="en"), Settings())
    return time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length(piece):
    short = piece * (5_000 // len(piece))
    seconds(short)
    least = min(seconds(short) for _ in range(2))
    assert seconds(short * 4) <= MOST * max(least, 0.05)
