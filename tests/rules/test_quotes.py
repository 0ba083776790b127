"""Where a space inside a quotation is a slip, and where it is a custom or proves nothing."""

import pytest

from harness.model.finding import Confidence
from harness.rules.form.misplaced_quote import RULE
from harness.rules.rule import Good, example


def surest(text, language="en"):
    hits = tuple(RULE.check(example(Good(text=text, language=language))))
    return max(
        (RULE.confidence if h.confidence is None else h.confidence for h in hits), default=None
    )


@pytest.mark.parametrize(
    ("text", "language", "sure"),
    [
        ('He said " yes" and left.', "en", Confidence.MEDIUM),
        ('He said " yes " and left.', "en", Confidence.LOW),
        ('He said "no", then "yes", then " perhaps " and left.', "en", Confidence.MEDIUM),
        ('"It rains. " He left.', "en", Confidence.LOW),
        ("那时最牛的“眼 ” ， 是美国的射电望远镜。", "zh", Confidence.LOW),
        ('He said "yes" and left.', "en", None),
    ],
)
def test_a_space_inside_is_as_sure_as_what_stands_around_it_makes_it(text, language, sure):
    assert surest(text, language) == sure
