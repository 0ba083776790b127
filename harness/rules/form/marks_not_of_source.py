"""A question, an exclamation or a bracket that only one of segment and source has.

Engines turn questions into statements, which says another thing, and drop or open brackets when
they lose the thread.

The end of the segment is compared, with the marks of every script (？ ؟ ; ! ！), and only where
both sides have one sentence mark there; Spanish ¿ and ¡ belong to their closing marks. Brackets
are counted, square and round alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_QUESTION = frozenset("?？؟⁇⁈⁉")
_EXCLAMATION = frozenset("!！⁈⁉")
_STOP = frozenset(".。．।۔")
_CLOSERS = "\"'”’»›)]）】」』 \u00a0"
_OPENING = frozenset("([（【［〔")
_CLOSING = frozenset(")]）】］〕")
# Signs of a list, "a)", and faces are no brackets.
_LIST_MARK = 4


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    greek = (analysis.article.document.source_language or "").startswith("el")
    for segment in analysis.segments:
        if segment.source is None:
            continue
        theirs = segment.source.of(source)
        yield from _sentence(analysis.text, segment.span, theirs, greek=greek)
        yield from _brackets(analysis.text, segment.span, theirs)


def _sentence(text: str, place: Span, source: str, *, greek: bool) -> Iterator[Hit]:
    mine, theirs = place.of(text).rstrip(_CLOSERS), source.rstrip(_CLOSERS)
    if not mine or not theirs:
        return
    here, there = mine[-1], theirs[-1]
    asks = here in _QUESTION
    asked = there in _QUESTION or (greek and there in ";\u037e")
    span = Span(place.start + len(mine) - 1, place.start + len(mine))
    if asked and here in _STOP and not _any(mine, _QUESTION):
        yield Hit(span, because="the source asks here", suggestion="?")
    elif asks and there in _STOP and not _any(source, _QUESTION):
        yield Hit(span, because="the source does not ask", suggestion=".")
    elif there in _EXCLAMATION and here in _STOP and not asks:
        low = Confidence.LOW  # good translations are calmer
        yield Hit(span, because="the source exclaims", severity=Severity.MINOR, confidence=low)


def _any(text: str, marks: frozenset[str]) -> bool:
    return any(character in marks for character in text)


def _brackets(text: str, place: Span, source: str) -> Iterator[Hit]:
    mine = _opened(place.of(text))
    theirs = _opened(source)
    if len(mine) > len(theirs) == 0 or (theirs and not mine):
        at = place.start + mine[0] if mine else place.end
        yield Hit(
            Span(at, at + bool(mine)),
            because=f"brackets: {len(mine)} here, {len(theirs)} in the source",
            severity=Severity.MINOR,
            confidence=Confidence.LOW,
        )


def _opened(text: str) -> list[int]:
    """Return where brackets open that are closed again."""
    found = [n for n, character in enumerate(text) if character in _OPENING]
    closed = sum(character in _CLOSING for character in text[_LIST_MARK:])
    return found[:closed]


RULE = Rule(
    code="FRM154",
    name="marks-not-of-source",
    family="form",
    summary="question, exclamation or bracket that the source has otherwise",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="What time does the ferry leave[[.]]",
            fixed="What time does the ferry leave?",
            source="¿A qué hora sale el transbordador?",
        ),
        Bad(marked="He knew the way[[.]]", source="他认识路吗？"),
        Bad(marked="Is the well dry[[?]]", source="Der Brunnen ist trocken."),
    ),
    good=(
        Good(text="Where is the well?", source="¿Dónde está el pozo?"),
        Good(text="Is the well dry?", source="هل البئر جافة؟"),
        Good(text="“Is it dry?” he asked.", source="„Ist er trocken?“, fragte er."),
        Good(text="They asked where it was.", source="这口井在哪里？他们问道。"),
        Good(text="The well (the old one) is dry.", source="Der Brunnen (der alte) ist leer."),
    ),
    doc=__doc__,
)
