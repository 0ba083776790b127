"""A negation that only one of segment and source has.

"No llegaron" becomes "they arrived": the sentence reads well and says the contrary. Without a
reference only the source shows it.

Only whether one sentence negates at all is compared, as languages differ in how often they say so,
and only in languages whose negating words are known. Quiet where the other side says it by another
word (failed, without, un-, few, only) or by a question. Two negations at once, a long sentence and
what does not end as a sentence give low confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.polarity import adds, hints, negates
from harness.analyse.source_figures import source_language
from harness.analyse.tokens import Token, fold
from harness.data import has, words_if_any
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Segment, Span
from harness.rules.rule import Bad, Good, Rule

_LONGEST = 40
# The more a sentence says, the more ways it has to say so.
_SURE = 30


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None or not has(analysis.language, "negators"):
        return
    for segment in analysis.segments:
        words = len(analysis.segment_tokens[segment.index])
        if segment.source is None or not 2 <= words <= _LONGEST:
            continue
        language = source_language(analysis, segment.source)
        if language != analysis.language and has(language, "negators"):
            yield from _beside(analysis, segment, source, language)


def _beside(analysis: Analysis, segment: Segment, source: str, language: str) -> Iterator[Hit]:
    row, theirs = (
        side[segment.index] for side in (analysis.segment_tokens, analysis.source_tokens)
    )
    mine = _negators(row, analysis.text, analysis.language)
    if not mine and _TORN.search(segment.span.of(analysis.text)):
        return
    there = _negators(theirs, source, language)
    if bool(mine) == bool(there) or len(mine) + len(there) > 2:
        return
    if _in_a_name(mine, row) or _in_a_name(there, theirs):
        return
    whole = any(token.text in _STOPS for token in theirs[-2:])
    once = whole and len(mine) + len(there) == 1 and len(row) <= _SURE
    surety = Confidence.MEDIUM if once else Confidence.LOW
    if mine and not _says_otherwise(theirs, language):
        yield Hit(
            Span(mine[0].start, mine[0].end),
            because="the source negates nothing here",
            confidence=surety,
        )
    elif there and not _says_otherwise(row, analysis.language):
        words = " and ".join(f"“{token.text}”" for token in there)
        yield Hit(
            segment.span,
            because=f"the source has {words}, and nothing here negates",
            confidence=surety,
        )


def _negators(row: tuple[Token, ...], text: str, language: str) -> list[Token]:
    found = [
        t
        for t in row
        if t.is_word
        and negates(t, language)
        and not adds(t, text, language)
        and not _NUMBERED.match(text, t.end)
    ]
    paired = words_if_any(language, "paired_negators")
    return [token for token in found if fold(token.text) not in paired]


def _in_a_name(negators: list[Token], row: tuple[Token, ...]) -> bool:
    """Whether one of them is written with a capital inside the text: "Sans Italic", "NOT NULL"."""
    return any(token.capitalised and token.start > row[0].start for token in negators)


def _says_otherwise(row: tuple[Token, ...], language: str) -> bool:
    """Whether a side may negate by what a word means, by a prefix or by asking."""
    words = {fold(token.text) for token in row if token.is_word}
    return (
        any(token.text in _ASKING for token in row)
        or not words.isdisjoint(words_if_any(language, "paired_negators"))
        or any(word.startswith(_PREFIXES) or hints(word, language) for word in words)
    )


# Of words that negate in one: "nonsense", «неверно».
_PREFIXES = ("non", "не", "нет")
_ASKING = frozenset("?¿؟？")
_STOPS = frozenset({".", "!", "…", "..."})
# "No. 7" is a number.
_NUMBERED = re.compile(r"[.°º] ?\d")
# Text that was cut into tokens, "do n't" and "don 't", negates as well.
_TORN = re.compile(r"n['’]? ['’]? ?t\b", re.IGNORECASE)

RULE = Rule(
    code="MEA606",
    name="negation-not-of-source",
    family="meaning",
    summary="negation that only one of segment and source has",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.SOURCE,
    languages=("de", "en", "es", "fr", "it", "nl", "pt", "ru"),
    check=_check,
    bad=(
        Bad(
            marked="[[The boats arrived before the storm.]]",
            source="Los barcos no llegaron antes de la tormenta.",
        ),
        Bad(
            marked="The mayor has [[never]] seen the bridge.",
            source="Der Bürgermeister hat die Brücke gestern gesehen.",
        ),
        Bad(
            marked="[[The witness knew the driver of the car.]]",
            source="Свидетель не знал водителя машины.",
        ),
    ),
    good=(
        Good(
            text="The boats did not arrive before the storm.",
            source="Los barcos no llegaron antes de la tormenta.",
        ),
        Good(text="He failed to reach the island.", source="Il n'a pas pu atteindre l'île."),
        Good(text="The bridge is unsafe.", source="Die Brücke ist nicht sicher."),
        Good(text="Is it late?", source="¿No es tarde?"),
        Good(text="Nobody came.", source="Никто не пришёл."),
    ),
    doc=__doc__,
)
