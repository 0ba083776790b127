"""Negation and reversal around a word: what may turn a clause into its contrary."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from harness.analyse.tokens import Token, fold, tokens
from harness.data import has, table, words_if_any
from harness.model.edit import Alignment, Tie
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis
    from harness.analyse.differences import Difference

_WINDOW = 5
_PREFIXES = (("pro", "anti"), ("pre", "post"), ("over", "under"), ("up", "down"))
_JOINING = frozenset({"and", "or", "nor"})
_CORRELATES = frozenset({"nor", "neither"})


@lru_cache(maxsize=8)
def _negators(language: str) -> frozenset[str]:
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


@lru_cache(maxsize=16384)
def contrary(a: str, b: str) -> bool:
    """Whether two English words say the contrary: listed verbs in any form, paired prefixes.

    >>> contrary("refused", "agreed"), contrary("banned", "permits"), contrary("banned", "barred")
    (True, True, False)
    >>> contrary("pro-war", "anti-war"), contrary("prepare", "antipare")
    (True, False)
    """
    from harness.data.inflection import lemmas

    if _paired_prefixes(a.lower(), b.lower()):
        return True
    sides = _reversing()
    mine, theirs = ({w.lower(), *lemmas(w.lower())} for w in (a, b))
    return any(not theirs.isdisjoint(sides.get(word, ())) for word in mine)


def _paired_prefixes(a: str, b: str) -> bool:
    from harness.data.lexicon import known

    for prefix, other in _PREFIXES:
        for one, two in ((a, b), (b, a)):
            rest = one.removeprefix(prefix).lstrip("-")
            if one.startswith(prefix) and two.startswith(other) and known(rest):
                return rest == two.removeprefix(other).lstrip("-")
    return False


@lru_cache(maxsize=1)
def _reversing() -> dict[str, frozenset[str]]:
    """Return the contraries of every listed verb."""
    found: dict[str, frozenset[str]] = {}
    for here, there in table("en", "reversing_verbs").items():
        groups = here.split(","), there.split(",")
        for one, other in (groups, groups[::-1]):
            for verb in one:
                found[verb] = found.get(verb, frozenset()) | frozenset(other)
    return found


def negated_near(text: str, span: Span, language: str, *, reach: int) -> bool:
    """Whether a negator stands up to `reach` words before `span` or after it.

    "Neither" and "nor" belong together and say nothing of each other.
    """
    from_, to = max(0, span.start - 12 * reach), min(len(text), span.end + 12 * reach)
    before = [t for t in tokens(text, from_, span.start) if t.is_word][-reach:]
    after = [t for t in tokens(text, span.end, to) if t.is_word][:reach]
    near = (token for token in (*before, *after) if fold(token.text) not in _CORRELATES)
    return any(negates(token, language) for token in near)


def negates(token: Token, language: str) -> bool:
    """Whether a token negates: a listed negator, or an English contraction in n't."""
    key = fold(token.text)
    return key in _negators(language) or (language == "en" and key.endswith("n't"))


_APART = frozenset(
    map(
        frozenset,
        (
            ("all", "none"),
            ("all", "some"),
            ("all", "few"),
            ("many", "few"),
            ("many", "none"),
            ("some", "none"),
            ("must", "may"),
        ),
    )
)


def scope_apart(a: str, b: str) -> bool:
    """Whether two English words of amount or force reach so differently that it misleads.

    >>> scope_apart("All", "some"), scope_apart("all", "most"), scope_apart("may", "must")
    (True, False, True)
    """
    scope = table("en", "scope_words")
    return frozenset(scope.get(fold(word.strip())) for word in (a, b)) in _APART


def negates_all(word: str) -> bool:
    """Whether an English word of amount is one of none."""
    return table("en", "scope_words").get(fold(word.strip())) == "none"


def adds(token: Token, text: str, language: str) -> bool:
    """Whether a negator negates nothing because of the word after it: "not only"."""
    after = next(iter(tokens(text, token.end, min(len(text), token.end + 16))), None)
    return after is not None and fold(after.text) in words_if_any(language, "additive_words")


def implies(token: Token, text: str, language: str) -> bool:
    """Whether a word negates what follows it, as "failed to" and "far from" do."""
    listed = table(language, "implied_negators") if has(language, "implied_negators") else {}
    key = fold(token.text)
    after = next((t for t in tokens(text, token.end, min(len(text), token.end + 12))), None)
    both = f"{key} {fold(after.text)}" if after else key
    return "alone" in (listed.get(key), listed.get(both))


def hints(word: str, language: str) -> bool:
    """Whether a word may say a negation in another way: by what it means, or by a prefix."""
    if has(language, "implied_negators") and word in table(language, "implied_negators"):
        return True
    if word.endswith("less"):
        return True
    from harness.data.lexicon import known
    from harness.data.opposites import SHORTEST_REST, stripped

    rests = (rest for _, rest, _ in stripped(word) if len(rest) >= SHORTEST_REST)
    return any(language != "en" or known(rest) for rest in rests)


_TURNS = frozenset({Tie.SUBSTITUTION, Tie.RELATED, Tie.NAME})


def opposed(difference: Difference) -> bool:
    """Whether the two sides of a difference are opposites or contraries, and not moved.

    What joins clauses is left out: "and" has to follow "neither" and "both".
    """
    sides = {difference.candidate.lower(), difference.reference.lower()}
    if difference.edit.moved or not sides.isdisjoint(_JOINING):
        return False
    if difference.edit.tie is Tie.OPPOSITE:
        return True
    return difference.edit.tie in _TURNS and contrary(difference.candidate, difference.reference)


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
