"""What kind of reference stands beside a text, told from the pair."""

from harness.analyse import Analysis
from harness.model.text import Document, ReferenceKind, Span, Unit
from harness.segment import segment
from tests.analyse.test_anchors import OTHER, TEXT, TOLD, beside

# The same story as another paper prints it: cut, merged and in another order.
EDITION = [
    OTHER[0],
    "New radar masts are to be built along the sound before winter, the transport minister said"
    " after two cargo ships collided off Kelmar in thick fog.",
    OTHER[2],
    OTHER[3],
    "The ferry company has cancelled all sailings to the islands for the rest of the week.",
]


def kind(mine: list[str], theirs: list[str]) -> ReferenceKind:
    """Return the kind that two articles of paragraphs are told to be."""
    document = Document(
        id="d", text="\n\n".join(mine), references=("\n\n".join(theirs),), language="en"
    )
    return Analysis(segment(document)).reference_kind


def test_other_words_throughout_are_an_independent_translation() -> None:
    assert kind(TEXT, TOLD) is ReferenceKind.INDEPENDENT


def test_other_lines_that_are_kept_whole_are_a_post_edit_however_much_the_rest_changed() -> None:
    assert kind(TEXT, [*TEXT[:3], *TOLD[3:]]) is ReferenceKind.POST_EDIT
    assert beside(TEXT, [*TEXT[:3], *TOLD[3:]]).reference_kind is ReferenceKind.POST_EDIT


def test_two_lines_alike_may_be_chance() -> None:
    assert kind(TEXT, [*TEXT[:2], *TOLD[2:]]) is ReferenceKind.INDEPENDENT


def test_another_edition_of_the_story_is_comparable() -> None:
    assert kind(TEXT, EDITION) is ReferenceKind.COMPARABLE


def test_what_the_user_says_counts() -> None:
    text, other = TEXT[0], TOLD[0]
    unit = Unit(span=Span(0, len(text)), references=(Span(0, len(other)),))
    document = Document(
        id="d",
        text=text,
        references=(other,),
        language="en",
        units=(unit,),
        reference_kind=ReferenceKind.POST_EDIT,
    )
    assert Analysis(segment(document)).reference_kind is ReferenceKind.POST_EDIT


def test_a_text_that_was_mended_in_one_place_of_most_lines_is_a_post_edit() -> None:
    mended = [line.replace("the ", "this ", 1) for line in TEXT]
    assert kind(TEXT, mended) is ReferenceKind.POST_EDIT


def test_lines_kept_whole_among_lines_told_anew_are_no_post_edit() -> None:
    mine, theirs = [*TEXT, *OTHER], [*TEXT[:2], *TOLD[2:], *OTHER[::-1]]
    assert beside(mine, theirs).reference_kind is ReferenceKind.INDEPENDENT
