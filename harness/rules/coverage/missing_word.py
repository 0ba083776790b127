"""An article or possessive without its noun, as in "large amounts of the and people".

Engines drop names and nouns that they do not know and leave what stood before them: "handed into
the with a note". No reference is needed to see it, since nothing in English may stand between.
The same is told of a contraction that has lost its pronoun: "it rained, and 's still wet".

An article opens a phrase, and what follows it here cannot be the rest of one: a mark that ends or
parts clauses, a conjunction, a finite auxiliary, a subject pronoun or a preposition that opens the
next phrase. Whether two such words meet in sound English at all is looked up in counts, so that
words that only look the part ("the will", "the one", "the before and after") stay quiet. Letters
that name something ("vitamin A is", "plan a or b") and text in capitals do too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from harness.analyse import Analysis
from harness.data import table, words
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

# "His" and "her" stand alone as well ("a friend of his"), "that" and "this" always may.
_OPENERS = ("the", "a", "an", "my", "your", "its", "our", "their")
# What is left of "it's" or "we've", after a mark or a conjunction: no noun is there to own it.
_CUT = re.compile(
    r"(?:[,;:.!?]|\b(?:and|but|because|if|so|or|that)) (?P<rest>['’](?:s|ve|re|ll)) (?=[a-z])"
)
_MARKS = frozenset(".,;:?!)")
_PLACE = re.compile(
    r"(?<!\S)(?P<opener>[Tt]he|[Aa]n?|[Mm]y|[Yy]our|[Ii]ts|[Oo]ur|[Tt]heir)"
    r"(?: (?P<word>[a-z]+)(?![\w'’-])|(?P<mark>[.,;:?!)])(?!\S))"
)
# Prepositions that are no adverbs or nouns as well, as in "the in crowd", "the after effects".
_PREPOSITIONS = frozenset({"of", "to", "for", "from", "with", "than", "into", "at"})
_CONJUNCTIONS = frozenset({"and", "or", "but", "that", "which", "because", "if", "who", "when"})
_NOUNS = frozenset({"it", "being", "do", "will", "may", "might", "must", "can", "need", "one", "i"})
# How often two would meet by their own counts alone before it means anything that they never do.
_EXPECTED = 5.0


def _check(analysis: Analysis) -> Iterable[Hit]:
    for found in _PLACE.finditer(analysis.text):
        opener, follows = found["opener"], found["word"] or found["mark"]
        # "Blood type A was" and the firm "The": a capital that no sentence explains names it.
        before = analysis.text[max(0, found.start() - 3) : found.start()].strip(" \n\"'“‘(")
        if opener[0].isupper() and before[-1:] not in ("", ".", "!", "?"):
            continue
        if follows in _never(opener.lower()) and not _in_heading(analysis, found.start()):
            yield Hit(Span(*found.span()), because=f"nothing between “{opener}” and “{follows}”")

    for found in _CUT.finditer(analysis.text):
        yield Hit(Span(*found.span("rest")), because="the word before it is gone")


def _in_heading(analysis: Analysis, place: int) -> bool:
    segment = analysis.segment_at(place)
    return segment is not None and segment.kind is SegmentKind.HEADING


@lru_cache(maxsize=16)
def _never(opener: str) -> frozenset[str]:
    """Return the closed words and marks that never follow an article or possessive."""
    counts = table("en", "tag_pairs")
    # The tags "a" and "an" are parts of speech as well, so the counts of the others stand in.
    openers = [word for word in _OPENERS if word not in ("a", "an")]
    total = sum(int(counts.get(word, 0)) for word in openers)
    found = set()
    for word in _candidates():
        expected = total * int(counts.get(word, 0)) / int(counts["*"])
        met = sum(int(counts.get(f"{one} {word}", 0)) for one in openers)
        if expected >= _EXPECTED and not met:
            found.add(word)
    # "Either a or b", "a is the rate": a letter that names something.
    return frozenset(found - {"or", "and", "is", ")", ","} if opener == "a" else found)


def _candidates() -> Iterator[str]:
    yield from _MARKS
    yield from _PREPOSITIONS
    yield from _CONJUNCTIONS
    for listed in ("auxiliaries", "modals", "pronouns"):
        yield from (word for word in words("en", listed) if word not in _NOUNS)


RULE = Rule(
    code="COV905",
    name="missing-word",
    family="coverage",
    summary="article without its noun",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/omission",
    languages=("en",),
    check=_check,
    bad=(
        Bad(marked="The driver was handed into [[the with]] a note."),
        Bad(marked="They moved large amounts of [[the and]] people over the pass."),
        Bad(marked="She came to the valley as [[a.]] It was cold."),
        Bad(marked="It rained all night, and [['s]] still wet in the yard."),
        Bad(marked="The barn burned, and [[the has]] no roof since the storm."),
    ),
    good=(
        Good(text="The will of the people and the can on the shelf are hers."),
        Good(text="Of blood type A was said that of vitamin A. Of it no more."),
        Good(text="Vitamin A is good, and so is plan a or plan b."),
        Good(text="The before and after pictures hung in the in-tray, the one that fell."),
        Good(text="It was a friend of his, and the more he spoke, the less they heard."),
        Good(text="THE AND OF"),
    ),
    doc=__doc__,
)
