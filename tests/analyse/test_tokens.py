"""Words, numbers and marks, and how many words there are."""

import pytest

from harness.analyse.tokens import count_words, fold, straight, tokens


def texts(text):
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("al-Qaeda's men", ["al-Qaeda's", "men"]),
        ("Hay’at don't", ["Hay’at", "don't"]),
        ("235,000 and 3.5%", ["235,000", "and", "3.5", "%"]),
        ("the 21st of", ["the", "21st", "of"]),
        ("U.S. and U.N.", ["U.S.", "and", "U.N."]),
        ("e\u0301te\u0301 नमस्ते สวัสดี", ["e\u0301te\u0301", "नमस्ते", "สวัสดี"]),
        ("السَّلام", ["السَّلام"]),
        ("a_b __ c", ["a_b", "__", "c"]),
        ("«Да», — 'x'", ["«", "Да", "»", ",", "—", "'", "x", "'"]),
        ("well-known self\u2011made", ["well-known", "self\u2011made"]),
        ("", []),
        (" \r\n\u2028", []),
    ],
)
def test_tokens(text, expected):
    assert texts(text) == expected


def test_places_are_the_texts_own():
    text = "Go \U0001f600 to e\u0301."
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
    inner = tokens(text, 5, len(text))
    assert [token.text for token in inner] == ["to", "e\u0301", "."]
    assert text[inner[0].start :].startswith("to")


def test_kinds():
    kinds = {token.text: token.kind for token in tokens("Mr 12 U.S. , 3rd")}
    assert kinds == {"Mr": "word", "12": "number", "U.S.": "word", ",": "mark", "3rd": "number"}


def test_folding_forgets_case_and_the_kind_of_apostrophe_and_hyphen():
    assert fold("Hay’at-Al\u2011X STRASSE ß") == "hay'at-al-x strasse ss"
    assert straight("Hay’at-Al\u2011X") == "Hay'at-Al-X"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("...", 0),
        ("It cost 3.5 dollars.", 4),
        ("It's the firm's.", 3),
        ("well-known", 2),
        ("1,000,000 men", 2),
        ("你好世界", 4),
        ("नमस्ते दुनिया", 2),
        ("e\u0301te\u0301", 1),
        ("a@b.com", 2),
    ],
)
def test_words_are_counted_as_uax_29_does(text, count):
    assert count_words(text) == count


@pytest.mark.parametrize("text", ["a" * 100_000, "a-" * 50_000, "1," * 50_000, "A." * 50_000])
def test_long_tokens_take_no_more_than_linear_time(text):
    import time

    began = time.process_time()
    tokens(text)
    count_words(text)
    assert time.process_time() - began < 2
