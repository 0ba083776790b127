"""A small letter that no wording excuses: at the head of a segment, or all over it.

Engines that read everything in small letters have to guess the capitals back, and a page that is
shown in capitals is often stored in small ones. A segment that begins small where its reference
begins with a capital is wrong whatever follows, and in one that has no capital at all every name
has lost its own.

Quiet on headings, and on what is written small at the head of a sentence too: names such as eBay,
and particles of names that no list of words has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.data.lexicon import known
from harness.model.edit import Alignment, Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Segment, SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_OPENING = " \"'“‘«([¿¡-–—"
_SEVERAL = 4


def _check(analysis: Analysis) -> Iterable[Hit]:
    other = analysis.article.document.references[0]
    for alignment in analysis.alignments:
        segment = analysis.segments[alignment.segment]
        place = segment.references[0]
        if place is None or segment.kind is SegmentKind.HEADING:
            continue
        if not place.of(other).lstrip(_OPENING)[:1].isupper():
            continue
        yield from _head(analysis, segment, place)
        if small_all_over(analysis, segment.index):
            yield from _names(analysis, alignment, other)


def _head(analysis: Analysis, segment: Segment, place: Span) -> Iterator[Hit]:
    """Yield the small word that a segment begins with."""
    row = analysis.segment_tokens[segment.index]
    first = next((token for token in row if token.is_word), None)
    if first is None or not first.text.islower():
        return
    opens = not analysis.text[segment.span.start : first.start].strip(_OPENING)
    if opens and (known(first.lower) or analysis.language != "en"):
        yield Hit(
            Span(first.start, first.end),
            because="the reference begins with a capital",
            suggestion=first.text[0].upper() + first.text[1:],
            reference=place,
            confidence=Confidence.MEDIUM if analysis.language == "en" else Confidence.LOW,
        )


def small_all_over(analysis: Analysis, segment: int) -> bool:
    """Whether a segment of some words has no capital, where its reference begins with one."""
    words = [token for token in analysis.segment_tokens[segment] if token.is_word]
    references = analysis.segments[segment].references
    place = references[0] if references else None
    if place is None or len(words) < _SEVERAL or not all(w.text.islower() for w in words):
        return False
    return place.of(analysis.article.document.references[0]).lstrip(_OPENING)[:1].isupper()


def _names(analysis: Analysis, alignment: Alignment, other: str) -> Iterator[Hit]:
    """Yield the words that the reference writes with a capital and a segment in small letters."""
    for edit in alignment.edits[1:]:
        there = edit.reference.of(other)
        if edit.tie is Tie.CASE and there[:1].isupper():
            yield Hit(
                edit.candidate,
                because=f"the reference has “{there}”",
                suggestion=there,
                reference=edit.reference,
            )


RULE = Rule(
    code="FRM160",
    name="lost-capital",
    family="form",
    summary="small letter where a capital belongs",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/spelling/capitalization",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="[[snow]] fell on the hills around the town on Monday night.",
            fixed="Snow fell on the hills around the town on Monday night.",
            reference="It snowed in the hills around the town on Monday night.",
        ),
        Bad(
            marked="[[snow]] fell in [[grenoble]] and in the hills around it at night.",
            fixed="Snow fell in Grenoble and in the hills around it at night.",
            reference="Snow fell in Grenoble and in the hills around it at night.",
        ),
        Bad(
            marked='"[[the]] bridge is shut," said the mayor of the town in May.',
            reference='"The bridge has been closed," the mayor of the town said in May.',
        ),
    ),
    good=(
        Good(
            text="eBay sold the firm to a rival in May of that year.",
            reference="The firm was sold by eBay to a rival in May of that year.",
        ),
        Good(
            text="Snow fell in grenoble and in the hills at night.",
            reference="Snow fell in Grenoble and in the hills at night.",
        ),
        Good(text="snow fell in the hills.", reference="snow fell in the hills."),
        Good(text="It rained in May all day.", reference="In May it rained all day."),
    ),
    doc=__doc__,
)
