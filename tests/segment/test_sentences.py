"""Sentences: where they end, and where a stop ends none."""

import pytest

from harness.model.text import Span
from harness.segment import sentences


def split(text, language="en"):
    return [part.of(text) for part in sentences(text, Span(0, len(text)), language)]


def marked(text):
    """Sentences parted by ` | ` in the test."""
    return text.replace(" | ", " "), text.split(" | ")


@pytest.mark.parametrize(
    "text",
    [
        "He came. | She left.",
        "The U.N. said so. | It left.",
        "He lives in the U.S. | The law says so.",
        "The U.S. Senate met. | It voted.",
        "He met Mr. Smith and Dr. Li at 5 a.m. on Monday. | She left.",
        "At 5 p.m. today the shop shut. | It stays shut.",
        "Gen. Li spoke. | No. 10 was full. | St. Louis won.",
        "J. K. Rowling wrote it. | F. Scott did not.",
        "George W. Bush won. | John F. Kennedy had won before.",
        '"We go." | He left. | "Why?" she asked.',
        "He waited... | Then he left.",
        "It rose 3.5 percent to $4.20. | Nobody knew why.",
        "Is it true?! | Yes. | No!!",
        "He wrote to a@b.com and www.site.com today. | No answer came.",
        "They sell fruit, nuts, etc. in the shop. | It is new.",
        "The firm, Acme Inc. of Ohio, closed. | It was old.",
        "He was born on Jan. 5 in Ohio. | He left in Sept. 1990.",
    ],
)
def test_english(text):
    text, expected = marked(text)
    assert split(text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er kam z. B. am 3. Mai um 5 Uhr. | Dann ging er."),
        ("fr", "Il est né en 1950. | M. Dupont est parti."),
        ("es", "El Sr. Gil vino. | ¿Qué pasa? | ¡Nada! | Adiós."),
    ],
)
def test_other_languages(language, text):
    text, expected = marked(text)
    assert split(text, language) == expected


def test_scripts_without_spaces():
    assert split("你好。我走了。", "zh") == ["你好。", "我走了。"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_break_is_a_space(end):
    text = f"He said{end}so. She{end}left."
    assert split(text) == [f"He said{end}so.", f"She{end}left."]


@pytest.mark.parametrize("language", ["und", "", "xx", "en-GB", "zh-Hant", "sr-Latn"])
def test_any_language_code_will_do(language):
    assert split("He came. She left.", language) == ["He came.", "She left."]


def test_offsets_are_the_documents_own():
    text = "Skip. \U0001f600 One e\u0301. Two. Skip."
    parts = sentences(text, Span(6, 20), "en")
    assert [part.of(text) for part in parts] == ["\U0001f600 One e\u0301.", "Two."]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n"])
def test_nothing_has_no_sentences(text):
    assert split(text) == []


def test_a_very_long_paragraph_is_split_at_the_same_places():
    one = "The boat of Mr. Low left at 5 a.m. today. Nobody saw it again, they said. "
    text = (one * 400).strip()
    parts = [part.of(text) for part in sentences(text, Span(0, len(text)), "en")]
    assert parts == split(one.strip()) * 400


@pytest.mark.parametrize("text", ["a" * 25_000, "ab " * 9_000, "“" * 25_000, "他走了。" * 6_000])
def test_nothing_of_a_very_long_paragraph_is_lost(text):
    parts = sentences(text, Span(0, len(text)), "en")
    assert "".join(part.of(text) for part in parts).replace(" ", "") == text.replace(" ", "")
