"""A reference that slipped or belongs to another text is named, and gives no differences."""

import pytest

from harness.analyse import Analysis
from harness.analyse.anchors import misplaced
from harness.model.text import Document, Span, Unit
from harness.segment import segment

TEXT = [
    "The harbour at Kelmar was closed on Monday after two cargo ships collided in thick fog.",
    "Captain Elin Dahl of the Nordstern told reporters that nobody aboard had been injured.",
    "Insurers put the damage to the quay and both hulls at about 14 million crowns.",
    "Divers from the coast guard will inspect the wreck's propeller on Wednesday morning.",
    "Fishermen complained that their catch of herring had spoiled while the boats waited.",
    "The transport minister promised new radar masts along the sound before next winter.",
]
TOLD = [
    "Kelmar's harbour closed on Monday when two cargo ships collided in dense fog.",
    "Nobody aboard was hurt, Captain Elin Dahl of the Nordstern told reporters.",
    "The damage to quay and hulls is put by insurers at some 14 million crowns.",
    "On Wednesday morning coast guard divers are to inspect the propeller of the wreck.",
    "Their herring catch spoiled while boats waited, fishermen complained.",
    "Before next winter there will be new radar masts along the sound, the minister promised.",
]
OTHER = [
    "A choir from the hills sang in the old theatre for the first time since the war ended.",
    "Tickets were gone within an hour, and people stood in the rain outside to listen.",
    "Their teacher, who is ninety, wept when the children took up the last of her songs.",
    "She had written it in a cellar, on the back of a calendar, while bombs fell above.",
    "Nobody had heard it in public until then, and nobody spoke when it came to an end.",
    "Next spring they will travel to Lisbon, where her sister has a bakery by the river.",
]


def beside(mine: list[str], theirs: list[str]) -> Analysis:
    """Return the analysis of two line files."""
    text, other = "\n".join(mine), "\n".join(theirs)
    units, at, there = [], 0, 0
    for one, two in zip(mine, theirs, strict=True):
        place = Span(there, there + len(two))
        units.append(Unit(span=Span(at, at + len(one)), references=(place,)))
        at, there = at + len(one) + 1, there + len(two) + 1
    document = Document(id="d", text=text, references=(other,), language="en", units=tuple(units))
    return Analysis(segment(document))


def test_a_reference_in_other_words_belongs() -> None:
    assert misplaced(beside(TEXT, TOLD)) is None


@pytest.mark.parametrize(("step", "told"), [(1, "1 later"), (-1, "1 earlier"), (2, "2 later")])
def test_a_reference_that_slipped_is_named_with_the_way(step: int, told: str) -> None:
    moved = [TOLD[(n - step) % len(TOLD)] for n in range(len(TOLD))]
    analysis = beside(TEXT, moved)
    found = misplaced(analysis)
    assert found is not None
    assert found.segments == tuple(range(6))
    assert told in found.why
    assert analysis.differences == ()


def test_it_is_named_from_where_it_slips() -> None:
    slipped = [*TOLD[:3], *OTHER[3:]]
    found = misplaced(beside(TEXT, slipped))
    assert found is not None
    assert found.segments == (3, 4, 5)


def test_a_reference_of_another_text_fits_nowhere() -> None:
    found = misplaced(beside(TEXT, OTHER))
    assert found is not None
    assert found.segments == tuple(range(6))
    assert "any other text" in found.why


def test_a_single_segment_that_says_something_else_is_an_error_and_stays() -> None:
    assert misplaced(beside([*TEXT[:2], OTHER[0], *TEXT[3:]], TOLD)) is None
