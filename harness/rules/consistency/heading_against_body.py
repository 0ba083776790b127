"""A heading in quotation marks that the article quotes otherwise.

A quoted heading is taken from the text below it, so the two were the same words in the original.
An engine that translates sentence by sentence renders them twice, and once wrongly: the heading
asks for "de-escalation", the speaker for a "reduction". The place in the body is flagged, since
the heading is the shorter context, and the heading is shown beside it.

It stays quiet where the heading's words recur anywhere in the body, where the quotations share
no word in the same place, and where the words that differ are forms or synonyms of each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

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
    body = _body(analysis)
    for heading in headings:
        title = _words(analysis, heading.inner, heading.segment)
        content = sorted({fold(t.text) for t in title if _is_content(t.text)})
        if not 2 <= len(title) <= _LONGEST or not content:
            continue
        found = {id(quoted): quoted for word in content for quoted in body[word]}
        if any(_folded(title) in _windows(quoted, len(title)) for quoted in found.values()):
            continue
        hits = [hit for quoted in found.values() for hit in _compared(heading, title, quoted)]
        if hits and not _recurs(analysis, title):
            yield from hits


def _body(analysis: Analysis) -> dict[str, list[list[Token]]]:
    """The quotations below the headings, each under every word that it holds."""
    found: dict[str, list[list[Token]]] = defaultdict(list)
    for quotation in analysis.quotations:
        if analysis.segments[quotation.segment].kind is not SegmentKind.HEADING:
            quoted = _words(analysis, quotation.inner, quotation.segment)
            for word in {fold(token.text) for token in quoted}:
                found[word].append(quoted)
    return found


def _words(analysis: Analysis, inner: Span, segment: int) -> list[Token]:
    return [
        token
        for token in analysis.segment_tokens[segment]
        if token.kind != "mark" and inner.start <= token.start and token.end <= inner.end
    ]


def _folded(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(fold(token.text) for token in tokens)


def _windows(tokens: list[Token], width: int) -> set[tuple[str, ...]]:
    words = _folded(tokens)
    return {words[at : at + width] for at in range(len(words) - width + 1)}


def _recurs(analysis: Analysis, title: list[Token]) -> bool:
    """Whether a heading's words stand, in their order, in the text outside quotations."""
    gap = r"[^\w\n]{1,3}"
    wording = re.compile(gap.join(re.escape(token.text) for token in title), re.IGNORECASE)
    return any(
        analysis.segments[at.index].kind is not SegmentKind.HEADING
        for match in wording.finditer(analysis.text)
        if (at := analysis.segment_at(match.start())) is not None
    )


def _compared(heading: Quotation, title: list[Token], quoted: list[Token]) -> Iterator[Hit]:
    """Compare a heading with the part of a quotation that differs in one content word."""
    width = len(title)
    whole = len(quoted) == width
    for at in range(len(quoted) - width + 1):
        window = quoted[at : at + width]
        pairs = list(zip(_folded(title), _folded(window), strict=True))
        apart = [pair for pair in pairs if pair[0] != pair[1]]
        shared = sum(a == b and _is_content(a) for a, b in pairs)
        if len(apart) != 1 or shared < (1 if whole else 2) or width < (2 if whole else 3):
            continue
        mine, theirs = apart[0]
        judged = _judged(mine, theirs) if _is_content(mine) and _is_content(theirs) else None
        if judged is None:
            continue
        severity, confidence = judged
        yield Hit(
            Span(window[0].start, window[-1].end),
            because=f"the heading quotes “{mine}” for “{theirs}”",
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
