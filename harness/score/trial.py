"""How scores are resampled: what was asked for, and what is drawn, segments or documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.errors import HarnessError
from harness.metrics.resampling import SEED
from harness.model.text import SegmentKind
from harness.score.documents import Measured

# From so many documents up, whole documents are drawn unless something else is asked for.
MANY = 20


class Unit(StrEnum):
    """What resampling draws."""

    SEGMENT = "segment"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How scores are resampled; each number of samples is None where it is not asked for.

    `unit` None leaves it to the number of documents. `seed` None draws anew every time.
    `all_pairs` tests every system against every other, and not only against the first.
    """

    confidence: int | None = None
    bootstrap: int | None = None
    randomization: int | None = None
    seed: int | None = SEED
    unit: Unit | None = None
    all_pairs: bool = False

    @property
    def paired(self) -> bool:
        """Whether systems are tested against each other."""
        return self.bootstrap is not None or self.randomization is not None

    @property
    def asked(self) -> bool:
        """Whether anything is resampled at all."""
        return self.paired or self.confidence is not None

    @property
    def samples(self) -> int | None:
        """The number of bootstrap samples behind intervals; None without any."""
        return self.bootstrap if self.bootstrap is not None else self.confidence

    @property
    def signature(self) -> str:
        """What it adds to a score's signature, with sacreBLEU's keys."""
        parts = [f"bs:{self.samples}"] if self.samples is not None else []
        parts += [f"ar:{self.randomization}"] if self.randomization is not None else []
        parts += [f"seed:{'none' if self.seed is None else self.seed}"] if parts else []
        parts += ["by:document"] if parts and self.unit is Unit.DOCUMENT else []
        return "|".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What was drawn, and of how many; `note` says what to keep in mind with the numbers.

    `why_not` says why nothing could be drawn, where that is so.
    """

    unit: Unit
    documents: int
    segments: int
    note: str | None = None
    why_not: str | None = None


def seed_of(given: int | None) -> int | None:
    """Return the seed: the one given, else that of SACREBLEU_SEED (`none`: any), else 12345.

    Raises H133 where the variable is neither a number nor `none`.
    """
    if given is not None:
        return given
    value = os.environ.get("SACREBLEU_SEED", str(SEED))
    if value.lower() == "none":
        return None
    if not value.isdecimal():
        raise HarnessError(
            "H133", "SACREBLEU_SEED", f'"{value}" is no seed', "Give a number, or none."
        )
    return int(value)


def drawn(system: Sequence[Measured], asked: Unit | None) -> Drawn:
    """Return what is drawn of one system's documents, where `asked` does not say.

    Segments of one document are not independent, so documents are drawn where there are enough.
    Line files do not say where a document ends: with one of them segments are drawn. Anything
    else that is one document is known to be one.
    """
    documents = len(system)
    segments = sum(len(one.report.article.segments) for one in system)
    lines = all(
        part.kind is SegmentKind.LINE for one in system for part in one.report.article.segments
    )
    unit, note, why_not = asked, None, None
    if unit is None:
        whole = documents >= MANY or (documents == 1 and not lines)
        unit = Unit.DOCUMENT if whole else Unit.SEGMENT
        if unit is Unit.SEGMENT:
            known = "line files do not tell documents apart" if lines else f"{documents} documents"
            note = f"segments are drawn as if they were independent ({known})"
            note += ", so p-values and intervals are on the small side"
    if unit is Unit.DOCUMENT and documents == 1:
        why_not = "one document: nothing to draw; --resample segment draws its segments"
    elif unit is Unit.DOCUMENT and documents < MANY:
        note = (
            f"{documents} documents are few: from {MANY} up, p-values and intervals can be trusted"
        )
    return Drawn(unit=unit, documents=documents, segments=segments, note=note, why_not=why_not)
