"""Several references: only what none of them supports is an error."""

import pytest

from harness.analyse import Analysis
from harness.confirm import confirm
from harness.detect import detect
from harness.model.finding import Confidence, Finding, Ruling
from harness.model.text import Document, Span, Unit
from harness.rules import RULES
from harness.segment import segment

CANDIDATE = "The council refused to lower the rent for the 40 stalls at the port."
FIRST = "The council refused to raise the rent for the 60 stalls at the port."


def shown(candidate: str, *references: str) -> dict[str, Finding]:
    """Return what is found at medium confidence and up, by the words it stands on."""
    places = tuple(Span(0, len(one)) for one in references)
    document = Document(
        id="d",
        text=candidate,
        references=references,
        language="en",
        units=(Unit(span=Span(0, len(candidate)), references=places),),
    )
    analysis = Analysis(segment(document))
    found = [one for one in detect(analysis, RULES) if isinstance(one, Finding)]
    judged = confirm(found, analysis)
    return {one.text: one for one in judged if one.confidence >= Confidence.MEDIUM}


def test_against_one_reference_both_differences_are_shown() -> None:
    assert {"lower", "40"} <= set(shown(CANDIDATE, FIRST))


def test_what_another_reference_says_as_well_is_no_error() -> None:
    second = "The council would not lower the rent of the 60 stalls in the port."
    found = shown(CANDIDATE, FIRST, second)
    assert "lower" not in found
    assert "40" in found


def test_what_no_reference_supports_stays() -> None:
    second = "The council refused to raise the rent of the 60 stalls in the port."
    assert {"lower", "40"} <= set(shown(CANDIDATE, FIRST, second))


@pytest.mark.parametrize("number", [1, 2])
def test_any_further_reference_may_back_the_candidate(number: int) -> None:
    others = [FIRST, FIRST, FIRST]
    others[number] = "The council refused to lower the rent for the 40 stalls at the port."
    assert not {"lower", "40"} & set(shown(CANDIDATE, *others))


def test_the_words_that_back_it_stand_in_the_judgement() -> None:
    places = (Span(0, len(FIRST)), Span(0, len(CANDIDATE)))
    unit = Unit(span=Span(0, len(CANDIDATE)), references=places)
    document = Document(
        id="d", text=CANDIDATE, references=(FIRST, CANDIDATE), language="en", units=(unit,)
    )
    analysis = Analysis(segment(document))
    found = [one for one in detect(analysis, RULES) if isinstance(one, Finding)]
    rulings = {one.text: one.reference for one in confirm(found, analysis)}
    lower = rulings["lower"]
    assert lower is not None
    assert (lower.verdict, lower.text) == (Ruling.REFUTED, "lower")
