"""A paragraph or line in another language than the rest.

An engine that cannot read its input, or a batch that was sent to the wrong model, returns the
source or a third language. Told by script and by the small words, so headlines of two words
stay quiet.

More than three paragraphs of one language are told once, with the places of the others: a part
of the text that was left out of the work, an appendix or a licence. So is more than one in English,
which most texts are translated from. English is minor in a manual, which its commands, files and
options tell: messages, licences and parts that are not yet translated stand in English there.

Quiet on quotations, on titles and names, and where the language of the whole is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import chain

from harness.analyse import Analysis
from harness.analyse.language import script_of
from harness.analyse.quotes import quoted
from harness.analyse.technical import technical
from harness.data import languages, words, words_if_any
from harness.data.lexicon import known, lemmas, proper_name
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Segment, SegmentKind
from harness.rules.rule import Bad, Good, Rule

_WORDS = 6
_SCRIPTED = frozenset(["ja", "ko", "zh", "ar", "he", "hi", "th", "el", "ru"])
# Written in one of those scripts as well, but told apart by no list here.
_ALIKE = frozenset(
    [
        "fa",
        "ur",
        "ps",
        "ckb",
        "ug",
        "sd",
        "uk",
        "bg",
        "sr",
        "mk",
        "be",
        "kk",
        "ky",
        "mn",
        "tg",
        "mr",
        "ne",
        "sa",
        "yi",
        "yue",
        "bn",
        "ta",
        "te",
        "si",
        "ka",
        "hy",
        "km",
        "lo",
        "my",
        "am",
    ]
)
_FLOOR = 0.25
_SHORT_LINE = 9
# More paragraphs than that in one language are one fact: a part that was never translated.
_SINGLY = 3
_LISTED = 50


@cache
def _languages_of() -> dict[str, frozenset[str]]:
    """Return, for each small word, the languages it belongs to."""
    found: dict[str, set[str]] = {}
    for language in languages("function_words"):
        for word in words(language, "function_words"):
            found.setdefault(word, set()).add(language)
    return {word: frozenset(where) for word, where in found.items()}


def _check(analysis: Analysis) -> Iterable[Hit]:
    target = analysis.language
    if target == "und":
        return
    if target == "en":
        yield from _unknown_lines(analysis)
    by_language: dict[str, list[Segment]] = {}
    for segment in analysis.segments:
        found = _foreign(analysis, segment, target)
        if found and quoted(analysis, segment.span):
            yield Hit(segment.span, because=_said(found, target), confidence=Confidence.LOW)
        elif found:
            by_language.setdefault(found, []).append(segment)
    for language, segments in by_language.items():
        because = _said(language, target)
        # Units are each judged for itself.
        if analysis.article.document.units:
            yield from (Hit(segment.span, because=because) for segment in segments)
        elif language == "en":
            severity = Severity.MINOR if technical(analysis.text) else None
            yield from _told(segments, because, most=1, severity=severity)
        else:
            yield from _told(segments, because, most=_SINGLY)


def _said(language: str, target: str) -> str:
    return f"it is in “{language}”, the text in “{target}”"


def _told(
    segments: list[Segment], because: str, *, most: int, severity: Severity | None = None
) -> Iterable[Hit]:
    """Yield a finding a paragraph; where they are more, one with the others beside it."""
    if len(segments) <= most:
        for segment in segments:
            yield Hit(segment.span, because=because, severity=severity)
        return
    first, *others = segments
    more = "is 1 more paragraph" if len(others) == 1 else f"are {len(others)} more paragraphs"
    yield Hit(
        first.span,
        because=f"{because}, and so {more}",
        related=tuple(segment.span for segment in others[:_LISTED]),
        severity=severity,
    )


def _unknown_lines(analysis: Analysis) -> Iterable[Hit]:
    """Yield short headings without one word of English, of names, or of the rest of the text."""
    suspects = [
        (segment, words_of)
        for segment, row in zip(analysis.segments, analysis.segment_tokens, strict=True)
        if segment.kind is SegmentKind.HEADING
        for words_of in [[t.text for t in row if t.kind == "word" and t.text.isalpha()]]
        if 3 <= len(words_of) <= _SHORT_LINE and not any(map(_is_english, words_of))
    ]
    if not suspects:
        return
    counts = Counter(chain.from_iterable(analysis.segment_small))
    for segment, found in suspects:
        small = sum(word.islower() and len(word) > 3 for word in found)
        shouted = all(word.isupper() for word in found)
        if (small >= 2 or shouted) and all(counts[word.casefold()] == 1 for word in found):
            yield Hit(segment.span, because="none of its words is English")


def _is_english(word: str) -> bool:
    lower = word.lower()
    listed = known(lower) or bool(lemmas(lower)) or proper_name(word.capitalize())
    return listed and len(word) > 3


def _foreign(analysis: Analysis, segment: Segment, target: str) -> str | None:
    part = segment.span.of(analysis.text)
    if not part.isascii() and target not in _SCRIPTED | _ALIKE:
        scripted = script_of(part)
        if scripted is not None and len(part) >= 6:
            return scripted
    row, small = analysis.segment_tokens[segment.index], analysis.segment_small[segment.index]
    own_words = words_if_any(target, "function_words")
    if len(row) < _WORDS or not own_words:
        return None
    # Nearly every paragraph ends here, before its marks are told from its words.
    if sum(map(own_words.__contains__, small)) * 6 > len(row):
        return None
    all_words = [word for word, token in zip(small, row, strict=True) if token.kind == "word"]
    if len(all_words) < _WORDS:
        return None
    # Nearly every paragraph ends here: it has small words of its own.
    if sum(word in own_words for word in all_words) * 6 > len(all_words):
        return None
    lists = _languages_of()
    votes = Counter(code for word in all_words for code in lists.get(word, ()))
    others = [(count, code) for code, count in votes.items() if code != target]
    if not others:
        return None
    count, best = max(others)
    own = votes[target]
    # Options of commands are letters, and a letter is a word of many languages.
    if len({word for word in all_words if len(word) > 1 and best in lists.get(word, ())}) < 2:
        return None
    names = sum(token.capitalised for token in row if token.is_word)
    if count < 3 or count < _FLOOR * len(all_words) or own * 3 > count:
        return None
    return best if names * 2 < len(all_words) or best == "de" else None


RULE = Rule(
    code="LAN803",
    name="foreign-line",
    family="language",
    summary="paragraph in another language",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/untranslated",
    check=_check,
    bad=(
        Bad(
            marked=(
                "The port is shut and the boats are in the mud of the bay.\n\n"
                "[[El puerto está cerrado y los barcos no pueden salir de la bahía.]]"
            )
        ),
        Bad(
            marked=(
                "The port is shut and the boats are in the mud of the bay.\n\n"
                "[[Порт закрыт, и лодки стоят в иле.]]"
            )
        ),
        Bad(
            marked=(
                "Der Hafen ist zu und die Boote liegen im Schlick der Bucht.\n\n"
                "[[The port is shut and the boats are in the mud of the bay.]]"
            ),
            language="de",
        ),
        Bad(
            marked=(
                "The port is shut and the boats are in the mud of the bay.\n\n"
                "[[HAVNEN STENGT ØYEBLIKKELIG]]\n\nNobody came to the quay at noon."
            )
        ),
        Bad(
            marked=(
                "The port is shut and the boats are in the mud of the bay.\n\n"
                "[[Bandari yafungwa kwa muda]]\n\nNobody came to the quay at noon."
            )
        ),
    ),
    good=(
        Good(text="It rained on the quay.\n\nZoltán Szűcs, Ágnes Kőszegi\n\nNobody came."),
        Good(text="He is in the port.\n\nLas Palmas de Gran Canaria"),
        Good(text="They sang the song of the port.\n\nAllons enfants"),
        Good(text="This is how it is packed.\n\ngpg -o port.asc -a -r name -e port.txt"),
        Good(text="She read Die Zeit in the hall.\n\nThe port is not the end of it all."),
        Good(text="Le port est fermé et les bateaux sont dans la vase de la baie.", language="fr"),
        Good(text="وزیر گفت که بندر را نمی‌بندیم. کشتی رسید.", language="fa"),
        Good(text="東京は日本の首都です。\n\n港は閉まっています。", language="ja"),
    ),
    doc=__doc__,
)
