"""A name with a word of the language, or with markup, inside it.

Names with an apostrophe suffer most. A pipeline escapes the apostrophe, the engine's tokeniser
pulls the escape apart, and what stood before it is translated as if it were a word of its own;
the rest of the name is left over as a stub. Or a particle of the name is taken for a function
word and keeps its capital in mid-sentence.

It stays quiet on contractions and possessives ("It's Bab al-Noor", "Idlib's"), on what opens a
quotation or a sentence, on titles of works, and on names that are words ("Will Young").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.names import Name, caseless
from harness.analyse.tokens import Token, fold
from harness.data import words
from harness.data.lexicon import known
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# What may follow an apostrophe in English without being a piece of a name.
_ENDINGS = frozenset({"s", "t", "d", "m", "re", "ve", "ll", "em", "n", "er"})
_SPACED = re.compile(r"(?<=\w) ['’ʼ] (?=[a-z]{1,4} )")
_BEFORE = re.compile(r"[^\W\d_][\w'’-]*\Z")
_STUB = re.compile(r"\s?([a-z]{1,4})\s+")
# Function words that begin or make up names and titles; the rest never do in mid-sentence.
_IN_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "i",
        "will",
        "may",
        "can",
        "no",
        "all",
        "any",
        "one",
        "each",
        "every",
        "both",
        "some",
        "us",
        "it",
        "me",
        "my",
        "our",
        "your",
        "his",
        "her",
        "in",
        "on",
        "at",
        "by",
        "up",
        "down",
        "out",
        "over",
        "under",
        "of",
        "for",
        "to",
        "from",
        "and",
        "or",
        "new",
        "own",
    ]
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    firsts = {name.span.start: name for name in analysis.names}
    taken: set[int] = set()
    for hit, name in _broken(analysis, firsts):
        taken.add(name.span.start)
        yield hit
    for name in analysis.names:
        if name.span.start not in taken:
            yield from _function_word(analysis, name)


def _broken(analysis: Analysis, firsts: dict[int, Name]) -> Iterator[tuple[Hit, Name]]:
    """Names that an apostrophe's debris divides from their first syllable."""
    text = analysis.text
    quoting = {mark.span.start for mark in analysis.quote_marks if mark.paired}
    debris = [e.span for e in analysis.entities if e.damaged and e.character in "'’‘ʼ"]
    debris += [Span(*found.span()) for found in _SPACED.finditer(text)]
    for span in debris:
        stub = _STUB.match(text, span.end)
        before = _BEFORE.search(text[max(0, span.start - 30) : span.start].rstrip())
        if stub is None or before is None or not before[0][0].isupper():
            continue
        if stub[1] in _ENDINGS or (span.start in quoting and stub[1] in _stubs()):
            continue
        name = firsts.get(stub.end())
        if name is None or known(fold(name.words[0].text)):
            continue
        start = span.start - (span.start - len(text[: span.start].rstrip())) - len(before[0])
        whole = Span(start, name.span.end - len(name.span.of(text)) + len(name.of(text)))
        if known(fold(before[0])):
            yield (
                Hit(whole, because=f"“{before[0]}” is an English word, no part of a name"),
                name,
            )
        else:
            joined = f"{before[0]}'{stub[1]} {name.of(text)}"
            hit = Hit(whole, because="markup inside it", suggestion=joined, severity=Severity.MAJOR)
            yield hit, name


def _stubs() -> frozenset[str]:
    return words("en", "function_words")


def _function_word(analysis: Analysis, name: Name) -> Iterator[Hit]:
    """A capitalised function word that clings to a foreign name in mid-sentence."""
    row = analysis.segment_tokens[name.segment]
    place = bisect_left(row, name.words[0].start, key=lambda token: token.start)
    if place < 2 or not _foreign(name) or caseless(row):
        return
    odd, before = row[place - 1], row[place - 2]
    if not _stray(odd) or odd.end + 1 != name.words[0].start:
        return
    # Only after a word in lower case is it certain that no sentence or title begins here.
    if before.kind != "word" or not before.text.islower() or before.end + 1 != odd.start:
        return
    yield Hit(
        Span(odd.start, name.span.start + len(name.of(analysis.text))),
        because=f"“{odd.text}” has no business in a name",
    )


def _stray(token: Token) -> bool:
    word = fold(token.text)
    return (
        token.kind == "word"
        and token.text[0].isupper()
        and not token.text.isupper()
        and word in words("en", "function_words")
        and word not in _IN_NAMES
    )


def _foreign(name: Name) -> bool:
    """Whether no word of a name is English, and one is or carries a particle."""
    return any(word.text[0].islower() for word in name.words) and not any(
        known(fold(word.text)) for word in name.words
    )


RULE = Rule(
    code="NAM301",
    name="garbled-name",
    family="names",
    summary="garbled name",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    check=_check,
    languages=("en",),
    bad=(
        Bad(marked="The valley is held by [[There & # 39; at Ahrar al-Din]], a new group."),
        Bad(marked="They met the leader of [[Here ' it Ansar al-Furat]] in the spring."),
        Bad(
            marked="Fighters of [[Dha& # 39; at Nusrat al-Bahr]] left the town.",
            fixed="Fighters of Dha'at Nusrat al-Bahr left the town.",
        ),
        Bad(marked="The road is watched by [[There Ahrar al-Din]] day and night."),
    ),
    good=(
        Good(text="The valley is held by Hay'at Ahrar al-Din, a new group."),
        Good(text="He said that It& # 39; s Bab al-Noor, not Bab al-Hawa, that is shut."),
        Good(text="The mayor of Idlib& # 39; s al-Bab district resigned."),
        Good(text="They live in The Hague. There Karim al-Masri works as a judge."),
        Good(text="The singer Will Young met Ursula van der Laar."),
        Good(text='She read "There Al-Ahram Lies" in one night.'),
    ),
    doc=__doc__,
)
