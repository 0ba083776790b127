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
    """One thing to be taken over as it is `written`; `key` is what must be the same."""

    span: Span
    kind: Verbatim
    key: str
    written: str


# printf, Python and shell, ICU, Windows and mustache placeholders; tags with a name, as in HTML and
# XLIFF; escapes that a program will read; what a file of units holds there and is no text.
_PRINTF = (
    r"(?<![\d%])%(?P<number>\d+\$)?[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|q|j|z|t|L)?"
    r"(?P<conversion>[dus@]|[ioxXeEfFgGcCSpm](?![A-Za-z]))"
)
_ITEM = re.compile(
    r"(?P<EMAIL>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<ADDRESS>\b(?:https?|ftp)://[^\s<>\"'“”‘’«»（）。，、；]+|(?<![\w./@])www\.[\w-]+(?:\.[\w-]+)+[^\s<>\"'“”‘’«»（）。，、；]*)"
    r"|(?P<PLACEHOLDER>\{\{\s*[\w.]+\s*\}\}|\$\{[\w.]+\}|%\([\w.]+\)[sdif]"
    rf"|{_PRINTF}"
    r"|(?<!\w)%\d+(?![\d.,$]|\s?\w*%)|\{[A-Za-z_][\w.]*\}|\{\d*\}"
    r"|(?<![\w%])%(?:[A-Z][A-Z0-9_]+|[a-z_][a-z0-9_]{2,})%)"
    r"|(?P<ESCAPE>(?<![\\:])\\[nrt](?![a-z_\d]))"
    r"|(?P<STANDING>\ufffc)"
    r"|(?P<TAG></?[A-Za-z][\w:.-]*(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>)"
)
_CLOSING = ".,;:!?)]}*"
# Tags that stand alone; others without partner, attribute or slash name what goes there: "<file>".
_ALONE = frozenset({"<br>", "<hr>", "<img>", "<li>", "<p>", "<wbr>"})


def verbatim(text: str, place: Span) -> tuple[Item, ...]:
    """Return what a stretch of text holds that a translation takes over, in its order.

    >>> [item.key for item in verbatim("<b>{n}</b> at www.a.org.", Span(0, 24))]
    ['<b>', '{n}', '</b>', 'www.a.org']
    >>> [item.key for item in verbatim("git add <file> %-5s %2$s", Span(0, 24))]
    ['%s', '%2$s']
    """
    found = []
    for match in _ITEM.finditer(text, place.start, place.end):
        kind = Verbatim[_KIND[str(match.lastgroup)]]
        end = match.end()
        if kind is Verbatim.ADDRESS:
            while text[end - 1] in _CLOSING:
                end -= 1
        key = written = text[match.start() : end]
        if kind is Verbatim.TAG:
            key = _tag(key)
            if not key.startswith("</") and key not in _ALONE and match[0][-2:] != "/>":
                partner = f"</{key[1:-1]}"
                if "=" not in match[0] and partner not in text[place.start : place.end].lower():
                    continue
        elif kind is Verbatim.EMAIL:
            key = key.lower()
        elif match["conversion"]:
            conversion = "d" if match["conversion"] == "i" else match["conversion"]
            key = f"%{match['number'] or ''}{conversion}"
        found.append(Item(Span(match.start(), end), kind, key.rstrip("/"), written))
    return tuple(found)


def _tag(written: str) -> str:
    return re.sub(r"\s.*", "", written.rstrip("/> "), flags=re.DOTALL).lower() + ">"


# The groups inside one are the last that match.
_KIND = {kind.name: kind.name for kind in Verbatim} | {
    "number": Verbatim.PLACEHOLDER.name,
    "conversion": Verbatim.PLACEHOLDER.name,
}
