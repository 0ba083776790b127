"""The reference's figure with another unit: seven days for seven years.

Engines keep the figure and take the wrong unit, or the one the reader is used to, without
converting.

A true conversion is right, as are other names of one unit (tons and tonnes, per cent and %,
degrees and °C); a figure that changes together with its unit is the business of another rule.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.figures import exact
from harness.analyse.quantities import Kind, Quantity
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule

_MEASURED = frozenset({Kind.MEASURE, Kind.PERCENT})
# Names of one thing, or of things that texts do not keep apart.
_ALIKE = ({"t", "ton"}, {"°", "°C"}, {"°", "°F"}, {"mi", "nmi"})


def _check(analysis: Analysis) -> Iterable[Hit]:
    other = (analysis.article.document.references or ("",))[0]
    for pair in analysis.figures:
        mine, theirs = pair.candidate, pair.reference
        if mine is None or theirs is None or not exact(mine, theirs) or not _differ(mine, theirs):
            continue
        yield Hit(
            mine.span,
            because=f"the reference has “{theirs.span.of(other)}”",
            suggestion=theirs.span.of(other) if mine.span.end > mine.number.end else None,
            reference=theirs.span,
            severity=Severity.CRITICAL if _far(mine, theirs) else Severity.MAJOR,
            confidence=_surety(mine, theirs),
        )


def _differ(mine: Quantity, theirs: Quantity) -> bool:
    if mine.kind not in _MEASURED or theirs.kind not in _MEASURED or mine.unit == theirs.unit:
        return False
    return not any({mine.unit, theirs.unit} <= alike for alike in _ALIKE)


def _far(mine: Quantity, theirs: Quantity) -> bool:
    if mine.dimension != theirs.dimension or not mine.factor or not theirs.factor:
        return True
    ratio = mine.factor / theirs.factor
    return not 0.1 < ratio < 10


def _surety(mine: Quantity, theirs: Quantity) -> Confidence:
    small = mine.spelled and mine.value <= 1
    return Confidence.MEDIUM if mine.dimension == theirs.dimension and not small else Confidence.LOW


RULE = Rule(
    code="NUM522",
    name="unit-changed",
    family="numbers",
    summary="unit that is not the reference's",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/unit-conversion",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="They signed after [[seven days]] of quarrels.",
            fixed="They signed after seven years of quarrels.",
            reference="They signed after seven years of quarrels.",
        ),
        Bad(
            marked="The sonar reaches down to [[400 kilometres]].",
            fixed="The sonar reaches down to 400 metres.",
            reference="The sonar reaches down to 400 metres.",
        ),
        Bad(
            marked="He scored from [[20 metres]] out.",
            fixed="He scored from 20 yards out.",
            reference="He scored from 20 yards out.",
        ),
    ),
    good=(
        Good(text="He ran 130 km in all.", reference="He ran 81 miles in all."),
        Good(text="It carries 400 tons.", reference="It carries 400 tonnes."),
        Good(text="It rose by 3 per cent.", reference="It rose 3%."),
        Good(text="It was 24 hours late.", reference="It was a day late."),
        Good(text="It weighs 5 kg and is 3 m long.", reference="It is 3 metres long, 5 kilos."),
    ),
    doc=__doc__,
)
