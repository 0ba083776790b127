"""Text of a document made safe to look at: what cannot be seen, or turns the line round, is named.

A right-to-left override can make a page say what the text does not; so a control character is
never written to a page, its number is.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

# Bidirectional controls; zero-width and soft marks that hide inside words; other controls than
# tab and line ends; separators that no browser shows; lone surrogates. Joiners (200C, 200D) stay:
# Persian, Indic scripts and emoji are written with them.
_HIDDEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff\u2028\u2029"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> Markup:
    r"""Return `text` as HTML: escaped, each hidden character as its number with its name.

    >>> visible("a<b\u202ec")
    Markup('a&lt;b<span class="ctl" title="right-to-left override">U+202E</span>c')
    """
    if text.isascii() and text.isprintable():
        return escape(text)
    parts, last = [], 0
    for found in _HIDDEN.finditer(text):
        parts += [str(escape(text[last : found.start()])), _named(found[0])]
        last = found.end()
    return Markup("".join([*parts, str(escape(text[last:]))]))


def plain(text: str) -> str:
    r"""Return `text` on one line for places that hold no markup (titles, attributes).

    >>> plain("a\u202eb\nc")
    'a[U+202E]b c'
    """
    return " ".join(_HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text).split())


def quoted(text: str) -> Markup:
    """Return a short stretch of a document as HTML in which spaces at its ends can be seen."""
    if text and not text.strip():
        shown = "".join({" ": "␣", "\t": "⇥", "\n": "↵", "\r": "␍"}.get(c, c) for c in text)
        return visible(shown.replace("\u00a0", "⍽"))
    return visible(text)


def _named(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f'<span class="ctl" title="{name}">U+{ord(character):04X}</span>'
