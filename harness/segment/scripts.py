"""Scripts without spaces between words, and whether a text has any script but Latin.

The classes of letters here are so large that compiling one takes three milliseconds, so that is
put off until a text has such letters.
"""

from __future__ import annotations

import re
from functools import cache

# Kana, Han, Thai and Lao, Burmese, Khmer.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
UNSPACED_LANGUAGES = frozenset({"zh", "yue", "ja", "th", "lo", "km", "my"})

# Latin letters with their accents, and the marks, arrows and signs that all scripts share.
_BEYOND = re.compile(r"[^\x00-\u036f\u2000-\u303f]")


def beyond_latin(text: str) -> bool:
    """Whether anything stands in a text but Latin letters and common marks.

    >>> beyond_latin("“Ça va” – 5 €"), beyond_latin("Порт"), beyond_latin("港")
    (False, True, True)
    """
    return not text.isascii() and _BEYOND.search(text) is not None


@cache
def unspaced() -> re.Pattern[str]:
    """Return what finds one letter of a script without spaces."""
    return re.compile(f"[{UNSPACED}]")


def has_unspaced(text: str) -> bool:
    """Whether a letter of a script without spaces stands in a text.

    >>> has_unspaced("港 is shut"), has_unspaced("Порт")
    (True, False)
    """
    return beyond_latin(text) and unspaced().search(text) is not None
