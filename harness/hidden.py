"""Characters that cannot be seen, or that turn a line round: named by number where text is shown.

A right-to-left override can make a page say what the text does not; so a control character is
never written to a page or a terminal, its number is.
"""

from __future__ import annotations

import re

# Bidirectional controls; zero-width and soft marks that hide inside words; other controls than
# tab and line ends; separators that no browser shows; lone surrogates. Joiners (200C, 200D) stay:
# Persian, Indic scripts and emoji are written with them.
HIDDEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff\u2028\u2029"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\U000e0000-\U000e007f]"
)


def numbered(text: str) -> str:
    r"""Return `text` with each hidden character as its number; line ends and tabs stay.

    >>> numbered("a\u202eb")
    'a[U+202E]b'
    """
    return HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
