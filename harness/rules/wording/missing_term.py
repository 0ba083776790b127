"""A term of the user's glossary that the source or the reference calls for, and that is not there.

Where the glossary's source term stands in the source of a segment, its target term has to stand
in the translation; where there is no source, a reference that uses the term calls for it. Any of
several targets will do, in any inflected form in English. The place is what stands opposite the
reference's term, else the end of the segment. Quiet where the term stands once, however often the
source repeats it, and less sure where the reference does without it too.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.terms import Wanted, lacks_both, wanted
from harness.model.finding import Confidence, Hit, Severity
from harness.model.terms import Term, TermKind, Terms
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    for missing in wanted(analysis, TermKind.REQUIRED):
        term = missing.term
        asked = " or ".join(f"“{wording}”" for wording in term.wordings)
        note = f" ({term.note})" if term.note else ""
        yield Hit(
            missing.place,
            because=f"the {missing.by} has “{missing.called}”, your terms ask for {asked}{note}",
            suggestion=_suggestion(missing),
            severity=term.severity,
            confidence=Confidence.LOW if missing.opposed else None,
            reference=missing.reference,
        )


def _suggestion(missing: Wanted) -> str | None:
    """Return the reference's own words for the place, or the term in its right letters."""
    if missing.written is not None:
        return missing.written
    return missing.called if missing.reference is not None and len(missing.place) else None


def _lacks(analysis: Analysis) -> str | None:
    return lacks_both(analysis, TermKind.REQUIRED)


_TERMS = Terms(
    entries=(
        Term(
            kind=TermKind.REQUIRED,
            wordings=("ceasefire", "truce"),
            sources=(("es", "alto el fuego"), ("de", "Waffenruhe")),
        ),
        Term(
            kind=TermKind.REQUIRED,
            wordings=("Harbour Board",),
            sources=(("", "Junta del Puerto"),),
        ),
        Term(kind=TermKind.REQUIRED, wordings=("ice road",)),
    )
)

RULE = Rule(
    code="WOR712",
    name="missing-term",
    family="wording",
    summary="a term that your glossary asks for is missing",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="terminology/inconsistent-with-terminology-resource",
    lacks=_lacks,
    check=_check,
    bad=(
        Bad(
            marked="The high to the fire began at dawn.[[]]",
            source="El alto el fuego comenzó al amanecer.",
            terms=_TERMS,
        ),
        Bad(
            marked="The [[junta of the port]] met on Monday.",
            fixed="The Harbour Board met on Monday.",
            reference="The Harbour Board met on Monday.",
            terms=_TERMS,
        ),
        Bad(
            marked="The lorries cross the [[icy way]] in March.",
            fixed="The lorries cross the ice road in March.",
            reference="The lorries cross the ice road in March.",
            terms=_TERMS,
        ),
        Bad(
            marked="The [[harbour board]] met on Monday.",
            fixed="The Harbour Board met on Monday.",
            source="La Junta del Puerto se reunió el lunes.",
            terms=_TERMS,
        ),
    ),
    good=(
        Good(text="The rest at arms held.", source="Die Waffenruhe hielt."),
        Good(text="Both ceasefires held.", source="Cada alto el fuego aguantó.", terms=_TERMS),
        Good(text="The truce held.", source="El alto el fuego aguantó.", terms=_TERMS),
        Good(
            text="The cease-fire held.",
            reference="The ceasefire held.",
            terms=Terms(entries=(Term(kind=TermKind.REQUIRED, wordings=("cease-fire",)),)),
        ),
        Good(text="The ice roads are shut.", reference="The ice road is shut.", terms=_TERMS),
        Good(text="The fire was high.", source="El fuego era alto.", terms=_TERMS),
    ),
    doc=__doc__,
)
