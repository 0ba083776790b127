"""Words that come again behind a small word, and what people double on purpose."""

import pytest

from harness.analyse.doubles import doubles


def found(text, language="en"):
    return [one.span.of(text) for one in doubles(text, language) if one.sure]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She sent condolences and condolences to them.", "condolences and condolences"),
        ("We asked for help and help.", "help and help"),
        ("They bring aid and help and aid.", "aid and help and aid"),
        ("He works at the at same bank.", "at the at"),
        ("It ended with tea and tea in the hall.", "tea and tea"),
        ("Work will continue to continue in May.", "continue to continue"),
    ],
)
def test_what_is_said_twice_is_found(text, said):
    assert found(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "They waited and waited for years and years.",
        "They walk and talk and walk.",
        "Two and two make four, on and on.",
        "Larger and larger boats came, more and more.",
        "At the attic he stood in the inn.",
        "Health and health services suffer less.",
    ],
)
def test_what_is_doubled_on_purpose_is_not(text):
    assert found(text) == []


def test_another_language_is_less_sure():
    assert found("Es gibt Ruhe und Ruhe.", "de") == []
    assert found("pidió calma y calma a todos", "es") == []
