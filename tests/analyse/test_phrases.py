"""Phrases that betray their origin: every entry can be found, and people seldom write them."""

import re
from pathlib import Path

import pytest

from harness.analyse.interference import (
    CALQUES,
    FALSE_FRIENDS,
    SPUN,
    literal,
    misplaced,
    spun,
    surety_of_literal,
    surety_of_spun,
)
from harness.analyse.phrases import met, phrases
from harness.model.finding import Confidence

CORPORA = Path(__file__).parents[2] / "corpora"
LISTS = (*CALQUES, *FALSE_FRIENDS, *SPUN)
EVERY = tuple(phrases(LISTS))
HUMAN = sorted([*CORPORA.glob("negative/en/*.txt"), *CORPORA.glob("written/*.ref.txt")])


@pytest.mark.parametrize("phrase", EVERY, ids=lambda phrase: phrase.written[:40])
def test_every_entry_compiles_and_says_what_english_has(phrase):
    re.compile(phrase.regex)
    assert phrase.anchors and phrase.instead
    assert all(least <= most for _, (least, most) in phrase.anchors)


def test_there_is_a_list_for_each_of_many_languages():
    assert {"es", "fr", "it", "pt", "de", "ru", "pl", "tr", "ar", "zh"} <= {
        phrase.language for phrase in EVERY
    }


FORMS = [
    ("The past Monday, it rained.", "The past Monday"),
    ("It rained since twenty-two years.", "since twenty-two years"),
    ("Relevant departments spoke.", "Relevant departments"),
    ("Photo: Reuters / Disclosure", "Disclosure"),
    ("He made\u00a0part of the crew.", "made\u00a0part of"),
    ("It rained. In change, it froze.", "In change,"),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_where_a_phrase_stands(text, expected):
    assert [one.span.of(text) for one in met(text, LISTS)] == [expected]


def test_what_natives_write_as_well_is_sure_only_among_others():
    weak = "The fair ran under the motto of calm."
    assert [one.phrase.weak for one in literal(weak)] == [True]
    assert surety_of_literal(weak) is Confidence.LOW
    firm = "He has been here since two years. In change, she left."
    assert surety_of_literal(f"{weak} {firm}") is Confidence.MEDIUM
    assert surety_of_literal(f"{weak} {firm} {'It rained on. ' * 900}") is Confidence.LOW
    assert surety_of_spun("A 1-Zero win.") is Confidence.LOW
    assert surety_of_spun("A 1-Zero win. The determine beat it.") is Confidence.MEDIUM


@pytest.mark.parametrize("path", HUMAN, ids=lambda path: path.stem)
def test_no_text_that_people_wrote_is_sure_to_come_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    assert surety_of_literal(text) is Confidence.LOW
    assert surety_of_spun(text) is Confidence.LOW
    assert not misplaced(text)
    assert not [one for one in (*literal(text), *spun(text)) if not one.phrase.weak]
