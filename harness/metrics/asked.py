"""What a COMET model is asked about a document: its segments, less those that no score fits.

A score of an empty candidate, or of a copy of the source, would be a number that means nothing:
models that compare vectors take a copy for an excellent translation. Such segments are named
instead, and have no score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.analyse.tokens import fold
from harness.engines.comet.answer import Question
from harness.engines.comet.choice import knows_language
from harness.model.text import Article, Segment, Span

if TYPE_CHECKING:
    from harness.engines.comet.checkpoint import Checkpoint

_BREAK = re.compile(r"[\r\n]")
# Without a reference that says otherwise, so few words may be a name that is right as it is.
_NAME = 2

EMPTY = "the candidate is empty"
COPY = "the candidate is a copy of its source, which no score is for"
NO_SOURCE, NO_REFERENCE = "no source here", "no reference here"
NEITHER = "no source and no reference here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Questions by segment, with the place in the document's text where each candidate starts.

    `left` names the segments that are not asked about, by reason.
    """

    questions: tuple[tuple[int, int, Question], ...]
    left: tuple[tuple[str, tuple[int, ...]], ...]


def asked(article: Article, checkpoint: Checkpoint) -> Asked:
    """Return what the model is asked about the article; of several references, the first."""
    document = article.document
    origin = (document.source_language or "").partition("-")[0]
    translated = not origin or origin != document.language.partition("-")[0]
    questions: list[tuple[int, int, Question]] = []
    left: dict[str, list[int]] = {}
    for segment in article.segments:
        start, question = _question(article, segment)
        why = _missing(question, checkpoint) or (
            COPY if translated and _is_copy(question) else None
        )
        if why:
            left.setdefault(why, []).append(segment.index)
        else:
            questions.append((segment.index, start, _read(question, checkpoint)))
    return Asked(
        questions=tuple(questions), left=tuple((why, tuple(places)) for why, places in left.items())
    )


def unknown_languages(article: Article, checkpoint: Checkpoint) -> tuple[str, ...]:
    """Return the document's languages that the model's encoder was not trained on.

    Empty for an encoder whose languages are not known.
    """
    if not checkpoint.encoder.startswith("XLM-RoBERTa"):
        return ()
    document = article.document
    given = (document.language, document.source_language or "")
    return tuple(
        one for one in dict.fromkeys(given) if one not in ("", "und") and not knows_language(one)
    )


def _question(article: Article, segment: Segment) -> tuple[int, Question]:
    document = article.document
    raw = segment.span.of(document.text)
    reference = next(
        (
            text
            for span, whole in zip(segment.references, document.references, strict=False)
            if (text := _text(span, whole))
        ),
        None,
    )
    source = _text(segment.source, document.source or "")
    start = segment.span.start + len(raw) - len(raw.lstrip())
    return start, Question(_flat(raw), source, reference)


def _text(span: Span | None, text: str) -> str | None:
    return (_flat(span.of(text)) or None) if span is not None else None


def _flat(text: str) -> str:
    """Return the text on one line, character for character, without white space around it."""
    return _BREAK.sub(" ", text).strip()


def _missing(question: Question, checkpoint: Checkpoint) -> str | None:
    if not question.candidate:
        return EMPTY
    lacks = {
        "src": question.source is None and NO_SOURCE,
        "ref": question.reference is None and NO_REFERENCE,
    }
    reasons = [reason for part in checkpoint.inputs if (reason := lacks[part])]
    if checkpoint.optional:
        return NEITHER if len(reasons) == len(checkpoint.inputs) else None
    return reasons[0] if reasons else None


def _is_copy(question: Question) -> bool:
    candidate, source = question.candidate, question.source
    if source is None or _same(candidate) != _same(source):
        return False
    if question.reference is not None:
        return _same(question.reference) != _same(source) and _words(source) > 0
    return _words(source) > _NAME


def _same(text: str) -> str:
    return " ".join(fold(text).split())


def _words(text: str) -> int:
    return sum(any(letter.isalpha() for letter in word) for word in text.split())


def _read(question: Question, checkpoint: Checkpoint) -> Question:
    """Return the question without what the model does not read, so that equal ones are equal."""
    return Question(
        question.candidate,
        question.source if "src" in checkpoint.inputs else None,
        question.reference if "ref" in checkpoint.inputs else None,
    )


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence has them.

    >>> listed(("tlh", "qya"))
    'tlh and qya'
    """
    return " and ".join(names)
