"""What a translation takes over sign by sign: addresses, placeholders, tags."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from harness.model.text import Span


class Verbatim(StrEnum):
    """What kind of thing is to be taken over as it is."""

    ADDRESS = "address"
    EMAIL = "e-mail address"
    PLACEHOLDER = "placeholder"
    TAG = "tag"
    ESCAPE = "escape sign"
    STANDING = "inline element"


class Item(NamedTuple):
    """One thing to be taken over; `key` is what must be the same."""

    span: Span
    kind: Verbatim
    key: str


# printf, Python and shell, ICU, Windows and mustache placeholders; tags with a name, as in HTML and
# XLIFF; escapes that a program will read; what a file of units holds there and is no text.
_ITEM = re.compile(
    r"(?P<EMAIL>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<ADDRESS>\b(?:https?|ftp)://[^\s<>\"'“”‘’«»（）。，、；]+|(?<![\w./@])www\.[\w-]+(?:\.[\w-]+)+[^\s<>\"'“”‘’«»（）。，、；]*)"
    r"|(?P<PLACEHOLDER>\{\{\s*[\w.]+\s*\}\}|\$\{[\w.]+\}|%\([\w.]+\)[sdif]|%(?:\d+\$)?[sdi@](?!\w)"
    r"|(?<!\w)%\d+(?![\d.,]|\s?\w*%)|\{[A-Za-z_][\w.]*\}|\{\d*\}|(?<![\d%])%[A-Za-z_]\w*%)"
    r"|(?P<ESCAPE>(?<![\\:])\\[nrt](?![a-z_\d]))"
    r"|(?P<STANDING>\ufffc)"
    r"|(?P<TAG></?[A-Za-z][\w:.-]*(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>)"
)
_CLOSING = ".,;:!?)]}*"


def verbatim(text: str, place: Span) -> tuple[Item, ...]:
    """Return what a stretch of text holds that a translation takes over, in its order.

    >>> [item.key for item in verbatim("<b>{n}</b> at www.a.org.", Span(0, 24))]
    ['<b>', '{n}', '</b>', 'www.a.org']
    """
    found = []
    for match in _ITEM.finditer(text, place.start, place.end):
        kind = Verbatim[str(match.lastgroup)]
        end = match.end()
        if kind is Verbatim.ADDRESS:
            while text[end - 1] in _CLOSING:
                end -= 1
        key = text[match.start() : end]
        if kind is Verbatim.TAG:
            key = re.sub(r"\s.*", "", key.rstrip("/> "), flags=re.DOTALL).lower() + ">"
        elif kind is Verbatim.EMAIL:
            key = key.lower()
        found.append(Item(Span(match.start(), end), kind, key.rstrip("/")))
    return tuple(found)
