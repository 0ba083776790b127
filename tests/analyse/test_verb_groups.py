"""Tense and aspect of English verbs with their auxiliaries."""

import pytest

from harness.analyse.tokens import tokens
from harness.analyse.verb_groups import Tense, group_at


def group(text, verb):
    row = tokens(text)
    return group_at(row, next(n for n, token in enumerate(row) if token.text == verb))


@pytest.mark.parametrize(
    ("text", "verb", "tense", "progressive", "perfect"),
    [
        ("The firm will announce it.", "announce", Tense.FUTURE, False, False),
        ("The firm announced it.", "announced", Tense.PAST, False, False),
        ("The firm says so.", "says", Tense.PRESENT, False, False),
        ("She was slowly moving north.", "moving", Tense.PAST, True, False),
        ("They have not left the hall.", "left", Tense.PRESENT, False, True),
        ("It had been raining there.", "raining", Tense.PAST, True, True),
    ],
)
def test_a_verb_says_when(text, verb, tense, progressive, perfect):
    found = group(text, verb)
    assert found is not None
    assert (found.tense, found.progressive, found.perfect) == (tense, progressive, perfect)


def test_the_group_begins_at_its_first_auxiliary():
    text = "She was slowly moving north."
    found = group(text, "moving")
    assert found is not None
    assert found.span.of(text) == "was slowly moving"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("She wants to leave.", "leave"),
        ("They could sail.", "sail"),
        ("Sailing is fun.", "Sailing"),
    ],
)
def test_what_tells_no_tense_has_none(text, verb):
    assert group(text, verb) is None
