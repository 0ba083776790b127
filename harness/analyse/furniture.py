"""Lines that a site prints around an article, told by their shape and by the words they are of.

Such a line speaks of what is the site's own ("our newsletter"), asks its reader to do something
with the page ("print this page"), or has no stop and is made of the words of buttons and stamps.
The words are those of all packaged languages, since furniture often stays behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from harness.analyse.tokens import fold
from harness.data import languages, table
from harness.data.expressions import by_role, heads

# Signs that lead on to something else, and never begin a paragraph of an article.
_LEADS_ON = re.compile(r"(?:>>|▶|►|➤|⇒|👉|→)\s?\S")
_QUOTE = re.compile('["“”„«»]')
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*){2,}\Z")
_BYLINE = re.compile(
    r"[^\n:]{2,50}[-–|,•·]\s?\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}(?:,|\s[-–|])?\s\d{1,2}:\d{2}\Z"
)
# "Published on: Sat, 8 Mar 2025 at 07:12 AM", "Tagged port, rain, quay".
_DATED = re.compile(
    r"(?:last )?(?:published|posted|updated|created|modified|veröffentlicht|aktualisiert|publié"
    r"|mis à jour|publicado|actualizado|pubblicato|aggiornato|опубликовано|обновлено)\b"
    r"[^\n.!?]{0,50}\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?|\s[a-z]{1,4})?\Z",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"(?:tags?|tagged|topics?|keywords?|schlagw[oö]rter|themen|étiquettes|etiquetas|trefwoorden)"
    r"\s?:?\s[\w -]{2,30}(?:,\s[\w -]{2,30})+\Z",
    re.IGNORECASE,
)
_SHAPES = (_LEADS_ON, _HASHTAGS, _BYLINE, _DATED, _TAGGED)
_LONGEST = 240
_TALK = 22
# What nobody sets around a heading, and what ends a sentence.
_SHOWY = re.compile(r"[‹›<>▶►➤⇒→←★☆⚠✓✔•|·#@]|\A[A-Z][A-Z !:]{8,}\Z")
_SENTENCE_END = re.compile(r"[.?][\"'”’»)\]]*\s*\Z")
_LINE = 9
_BRIEF = 4
_SHORT = 5
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Roles:
    """One language's words by role, as expressions, and with what those words begin."""

    firsts: frozenset[str]
    openings: tuple[str, ...]
    expressions: dict[str, str]


def talks(line: str) -> bool:
    """Whether a short paragraph speaks for the site, leads on to another page, or is a stamp."""
    if len(line) > _LONGEST or len(line.split()) > _TALK:
        return False
    if any(shape.match(line) for shape in _SHAPES):
        return True
    if _QUOTE.search(line):
        return False
    plain = fold(line)
    for one in _speaking(plain, "site_talk"):
        ours, site = one["ours"], one["site"]
        reader, this = one["reader"], one["this"]
        if (
            _compiled(rf"{ours}(?: [\w-]+){{0,2}} {site}").search(plain)
            or _compiled(rf"{reader}.{{0,40}}{this}").search(plain)
            or _compiled(rf"{this}.{{0,60}}{reader}").search(plain)
        ):
            return True
    return False


def is_label(line: str) -> bool:
    """Whether a line without a stop is made of the words of furniture."""
    stopped = _SENTENCE_END.search(line) is not None
    if len(line.split()) > (_BRIEF if stopped else _LINE) or _QUOTE.search(line):
        return False
    plain = fold(line)
    needed = 1 if _SHOWY.search(line) else 2
    for one in _speaking(plain, "site_words"):
        said = 0
        if _compiled(one["strong"]).search(plain):
            said = 2 if len(line.split()) <= _SHORT else 1
        if said < 2 and stopped:
            continue
        if said + len(set(_compiled(one["weak"]).findall(plain))) >= needed:
            return True
    return False


def _speaking(plain: str, name: str) -> list[dict[str, str]]:
    """Return the expressions of the languages that a line has a word of: mostly of none."""
    found = _WORD.findall(plain)
    return [
        roles.expressions
        for roles in _tables(name)
        if not roles.firsts.isdisjoint(found)
        or any(word.startswith(roles.openings) for word in found)
    ]


@cache
def _tables(name: str) -> tuple[_Roles, ...]:
    made = []
    for code in languages(name):
        entries = table(code, name)
        firsts, openings = heads(entries)
        made.append(_Roles(firsts=firsts, openings=openings, expressions=by_role(entries)))
    return tuple(made)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    """Return the pattern, made when it is first needed: a text speaks one or two languages."""
    return re.compile(written)
