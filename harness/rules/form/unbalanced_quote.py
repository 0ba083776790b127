"""A quotation mark whose other half is missing in its paragraph.

Engines drop a mark, close a quotation too early or open the next one where the last should
end, and the reader no longer knows who says what. Damaged references to a mark count as
marks.

Quiet on the convention that each paragraph of a long quotation opens and only the last
closes, on apostrophes, inches and feet. Less sure where a neighbouring paragraph or line has
the other half, and on single quotes, which an apostrophe can resemble.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quotes import QuoteMark, Role
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import SegmentKind
from harness.rules.rule import Bad, Good, Rule

_SINGLE = "'‘’‚‛`"
_NEAR = 4


def _check(analysis: Analysis) -> Iterable[Hit]:
    lone = [mark for mark in analysis.quote_marks if not mark.paired and not mark.continued]
    for place, mark in enumerate(lone):
        yield Hit(
            mark.span,
            because="never closed" if mark.role is Role.OPENS else "never opened",
            confidence=_surety(analysis, mark, lone[max(0, place - _NEAR) : place + _NEAR + 1]),
        )


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
