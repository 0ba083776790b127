"""One source, translated in two ways.

An engine translates every segment anew: the same sentence comes out differently here and there,
and a reader who meets both takes them for two things. The rarer wording is flagged, of equals the
later one. Case, spacing and a closing mark do not count, nor do sources so short that they may
mean two things.

All units of a run are compared, each system with itself; the paragraphs of an article only with
those of the same article.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.corpus import folded, key, place_of, places_of, segments_of, told
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    document = analysis.article.document
    for unit in segments_of(analysis.article):
        variants = analysis.corpus.translations.get(key(document.system, unit.source))
        if not variants:
            continue
        usual = max(variants, key=lambda one: one.times)
        if folded(usual.text) == folded(unit.target):
            continue
        yield Hit(
            place_of(unit.segment, analysis.article),
            because=f"the same source reads {told(usual, analysis.article)}",
            related=places_of(usual, analysis.article),
            # Of two equally frequent ones either may be the right one.
            confidence=None if usual.times > 1 else Confidence.LOW,
        )


_NOTICE = "La biblioteca cierra a las ocho.\n\nHoy llueve en la costa.\n\n"

RULE = Rule(
    code="CON303",
    name="two-translations",
    family="consistency",
    summary="the same source translated in another way elsewhere",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="terminology/inconsistent-use-of-terminology",
    needs=Needs.SOURCE,
    check=_check,
    over_batch=True,
    bad=(
        Bad(
            marked=(
                "The library closes at eight.\n\nIt is raining on the coast today.\n\n"
                "The library closes at eight.\n\n[[The bookshop shuts at eight.]]"
            ),
            source=f"{_NOTICE}La biblioteca cierra a las ocho.\n\nLa biblioteca cierra a las ocho.",
        ),
        Bad(
            marked=(
                "[[Press the red button.]]\n\nPush the red knob.\n\nThen wait for the lamp.\n\n"
                "Push the red knob."
            ),
            source=(
                "Drücken Sie den roten Knopf.\n\nDrücken Sie den roten Knopf.\n\n"
                "Dann warten Sie auf die Lampe.\n\nDrücken Sie den roten Knopf."
            ),
        ),
        Bad(
            marked=(
                "The port is open again.\n\nThe port is open again.\n\n[[The harbour reopened.]]"
            ),
            source="Le port est de nouveau ouvert.\n\n" * 3,
        ),
    ),
    good=(
        Good(
            text="The library closes at eight.\n\nThe library closes at eight",
            source="La biblioteca cierra a las ocho.\n\nLa biblioteca cierra a las ocho.",
        ),
        Good(
            text="Yes.\n\nOf course.\n\nYes.",
            source="Sí.\n\nSí.\n\nSí.",
        ),
        Good(
            text="The library closes at eight.\n\nThe bookshop closes at nine.",
            source="La biblioteca cierra a las ocho.\n\nLa librería cierra a las nueve.",
        ),
        Good(
            text="OPEN UNTIL MIDNIGHT\n\nOpen until midnight\n\nOpen until midnight",
            source="ABIERTO HASTA MEDIANOCHE\n\n" + "Abierto hasta medianoche\n\n" * 2,
        ),
    ),
    doc=__doc__,
)
