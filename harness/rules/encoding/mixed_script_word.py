"""A word that mixes Latin with look-alike Cyrillic or Greek letters.

Keyboards, optical readers and engines that copy names leave one foreign letter in a word; it
looks right, yet no search, glossary or spelling checker will know the word. Fraud does it on
purpose.

Only letters that have a twin in the word's main script count, so units (`μm`), formulas and
Russian words with a Latin stem stay quiet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# Pairs that Unicode's list of confusable characters (UTS #39) shows as one shape.
_FOREIGN = "аеорсухіјѕԁһАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲνι"
_TWIN = "aeopcyxijsdhABEKMHOPCTYXIJSABEZHIKMNOPTYXocvi"
_TO_LATIN = str.maketrans(_FOREIGN, _TWIN)
_TO_CYRILLIC = str.maketrans("aeopcyxABEKMHOPCTYX", "аеорсухАВЕКМНОРСТУХ")
_LETTERS = "A-Za-z\u00c0-\u024f"
_MIXED = re.compile(
    rf"(?<!\w)(?:[{_LETTERS}]++[\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f]++[{_LETTERS}])"
    r"[^\W\d_]*+"
)
# East Asian keyboards have a wide alphabet of their own.
_WIDE = re.compile(r"(?<!\w)(?:[A-Za-z]+[Ａ-Ｚａ-ｚ]|[Ａ-Ｚａ-ｚ]+[A-Za-z])[A-Za-zＡ-Ｚａ-ｚ]*")
_SINGLE = re.compile(r"(?<=[A-Za-z,.] )[аіАІΑΙ](?= [a-z]{2})")
# There the letter is a word of the language itself, between foreign names too.
_CYRILLIC = frozenset(["ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"])
_OTHER = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    if text.isascii():
        return
    for found in _WIDE.finditer(text):
        meant = unicodedata.normalize("NFKC", found[0])
        yield _hit(found, meant, [c for c in found[0] if c > "\uff00"])
    if not _OTHER.search(text):
        return
    if analysis.language not in _CYRILLIC:
        yield from _alone(text)
    for found in _MIXED.finditer(text):
        word = found[0]
        others = [c for c in word if _OTHER.match(c)]
        latin = [c for c in word if not _OTHER.match(c)]
        if len(others) <= len(latin) and all(c in _FOREIGN for c in others):
            yield _hit(found, word.translate(_TO_LATIN), others)
        elif min(others) >= "\u0400" and all(ord(c) in _TO_CYRILLIC for c in latin):
            yield _hit(found, word.translate(_TO_CYRILLIC), latin)


def _alone(text: str) -> Iterable[Hit]:
    """Yield one-letter words of the other script between Latin words: "а boat"."""
    for found in _SINGLE.finditer(text):
        yield _hit(found, found[0].translate(_TO_LATIN), [found[0]])


def _hit(found: re.Match[str], meant: str, odd: list[str]) -> Hit:
    codes = ", ".join(f"{c} is U+{ord(c):04X}" for c in dict.fromkeys(odd))
    return Hit(Span(*found.span()), because=codes, suggestion=meant)


RULE = Rule(
    code="ENC108",
    name="mixed-script-word",
    family="encoding",
    summary="word with look-alike letters of another script",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/character-encoding",
    cause=Cause.TRANSLATION,
    check=_check,
    bad=(
        Bad(marked="[[Ｔhe]] port is shut.", fixed="The port is shut."),
        Bad(marked="The [[Κremlin]] said no.", fixed="The Kremlin said no."),
        Bad(marked="a new [[рolicy]] for ports", fixed="a new policy for ports"),
        Bad(marked="They took [[а]] boat; [[Ιt]] sank.", fixed="They took a boat; It sank."),
        Bad(marked="Город [[Mосква]] растёт.", fixed="Город Москва растёт.", language="ru"),
    ),
    good=(
        Good(text="A film 5 μm thick, the βcell and the Ωm unit."),
        Good(text="Новые SMSки и IT-отдел.", language="ru"),
        Good(text="The Greek word λόγος and the Russian мир."),
        Good(text="Σ and α stand for sum and angle; πr² is the area."),
    ),
    doc=__doc__,
)
