"""A name that the source does not have, in whatever script it is written.

Engines replace a rare name by a known one, or make one up. Names are compared by the order of
their consonants' sounds, over Latin, Cyrillic, Greek, Arabic, Hebrew, Chinese, Japanese kana and
Korean letters.

Only words that are no words of the language and no places (which have other names elsewhere) are
looked at, inside a sentence, and only where the source has a name that nothing here answers to.
In scripts without capitals nobody can tell that, and the confidence is low.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.names import stem
from harness.analyse.source_names import in_source, judgeable
from harness.analyse.tokens import Token, fold
from harness.data import table
from harness.data.gazetteer import demonym_of, is_place
from harness.data.lexicon import known
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Segment, Span
from harness.rules.rule import Bad, Good, Rule

_SHORTEST = 4
_CAPITAL = re.compile(r"(?<=[^\W\d_][ ,])(?=[^\W\d_])[^\W\d_][^\W\d_]{3,}")


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    for segment, row in zip(analysis.segments, analysis.segment_tokens, strict=True):
        if segment.source is not None:
            yield from _segment(analysis, segment, row, segment.source.of(source))


def _segment(
    analysis: Analysis, segment: Segment, row: tuple[Token, ...], source: str
) -> Iterator[Hit]:
    names = [token for token in _names(row) if not in_source(stem(token.text), source)]
    if not names:
        return
    spare = _spare(source, segment.span.of(analysis.text))
    for token in names:
        told = f", but “{spare[0]}”" if spare else ""
        yield Hit(
            Span(token.start, token.end),
            because=f"the source has no such name{told}",
            confidence=Confidence.MEDIUM if spare and len(names) == 1 else Confidence.LOW,
        )


def _names(row: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the words that can only be names: capitalised, unknown, inside a sentence."""
    for before, token in pairwise(row):
        if not before.is_word or not token.is_word or not token.text.istitle():
            continue
        bare = stem(token.text)
        if len(bare) < _SHORTEST or not bare.isalpha() or _ordinary(bare):
            continue
        if judgeable(bare):
            yield token


def _ordinary(word: str) -> bool:
    """Whether a word has a translation of its own: a noun, a month, a place, its people."""
    calendar = {*table("en", "months"), *table("en", "weekdays")}
    small = fold(word)
    return known(small) or small in calendar or is_place(word) or demonym_of(word) is not None


def _spare(source: str, text: str) -> list[str]:
    """Return the source's capitalised words, inside a sentence, that the text does not have."""
    if not any(character.isupper() for character in source):
        return []
    found = []
    for match in _CAPITAL.finditer(source):
        name = match[0]
        if name.istitle() and judgeable(name) and not in_source(name, text):
            found.append(name)
    return found


RULE = Rule(
    code="NAM361",
    name="name-not-of-source",
    family="names",
    summary="name that the source does not have",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.SOURCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="The boat belonged to old [[Bertolucci]] until last year.",
            source="La barca era del viejo Etxeberria hasta el año pasado.",
        ),
        Bad(
            marked="In the yard stood Pyotr [[Kuznetsov]] and his dog.",
            source="Во дворе стояли Пётр Лавренюк и его собака.",
        ),
        Bad(
            marked="The wall was painted by Nikos [[Dimitriou]] in a week.",
            source="Ο τοίχος βάφτηκε από τον Νίκο Καρακώστα σε μια εβδομάδα.",
        ),
    ),
    good=(
        Good(
            text="In the yard stood Pyotr Lavrenyuk and his dog.",
            source="Во дворе стояли Пётр Лавренюк и его собака.",
        ),
        Good(
            text="The judge freed Khaled Al-Qahtani on Monday.",
            source="أطلق القاضي سراح خالد القحطاني يوم الاثنين.",
        ),
        Good(
            text="The painter Yaakov Rosenfeld lives there.",
            source="הצייר יעקב רוזנפלד גר שם.",
        ),
        Good(text="They met Obama in Beijing.", source="他们在北京见到了奥巴马。"),
        Good(text="The singer Kimura came late.", source="歌手のキムラは遅れて来た。"),
        Good(
            text="Then Serhiy Tchaikovsky spoke in Munich.",
            source="Dann sprach Sergej Tschaikowski in München.",
        ),
    ),
    doc=__doc__,
)
