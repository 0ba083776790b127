"""Which language a text is in, told by its script and its function words.

Only languages that we have data for are told apart; anything else is `und`, so that rules
without data for it are skipped and say so.
"""

from __future__ import annotations

import re
from functools import cache

from harness.segment.scripts import beyond_latin

_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("ar", r"[\u0600-\u06ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("el", r"[\u0370-\u03ff]"),
    ("ru", r"[\u0400-\u04ff]"),
)


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what finds letters of each; large classes are slow to compile, and rarely needed."""
    return tuple((language, re.compile(letters)) for language, letters in _SCRIPTS)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    from harness.data import languages, words

    return {language: words(language, "function_words") for language in languages("function_words")}


def script_of(text: str) -> str | None:
    """Return the language that the script of `text` tells; None for Latin letters and others.

    >>> script_of("Порт закрыт."), script_of("“The port is shut.”")
    ('ru', None)
    """
    sample = text[:_SAMPLE]
    # Curly quotes are no letters: most of what is not ASCII ends here.
    if not beyond_latin(sample):
        return None
    letters = sum(map(str.isalpha, sample))
    for language, script in _scripts():
        if letters and len(script.findall(sample)) > (0.1 if language == "ja" else 0.4) * letters:
            return language
    return None


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language that `text` speaks for, or `und`.

    >>> language_of("The people of the town have left it, said the mayor.")
    'en'
    """
    if scripted := script_of(text):
        return scripted
    sample = text[:_SAMPLE]
    if not any(map(str.isalpha, sample)):
        return "und"
    seen = [word.casefold() for word in _WORD.findall(sample)]
    votes = {
        language: sum(word in known for word in seen)
        for language, known in _function_words().items()
    }
    best, second = sorted(votes.values(), reverse=True)[:2]
    # Running text in these languages is 35 to 50 % function words; headlines have fewer.
    # One word may be of any language ("je" is French and Czech) unless there is little else.
    enough = best >= 0.12 * len(seen) if best > 1 else best >= 0.3 * len(seen)
    if not best or not enough or best == second:
        return "und"
    return max(votes, key=lambda language: votes[language])
