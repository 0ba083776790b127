"""HTML character references in running text, whole or damaged: where, and what they meant.

Well-formed references are undone by any library; engines and scrapers leave others behind:
pulled apart by spaces, with the ampersand lost, turned into a comma or translated, with the
semicolon gone, escaped twice, or cut down to `-39-` in a slug. All are found here, because
headings, quotes and names have to see the character through the damage.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from harness.model.text import Span
from harness.segment.lines import found_by

# Only these are told from words without their ampersand: none of them is a word of prose.
_BARE = (
    "quot|apos|nbsp|laquo|raquo|ldquo|rdquo|lsquo|rsquo|sbquo|bdquo|hellip|mdash|ndash|lt|gt"
    "|eacute|egrave|agrave|aacute|iacute|oacute|uacute|ntilde|ccedil|uuml|ouml|auml|szlig"
)
# With spaces inside only these: "&" before a word such as "image" or "beta" is prose.
_SAFE = (
    f"{_BARE}|amp|pound|euro|copy|reg|trade|deg|middot|bull|iexcl|iquest"
    "|[a-z]{1,2}(?:acute|grave|circ|tilde|uml|cedil|ring|slash|lig|caron)"
)
# What these numbers stand for is met in prose: quotes, dashes, dots, spaces, & < > and letters
# of Latin-1. Only they are believed where a part of the reference is missing.
_LIKELY = r"0{0,3}(?:3[489]|6[02]|1[6-9]\d|2[0-4]\d|25[0-5]|82(?:0[12]|1[1-9]|2[0-26]|30|4[29]))"
_NUMBER = r"[#＃]\s{0,2}(?:[xX]\s?[0-9a-fA-F]{2,6}|\d{1,7})"
_WITH_AMPERSAND = re.compile(
    r"[&＆](?:\s?amp\s?;)*(?:;(?=[a-z#]))?\s{0,2}"
    rf"(?:(?P<number>{_NUMBER})\s{{0,2}}[;；]"
    rf"|(?P<open_number>[#＃]\s?(?:{_LIKELY}|[xX](?:2[2679]|20[12][0-9a-fA-F])))(?![\d;])"
    rf"|(?P<hashless>{_LIKELY})\s?;"
    rf"|(?<=[&＆;])(?P<name>[A-Za-z]{{2,24}}\d{{0,2}})[;；]|(?P<spaced>(?i:{_SAFE}))\s{{0,2}}[;；]"
    r"|(?P<open_name>quot|apos|nbsp|[lr][sd]quo|hellip|[mn]dash)(?![\w;])"
    r"|(?<=&)(?P<open_mark>[lr]squo|apos)(?=(?:s|t|re|ve|ll|d|m)(?!\w))"
    r"|(?<=&)(?P<open_letter>[A-Za-z]{1,2}(?:acute|grave|circ|tilde|uml|cedil|ring|slash|lig))"
    r"(?=[a-z])|(?<=&)(?P<open_amp>amp)(?= [A-Z]))"
)
_CODE = r"x\s?[0-9a-fA-F]{2,4}|\d{2,4}"
# Without its ampersand a number is told from "issue #39;" by the letter it clings to, and from
# "issues #38 and #39;" by the space inside.
_WITH_HASH = re.compile(
    rf"(?:(?<=[^\W\d_])|(?=#(?:{_CODE});[^\W\d_]))#(?P<lone>{_CODE})\s?;"
    rf"|,#\s?(?P<comma>{_LIKELY})\s?;"
    r"|(?<![\w&＆])#(?P<far>8(?:2[12]\d|364)|x20[0-9a-fA-F]{2});(?=[^\s.,;:)])"
    rf"|(?<!\w)(?:and|und|et|y|e|och|og|en|и)\s\#\s(?P<word>{_LIKELY})\s?;"
)
# No word ends in these, so they may cling to one.
_CLINGING = "quot|nbsp|laquo|raquo|[lr][sd]quo|hellip"
_BEFORE_SEMICOLON = re.compile(
    rf"(?:,\s?|(?<![\w&#;＆]))(?:(?P<bare>{_BARE})|(?P<amp>amp))\s?\Z"
    rf"|(?<=[^\W\d_])(?P<end>{_CLINGING})\Z"
)
_AFTER_AMP = re.compile(rf"\s?(?P<body>#\s?(?:{_CODE})|{_BARE})\s?;")
_OPEN_BARE = re.compile(r",(?P<bare>quot)(?![\w;]|\s;)")
_SLUG = re.compile(
    r"(?<=[a-z0-9])-(?:(?:0?39|8217|x27|apos|rsquo)-(?=(?:s|t|re|ve|ll|d|m)(?![a-z0-9]))"
    r"|(?:quot|8220|8221|ldquo|rdquo)-(?=[a-z0-9]))"
)
_SLUG_QUOTE = re.compile(r"-(?:quot|8220|8221|ldquo|rdquo)-")
_REACH = 10


@dataclass(frozen=True, slots=True)
class Entity:
    """One character reference, the character it stands for, and whether it is damaged."""

    span: Span
    character: str
    damaged: bool

    @property
    def quotes(self) -> bool:
        """Whether it stands for a quotation mark or an apostrophe."""
        return self.character in "\"'“”‘’«»„‚‹›"


def entities(text: str) -> tuple[Entity, ...]:
    """Return every character reference in `text`, in order, less those that mean nothing.

    >>> [(e.span.of("a & # 39; b"), e.character, e.damaged) for e in entities("a & # 39; b")]
    [('& # 39;', "'", True)]
    """
    found: list[Entity] = []
    end = 0
    for entity in sorted(_all(text), key=lambda entity: (entity.span.start, -entity.span.end)):
        if entity.span.start >= end:
            found.append(entity)
            end = entity.span.end
    return tuple(found)


def _all(text: str) -> Iterator[Entity]:
    # Each search hangs on one rare character, so text without any costs next to nothing.
    if "&" in text or "＆" in text:
        yield from _ampersands(text)
    for match in found_by(_WITH_HASH, "#", text):
        code = match["lone"] or match["comma"] or match["word"] or match["far"]
        yield from _entity(Span(*match.span()), f"&#{code};", match[0])
    if ";" in text:
        yield from _bare(text)
    if ",quot" in text:
        for match in _OPEN_BARE.finditer(text):
            yield Entity(Span(*match.span()), '"', damaged=True)
    if "-" in text:
        for match in _SLUG.finditer(text):
            quote = _SLUG_QUOTE.match(match[0]) is not None
            yield Entity(Span(*match.span()), '"' if quote else "'", damaged=True)


def _ampersands(text: str) -> Iterator[Entity]:
    for match in _WITH_AMPERSAND.finditer(text):
        number = match["number"] or match["open_number"]
        if number or match["hashless"]:
            body = number or f"#{match['hashless']}"
        else:
            body = match["name"] or match["spaced"] or match["open_name"]
            body = body or match["open_mark"] or match["open_letter"] or match["open_amp"]
        yield from _entity(Span(*match.span()), f"&{body};", match[0])


def _bare(text: str) -> Iterator[Entity]:
    place = text.find(";")
    while place >= 0:
        start = max(0, place - _REACH)
        match = _BEFORE_SEMICOLON.search(text, start, place)
        if match and (name := match["bare"] or match["end"]):
            yield from _entity(Span(match.start(), place + 1), f"&{name};", None)
        elif match and (after := _AFTER_AMP.match(text, place + 1)):
            yield from _entity(Span(match.start(), after.end()), f"&{after['body']};", None)
        place = text.find(";", place + 1)


def _entity(span: Span, written: str, seen: str | None) -> Iterator[Entity]:
    plain = unicodedata.normalize("NFKC", "".join(written.split()))
    character = html.unescape(plain)
    if character == plain:
        character = html.unescape(plain.lower())
    if character.lower() == plain.lower() or not character.strip("\ufffd"):
        return
    yield Entity(span, character, seen != plain)
