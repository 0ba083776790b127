"""HTML character references in running text, whole or damaged: where they are and what they meant.

Well-formed references are undone by any library; engines and scrapers leave others behind: pulled
apart by spaces, with the ampersand lost or turned into a comma, escaped twice. Both are found
here, because headings, quotes and names have to see the character through the damage.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import name2codepoint

from harness.model.text import Span

# Longest first, so that "sup2" is not read as "sup".
_NAMES = "|".join(sorted({*name2codepoint, "apos"}, key=lambda name: (-len(name), name)))
# Only these are told from words without their ampersand: none of them is a word of prose.
_BARE = (
    "quot|apos|nbsp|laquo|raquo|ldquo|rdquo|lsquo|rsquo|sbquo|bdquo|hellip|mdash|ndash|amp|lt|gt"
    "|eacute|egrave|agrave|aacute|iacute|oacute|uacute|ntilde|ccedil|uuml|ouml|auml|szlig"
)
_BODY = rf"(?P<number>\#\s?(?:[xX]\s?[0-9a-fA-F]{{2,6}}|\d{{1,7}}))|(?P<name>{_NAMES})"
_REFERENCE = re.compile(
    rf"&(?P<amp>(?:\s?amp\s?;)*)(?P<gap>\s?)(?:{_BODY})(?P<late>\s?);"
    rf"|(?:,\s?|(?<![\w&#;]))(?P<bare>{_BARE});"
    # Without its ampersand a number is told from "issue #39;" by the letter it clings to.
    r"|(?:(?<=[^\W\d_])|(?=#x?[0-9a-fA-F]{2,4};[^\W\d_]))(?P<lone>#(?:x[0-9a-fA-F]{2,4}|\d{2,4}));"
)
_ANY = re.compile(r"&|[;]")


@dataclass(frozen=True, slots=True)
class Entity:
    """One character reference in the text, the character it stands for, and whether it is damaged."""

    span: Span
    character: str
    damaged: bool

    @property
    def quotes(self) -> bool:
        """Whether it stands for a quotation mark or an apostrophe."""
        return self.character in "\"'“”‘’«»„‚‹›"


def entities(text: str) -> tuple[Entity, ...]:
    """Return every character reference in `text`, in order; those that mean nothing are left out.

    >>> [(e.span.of("a & # 39; b"), e.character, e.damaged) for e in entities("a & # 39; b")]
    [('& # 39;', "'", True)]
    """
    if not _ANY.search(text):
        return ()
    return tuple(found for match in _REFERENCE.finditer(text) if (found := _entity(match)))


def _entity(match: re.Match[str]) -> Entity | None:
    body = match["number"] or match["name"] or match["bare"] or match["lone"]
    written = f"&{''.join(body.split())};"
    character = html.unescape(written)
    if character == written or not character.strip("\ufffd"):
        return None
    damaged = match[0] != written
    return Entity(Span(*match.span()), character, damaged)
