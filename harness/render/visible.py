"""Text of a document made safe for a page: escaped, what cannot be seen named."""

from __future__ import annotations

import json
import re
import unicodedata

from markupsafe import Markup, escape

from harness.hidden import HIDDEN, numbered

_UNFIT = re.compile("[\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> Markup:
    r"""Return `text` as HTML: escaped, each hidden character as its number with its name.

    >>> visible("a<b\u202ec")
    Markup('a&lt;b<span class="ctl" title="right-to-left override">U+202E</span>c')
    """
    if text.isascii() and text.isprintable():
        return escape(text)
    parts, last = [], 0
    for found in HIDDEN.finditer(text):
        parts += [str(escape(text[last : found.start()])), _named(found[0])]
        last = found.end()
    return Markup("".join([*parts, str(escape(text[last:]))]))


def plain(text: str) -> str:
    r"""Return `text` on one line for places that hold no markup (titles, attributes).

    >>> plain("a\u202eb\nc")
    'a[U+202E]b c'
    """
    return " ".join(numbered(text).split())


def in_attribute(value: object) -> str:
    r"""Return a value as JSON that an HTML parser hands to a script unchanged.

    What HTML would replace (control characters, halves of a pair) is written as an escape; an
    attribute still has to be escaped.

    >>> in_attribute(["a\r", "\ud800", "é"])
    '["a\\r","\\ud800","é"]'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def quoted(text: str) -> Markup:
    """Return a short stretch of a document as HTML in which spaces at its ends can be seen."""
    if text and not text.strip():
        shown = "".join({" ": "␣", "\t": "⇥", "\n": "↵", "\r": "␍"}.get(c, c) for c in text)
        return visible(shown.replace("\u00a0", "⍽"))
    return visible(text)


def _named(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f'<span class="ctl" title="{name}">U+{ord(character):04X}</span>'
