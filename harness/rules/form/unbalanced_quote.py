"""A quotation mark whose other half is missing in its paragraph.

Engines drop a mark, close a quotation too early or open the next one where the last should
end, and the reader no longer knows who says what. Damaged references to a mark count as
marks.

Quiet on the convention that each paragraph of a long quotation opens and only the last
closes, on apostrophes, inches and feet. Less sure where a neighbouring paragraph or line has
the other half, and on single quotes, which an apostrophe can resemble.

Where the text tells where the missing half belongs (before "she said", at the end of a spoken
sentence, in place of a mark of another kind), that place is shown, and the half that is there
stands beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quotes import QuoteMark, Role
from harness.analyse.speakers import reporting_forms
from harness.data import words_if_any
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_SINGLE = "'‘’‚‛`"
_NEAR = 4
_CROWD = 4
_CLOSES_WITH = {"“": "”", "„": "“", "«": "»", "‹": "›", "「": "」", "『": "』"}
# A plural's apostrophe stands after an s; one that closes stands after a mark or before one.
_SMALL_CLOSE = re.compile(r"(?<=[^\Ws_])['’](?=[,.;:!?](?:\s|$))|(?<=[,.!?])['’](?=\s|$)")
_STOP = re.compile(r"[.!?…]\Z")
_ASIDE = re.compile(r"[,!?](?=\s)")
# ", complained a neighbour", ", said el-Fadil": a verb of saying before whoever said it.
_SAID = re.compile(
    r"(?P<comma>,)\s(?P<verb>[a-z]+)\s(?:(?:an?|the|his|her|one|another)\s|[a-z]{0,3}[-’']?[A-ZÀ-Þ])"
)
# German, French and Spanish all put the verb first: ", sagte sie", ", a dit le maire".
_SAID_ELSEWHERE = re.compile(r"(?P<comma>,)\s(?P<verb>(?:a\s|s['’])?[^\W\d_]+)(?=[\s.,-])")
_SPEECH = re.compile(r"[,:]\s\Z")


def _check(analysis: Analysis) -> Iterable[Hit]:
    marks = analysis.quote_marks
    lone = [k for k, mark in enumerate(marks) if not mark.paired and not mark.continued]
    crowd = Counter(marks[k].segment for k in lone)
    for place, index in enumerate(lone):
        near = [marks[k] for k in lone[max(0, place - _NEAR) : place + _NEAR + 1]]
        mark = marks[index]
        surety = _surety(analysis, mark, near)
        if crowd[mark.segment] > _CROWD:
            # Where many halves are missing nobody can tell where each belongs.
            because = "never closed" if mark.role is Role.OPENS else "never opened"
            yield Hit(mark.span, because=because, confidence=surety)
        elif mark.role is Role.OPENS:
            yield _unclosed(analysis, marks, index, surety)
        else:
            yield _unopened(analysis, marks, index, surety)


def _unclosed(
    analysis: Analysis, marks: tuple[QuoteMark, ...], index: int, surety: Confidence | None
) -> Hit:
    """Return the place where the closing half is missing, else the opening one."""
    mark, text = marks[index], analysis.text
    end = analysis.segments[mark.segment].span.end
    follow = marks[index + 1] if index + 1 < len(marks) else None
    if follow is not None and follow.segment == mark.segment:
        end = follow.span.start
    close = _CLOSES_WITH.get(mark.character, mark.character)
    if mark.character not in _SINGLE:
        small = _SMALL_CLOSE.search(text, mark.span.end, end)
        if small:
            return Hit(
                Span(*small.span()),
                because=f"a quotation that {mark.character} opened does not close with {small[0]}",
                suggestion=close,
                related=(mark.span,),
                confidence=surety,
            )
        place = _missing_close(analysis, mark, end)
        if place is not None:
            return Hit(
                place,
                because="the quotation is not closed here",
                suggestion=place.of(text) + close,
                related=(mark.span,),
                confidence=surety,
            )
    return Hit(mark.span, because="never closed", confidence=surety)


def _missing_close(analysis: Analysis, mark: QuoteMark, end: int) -> Span | None:
    """Return the comma or stop after which the closing mark belongs, None where it is open."""
    text = analysis.text
    segment = analysis.segments[mark.segment].span
    lead = text[max(segment.start, mark.span.start - 2) : mark.span.start]
    if mark.span.start > segment.start and not _SPEECH.search(lead) and lead[:1] not in ".!?":
        # Words that are only called so end where nobody can tell.
        return None
    tags = analysis.attributions_between(mark.span.end, end)
    if said := _said(text, mark.span.end, end, analysis.language):
        return said
    asides = [one.span.start for one in tags if _ASIDE.match(text, one.span.start - 2)]
    if len(asides) == 1:
        return Span(asides[0] - 2, asides[0] - 1)
    if any(one.span.end == end - 1 for one in tags):
        # "…again she promised." lost its comma as well.
        return None
    if asides or end != segment.end or not _STOP.search(text, end - 1, end):
        return None
    # Asked at most once a paragraph, for its last mark.
    whole = [s for s in analysis.segment_sentences[mark.segment] if s.end > mark.span.end]
    return Span(end - 1, end) if len(whole) == 1 else None


def _said(text: str, start: int, end: int, language: str) -> Span | None:
    """Return the comma before the one inverted attribution of a stretch, None for none or more."""
    verbs = reporting_forms() if language == "en" else words_if_any(language, "speech_verbs")
    form = _SAID if language == "en" else _SAID_ELSEWHERE
    found = [one for one in form.finditer(text, start, end) if one["verb"] in verbs]
    return Span(*found[0].span("comma")) if len(found) == 1 else None


def _unopened(
    analysis: Analysis, marks: tuple[QuoteMark, ...], index: int, surety: Confidence | None
) -> Hit:
    """Return the mark that came too early where this one plainly closes, else this one."""
    mark, text = marks[index], analysis.text
    before = marks[index - 1] if index else None
    if (
        before is not None
        and before.segment == mark.segment
        and before.role is Role.CLOSES
        and before.paired
        and before.character == mark.character
        and text[mark.span.start - 1] in ",.!?"
        and text[before.span.start - 1].isalnum()
        and text[before.span.end : before.span.end + 2].strip().isalpha()
    ):
        return Hit(
            before.span,
            because="the quotation goes on to the next mark",
            suggestion="",
            related=(mark.span,),
            confidence=surety,
        )
    return Hit(mark.span, because="never opened", confidence=surety)


def _surety(analysis: Analysis, mark: QuoteMark, near: list[QuoteMark]) -> Confidence | None:
    if mark.character in _SINGLE:
        return Confidence.LOW
    # A line or a unit may be a part of a quotation that goes on in the next one.
    reach = 1 if analysis.segments[mark.segment].kind is SegmentKind.PARAGRAPH else _NEAR
    for other in near:
        forward = mark.role is Role.OPENS
        distance = other.segment - mark.segment if forward else mark.segment - other.segment
        if other.role is not mark.role and 0 < distance <= reach:
            return Confidence.LOW
    if analysis.segments[mark.segment].kind in (SegmentKind.LINE, SegmentKind.UNIT):
        return Confidence.LOW if _source_alike(analysis, mark.segment) else None
    return None


def _source_alike(analysis: Analysis, index: int) -> bool:
    """Whether the source of this line has an odd number of marks as well, or is not there."""
    source = analysis.article.document.source
    place = analysis.segments[index].source
    if source is None or place is None:
        return True
    return sum(place.of(source).count(mark) for mark in '"“”„«»「」') % 2 == 1


RULE = Rule(
    code="FRM101",
    name="unbalanced-quote",
    family="form",
    summary="quotation mark without its other half",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    check=_check,
    bad=(
        Bad(marked='The mayor said [["]]the port is shut and left.'),
        Bad(marked="He called it “a gift” and “a joke”[[”]] on Monday."),
        Bad(marked='She spoke of [["]]a plan and "a dream" for the town.'),
        Bad(marked="Il a dit [[«]] le port est fermé hier.", language="fr"),
        Bad(marked="The port is shut[[,quot;]] he said."),
        Bad(
            marked='"The port is shut[[,]] the mayor said.',
            fixed='"The port is shut," the mayor said.',
        ),
        Bad(marked="„Mir zittern die Finger[[,]] sagte sie.", language="de"),
        Bad(
            marked="“It rains and rains[[,]] complained a neighbour on Monday.",
            fixed="“It rains and rains,” complained a neighbour on Monday.",
        ),
        Bad(
            marked='"It rains," she said, "and the port is shut[[.]]',
            fixed='"It rains," she said, "and the port is shut."',
        ),
        Bad(
            marked="\"The port is shut[[']], said the mayor.",
            fixed='"The port is shut", said the mayor.',
        ),
        Bad(
            marked='"I just waited[["]] and hoped," she said.',
            fixed='"I just waited and hoped," she said.',
        ),
    ),
    good=(
        Good(text='"One day," he said.\n\n"The first.\n\n"The second."'),
        Good(text='A 12" pipe, 6\'2" tall, and "a dog" in the workers\' hall of the \'90s.'),
        Good(text="„Ja“, sagte er. »Nein«, sagte sie.", language="de"),
        Good(text="« Oui », dit-il, « c’est “vrai” ».", language="fr"),
        Good(text="”Hej”, sa han.", language="sv"),
        Good(text='& # 39; Full halt & # 39;\n\nHe called for "a halt,quot; and left.'),
        Good(text="「はい」と彼は言った。『本』です。", language="ja"),
    ),
    doc=__doc__,
)
