"""How well the words of a text follow one another, told from their parts of speech.

A word dropped, swapped, doubled or put into another form leaves neighbours that seldom meet, also
where no reference has the word. Each word becomes a tag (`harness.analyse.plausibility`); a
packaged table counts the tags, pairs and triples of sound text, and a tag's likelihood after the
two before it is smoothed by that after one and by its own. English has such a table.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

from harness.analyse.plausibility import OPEN, tags
from harness.analyse.tokens import tokens
from harness.data import has, table

TABLE = "tag_triples"
# The key of how many tags were counted: no tag is called so.
WHOLE = "*"
# What was never met is held to have been met this often, as likely as the shorter context says.
_PRIOR = 5.0


def fluency(text: str, language: str) -> float | None:
    """Return the mean natural log likelihood of the text's tags; None without a table."""
    if not has(language, TABLE):
        return None
    found = [OPEN, *tags(tokens(text))]
    return sum(_likelihoods(found, _counts(language))) / max(1, len(found) - 2)


def _likelihoods(found: list[str], counts: Mapping[str, int]) -> Iterator[float]:
    whole = counts[WHOLE]
    get = counts.get
    for first, second, third in zip(found, found[1:], found[2:], strict=False):
        alone = (get(third, 0) + 0.5) / whole
        pair = (get(f"{second} {third}", 0) + _PRIOR * alone) / (get(second, 0) + _PRIOR)
        met = get(f"{first} {second} {third}", 0) + _PRIOR * pair
        yield math.log(met / (get(f"{first} {second}", 0) + _PRIOR))


@cache
def _counts(language: str) -> Mapping[str, int]:
    return {key: int(value) for key, value in table(language, TABLE).items()}
