"""A date in a month that the source does not name.

The day and the year are right and the month is another: "3 de mayo" becomes "March 3", 七月 becomes
June. What compares digits alone does not see it.

A month is flagged only where the source names one that the translation has not. Months are known by
name in Arabic, Dutch, English, French, German, Italian, Portuguese, Russian and Spanish, and by
their sign in Chinese, Japanese and Korean; calendars of other months are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.quantities import Quantity
from harness.analyse.source_dates import months_of, readable
from harness.analyse.source_figures import source_language
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    rows: dict[int, list[Quantity]] = {}
    for quantity in analysis.quantities:
        date = quantity.date
        if date is not None and date.month and not date.swapped and quantity.segment is not None:
            rows.setdefault(quantity.segment, []).append(quantity)
    for index, row in rows.items():
        segment = analysis.segments[index]
        if segment.source is not None:
            language = source_language(analysis, segment.source)
            if readable(language):
                theirs = months_of(source, segment.source, language)
                mine = months_of(analysis.text, segment.span, analysis.language)
                yield from _beside(row, theirs, theirs - mine)


def _beside(row: list[Quantity], theirs: frozenset[int], spare: frozenset[int]) -> Iterator[Hit]:
    for quantity in row:
        assert quantity.date is not None
        if spare and quantity.date.month not in theirs:
            named = " and ".join(map(str, sorted(spare)))
            yield Hit(quantity.span, because=f"the source has month {named}")


RULE = Rule(
    code="NUM533",
    name="month-not-of-source",
    family="numbers",
    summary="date in a month that the source does not name",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/date-time",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="The school opens on [[3 March 2019]].",
            source="La escuela abre el 3 de mayo de 2019.",
        ),
        Bad(marked="They met on [[June 12]] at the mill.", source="他们于7月12日在磨坊见面。"),
        Bad(
            marked="He was born on [[9 April 1954]] in a village.",
            source="Он родился 9 августа 1954 года в деревне.",
        ),
        Bad(
            marked="The court sat on [[5 June]] and found him guilty.",
            source="انعقدت المحكمة في 5 مايو وأدانته.",
        ),
    ),
    good=(
        Good(
            text="The school opens on 3 May 2019.", source="La escuela abre el 3 de mayo de 2019."
        ),
        Good(text="They met on July 12 at the mill.", source="他们于7月12日在磨坊见面。"),
        Good(
            text="He was born on 9 August 1954.", source="Er wurde am 9.8.1954 in Kelmar geboren."
        ),
        Good(text="The court sat on 5 June.", source="انعقدت المحكمة في 5 حزيران/يونيو وأدانته."),
        Good(
            text="Ramadan began on 6 May 2019, the mayor said.",
            source="Ramazan ayı bu yıl pazartesi günü başladı, dedi başkan.",
        ),
    ),
    doc=__doc__,
)
