"""A paragraph of the article that nothing in the reference answers to.

Pages carry captions, links and other stories into the text, and language models go on writing
after the end. The finding covers the paragraph.

A line without a single function word (a date, a placeholder, a name) is no paragraph of the text
and is left to the rules on residue. Where the reference is another edition of the
story, an extra paragraph is a difference: then the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import ReferenceKind
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    if analysis.article.document.units:
        return
    comparable = analysis.reference_kind is ReferenceKind.COMPARABLE
    paired = sum(segment.has_reference for segment in analysis.segments)
    for segment in analysis.segments:
        if segment.has_reference or not _running_text(analysis, segment.index):
            continue
        # With most of the article unpaired it is the pair that does not fit, not the paragraph.
        sure = not comparable and 3 * paired >= 2 * len(analysis.segments)
        yield Hit(
            segment.span,
            because="nothing in the reference answers to it",
            suggestion="",
            confidence=Confidence.MEDIUM if sure else Confidence.LOW,
        )


def _running_text(analysis: Analysis, index: int) -> bool:
    from harness.data import has, words

    if not has(analysis.language, "function_words"):
        return True
    function = words(analysis.language, "function_words")
    # "May" is a month here, so capitals do not count.
    return any(token.text in function for token in analysis.segment_tokens[index])


RULE = Rule(
    code="COV904",
    name="extra-paragraph",
    family="coverage",
    summary="paragraph that the reference does not have",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/addition",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The river rose overnight.\n\n[[Two bridges were swept away near the mill.]]\n\n"
            "Schools stay shut until Monday.",
            reference="The river rose overnight.\n\nSchools stay shut until Monday.",
        ),
        Bad(
            marked="[[Photo: a ferry at the quay]]\n\nThe strike ended at noon, the union said.",
            reference="The strike ended at noon, the union said.",
        ),
        Bad(
            marked="The strike ended at noon, the union said.\n\n[[Read on: ten beaches]]",
            reference="The strike ended at noon, the union said.",
        ),
    ),
    good=(
        Good(text="The river rose.\n\nSchools shut.", reference="The river rose.\n\nSchools shut."),
        Good(
            text="The river rose overnight.\n\nTwo bridges were swept away near the mill.",
            reference="The river rose overnight. Two bridges were swept away near the mill.",
        ),
        Good(
            text="The strike ended at noon.",
            reference="The strike ended at noon.\n\nTalks go on.",
        ),
        Good(text="The strike ended.", reference="The strike was over."),
        Good(
            text="22 May 2031 %TOP_BANNER%\n\nThe strike ended at noon.",
            reference="The strike ended at noon.",
        ),
    ),
    doc=__doc__,
)
