"""Pronouns of persons: each one that is found has a gender."""

import pytest

from harness.analyse import Analysis
from harness.analyse.discourse import GENDERS, references
from harness.model.text import Document
from harness.segment import segment

TEXT = "Anna Berg came late. The council heard that {} was the house by the harbour."


@pytest.mark.parametrize("pronoun", ["he", "she", "his", "her", "hers", "him"])
def test_every_pronoun_that_is_found_has_a_gender(pronoun):
    document = Document(id="d", text=TEXT.format(pronoun), language="en")
    (found,) = references(Analysis(segment(document)))
    assert found.pronoun == pronoun
    assert GENDERS[pronoun] == ("female" if pronoun in ("she", "her", "hers") else "male")
