"""The reference's sum in another currency: 40 dollars for 40 euros.

Engines replace a currency by the one that stands most often beside such figures.

Other names of one currency are right (RMB and yuan, $ and US$), a bare dollar sign may be any
dollar, bare pesos or francs anybody's, and a bare pound is a weight unless the other side has a
sum. A sum that was converted
has another figure and is the business of another rule.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.figures import exact
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.tokens import fold
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule

_WEIGHT = "lb"
_DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "HKD", "SGD"})


def _check(analysis: Analysis) -> Iterable[Hit]:
    text, other = analysis.text, (analysis.article.document.references or ("",))[0]
    for pair in analysis.figures:
        mine, theirs = pair.candidate, pair.reference
        if mine is None or theirs is None or not exact(mine, theirs):
            continue
        if (
            _money(mine, theirs)
            and _differ(mine, theirs)
            and _word(mine, text) != _word(theirs, other)
        ):
            yield Hit(
                mine.span,
                because=f"the reference has “{theirs.span.of(other)}”",
                suggestion=theirs.span.of(other),
                reference=theirs.span,
            )


def _money(mine: Quantity, theirs: Quantity) -> bool:
    """Whether both are sums; pounds are, beside the same figure of another currency."""
    sums = [one.kind is Kind.MONEY for one in (mine, theirs)]
    return any(sums) and all(
        sure or one.unit == _WEIGHT for sure, one in zip(sums, (mine, theirs), strict=True)
    )


def _differ(mine: Quantity, theirs: Quantity) -> bool:
    both = {"GBP" if one.unit == _WEIGHT else one.unit for one in (mine, theirs)}
    if len(both) == 1:
        return False
    return not (both <= _DOLLARS and "USD" in both)


def _word(quantity: Quantity, text: str) -> str:
    """Return the currency's last word, or the whole where a sign gives it.

    "Pesos" may be anybody's, and so the Argentine pesos of the other side.
    """
    after = fold(text[quantity.number.end : quantity.span.end]).split()
    return after[-1].removesuffix("s") if after else quantity.span.of(text)


RULE = Rule(
    code="NUM523",
    name="currency-changed",
    family="numbers",
    summary="currency that is not the reference's",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The fine is [[40 dollars]] a day.",
            fixed="The fine is 40 euros a day.",
            reference="The fine is 40 euros a day.",
        ),
        Bad(
            marked="It cost [[€3.5 million]] to mend.",
            fixed="It cost £3.5 million to mend.",
            reference="It cost £3.5 million to mend.",
        ),
        Bad(
            marked="They pay [[200 yen]] for a bowl.",
            fixed="They pay 200 yuan for a bowl.",
            reference="They pay 200 yuan for a bowl.",
        ),
    ),
    good=(
        Good(text="The fine is 40 euros a day.", reference="The fine is €40 a day."),
        Good(text="They pay 200 yuan a bowl.", reference="They pay RMB 200 a bowl."),
        Good(text="It cost $5 to mend.", reference="It cost C$5 to mend."),
        Good(text="They pay 200 Argentine pesos.", reference="They pay 200 pesos."),
        Good(text="The bag weighed 5 pounds.", reference="The bag weighed 5 lb."),
        Good(text="The fine is 40 euros a day.", reference="The fine is $44 a day."),
    ),
    doc=__doc__,
)
