"""A term that the user wants left as it is, translated or written otherwise.

Names of products, programmes and offices stay as they are in many houses; a machine translates
them ("Médicos sin Fronteras" as "Doctors without Limits") or smooths their letters ("Iphone").
Where the source or the reference has the term, the translation has to have it letter for letter.
Without either, only a changed case is seen, and only in terms whose case is unmistakable. Quiet
in stretches all of capitals, and where the small letters are a word of their own ("who").
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.terms import index, wanted
from harness.analyse.tokens import fold
from harness.model.finding import Confidence, Hit, Severity
from harness.model.terms import Term, TermKind, Terms
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    told: list[Span] = []
    for missing in wanted(analysis, TermKind.KEEP):
        told.append(missing.place)
        note = f" ({missing.term.note})" if missing.term.note else ""
        yield Hit(
            missing.place,
            because=f"“{missing.called}” of the {missing.by} is to stay as it is{note}",
            suggestion=missing.called if len(missing.place) else None,
            severity=missing.term.severity,
            confidence=Confidence.LOW if missing.opposed else None,
            reference=missing.reference,
        )
    for hit in _altered(analysis):
        if hit.span not in told:
            yield hit


def _altered(analysis: Analysis) -> Iterable[Hit]:
    """Yield places where a term stands in other letters' case than its own."""
    terms = analysis.terms.of(TermKind.KEEP, analysis.language)
    marked = tuple(
        (number, wording, False)
        for number, term in enumerate(terms)
        for wording in term.wordings
        if _unmistakable(wording)
    )
    if not marked:
        return
    table = index(marked, analysis.language)
    for segment in analysis.segments:
        for use in table.uses(analysis.text, segment.span.start, segment.span.end):
            written = use.span.of(analysis.text)
            if fold(written) == fold(use.wording) and written != use.wording:
                if written.isupper() or _sentence_case(written, use.wording):
                    continue
                yield Hit(
                    use.span,
                    because=f"your terms have it as “{use.wording}”",
                    suggestion=use.wording,
                    severity=terms[use.entry].severity,
                )


def _unmistakable(wording: str) -> bool:
    """Whether the term's capitals are more than a first letter's and its small form is no word."""
    from harness.data.lexicon import known

    return any(map(str.isupper, wording[1:])) and " " not in wording and not known(wording.lower())


def _sentence_case(written: str, wording: str) -> bool:
    """Whether only the first letter is raised, as at the beginning of a sentence ("IPhone")."""
    return written[1:] == wording[1:] and written[0].isupper()


_TERMS = Terms(
    entries=(
        Term(kind=TermKind.KEEP, wordings=("OCHA",)),
        Term(kind=TermKind.KEEP, wordings=("HarborLink",), note="product"),
        Term(kind=TermKind.KEEP, wordings=("Casa del Mar",)),
        Term(kind=TermKind.KEEP, wordings=("WHO",)),
    )
)

RULE = Rule(
    code="WOR713",
    name="translated-do-not-translate",
    family="wording",
    summary="a term that you leave untranslated is not there as it is",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="terminology/inconsistent-with-terminology-resource",
    check=_check,
    bad=(
        Bad(
            marked="They met at the House of the Sea.[[]]",
            source="Se reunieron en la Casa del Mar.",
            terms=_TERMS,
        ),
        Bad(
            marked="They met at the [[House of the Sea]] on Friday.",
            fixed="They met at the Casa del Mar on Friday.",
            reference="They met at the Casa del Mar on Friday.",
            terms=_TERMS,
        ),
        Bad(
            marked="A ticket for [[Harborlink]] costs more, [[Ocha]] said.",
            fixed="A ticket for HarborLink costs more, OCHA said.",
            terms=_TERMS,
        ),
        Bad(
            marked="The agency [[ocha]] counted the tents.",
            fixed="The agency OCHA counted the tents.",
            source="La agencia OCHA contó las tiendas.",
            terms=_TERMS,
        ),
    ),
    good=(
        Good(text="They met at the House of the Sea.", source="En la Casa del Mar."),
        Good(text="They met at the Casa del Mar.", source="En la Casa del Mar.", terms=_TERMS),
        Good(text="OCHA's staff counted the tents.", source="OCHA contó.", terms=_TERMS),
        Good(text="The man who counted the tents left.", terms=_TERMS),
        Good(text="HARBORLINK RAISES ITS FARES", terms=_TERMS),
    ),
    doc=__doc__,
)
