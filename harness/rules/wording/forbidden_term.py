"""A term that the user has forbidden.

A glossary, a style guide or a client says which words a translation may not have: a former name,
a word that takes sides, a competitor's product. A machine does not know the list. English terms
are found in every inflected form, and a suggestion takes the form that it replaces. Quiet where
the place belongs to a longer wording that is asked for, and where the entry's capitals differ.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.terms import Use, forbidden_uses, inflected
from harness.model.finding import Confidence, Hit, Severity
from harness.model.terms import Term, TermKind, Terms
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    for term, use in forbidden_uses(analysis):
        advice = f"your terms have “{term.use}” instead" if term.use else "your terms forbid it"
        yield Hit(
            use.span,
            because=f"{advice}{f' ({term.note})' if term.note else ''}",
            suggestion=_suggestion(term, use, analysis.text) if term.use else None,
            severity=term.severity,
        )


def _suggestion(term: Term, use: Use, text: str) -> str | None:
    """Return what to write, in the number, tense and case of what stands there; None if unsure."""
    assert term.use is not None
    found, wanted = use.span.of(text), term.use
    last, base = found.split()[-1].lower(), use.wording.split()[-1].lower()
    if last != base:
        head, _, tail = wanted.rpartition(" ")
        ending = next((e for e in ("ing", "ed", "s") if last.endswith(e)), None)
        forms = sorted(
            form
            for form in inflected(tail)
            if form != tail.lower() and ending and form.endswith(ending)
        )
        if len(forms) != 1:
            return None
        wanted = f"{head} {forms[0]}".strip()
    if found.isupper() and not use.wording.isupper():
        return wanted.upper()
    return wanted[0].upper() + wanted[1:] if found[0].isupper() else wanted


_TERMS = Terms(
    entries=(
        Term(kind=TermKind.FORBIDDEN, wordings=("armed combatant",), use="armed fighter"),
        Term(kind=TermKind.FORBIDDEN, wordings=("effectuate",), use="carry out"),
        Term(kind=TermKind.FORBIDDEN, wordings=("purchase",), use="buy", note="house style"),
        Term(kind=TermKind.FORBIDDEN, wordings=("Port Ellery",), use="Ellery Harbour"),
        Term(kind=TermKind.FORBIDDEN, wordings=("harbour master",)),
        Term(kind=TermKind.REQUIRED, wordings=("purchase order",)),
    )
)

RULE = Rule(
    code="WOR711",
    name="forbidden-term",
    family="wording",
    summary="a term that you have forbidden",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="terminology/inconsistent-with-terminology-resource",
    check=_check,
    bad=(
        Bad(
            marked="Two [[armed combatants]] held the bridge.",
            fixed="Two armed fighters held the bridge.",
            terms=_TERMS,
        ),
        Bad(
            marked="She had [[purchased]] it at the quay.",
            terms=_TERMS,
        ),
        Bad(
            marked="[[Purchase]] a ticket before you board in [[Port Ellery]].",
            fixed="Buy a ticket before you board in Ellery Harbour.",
            terms=_TERMS,
        ),
        Bad(
            marked="The [[harbour-master]]'s boat was late.",
            terms=_TERMS,
        ),
        Bad(
            marked="Der [[Hafenmeister]] kam zu spät.",
            language="de",
            terms=Terms(entries=(Term(kind=TermKind.FORBIDDEN, wordings=("Hafenmeister",)),)),
        ),
    ),
    good=(
        Good(text="Two armed combatants held the bridge."),
        Good(text="Two armed fighters held the bridge.", terms=_TERMS),
        Good(text="Send the purchase order to the mill.", terms=_TERMS),
        Good(text="The port Ellery chose was small.", terms=_TERMS),
        Good(text="The master of the harbour was armed; a combatant fell.", terms=_TERMS),
    ),
    doc=__doc__,
)
