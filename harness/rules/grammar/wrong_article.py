"""“An” before a consonant, or “a” before a vowel: "an variety", "a old bridge".

An engine chooses the article before it knows the next word, or changes the word afterwards.

The sound decides, not the letter, so only spellings that leave no doubt are judged: words with h,
with u or eu, of one, in capitals, with figures or with a hyphen stay quiet, and so do words that
no list of English has, since nobody knows how a foreign name is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.data import words
from harness.data.lexicon import known
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# The article stands in running text: no letter that names something, no part of a compound.
_PLACE = re.compile(
    r"(?<![^\s\"“(])(?P<article>[Aa]n?) (?P<word>[a-z]{3,})(?![\w'’-])", re.MULTILINE
)
_OPENS = re.compile(r"(?:\A|[.!?\n])[\s\"'“‘(]*\Z")
_CONSONANT = re.compile(r"[bcdfgjklmnpqrstvwyz][a-z]*[aeiouy][a-z]*\Z")
_VOWEL = re.compile(
    r"(?:a|e(?!u|w)|i|o(?!nce|ne|ui)|u(?:n(?![ai])|p|s(?!a|e|u)|t(?!e|i|o)))[a-z]+\Z"
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    function = words("en", "function_words")
    text = analysis.text
    for found in _PLACE.finditer(text):
        article, word = found["article"], found["word"]
        an = article.endswith("n")
        if not (_CONSONANT if an else _VOWEL).match(word) or not known(word):
            continue
        # "Vitamin A enters", "Ping An went", and "a as in": a letter or a name, and no article.
        letter = article[0] == "A" and not _OPENS.search(
            text, max(0, found.start() - 6), found.start()
        )
        if letter or (not an and word in function):
            continue
        yield Hit(
            Span(*found.span("article")),
            because=f"the next word is “{word}”",
            suggestion=article[0] if an else f"{article}n",
        )


RULE = Rule(
    code="GRM205",
    name="wrong-article",
    family="grammar",
    summary="article that does not fit the sound of the next word",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/grammar",
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="They sell [[an]] variety of nets.",
            fixed="They sell a variety of nets.",
        ),
        Bad(marked="It is [[a]] old bridge.", fixed="It is an old bridge."),
        Bad(marked="[[A]] empty boat drifted in.", fixed="An empty boat drifted in."),
        Bad(marked="She is [[a]] unhappy guest.", fixed="She is an unhappy guest."),
    ),
    good=(
        Good(text="It took an hour, a useful tool, a one-off and a European union."),
        Good(text="An honest man drove an SUV to a UN post on an 8-lane road."),
        Good(text="Vitamin A enters by way of a unit, and from a to z."),
        Good(text="The insurer Ping An recently paid; they thanked Xing'an for it."),
        Good(text="He read an mRNA paper by a Uzbek heir."),
    ),
    doc=__doc__,
)
