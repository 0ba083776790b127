"""Text made to be slow: the time of all rules grows with the length, not with its square."""

import gc
import time

import pytest

from harness.api import examine
from harness.config import Settings
from harness.model.text import Document

# What no stop, no blank or no second half ends; what a rule compares with all of its kind.
MARKS = (
    ".",
    '." ',
    "(",
    "([",
    "«",
    "“",
    "`",
    ".,",
    "&#",
    "&amp;",
    "<p ",
    "{",
    "{0}",
    "%s %s ",
    "a;",
)
WORDS = ("a", "Aa", "a.b!c?", "аa ", "A. B. C. ", "No. ", "O'Neil ", "’s", "http://a.", "a@b.c ")
FIGURES = ("1", "1-", "12:30 ", "5 May ", "$5 ", "1,", "five ")
SAID = ("he said ", "she ", "Ab Cd said ", '"A," he said. ', "X said that Y ", "Foo, ", "A\n\n")
PIECES = (*MARKS, *WORDS, *FIGURES, *SAID)
# Four times the text may take at most so many times as long; a square would take sixteen.
MOST = 9


# A machine that does other things as well may be slow once, not three times.
TRIES = 3


def seconds(text):
    """Return the processor time of all rules; what other tests left in memory is not looked at."""
    gc.collect()
    gc.freeze()
    try:
        started = time.process_time()
        examine(Document(id="hostile", text=text, language="en"), Settings())
        return time.process_time() - started
    finally:
        gc.unfreeze()


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length(piece):
    short = piece * (5_000 // len(piece))
    seconds(short)
    ratios = (seconds(short * 4) / max(seconds(short), 0.05) for _ in range(TRIES))
    assert any(ratio <= MOST for ratio in ratios)
