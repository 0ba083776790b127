"""The same word twice in a row.

Engines repeat a word when two words of the source have one translation, or when two stretches
of output are joined with an overlap. The eye skips it, so proofreading misses it too.

Quiet on what speech doubles on purpose ("had had", "that that", "very, very"), on names
(Walla Walla, Duran Duran) unless a reference has the word once, on chants in quotation marks, and,
in languages without a list of such pairs, only a low-confidence finding is made, since
reduplication is grammar in many of them.

Measured on English: 38 of 38 judged hits right (marked articles and systems' news,
product pages and abstracts); other languages are unmeasured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.quotes import around
from harness.analyse.tokens import fold, tokens
from harness.data import has, words, words_if_any
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# A possessive quantifier for the word, so that the comparison is made once a word.
_TWICE = re.compile(
    r"(?<![\w'’-])(?P<word>[^\W\d_](?:[\w]|['’](?=\w))*+)(?P<gap>[ \u00a0]+|[ \t]*\n[ \t]*)"
    r"(?P<again>(?P=word))(?![\w-]|['’]\w)",
    re.IGNORECASE,
)

_BEGINS = 5  # letters that a name shares with its adjective: America, American

_CRY = 6
# "has a a crack", and no grade, vitamin or variable.
_ARTICLE = re.compile(r"(?<=[a-z] )a a (?=[a-z])")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    language = analysis.language
    listed = has(language, "doubled_on_purpose")
    allowed = words(language, "doubled_on_purpose") if listed else frozenset()
    function = words_if_any(language, "function_words")
    for found in _TWICE.finditer(text):
        word = fold(found["word"])
        meant = word in allowed and not (_thrice(text, found, word) or _opens_twice(text, found))
        if (meant or _is_name(found, word in function)) and not _once(analysis, found):
            continue
        if found["word"].upper() == found["word"] != found["again"] or (
            len(word) == 1 and not (listed and _ARTICLE.match(text, found.start()))
        ):
            continue
        small = word in function and word not in allowed
        end = _last(text, found) if small else found.end()
        if end == found.end() and _goes_on(text, found, word):
            continue
        span = Span(found.start(), end)
        unsure = not listed or (word not in function and _chanted(analysis, span))
        yield Hit(
            span,
            because="one is enough",
            suggestion=found["word"],
            confidence=Confidence.LOW if unsure else _measured(language),
        )


def _chanted(analysis: Analysis, span: Span) -> bool:
    """Whether it is a short cry: in a long speech a word comes twice by mistake as elsewhere."""
    segment = analysis.segment_at(span.start)
    one = around(analysis.segment_quotations[segment.index], span.start) if segment else None
    return one is not None and len(one.inner.of(analysis.text).split()) <= _CRY


def _measured(language: str) -> Confidence | None:
    return None if language == "en" else Confidence.MEDIUM


def _thrice(text: str, found: re.Match[str], word: str) -> bool:
    """Whether "had had" stands after another form of have, so that one is too many."""
    if word != "had":
        return False
    before = text[max(0, found.start() - 8) : found.start()].rstrip()
    return re.search(r"(?<!\w)(?:has|have|having|['’]ve)\Z", before) is not None


def _opens_twice(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence opens with it and both have a capital: "Die Die" is no "die die"."""
    lead = text[max(0, found.start() - 2) : found.start()]
    opens = not lead.strip() or (lead[-1].isspace() and lead[0] in ".!?")
    return opens and found["word"] == found["again"] and found["word"][0].isupper()


def _last(text: str, found: re.Match[str]) -> int:
    """Where a small word ends that stands three times; where the second ends otherwise."""
    third = re.compile(rf" {re.escape(found['again'])}(?![\w'’-])").match(text, found.end())
    before = text[max(0, found.start() - len(found["word"]) - 1) : found.start()].strip()
    if third is None or before == found["word"]:
        return found.end()
    again = text.startswith(third[0], third.end())
    return found.end() if again else third.end()


def _is_name(found: re.Match[str], is_function_word: bool) -> bool:  # noqa: FBT001
    """Whether both are written with a capital and it is no function word: Walla Walla."""
    if found["again"][:1].isupper() and not is_function_word:
        return True
    # "said Will will come": a capital on the first alone, in mid-sentence, parts name and word.
    return found["word"] != found["again"] and found["again"][:1].isupper()


def _once(analysis: Analysis, found: re.Match[str]) -> bool:
    """Whether the segment's first reference has the word, and never twice in a row."""
    segment = analysis.segment_at(found.start())
    place = segment.references[0] if segment and segment.references else None
    if place is None or found["word"] != found["again"]:
        return False
    there = [
        fold(token.text)
        for token in tokens(analysis.article.document.references[0], place.start, place.end)
    ]
    word = fold(found["word"])
    near = [other for other in there if other[:_BEGINS] == word[:_BEGINS]]
    return bool(near) and (word, word) not in pairwise(there)


def _goes_on(text: str, found: re.Match[str], word: str) -> bool:
    """Whether there are three or more: a chant, a sound, or the business of looping text."""
    after = text[found.end() : found.end() + len(word) + 1].strip(" ,-\u00a0")
    before = text[max(0, found.start() - len(word) - 2) : found.start()].strip(" ,-\u00a0")
    return fold(after).startswith(word) or fold(before).endswith(word)


RULE = Rule(
    code="FRM106",
    name="doubled-word",
    family="form",
    summary="the same word twice in a row",
    severity=Severity.MINOR,
    confidence=Confidence.HIGH,
    mqm="fluency/duplication",
    safe_from=Confidence.HIGH,
    check=_check,
    bad=(
        Bad(marked="They went [[to to]] the port.", fixed="They went to the port."),
        Bad(marked="[[The the]] port is shut.", fixed="The port is shut."),
        Bad(
            marked="It had [[a a]] crack, [[the the the]] oldest.",
            fixed="It had a crack, the oldest.",
        ),
        Bad(marked="[[Die Die]] Feuerwehr kam.", fixed="Die Feuerwehr kam.", language="de"),
        Bad(marked='"The paddies at the coast are [[dust dust]] by now," he said.'),
        Bad(marked="They have [[had had]] such rules.", fixed="They have had such rules."),
        Bad(marked="A new [[bridge\nbridge]] was built.", fixed="A new bridge was built."),
        Bad(
            marked="The goods were taxed in Central [[America America]].",
            fixed="The goods were taxed in Central America.",
            reference="Goods were taxed in the countries of Central America.",
        ),
        Bad(marked="Er ging [[zum zum]] Hafen.", fixed="Er ging zum Hafen.", language="de"),
        Bad(marked="Fueron [[al al]] puerto.", fixed="Fueron al puerto.", language="es"),
    ),
    good=(
        Good(text="What he had had was that that boat had no no-entry sign."),
        Good(text="In Walla Walla the band Duran Duran played a very very long set."),
        Good(text="No, no, it was long long ago. Bye bye, he said."),
        Good(text='The crowd sang "go go go" and left.'),
        Good(text="Nous nous sommes levés ; vous vous trompez.", language="fr"),
        Good(text="Ich weiß, dass die die Stadt kennen.", language="de"),
    ),
    doc=__doc__,
)
