"""British and American spelling in one article.

A newspaper keeps to one. An engine has learnt from both, and chooses anew in every sentence:
"neighbours" here, "neighborhood" there. The first word of the rarer variant is flagged, once an
article; the others of that variant are shown beside it.

It stays quiet where one word alone stands against the rest, inside quotations, in names
("Lincoln Center", "World Trade Organization") and on forms that both countries use.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.tokens import Token
from harness.data import table
from harness.data.lexicon import variant
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_SHOWN = 4


def _check(analysis: Analysis) -> Iterable[Hit]:
    listed = table("en", "spelling_variants")
    found: dict[str, list[Token]] = {"US": [], "GB": []}
    for token in analysis.tokens:
        if token.text in listed and (country := variant(token.text)) is not None:
            found[country].append(token)
    if not found["US"] or not found["GB"]:
        return
    rarer, usual = sorted(found.values(), key=len)
    alike = {_stem(token.text) for token in usual}
    both = any(_stem(token.text) in alike for token in rarer)
    yield Hit(
        Span(rarer[0].start, rarer[0].end),
        because=f"“{usual[0].text}” elsewhere is the other country's",
        related=tuple(Span(t.start, t.end) for t in (usual[0], *rarer[1:_SHOWN])),
        # One stray word may be a quotation or a habit; the same word both ways is neither.
        confidence=None if both or len(usual) >= 2 * len(rarer) else Confidence.LOW,
    )


def _stem(word: str) -> str:
    """The first letters of a word, which its spellings share."""
    return word[:4]


RULE = Rule(
    code="CON302",
    name="mixed-spelling-variants",
    family="consistency",
    summary="British and American spelling mixed",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="linguistic-conventions/spelling",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked=(
                "The colour of the harbour is grey. Its neighbours like the [[color]], and the "
                "theatre does too."
            )
        ),
        Bad(marked="She favors the center of town. Its neighborhood [[organised]] a fair."),
        Bad(marked="The programme honours sailors; every sailor's [[honor]] is in its favour."),
    ),
    good=(
        Good(text="The colour of the harbour is grey, and its neighbours like it."),
        Good(text="She favors the center of town."),
        Good(text="The harbour lies near the Lincoln Center, whose colours are known."),
        Good(text="The size of the prize was a surprise."),
    ),
    doc=__doc__,
)
