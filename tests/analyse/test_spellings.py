"""Which spellings of the words of names are seen, what is known of them, and which go together."""

import pytest

from harness.analyse import Analysis
from harness.analyse.spellings import plain, similar, spellings
from harness.model.text import Document
from harness.segment import segment


def seen(text):
    document = Document(id="x", text=text, language="en")
    return {one.written: one for one in spellings(Analysis(segment(document)))}


@pytest.mark.parametrize("word", ["Table", "Ras", "Syrian", "Tables"])
def test_what_tells_nothing_by_its_spelling(word):
    assert plain(word) == ""


@pytest.mark.parametrize(
    ("word", "compared"), [("Pärna", "parna"), ("al-Tarkhun", "tarkhun"), ("Sana'aj", "sanaaj")]
)
def test_how_a_word_is_compared(word, compared):
    assert plain(word) == compared


def test_who_is_introduced():
    found = seen("Mayor Carlo Bosani spoke. Zorlat heard Bosani's words; Mr Dreshaj did not.")
    assert found["Bosani"].introduced and not found["Zorlat"].introduced
    assert found["Bosani"].offices == {"mayor"} and found["Dreshaj"].offices == frozenset()
    assert found["Bosani"].partners == {"carlo"}
    assert len(found["Bosani"].places) == 2


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Tarkhun and Tarkhun, then Tarkhan.", [("Tarkhun", "Tarkhan")]),
        ("Vallemoral, then Vallemolar.", [("Vallemoral", "Vallemolar")]),
        ("Bosani came. Maria Bozani left.", [("Bozani", "Bosani")]),
        ("Parna came. Then Pärna left.", [("Pärna", "Parna")]),
        ("Tarkhun, then Merzoughi.", []),
    ],
)
def test_which_is_right_of_two(text, pairs):
    found = tuple(seen(text).values())
    assert [(right.written, wrong.written) for right, wrong in similar(found)] == pairs
