"""How close a segment is to its reference, in parts, so that one of them can be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from harness.engines.ngram import Ngram, NgramOptions
from harness.metrics.pairs import Pair
from harness.metrics.rate import unspaced
from harness.metrics.similarity import Weigher, form_agreement, similarity
from harness.model.edit import Edit
from harness.model.text import Document

Edits = Callable[[int, int], tuple[Edit, ...]]

# Quality is the same number whatever options chrF is printed with.
_CHARACTERS = NgramOptions(whitespace=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closeness:
    """How close one segment is to one of its references; `same` is letter by letter."""

    reference: int
    characters: float
    words: float | None
    form: float
    same: bool = False

    @property
    def value(self) -> float:
        """The parts as one, 0 to 1."""
        return similarity(self.characters, self.words, self.form)


def closest(pairs: tuple[Pair, ...], document: Document, edits: Edits) -> dict[int, Closeness]:
    """Return, by segment, how close it is to the reference that it is closest to.

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
        if pair.candidate.strip() == text.strip():
            made = Closeness(reference=number, characters=1, words=1, form=1, same=True)
        else:
            made = Closeness(
                reference=number,
                characters=value,
                words=agreement(document, number, edits(pair.index, number)),
                form=form_agreement(pair.candidate, text),
            )
        if pair.index not in best or made.value > best[pair.index].value:
            best[pair.index] = made
    return best


def characters(texts: list[tuple[str, str]]) -> list[float]:
    """Return chrF++ with white space of each candidate and reference, 0 to 1."""
    door = Ngram("chrf++", _CHARACTERS)
    rows = door.rows([mine for mine, _ in texts], [(theirs,) for _, theirs in texts])
    return [door.score(row) / 100 for row in rows]


def agreement(document: Document, number: int, edits: Iterable[Edit]) -> float | None:
    """Return how far the words agree, 0 to 1; None where words are not written apart."""
    if unspaced(document.language):
        return None
    return Weigher(document.text, document.references[number], document.language).agreement(edits)
