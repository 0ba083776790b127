"""Pronouns of persons: each one that is looked for has a gender."""

import pytest

from harness.analyse.discourse import GENDERS
from harness.rules.rule import Good, example
from harness.rules.speakers.gender_flip import RULE

TEXT = (
    "The choice was {}, and Anna Berg told the council that the house by the harbour was {} alone."
    " He said so."
)


@pytest.mark.parametrize("pronoun", ["he", "she", "his", "her", "hers", "him"])
def test_every_pronoun_that_is_looked_for_has_a_gender(pronoun):
    assert GENDERS[pronoun] == ("male" if pronoun in ("he", "his", "him") else "female")
    analysis = example(Good(text=TEXT.format(pronoun, pronoun)))
    assert all(hit.span.of(analysis.text) for hit in RULE.check(analysis))
