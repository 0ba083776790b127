"""How a segment stands beside its reference, in parts, so that one of them can be changed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from harness.analyse.tokens import count_words
from harness.data import table
from harness.engines.ngram import Ngram, NgramOptions
from harness.metrics.fluency import fluency
from harness.metrics.pairs import Pair
from harness.metrics.rate import unspaced
from harness.metrics.similarity import Weigher, form_agreement
from harness.model.edit import Edit
from harness.model.text import Document

PARTS = ("characters", "words", "form", "fluency", "shorter")
Edits = Callable[[int, int], tuple[Edit, ...]]

# Quality is the same number whatever options chrF is printed with.
_CHARACTERS = NgramOptions(whitespace=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closeness:
    """How one segment stands beside one of its references; `same` is letter by letter.

    `characters` (chrF++ with white space), `words` (the typed alignment) and `form` (first
    capital, closing mark) go from 0 to 1, `words` None where words are not written apart.
    `fluency` is the candidate's less the reference's, None without data for the language; `length`
    the natural log of the ratio of their words.
    """

    reference: int
    characters: float
    words: float | None
    form: float
    fluency: float | None = None
    length: float = 0.0
    same: bool = False

    @property
    def parts(self) -> tuple[float, ...]:
        """The parts in the order of `PARTS`, each 0 at its best and below 0 elsewhere."""
        if self.same:
            return (0.0,) * len(PARTS)
        return (
            self.characters - 1,
            (self.characters if self.words is None else self.words) - 1,
            self.form - 1,
            # More fluency than the reference's counts less and less.
            0.0 if self.fluency is None else -math.log1p(math.exp(-self.fluency)),
            min(self.length, 0.0),
        )

    @property
    def worth(self) -> float:
        """The parts as one: the more the better, and 0 for the same text alone."""
        weight = weights()
        return sum(weight[name] * part for name, part in zip(PARTS, self.parts, strict=True))


@cache
def weights() -> Mapping[str, float]:
    """Return what each part weighs, as fitted (`harness.meta.fit.quality`)."""
    return {name: float(value) for name, value in table("world", "quality_weights").items()}


def closest(pairs: tuple[Pair, ...], document: Document, edits: Edits) -> dict[int, Closeness]:
    """Return, by segment, how it stands beside the reference that it is closest to.

    `edits` gives the typed edits of a segment against one of its references.
    """
    tries = [
        (pair, number, text)
        for pair in pairs
        for number, text in enumerate(pair.references)
        if text is not None
    ]
    values = characters([(pair.candidate, text) for pair, _, text in tries])
    best: dict[int, Closeness] = {}
    for (pair, number, text), value in zip(tries, values, strict=True):
        made = beside(document, number, pair.candidate, text, edits(pair.index, number), value)
        if pair.index not in best or made.worth > best[pair.index].worth:
            best[pair.index] = made
    return best


def beside(
    document: Document,
    number: int,
    candidate: str,
    reference: str,
    edits: Iterable[Edit],
    shared: float,
) -> Closeness:
    """Return how a candidate stands beside the document's reference `number`.

    `edits` are those between them, `shared` their `characters`.
    """
    if candidate.strip() == reference.strip():
        return Closeness(reference=number, characters=1, words=1, form=1, same=True)
    return Closeness(
        reference=number,
        characters=shared,
        words=_agreement(document, number, edits),
        form=form_agreement(candidate, reference),
        fluency=_fluency(candidate, reference, document.language),
        length=math.log((count_words(candidate) + 1) / (count_words(reference) + 1)),
    )


def characters(texts: list[tuple[str, str]]) -> list[float]:
    """Return chrF++ with white space of each candidate and reference, 0 to 1."""
    door = Ngram("chrf++", _CHARACTERS)
    rows = door.rows([mine for mine, _ in texts], [(theirs,) for _, theirs in texts])
    return [door.score(row) / 100 for row in rows]


def _agreement(document: Document, number: int, edits: Iterable[Edit]) -> float | None:
    """Return how far the words agree, 0 to 1; None where words are not written apart."""
    if unspaced(document.language):
        return None
    return Weigher(document.text, document.references[number], document.language).agreement(edits)


def _fluency(candidate: str, reference: str, language: str) -> float | None:
    mine, theirs = fluency(candidate, language), fluency(reference, language)
    return None if mine is None or theirs is None else mine - theirs
