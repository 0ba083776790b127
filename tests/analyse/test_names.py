"""What counts as a name, where its capital proves something and where it does not."""

import time

import pytest

from harness.analyse import Analysis
from harness.model.text import Document
from harness.segment import segment


def analysed(text):
    return Analysis(segment(Document(id="x", text=text, language="en")))


def found(text):
    return [name.of(text) for name in analysed(text).names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the road to Maaret al-Numan is cut", ["Maaret al-Numan"]),
        ("they saw Ursula van de Laar leave", ["Ursula van de Laar"]),
        ("a book by Maha O'Shea and Scott McTavish", ["Maha O'Shea", "Scott McTavish"]),
        ("the fighters of Hay'at Tahrir al-Sham left", ["Hay'at Tahrir al-Sham"]),
        ("a speech by John F. Kennedy in Berlin", ["John F. Kennedy", "Berlin"]),
        ("the streets of St. Louis were empty", ["St. Louis"]),
        ("they met Idlib's mayor", ["Idlib"]),
        ("snow fell in Turkey,\nRussia and Norway", ["Turkey", "Russia", "Norway"]),
    ],
)
def test_a_name_is_whole(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("the road that Mr. Bills took", "Bills", "Mr"),
        ("they asked Ms March again", "March", "Ms"),
        ("a visit by President Bashar al-Assad", "Bashar al-Assad", "President"),
        ("then Foreign Minister Ilir Dreshaj left", "Ilir Dreshaj", "Foreign Minister"),
    ],
)
def test_forms_of_address_stand_apart(text, name, title):
    (only,) = analysed(text).names
    assert only.of(text) == name
    assert only.title is not None and only.title.of(text) == title


@pytest.mark.parametrize("office", ["the General Assembly met", "the Prime Minister left"])
def test_an_office_without_a_holder_is_no_title(office):
    assert [name.title for name in analysed(office).names] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands have left the town.",
        "They left. Backed by nobody, they came again.",
        "It rained in December and on Friday.",
        "'Immediate help'\n\nThe town asked for it, and the town got none in the end, they say.",
        "& # 39; Immediate help & # 39;\n\nThe town asked for it, and got none in the end.",
    ],
)
def test_a_capital_that_something_else_asks_for_proves_nothing(text):
    assert found(text) == []


def test_what_opens_a_sentence_is_a_name_where_the_text_has_it_in_mid_sentence():
    text = "Rovers lost. They say that Rovers had slept."
    assert found(text) == ["Rovers", "Rovers"]
    assert [name.opens_sentence for name in analysed(text).names] == [True, False]


def test_a_heading_in_title_case_knows_only_the_names_of_the_body():
    text = "Senate Passes Bridge Bill After Night In Lummel\n\nIn the end, they met in Lummel."
    assert found(text) == ["Lummel", "Lummel"]


def test_a_line_in_capitals_knows_only_the_names_of_the_body():
    text = "FLOOD REACHES LUMMEL AND TURNS BACK\n\nIn the end, the water stood in Lummel."
    assert [name.span.of(text) for name in analysed(text).names] == ["LUMMEL", "Lummel"]


def seconds(text):
    analysis = analysed(text)
    assert analysis.segment_sentences and analysis.tokens
    began = time.process_time()
    assert analysis.names
    return time.process_time() - began


def test_time_grows_with_length_and_no_faster():
    line = "In Lummel Ms Ada Lind met the men of Hay'at Tahrir al-Sham, said Bashar al-Numan. "
    seconds(line)
    short = min(seconds(line * 200) for _ in range(3))
    long = min(seconds(line * 1600) for _ in range(3))
    assert long < 8 * 4 * short
