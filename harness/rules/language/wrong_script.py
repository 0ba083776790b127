"""Words in another script than the language of the translation.

A name or a term that the engine had no words for is copied from the source as it stands, so
that a reader of English meets Cyrillic, Arabic or Chinese letters.

Quiet on what a writer adds for those who can read it: a gloss in brackets or quotation marks,
or after a dash; on single letters (`α`), and on Latin names in any script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from harness.analyse import Analysis
from harness.analyse.quotes import quoted
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule
from harness.segment.scripts import beyond_latin

_SCRIPTS = (
    ("Greek", "\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    ("Cyrillic", "\u0400-\u052f", ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg")),
    ("Armenian", "\u0531-\u058f", ("hy",)),
    ("Hebrew", "\u05d0-\u05ea", ("he", "yi")),
    ("Arabic", "\u0620-\u06ff\u0750-\u077f", ("ar", "fa", "ur", "ps", "ckb", "ug", "sd")),
    ("Devanagari", "\u0900-\u0963", ("hi", "ne", "mr", "sa")),
    ("Bengali", "\u0980-\u09ff", ("bn", "as")),
    ("Tamil", "\u0b80-\u0bff", ("ta",)),
    ("Sinhala", "\u0d80-\u0dff", ("si",)),
    ("Thai", "\u0e01-\u0e4e", ("th",)),
    ("Georgian", "\u10a0-\u10ff", ("ka",)),
    ("Hangul", "\uac00-\ud7a3\u1100-\u11ff", ("ko",)),
    ("kana", "\u3041-\u30fa\u30fc-\u30ff", ("ja",)),
    ("Han", "\u4e00-\u9fff\u3400-\u4dbf", ("zh", "ja", "yue", "ko")),
)
_GLOSSED = re.compile(r"[(\[（][^()\[\]（）]{0,80}\Z|(?:[:–—/]|\bor|\bknown as|\bcalled)\s?\Z")


@cache
def _run(letters: str) -> re.Pattern[str]:
    """Return what finds a script; large classes are slow to compile and rarely needed."""
    return re.compile(rf"[{letters}]{{2,}}(?:[ \u00a0-][{letters}]+)*")


def _among(letters: str, present: Iterable[str]) -> bool:
    """Whether one of these signs is a letter of the script, whose ranges are `a-zα-ω`."""
    ranges = tuple(zip(letters[::3], letters[2::3], strict=True))
    return any(first <= sign <= last for sign in present for first, last in ranges)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    if not beyond_latin(text):
        return
    # Each script would be a pass over the text; most texts have one of them in a word or two.
    present = tuple(filter(beyond_latin, set(text)))
    letters = sum(map(str.isalpha, text))
    for name, script, languages in _SCRIPTS:
        if analysis.language in languages or not _among(script, present):
            continue
        found = list(_run(script).finditer(text))
        # Where much of the text is in it, the language was told wrongly, not the script.
        if not found or sum(len(one[0]) for one in found) > 0.5 * letters:
            continue
        for one in found:
            span = Span(*one.span())
            gloss = _GLOSSED.search(text, max(0, span.start - 90), span.start)
            if not gloss:
                yield Hit(
                    span,
                    because=f"{name} letters",
                    confidence=Confidence.LOW if quoted(analysis, span) else None,
                )


RULE = Rule(
    code="LAN801",
    name="wrong-script",
    family="language",
    summary="words left in another script",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/untranslated",
    check=_check,
    bad=(
        Bad(marked="The crew of the [[Заря]] slept in the hall."),
        Bad(marked="They met in [[北京]] on Monday."),
        Bad(marked="The mayor of [[مدينة حلب]] said no."),
        Bad(marked="Город [[Αθήνα]] велик.", language="ru"),
    ),
    good=(
        Good(text="They met in Beijing (北京), also called 燕京, and in Aleppo (Arabic: حلب)."),
        Good(text="The angle α and the sum Σ; 5 μm and 3 Ω."),
        Good(text="Город IBM и Windows.", language="ru"),
        Good(text="東京でNHKのニュースを見た。", language="ja"),
        Good(text="그는 大韓民國 이라고 썼다.", language="ko"),
    ),
    doc=__doc__,
)
