"""A heading in quotation marks that the article quotes otherwise.

A quoted heading is taken from the text below it, so the two were the same words in the original.
An engine that translates sentence by sentence renders them twice, and once wrongly: the heading
asks for "de-escalation", the speaker for a "reduction". The place in the body is flagged, since
the heading is the shorter context, and the heading is shown beside it.

It stays quiet where the heading's words recur anywhere in the body, where the quotations share
no word in the same place, and where the words that differ are forms or synonyms of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.quotes import Quotation
from harness.analyse.tokens import Token, fold
from harness.data import words
from harness.data.lexicon import Relation, opposite_prefix, relation
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_PREFIXES = ("de-", "de", "un", "dis", "non-", "non", "anti-", "anti", "counter-", "mis")
_LONGEST = 10


def _check(analysis: Analysis) -> Iterable[Hit]:
    headings = [
        quotation
        for quotation in analysis.quotations
        if analysis.segments[quotation.segment].kind is SegmentKind.HEADING
    ]
    if not headings:
        return
    body = [
        (quotation, _words(analysis, quotation.inner, quotation.segment))
        for quotation in analysis.quotations
        if analysis.segments[quotation.segment].kind is not SegmentKind.HEADING
    ]
    lower = " ".join(
        fold(token.text)
        for segment in analysis.segments
        if segment.kind is not SegmentKind.HEADING
        for token in analysis.segment_tokens[segment.index]
        if token.kind != "mark"
    )
    for heading in headings:
        title = _words(analysis, heading.inner, heading.segment)
        if not 2 <= len(title) <= _LONGEST or _joined(title) in lower:
            continue
        for quotation, quoted in body:
            yield from _compared(heading, title, quotation, quoted)


def _words(analysis: Analysis, inner: Span, segment: int) -> list[Token]:
    return [
        token
        for token in analysis.segment_tokens[segment]
        if token.kind != "mark" and inner.start <= token.start and token.end <= inner.end
    ]


def _joined(tokens: list[Token]) -> str:
    return " ".join(fold(token.text) for token in tokens)


def _compared(
    heading: Quotation, title: list[Token], quotation: Quotation, quoted: list[Token]
) -> Iterator[Hit]:
    """Compare a heading with a quotation of as many words that differs in one content word."""
    if len(quoted) != len(title):
        return
    pairs = list(zip(title, quoted, strict=True))
    apart = [place for place, (a, b) in enumerate(pairs) if fold(a.text) != fold(b.text)]
    shared = [a for place, (a, _) in enumerate(pairs) if place not in apart and _is_content(a.text)]
    if len(apart) != 1 or not shared:
        return
    mine, theirs = (fold(token.text) for token in pairs[apart[0]])
    if not (_is_content(mine) and _is_content(theirs)):
        return
    judged = _judged(mine, theirs)
    if judged is None:
        return
    severity, confidence = judged
    yield Hit(
        Span(quoted[0].start, quoted[-1].end),
        because=f"the heading quotes “{mine}” for “{theirs}”",
        suggestion=None,
        related=(heading.inner,),
        severity=severity,
        confidence=confidence,
    )


def _is_content(word: str) -> bool:
    return fold(word) not in words("en", "function_words") and not word[0].isdigit()


def _judged(heading: str, body: str) -> tuple[Severity, Confidence] | None:
    """Return how bad it is that one word stands for the other; None where they mean the same."""
    found = relation(heading, body)
    if found in (Relation.SAME_LEMMA, Relation.DERIVED, Relation.SYNONYM):
        return None
    if found is Relation.ANTONYM or opposite_prefix(heading, body):
        return Severity.CRITICAL, Confidence.MEDIUM
    if _reversing(heading) != _reversing(body):
        return Severity.CRITICAL, Confidence.MEDIUM
    if found is not None:
        return Severity.MINOR, Confidence.LOW
    return Severity.MAJOR, Confidence.MEDIUM


def _reversing(word: str) -> bool:
    """Whether a word is made with a prefix that takes something back: de-escalation, disarmed."""
    return any(
        word.startswith(prefix) and opposite_prefix(word, word[len(prefix) :])
        for prefix in _PREFIXES
    )


RULE = Rule(
    code="CON301",
    name="heading-against-body",
    family="consistency",
    summary="quoted otherwise in a heading",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked=(
                "'Full disarmament'\n\nThe envoys met in Oslo on Tuesday for the third time.\n\n"
                'On Friday, Norway asked for a "[[full armament]]" of both sides.'
            )
        ),
        Bad(
            marked=(
                "“A quiet withdrawal”\n\nThe general spoke for an hour, and few could hear him."
                "\n\nHe promised “[[a quiet banquet]]” before the winter."
            )
        ),
        Bad(
            marked=(
                "& # 39; Rapid de-mining & # 39;\n\nThe fields are full of old shells, and the "
                'farmers wait.\n\nFrance asked for "[[rapid ploughing,quot;]] of the fields.'
            ).replace("ploughing,quot;]]", "ploughing]],quot;")
        ),
    ),
    good=(
        Good(
            text=(
                "'Full disarmament'\n\nThe envoys met in Oslo for the third time.\n\n"
                'On Friday, Norway asked for "full disarmament" of both sides.'
            )
        ),
        Good(
            text=(
                "'Quick answers'\n\nThe envoys met in Oslo for the third time.\n\n"
                'On Friday, Norway asked for "quick replies" from both sides.'
            )
        ),
        Good(
            text=(
                "'Full disarmament'\n\nThe envoys met in Oslo for the third time.\n\n"
                'They had "a warm welcome", and full disarmament was near.'
            )
        ),
        Good(
            text=(
                "'No easy way'\n\nThe envoys met in Oslo for the third time.\n\n"
                'Norway called it "the hardest of roads" on Friday.'
            )
        ),
        Good(
            text=(
                "Village plans new library\n\nThe village has 300 people and no library.\n\n"
                'It wants a "new bakery" as well.'
            )
        ),
    ),
    doc=__doc__,
)
