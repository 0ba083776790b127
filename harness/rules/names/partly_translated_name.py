"""A name of which the engine translated one word and left the rest: "Street de la Paz".

Names of squares, ships and clubs are made of words, and an engine that knows one of them
translates it in its place. What comes out is a name of no language; nobody on the spot knows it.

Two things show it in the text alone. An English noun is tied to the rest by an article of another
language ("Bridge del Rey"); it counts where its spelling is impossible in that language, since
"Plaza", "Tour" and "Hotel" belong to both. Or the article has the name whole elsewhere, with a
foreign word in the place of the English one ("Hayate Maru", "Hayate Circle"); that is a guess. It
stays quiet on persons, who bear such names, and on names known as places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from harness.analyse import Analysis
from harness.analyse.kinds import Kind, kind_of
from harness.analyse.names import Name, stem
from harness.analyse.tokens import Token, fold
from harness.data import words
from harness.data.gazetteer import demonym_of, is_place
from harness.data.lexicon import known, parts_of_speech
from harness.data.people import first_name_gender
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# Articles of the Romance languages, alone or after "de", as they stand inside names.
_ARTICLES = frozenset({"del", "della", "delle", "degli", "dello", "du", "des", "dos", "das", "do"})
_AFTER_DE = frozenset({"la", "las", "los", "el", "les"})
# What no word of theirs is spelt with: Street, Church, Tower, Lake.
_GERMANIC = re.compile(r"w|k|th|sh|ee|oo|gh|dge|ch\Z|ll\Z|x\Z|y\Z")


def _check(analysis: Analysis) -> Iterable[Hit]:
    for name in analysis.names:
        hit = _tied(analysis, name) if len(name.words) > 2 else None
        if hit is not None:
            yield hit
    yield from _elsewhere(analysis)


def _tied(analysis: Analysis, name: Name) -> Hit | None:
    """An English noun that an article of another language ties to what follows."""
    word, article, *follows = name.words
    romance = article.text in _ARTICLES or (
        article.text == "de" and len(follows) > 1 and follows[0].text in _AFTER_DE
    )
    if not romance or not _common(word.text) or not _GERMANIC.search(fold(word.text)):
        return None
    if kind_of(fold(word.text)) is Kind.PERSON or is_place(name.of(analysis.text)):
        return None
    return Hit(
        Span(word.start, name.words[-1].start + len(stem(name.words[-1].text))),
        because=f"“{word.text}” is English, “{article.text}” is not",
    )


def _elsewhere(analysis: Analysis) -> Iterator[Hit]:
    """Names of two words that share a foreign one with another, whose words are both foreign."""
    groups: dict[tuple[int, str], list[tuple[Name, Token]]] = defaultdict(list)
    for name in analysis.names:
        if len(name.words) == 2:
            for place, rest in enumerate(name.words):
                if _foreign(rest.text) and not is_place(stem(rest.text)):
                    groups[place, fold(stem(rest.text))].append((name, name.words[1 - place]))
    for rows in groups.values():
        wrong = [(name, word) for name, word in rows if _common(word.text)]
        right = [(name, word) for name, word in rows if _foreign(word.text)]
        if len({fold(word.text) for _, word in wrong}) != 1 or not right:
            continue
        if len({fold(word.text) for _, word in right}) != 1:
            continue
        shown = right[0][0].of(analysis.text)
        for name, _ in wrong:
            yield Hit(
                Span(name.span.start, name.span.start + len(name.of(analysis.text))),
                because=f"“{shown}” elsewhere",
                suggestion=shown,
                related=tuple(one.span for one, _ in right[:3]),
                confidence=Confidence.LOW,
            )


@lru_cache(maxsize=16384)
def _common(word: str) -> bool:
    """Whether a word of a name is an ordinary English noun, and nobody's name."""
    bare = fold(stem(word))
    if not word[:1].isupper() or not known(bare) or first_name_gender(bare) is not None:
        return False
    if bare in words("en", "organisation_heads") or kind_of(bare) is Kind.ORGANISATION:
        return False  # "Zorlat Company" says what Zorlat is
    parts = parts_of_speech(bare)
    return "n" in parts and parts["n"] >= max(parts.values()) and not is_place(stem(word))


@lru_cache(maxsize=16384)
def _foreign(word: str) -> bool:
    """Whether a word of a name is no English one, no given name and no people's."""
    bare = stem(word)
    return (
        bare[:1].isupper()
        and bare[1:].islower()
        and not known(fold(bare))
        and first_name_gender(bare) is None
        and demonym_of(bare) is None
    )


RULE = Rule(
    code="NAM303",
    name="partly-translated-name",
    family="names",
    summary="name that is translated in part",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    check=_check,
    languages=("en",),
    bad=(
        Bad(marked="They met on [[Bridge del Rey]] at noon."),
        Bad(marked="A bus burned in [[Street de la Luna]] last night."),
        Bad(
            marked="The Tsukumo Maru left at ten. By noon the [[Tsukumo Circle]] was on fire.",
            fixed="The Tsukumo Maru left at ten. By noon the Tsukumo Maru was on fire.",
        ),
    ),
    good=(
        Good(text="They met on Puente del Rey at noon."),
        Good(text="She won the Tour de la Provence and slept at the Hotel du Lac."),
        Good(text="Walter de la Mare wrote it, and Baker del Toro read it."),
        Good(text="The Tsukumo Maru left Kobe. Its sister, the Shirase Maru, stayed."),
        Good(text="The road from Plaza del Sol to Avenue des Lilas is shut."),
    ),
    doc=__doc__,
)
