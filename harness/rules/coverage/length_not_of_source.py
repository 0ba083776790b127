"""A segment that is far too short or too long for its source.

A decoder that stops early leaves half of a paragraph out, one that runs on invents the rest. The
translation reads well, and nothing else tells where there is no reference.

How long translations are differs by language, so the ratio is compared with what human
translations of that language into English have; from or between other languages the ratios to
English are set against each other. Only what lies far outside is flagged, more surely the farther,
and segments of fewer than 40 characters are left alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from harness.analyse import Analysis
from harness.analyse.source_figures import source_language
from harness.data import table
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule

_SHORTEST = 40
# From this ratio on a character of the source is a word or half of one.
_DENSE = 2.0
# In deviations of the ratio's log, and never within a factor that good translations reach.
_FAR = 4.0
_LEAST = math.log(1.8)
# A label says in three words what another language says in six.
_LONG = 100
_LEAST_OF_SHORT = math.log(2.5)


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    for segment in analysis.segments:
        place = segment.source
        if place is None or not len(segment.span) or not len(place):
            continue
        given, wanted = (source_language(analysis, place), analysis.language)
        spread = _spread(given, wanted)
        if spread is None:
            continue
        # Both in the letters that an English text would have.
        expected = _weight(place.of(source), given)
        here = _weight(segment.span.of(analysis.text), wanted)
        off = math.log(here / expected)
        longest = max(expected, here)
        if longest < _SHORTEST or abs(off) < (_LEAST if longest >= _LONG else _LEAST_OF_SHORT):
            continue
        usual = len(segment.span) * expected / here
        yield Hit(
            segment.span,
            because=f"{len(segment.span)} characters, where about {usual:.0f} are usual:"
            f" too {'long' if off > 0 else 'short'}",
            confidence=Confidence.MEDIUM if abs(off) > _FAR * spread else Confidence.LOW,
        )


def _spread(source: str, target: str) -> float | None:
    """Return the deviation of the log of the ratio of lengths; None where it is not known."""
    ratios = (_into_english(source), _into_english(target))
    if source == target or None in ratios:
        return None
    return math.hypot(*(ratio[1] for ratio in ratios if ratio is not None))


def _weight(text: str, language: str) -> float:
    """Return about how long the text would be in English; Latin letters in Chinese stay so long."""
    mean, _ = _into_english(language) or (1.0, 0.0)
    if mean < _DENSE:
        return mean * len(text)
    return sum(1.0 if character.isascii() else mean for character in text)


@lru_cache(maxsize=64)
def _into_english(language: str) -> tuple[float, float] | None:
    if language == "en":
        return 1.0, 0.0
    given = table("en", "length_ratios").get(language)
    if given is None:
        return None
    mean, spread, _ = map(float, given.split())
    return mean, spread


def _lacks(analysis: Analysis) -> str | None:
    known = _into_english(analysis.language) is not None
    return None if known else f"no data for language {analysis.language}"


RULE = Rule(
    code="COV911",
    name="length-not-of-source",
    family="coverage",
    summary="length that does not fit the source",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/omission",
    needs=Needs.SOURCE,
    check=_check,
    lacks=_lacks,
    bad=(
        Bad(
            marked="[[The port is closed.]]",
            source="Der Hafen bleibt bis Montag geschlossen, und die Fischer müssen ihre Boote"
            " in der nächsten Bucht festmachen.",
        ),
        Bad(
            marked="[[The ferry is late today, and the ferry company says that it is sorry for"
            " the delay and that it will pay for a taxi to the town for all who wait here.]]",
            source="El transbordador viene hoy con retraso.",
        ),
        Bad(
            marked="[[Le quai est fermé.]]",
            source="The quay stays closed until Monday, and the fishermen have to moor their boats"
            " in the next bay.",
            language="fr",
        ),
        Bad(
            marked="[[They checked shops.]]",
            source="今年五月，全市市场监管部门共检查了各类商铺和市场，发现不少问题并责令改正。",
        ),
    ),
    good=(
        Good(
            text="The port stays closed until Monday.",
            source="Der Hafen bleibt bis Montag geschlossen.",
        ),
        Good(text="No.", source="Nein, das kommt nicht in Frage."),
        Good(
            text="In May the city's market inspectors checked shops of every kind.",
            source="今年五月，全市市场监管部门检查了各类商铺。",
        ),
        Good(
            text="The ferry is late today because of the fog.",
            source="El transbordador viene hoy con retraso por la niebla.",
        ),
    ),
    doc=__doc__,
)
