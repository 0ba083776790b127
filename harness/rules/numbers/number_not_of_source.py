"""A figure that the source does not have.

Engines lose a digit, read a unit of ten thousand as a thousand, or fill in what fits. Figures are
compared by their significant digits, so that no language's words for a million, no separators and
no unit of counting (3.5万, 35,000) matter; a figure that is nowhere in the source is flagged, and
more surely where a figure of the source is nowhere in the translation.

Figures written in words are never flagged, but they account for the source's. Converted measures,
years of another calendar and times of another clock give low confidence; list markers, parts of
names and single digits are left alone where the source writes numbers in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.source_figures import (
    SourceFigures,
    shown_parts,
    source_figures,
    source_language,
)
from harness.data import has
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_JUDGED = frozenset(
    {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.YEAR, Kind.DATE, Kind.TIME}
)
_OWN_YEARS = frozenset({"ja", "fa", "ar", "th", "he", "am", "ne"})


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    rows: dict[int, list[Quantity]] = {}
    for quantity in analysis.quantities:
        rows.setdefault(quantity.segment or 0, []).append(quantity)
    for index, row in rows.items():
        place = analysis.segments[index].source
        if place is not None:
            yield from _segment(analysis, row, source, place)


def _segment(analysis: Analysis, row: list[Quantity], source: str, place: Span) -> Iterator[Hit]:
    language = source_language(analysis, place)
    said = source_figures(source, place, language, row, analysis.text)
    for quantity in row:
        if quantity.spelled or quantity.kind not in _JUDGED:
            continue
        if said.has(quantity, analysis.text):
            continue
        worded = not said.spare and not has(language, "number_words")
        parts = shown_parts(quantity, analysis.text)
        if worded or (not said.spare and all(len(part) < 2 for part in parts)):
            continue  # the source may well have it in words
        yield Hit(
            quantity.span,
            because="the source has no such figure"
            + (f", but {_listed(said.spare)}" if said.spare else ""),
            confidence=_surety(quantity, said, language),
        )


def _surety(quantity: Quantity, said: SourceFigures, language: str) -> Confidence:
    converted = quantity.kind in (Kind.MEASURE, Kind.MONEY) and quantity.dimension != "time"
    calendar = language in _OWN_YEARS and quantity.kind in (Kind.YEAR, Kind.DATE)
    if converted or calendar or not said.spare or quantity.kind is Kind.TIME:
        return Confidence.LOW
    return Confidence.MEDIUM


def _listed(spare: tuple[str, ...]) -> str:
    return " and ".join(f"“{part}”" for part in spare[:2])


RULE = Rule(
    code="NUM531",
    name="number-not-of-source",
    family="numbers",
    summary="number that the source does not have",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="The clinic will have [[240]] beds and 12 doctors.",
            source="La clínica tendrá 420 camas y 12 médicos.",
        ),
        Bad(
            marked="In May the city checked [[2,400]] shops.",
            source="今年五月，全市市场监管部门共检查各类商铺4200余家。",
        ),
        Bad(
            marked="The school was founded in [[1997]] by two nuns.",
            source="Die Schule wurde 1979 von zwei Nonnen gegründet.",
        ),
    ),
    good=(
        Good(
            text="The clinic will have 420 beds and 12 doctors.",
            source="La clínica tendrá 420 camas y doce médicos.",
        ),
        Good(text="Some 35,000 came on July 24.", source="7月24日，全市约有3.5万人到场观看比赛。"),
        Good(text="It cost 1.2 million euros.", source="Das kostete 1.174.000 Euro."),
        Good(
            text="They met at 3:40 p.m. in the 1990s.",
            source="90年代的一天，他们两人下午15时40分在火车站前见面。",
        ),
        Good(text="Twelve men walked 30 km.", source="Douze hommes ont marché trente km."),
    ),
    doc=__doc__,
)
