"""Words that stand on both sides of a small word: "condolences and condolences", "price of price".

What people double on purpose ("years and years", "they waited and waited") is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from harness.data import words
from harness.data.lexicon import kind_of_noun, lemmas, parts_of_speech
from harness.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """A word that comes again: where, why that is wrong, and what it says `once`.

    `sure` is false where it may be right, `measured` where such places were not judged.
    """

    span: Span
    because: str
    once: str | None = None
    sure: bool = True
    measured: bool = True


# The conjunctions of the languages that pages are most often in.
_PAIR = re.compile(
    r"(?<![\w'’-])(?P<word>[^\W\d_]{3,}+)(?P<and> (?:and|or|und|oder|et|ou|y|o|e|en) )"
    r"(?P=word)(?![\w'’-])",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?<![\w'’-])([A-Za-z]+) \Z")
_LEADS_NOUN = frozenset(
    [
        "for",
        "with",
        "about",
        "against",
        "into",
        "their",
        "his",
        "her",
        "its",
        "our",
        "your",
        "a",
        "the",
    ]
)
# "aid and help and aid": the first again behind the second.
_ROUND = re.compile(
    r" and (?P<other>[a-z]{3,20}+) and (?P<word>[a-z]{3,20}+)(?![\w'’-]| [a-z]+ing\b)"
)
# "at the at same bank": a small word again behind its article.
_AGAIN = re.compile(
    r" (?P<the>the|an?|his|her|its|their) (?P<word>at|in|of|to|for|from|with|by|into)"
    r"(?![\w'’-])(?! (?P=the)\b)(?= [a-z])"
)
_BRIEF = 3
_NEXT = re.compile(r" ([a-z]{3,}+)")


# "continue to continue", "a price of price": only what is no set phrase, told by its class.
_BY = re.compile(
    r"(?<=[a-z]) (?P<by>to|of) (?P<the>the )?(?P<word>[a-z]{4,30}+)(?P<of> of)?(?![\w'’-])"
)
_ENDINGS = ("d", "ed", "s")
# A figure on both sides of its short label: "1995 A.D. 1995".
_ERA = re.compile(r"(?<![\w.,])(?P<figure>\d{2,}+) (?:[A-Z]\.){2,3} (?P=figure)(?![\w.,]\d|\w)")


def doubles(text: str, language: str) -> Iterator[Double]:
    """Yield every word that comes again behind a small word, by kind."""
    yield from _pairs(text, language)
    if language == "en":
        yield from _of_itself(text)
        yield from _rounds(text)
        yield from _again(text)


def _pairs(text: str, language: str) -> Iterator[Double]:
    for found in _PAIR.finditer(text):
        word = found["word"]
        span = Span(*found.span())
        after = text[span.end : span.end + len(found["and"]) + len(word)]
        if after == found["and"] + word or not _same_twice(word, found, language):
            continue
        yield Double(
            span=span,
            because="the same on both sides",
            once=word,
            sure=language == "en" and not _heads_compound(text, span),
        )


def _heads_compound(text: str, span: Span) -> bool:
    """Whether a noun follows that the second word belongs to: "health and health services"."""
    follow = _NEXT.match(text, span.end)
    return follow is not None and follow[1] not in words("en", "function_words")


def _same_twice(word: str, found: re.Match[str], language: str) -> bool:
    if word[0].isupper() or found[0][-len(word)].isupper() or word.lower() != word:
        return False
    if language != "en":
        return len(word) > _BRIEF
    small = word in words("en", "function_words")
    if len(word) == _BRIEF and (small or _main_part(word) != "n"):
        return False
    if word.endswith("er") and lemmas(word)[:1] not in ((), (word,)) and _main_part(word) != "n":
        # "larger and larger"
        return False
    if word in words("en", "doubled_with_and") or kind_of_noun(word) & {"time", "unit"}:
        return False
    # Verbs and adverbs are doubled for effect: "they waited and waited".
    return _main_part(word) in ("n", "a") or _is_nominal(word, found)


def _is_nominal(word: str, found: re.Match[str]) -> bool:
    """Whether a word that is a verb more often is a noun here: "asked for help and help"."""
    before = _BEFORE.search(found.string, max(0, found.start() - 16), found.start())
    counts = parts_of_speech(word)
    share = 6 if word.endswith("ing") else 1000
    often = counts.get("n", 0) * share >= sum(counts.values()) > 0
    return before is not None and before[1] in _LEADS_NOUN and often


def _main_part(word: str) -> str:
    """Return the part of speech that a word mostly is, `n` for an unknown one."""
    counts = parts_of_speech(word)
    return max(counts, key=lambda part: counts[part], default="n")


def _of_itself(text: str) -> Iterator[Double]:
    for found in _BY.finditer(text):
        word = found["word"]
        before = text[
            text.rfind(" ", max(0, found.start() - 40), found.start()) + 1 : found.start()
        ]
        span = Span(found.start() - len(before), found.end())
        if found["the"]:
            if found["of"] and len(word) > 4 and before in [word + end for end in _ENDINGS]:
                yield Double(span=span, because="verb and noun are the same word")
            continue
        if before != word:
            continue
        span = Span(span.start, found.end("word"))
        main = _main_part(word)
        if main != "v" if found["by"] == "to" else main != "n" or not _single(text, span.end):
            continue
        yield Double(span=span, because="the word governs itself", once=word)
    for found in _ERA.finditer(text):
        yield Double(
            span=Span(*found.span()),
            because="the figure stands on both sides",
            once=found[0].removesuffix(f" {found['figure']}"),
        )


def _again(text: str) -> Iterator[Double]:
    for found in _AGAIN.finditer(text):
        word = found["word"]
        start = found.start() - len(word)
        if _stands(text, start, word):
            yield Double(
                span=Span(start, found.end()),
                because="the same word again",
                once=f"{word} {found['the']}",
                measured=False,
            )


def _stands(text: str, start: int, word: str) -> bool:
    """Whether just this word stands at a place, and not the end of a longer one."""
    before = text[start - 1 : start]
    free = not before or not (before.isalnum() or before in "'’-")
    return start >= 0 and free and text.startswith(word, start)


def _rounds(text: str) -> Iterator[Double]:
    for found in _ROUND.finditer(text):
        word, other = found["word"], found["other"]
        span = Span(found.start() - len(word), found.end())
        if not _stands(text, span.start, word):
            continue
        if word == other or word in words("en", "doubled_with_and"):
            continue
        if not (_names_thing(word) and _names_thing(other)) or _heads_compound(found.string, span):
            continue
        before = _BEFORE.search(found.string, max(0, span.start - 16), span.start)
        led = before is None or before[1].lower() in _LEADS_NOUN or _main_part(before[1]) == "v"
        if not led and "v" in parts_of_speech(word):
            continue  # "they walk and talk and walk"
        once = f"{word} and {other}"
        yield Double(span=span, because="the first comes again", once=once, measured=False)


def _names_thing(word: str) -> bool:
    return parts_of_speech(word).get("n", 0) > 0


def _single(text: str, end: int) -> bool:
    """Whether "price of price" ends there: "the price of price controls" names another thing."""
    follow = _NEXT.match(text, end)
    return follow is None or follow[1] in words("en", "function_words")
