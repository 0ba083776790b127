"""A currency sign on the side where another language writes it: "20€" in English, "€20" in German.

Engines copy the figure with its sign. Nobody misunderstands it, but it looks foreign.

Only signs are looked at: codes ("EUR 20", "20 EUR") and words stand on either side. Latin American
Spanish writes "$ 20", so in Spanish only the euro is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quantities import Kind
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule

_SIGNS = "€£$¥₹"
_AFTER = {"de": "€£$¥₹", "fr": "€£$¥₹", "es": "€"}


def _check(analysis: Analysis) -> Iterable[Hit]:
    text, language = analysis.text, analysis.language
    for quantity in analysis.quantities:
        if quantity.kind is not Kind.MONEY:
            continue
        before = text[quantity.span.start : quantity.number.start].strip(" \u00a0")
        after = text[quantity.number.end : quantity.span.end].strip(" \u00a0\u202f")
        figure = quantity.number.of(text)
        if language == "en" and not before and after and after in _SIGNS:
            yield Hit(
                quantity.span,
                because="in English the sign stands before the figure",
                suggestion=f"{after}{figure}",
            )
        elif language in _AFTER and not after and before and before in _AFTER[language]:
            space = "\u00a0"
            yield Hit(
                quantity.span,
                because="in this language the sign stands after the figure",
                suggestion=f"{figure}{space}{before}",
            )


RULE = Rule(
    code="NUM510",
    name="currency-on-wrong-side",
    family="numbers",
    summary="currency sign on the wrong side of its figure",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="locale-convention/currency-format",
    languages=("en", "de", "fr", "es"),
    check=_check,
    bad=(
        Bad(marked="A ticket costs [[20€]] at the door.", fixed="A ticket costs €20 at the door."),
        Bad(
            marked="They spent [[3.5 million $]] on paint.",
            fixed="They spent $3.5 million on paint.",
        ),
        Bad(
            marked="Die Karte kostet [[€20]] im Vorverkauf.",
            fixed="Die Karte kostet 20\u00a0€ im Vorverkauf.",
            language="de",
        ),
        Bad(
            marked="Le billet coûte [[€20]] au guichet.",
            fixed="Le billet coûte 20\u00a0€ au guichet.",
            language="fr",
        ),
    ),
    good=(
        Good(text="A ticket costs €20, a seat $5 or 20 EUR or EUR 20."),
        Good(text="Die Karte kostet 20 €.", language="de"),
        Good(text="Cuesta $ 20 en México y 20 € en España.", language="es"),
        Good(text="Le billet coûte 20 € et 30 euros.", language="fr"),
    ),
    doc=__doc__,
)
