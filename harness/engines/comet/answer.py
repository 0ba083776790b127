"""What is asked of a COMET model, and what it answers."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One segment: the candidate, and its source and reference as far as the model reads them."""

    candidate: str
    source: str | None = None
    reference: str | None = None

    @property
    def text(self) -> str:
        """All of it as one string, from which it can be told apart from every other question."""
        return json.dumps([self.candidate, self.source, self.reference], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the candidate (code points) that a model marks as an error.

    `sure` is the mean probability of the label, 0 to 1; `text` is what the model says stands there.
    """

    start: int
    end: int
    severity: str
    sure: float
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A score and what was marked; `cut`: the segment is longer than the model reads."""

    score: float
    marks: tuple[Mark, ...] = ()
    cut: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the score is a finite number; 16 bits can overflow."""
        return math.isfinite(self.score)


def packed(answer: Answer) -> bytes:
    """Return the answer as bytes for the cache; the score keeps all of its digits."""
    marks = [[m.start, m.end, m.severity, m.sure, m.text] for m in answer.marks]
    return json.dumps([answer.score, marks, answer.cut], ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def unpacked(stored: bytes) -> Answer | None:
    """Return the answer from its bytes; None where they are none.

    >>> unpacked(packed(Answer(0.1, (), True)))
    Answer(score=0.1, marks=(), cut=True)
    >>> unpacked(b"[]") is None
    True
    """
    try:
        score, marks, cut = json.loads(stored.decode("utf-8", "surrogatepass"))
        return Answer(float(score), tuple(Mark(*mark) for mark in marks), bool(cut))
    except (ValueError, TypeError):
        return None
