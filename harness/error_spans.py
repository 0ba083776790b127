"""What an xCOMET model marks in a text: findings, signed and placed like those of our own rules.

The model's spans are held against the text they point into: one that lies outside of the
candidate, is empty, or does not say what stands there is no finding, and is counted as left out.
How often such a finding is right has not been measured here, so none is more than of medium
confidence: medium where the model gives its label at least even chances, low below.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.analyse import Analysis
from harness.detect import sign
from harness.metrics.asked import asked
from harness.model.finding import (
    Cause,
    Confidence,
    Finding,
    Hit,
    Needs,
    Severity,
    Skipped,
)
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.engines.comet.answer import Mark, Question
    from harness.engines.comet.models import Models

CODE = "XC:SPAN"
_SURE = 0.5
_SEVERITIES = {"minor": Severity.MINOR, "major": Severity.MAJOR, "critical": Severity.CRITICAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signer:
    """A model's mark as a finding is signed by it."""

    severity: Severity
    needs: Needs
    code: str = CODE
    name: str = "xcomet-error-span"
    family: str = "meaning"
    summary: str = "xCOMET marks an error here"
    confidence: Confidence = Confidence.MEDIUM
    # The model does not say what kind of error it is; most that it was trained on are of accuracy.
    mqm: str = "accuracy"
    cause: Cause = Cause.TRANSLATION


def error_spans(analysis: Analysis, models: Models) -> Iterator[Finding | Skipped]:
    """Yield the findings of every model of the run that marks spans and is trained.

    A model that cannot be loaded says so with its metric, and nothing here.
    """
    for name, scorer in tuple(models.scorers.items()):
        if not scorer.checkpoint.marks_spans or not scorer.checkpoint.trained:
            continue
        wanted = asked(analysis.article, scorer.checkpoint)
        answers = models.answers(name, [question for *_, question in wanted.questions])
        unfit: list[int] = []
        for (index, start, question), answer in zip(wanted.questions, answers or (), strict=False):
            for mark in answer.marks:
                if fits(mark, question.candidate):
                    yield _finding(mark, start, question, analysis)
                else:
                    unfit.append(index)
        if unfit:
            count = f"{len(unfit)} span{'s' * (len(unfit) != 1)}"
            why = f"{count} of the model's did not fit the text"
            yield Skipped(what=f"{name}, spans", why=why, segments=tuple(dict.fromkeys(unfit)))


def fits(mark: Mark, text: str) -> bool:
    """Whether a mark lies in the text and says what stands there, white space and form aside.

    A model joins pieces of words its own way, so only letters and digits are compared.
    """
    if not 0 <= mark.start < mark.end <= len(text) or mark.severity not in _SEVERITIES:
        return False
    there = text[mark.start : mark.end]
    return bool(there.strip()) and _bare(mark.text) in ("", _bare(there))


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    for special in ("<unk>", "[UNK]", "<s>", "</s>", "[CLS]", "[SEP]"):
        plain = plain.replace(special, "")
    return "".join(letter for letter in plain.casefold() if letter.isalnum())


def _finding(mark: Mark, start: int, question: Question, analysis: Analysis) -> Finding:
    # Pieces of words begin with the space before them in some models.
    there = question.candidate[mark.start : mark.end]
    begin = mark.start + len(there) - len(there.lstrip())
    end = mark.end - (len(there) - len(there.rstrip()))
    needs = Needs.SOURCE if question.reference is None else Needs.REFERENCE
    return sign(
        Hit(
            Span(start + begin, start + end),
            because=f"{mark.severity}, with a probability of {mark.sure:.2f}",
            confidence=None if mark.sure >= _SURE else Confidence.LOW,
        ),
        _Signer(severity=_SEVERITIES[mark.severity], needs=needs),
        analysis,
    )
