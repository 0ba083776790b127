"""Negation and reversal around a word: what may turn a clause into its contrary."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from harness.analyse.tokens import Token, fold, tokens
from harness.model.edit import Alignment
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis
    from harness.analyse.differences import Difference

_WINDOW = 5


@lru_cache(maxsize=8)
def _negators(language: str) -> frozenset[str]:
    from harness.data import words_if_any

    return words_if_any(language, "negators")


@lru_cache(maxsize=1)
def _reversers() -> frozenset[str]:
    """Verbs and prepositions under which a word stands for its contrary, in every form."""
    from harness.data import words
    from harness.data.lexicon import noun_forms, verb_forms

    found: set[str] = set()
    for base in words("en", "reversers"):
        found |= {base, *verb_forms(base), *noun_forms(base)}
    return frozenset(found)


def negates(token: Token, language: str) -> bool:
    """Whether a token negates: a listed negator, or an English contraction in n't."""
    key = fold(token.text)
    return key in _negators(language) or (language == "en" and key.endswith("n't"))


def turned(analysis: Analysis, difference: Difference) -> bool:
    """Whether just one of the two sides has a negator or a reverser near the words that differ.

    Then the two opposites come out the same: "not safe" and "unsafe".
    """
    edit = difference.edit
    other = analysis.article.document.references[0]
    alignment = analysis.alignment_of[difference.segment]
    mine = _turns(analysis.text, edit.candidate, alignment, analysis.language, of_candidate=True)
    theirs = _turns(other, edit.reference, alignment, analysis.language, of_candidate=False)
    return mine % 2 != theirs % 2


def _turns(
    text: str, span: Span, alignment: Alignment, language: str, *, of_candidate: bool
) -> int:
    """Count the negators and reversers in the words before `span`, and a few after it."""
    spans = [e.candidate if of_candidate else e.reference for e in alignment.edits]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    before = [t for t in tokens(text, start, span.start) if t.is_word][-_WINDOW:]
    after = [t for t in tokens(text, span.end, end) if t.is_word][:2]
    turning = sum(negates(token, language) for token in (*before, *after))
    # "the fight against" is one reversal, not two.
    if language == "en" and any(fold(token.text) in _reversers() for token in before):
        turning += 1
    return turning
