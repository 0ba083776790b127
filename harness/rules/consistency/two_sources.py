"""One translation, for two sources that have little to do with each other.

A segment that is translated by its neighbour's words, a fuzzy match that nobody adapted, or a
file that slipped by a line: the translation reads well, and says what another source says. The
second and later places are flagged. Sources that differ only in case, figures or a few letters
may well have one translation, and so may short ones; they are left alone.

All units of a run are compared, each system with itself; the paragraphs of an article only with
those of the same article.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.corpus import folded, key, place_of, places_of, segments_of, told
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule

_ALIKE = 0.5
# What is shorter may well be said for two things.
_SHORT = 20
# From so many characters of translation on two sources do not come to it by chance.
_LONG = 40


def _check(analysis: Analysis) -> Iterable[Hit]:
    document = analysis.article.document
    for unit in segments_of(analysis.article):
        variants = analysis.corpus.sources.get(key(document.system, unit.target))
        if not variants or len(folded(unit.target)) < _SHORT:
            continue
        first = variants[0]
        if folded(first.text) == folded(unit.source) or _alike(first.text, unit.source):
            continue
        yield Hit(
            place_of(unit.segment, analysis.article),
            because=f"it also stands for {told(first, analysis.article)}",
            related=places_of(first, analysis.article),
            confidence=None if len(folded(unit.target)) >= _LONG else Confidence.LOW,
        )


def _alike(one: str, two: str) -> bool:
    """Whether two sources share so much that one translation may do for both."""
    mine, theirs = _parts(folded(one)), _parts(folded(two))
    return 2 * len(mine & theirs) >= _ALIKE * (len(mine) + len(theirs))


def _parts(text: str) -> set[str]:
    """Return the words, or where words are not set apart the pairs of characters."""
    words = text.split()
    if len(words) > 2:
        return set(words)
    return {text[n : n + 2] for n in range(len(text) - 1)}


RULE = Rule(
    code="CON304",
    name="two-sources",
    family="consistency",
    summary="the same translation for another source elsewhere",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.SOURCE,
    check=_check,
    over_batch=True,
    bad=(
        Bad(
            marked=(
                "The ferry to the island leaves at seven in the morning.\n\n"
                "[[The ferry to the island leaves at seven in the morning.]]"
            ),
            source=(
                "El transbordador a la isla sale a las siete de la mañana.\n\n"
                "Los perros no pueden entrar en la sala de espera."
            ),
        ),
        Bad(
            marked=(
                "Wash the vegetables well before you cut them into cubes.\n\n"
                "[[WASH the vegetables well before you cut them into cubes!]]"
            ),
            source=(
                "Lavate bene le verdure prima di tagliarle a cubetti.\n\n"
                "Lasciate riposare tutto in forno per un'ora coperto."
            ),
        ),
        Bad(
            marked=(
                "All requests are answered within two working days.\n\n"
                "[[All requests are answered within two working days.]]"
            ),
            source=(
                "Toutes les demandes reçoivent une réponse sous deux jours ouvrés.\n\n"
                "Notre boutique est fermée le dimanche ainsi que les jours fériés."
            ),
        ),
    ),
    good=(
        Good(
            text="Thanks a lot.\n\nThanks a lot.",
            source="Muchísimas gracias a todos.\n\nSe lo agradezco.",
        ),
        Good(
            text=(
                "The ferry to the island leaves at seven in the morning.\n\n"
                "The ferry to the island leaves at seven in the morning."
            ),
            source=(
                "El transbordador a la isla sale a las siete de la mañana.\n\n"
                "El transbordador a la isla sale a las 7 de la mañana."
            ),
        ),
        Good(
            text="All requests are answered in two days.\n\nAll requests are answered in two days.",
            source="Alle Anfragen werden in zwei Tagen beantwortet.\n\n" * 2,
        ),
        Good(
            text="The shop is closed on Sundays and holidays.\n\nDogs are not allowed inside.",
            source="本店周日及节假日不营业。\n\n狗不得入内。",
        ),
    ),
    doc=__doc__,
)
