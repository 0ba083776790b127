"""A paragraph that breaks off in the middle of its sentence.

Input is cut at a limit of tokens, or a page at "read more", and the rest is missing. What is
left ends in a word that cannot end a sentence, without a stop, or with one that was put there
to close it: "A boat collided with."

Quiet on headings, list items, lines that end in a colon or a dash, verse, and where the
source or the next paragraph goes on in the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.speakers import reporting_forms
from harness.data import words, words_if_any
from harness.data.lexicon import parts_of_speech
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Segment, SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_END = re.compile(r"(?P<word>[^\W\d_]+)(?P<mark>,?)\Z")
_MORE = re.compile(r"(?:\[(?:\.{3}|…|&hellip;)\]|\.\.\.\s*(?:\(\d+ chars\)|\[\+\d+ chars\]))\Z")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")
_INNER = re.compile(r"[^\W\d_]{3}[.!?][\"'”’]? +[\"“'‘]?[A-ZÀ-Þ]")
_WORDS = 8
_TAIL = 40
_SHORT = 80
# May end a sentence after all: particles of verbs, and words left hanging by ellipsis.
_MAY_END = frozenset(
    [
        "in",
        "on",
        "over",
        "under",
        "after",
        "before",
        "about",
        "through",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "not",
        "that",
        "this",
        "these",
        "those",
        "when",
        "where",
        "than",
        "so",
        "it",
        "his",
        "her",
        "ein",
        "auf",
        "zu",
        "um",
        "vor",
        "nach",
        "sind",
        "ist",
        "war",
        "waren",
        "wird",
        "werden",
        "wurde",
        "wurden",
        "hat",
        "haben",
        "hatte",
        "auch",
        "noch",
        "nur",
        "bei",
        "mit",
        "ab",
        "an",
        "aus",
        "seit",
        "durch",
        "ohne",
        "sur",
        "dans",
        "sous",
        "avec",
        "sans",
        "est",
        "sont",
        "était",
        "plus",
        "entre",
        "pas",
        "son",
        "es",
        "está",
        "era",
        "no",
        "más",
        "se",
        "lo",
    ]
)


# These are never particles of a verb; what they lead in must follow in a plain main clause.
_LEADS_IN = re.compile(r"(?<=[a-z]{3} )(?:with|of|from|for|against|into|between|among)[.]")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    if analysis.language == "en":
        yield from _hollow(analysis)
    never = words(analysis.language, "never_capital") - _MAY_END
    never |= words_if_any(analysis.language, "modals")
    for segment in analysis.segments:
        part = segment.span.of(text)
        if len(part.split()) < _WORDS:
            continue
        tail = part[-_TAIL:]
        cut = _MORE.search(tail)
        found = cut or _END.search(tail)
        if not found:
            continue
        said = not cut and analysis.language == "en" and _said_what(analysis, segment, found)
        if not cut and not said and not _breaks_off(analysis, segment, found, never):
            continue
        start = segment.span.end - len(tail) + found.start()
        yield Hit(
            Span(start, segment.span.end),
            because="the text was cut here" if cut else "no sentence ends with this word",
        )


def _hollow(analysis: Analysis) -> Iterable[Hit]:
    """Yield short main clauses that stop at a preposition: a subject, a verb, and no object."""
    text = analysis.text
    for found in _LEADS_IN.finditer(text):
        segment = analysis.segment_at(found.start())
        if segment is None:
            continue
        sentences = analysis.segment_sentences[segment.index]
        place = bisect_left(sentences, found.end(), key=lambda sentence: sentence.end)
        span = sentences[place] if place < len(sentences) else segment.span
        if (
            span.end == found.end()
            and len(span) < _SHORT
            and _is_hollow(span.of(text)[:-1].split())
        ):
            yield Hit(span, because=f"“{span.of(text)[:-1].split()[-1]}” leads in nothing")


def _is_hollow(row: list[str]) -> bool:
    """Whether it is "A boat collided with": determiner, noun, a past form, preposition."""
    if not 4 <= len(row) <= 6 or not all(word.isalpha() for word in row):
        return False
    verb, middle = row[-2], row[1:-2]
    return (
        row[0].lower() in ("a", "an", "the", "one", "another", "his", "her", "its", "their")
        and all(word.islower() and word not in words("en", "function_words") for word in middle)
        and verb.endswith("ed")
        and "v" in parts_of_speech(verb)
    )


def _said_what(analysis: Analysis, segment: Segment, found: re.Match[str]) -> bool:
    """Whether the paragraph ends in "…, she said" or "the other said", and nothing is said."""
    if found["word"] not in reporting_forms() or segment.kind is not SegmentKind.PARAGRAPH:
        return False
    text = analysis.text
    follow = analysis.segments[segment.index + 1 : segment.index + 2]
    quote = bool(follow) and text[follow[0].span.start] in "\"“‘'«"
    last = analysis.segment_sentences[segment.index][-1].of(text)
    before_it = _INNER.search(text, segment.span.start, segment.span.end) is not None
    # A quotation may stand before its verb: "It rains," she said
    return (
        before_it
        and not quote
        and not any(mark in last for mark in '"“”«»')
        and not (_goes_on(analysis, segment))
    )


def _breaks_off(
    analysis: Analysis, segment: Segment, found: re.Match[str], never: frozenset[str]
) -> bool:
    if found["word"] in never:
        return not _goes_on(analysis, segment)
    # The end of the article without a stop, where every other paragraph has one.
    last = segment.index == len(analysis.segments) - 1
    if not last or segment.kind is not SegmentKind.PARAGRAPH or not found["word"].islower():
        return False
    others = [s for s in analysis.segments[:-1] if s.kind is SegmentKind.PARAGRAPH]
    stops = sum(_STOP.search(s.span.of(analysis.text)[-_TAIL:]) is not None for s in others)
    return len(others) >= 4 and stops == len(others) and not _goes_on(analysis, segment)


def _goes_on(analysis: Analysis, segment: Segment) -> bool:
    """Whether the next paragraph begins small, or the source breaks off as well."""
    text = analysis.text
    follow = analysis.segments[segment.index + 1 : segment.index + 2]
    if follow and text[follow[0].span.start].islower():
        return True
    source = analysis.article.document.source
    if source is None or segment.source is None:
        return False
    return segment.source.of(source).rstrip()[-1:].isalnum()


RULE = Rule(
    code="DEG403",
    name="truncated-sentence",
    family="degenerate",
    summary="text that breaks off in mid-sentence",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/omission",
    languages=("en", "de", "fr", "es"),
    check=_check,
    bad=(
        Bad(marked="The port was shut all day, and the crew slept in the hall of [[the]]"),
        Bad(marked="Rain fell on the quay for a week, the master said, but the boats [[and]]"),
        Bad(marked="It rained. [[A boat collided with.]] Nobody was hurt."),
        Bad(
            marked=(
                "One of the two men who slept in the hall of the old port left before noon. "
                "The other, the master of the boat, [[said]]\n\nNobody came."
            )
        ),
        Bad(marked="Der Hafen war den ganzen Tag zu, und die Boote lagen [[am]]", language="de"),
        Bad(
            marked="El puerto estaba cerrado todo el día y los barcos estaban cerca [[del]]",
            language="es",
        ),
    ),
    good=(
        Good(text="What the port was for"),
        Good(text="The boat was cared for. The men they dealt with. That is who it came from."),
        Good(text="It rained all day. The port is shut, and the master of the boat said\n\n“no”."),
        Good(text="The port was shut all day, and that is the hall the crew slept in"),
        Good(text="The port was shut all day, and the crew slept in the\n\nold hall."),
        Good(text="They came from the sea; where to go next, nobody could tell them."),
        Good(
            text="The port was shut all day, and the crew slept in the hall of the",
            source="Der Hafen war den ganzen Tag zu, und die ganze Mannschaft schlief im Saal der",
        ),
    ),
    doc=__doc__,
)
