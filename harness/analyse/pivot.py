"""Which language an English text passed through, told by how its words differ from a reference's.

A word with two meanings comes back with the wrong one: *field* for *countryside* by way of Spanish
*campo*, *saved workers* for *rescue workers* by way of Esperanto *sav-*. Every difference is asked
which languages have a word for both sides. Writers who say the same in other words meet such pairs
as well, so what counts is how often they come: the answers of all differences are weighed by how
often each answer comes in texts that passed through a language and in none (naive Bayes; the
counts are `harness/data/world/pivot_rates.txt`). Words of grammar tell most, for each language
divides their work otherwise, and so do articles: Esperanto has no *a*, Spanish wants more *the*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import log
from typing import TYPE_CHECKING

from harness.analyse.tokens import tokens
from harness.data import table, words
from harness.data.inflection import base_forms, lemmas
from harness.data.pivots import NAMES, known_pivots, meaning_both
from harness.data.wordnet import synonym
from harness.model.edit import Tie
from harness.model.pivot import Pivot, SharedMeaning

if TYPE_CHECKING:
    from harness.analyse import Analysis
    from harness.analyse.differences import Difference
    from harness.model.finding import Finding

# Fewer differences say nothing: the issue of one word would decide.
FEWEST = 10
MOST_EXAMPLES = 5
NONE = "none"
_LONGEST = 4
_ARTICLES = frozenset({"a", "an", "the"})
_SUBSTITUTED = frozenset(
    {
        Tie.SUBSTITUTION,
        Tie.RELATED,
        Tie.SPELLING,
        Tie.OPPOSITE,
        Tie.FUNCTION,
        Tie.PRONOUN,
        Tie.SYNONYM,
    }
)
FUNCTION, SYNONYM, CONTENT = "function", "synonym", "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One difference: its kind, the languages that explain it, and by which words.

    `kind` is `function`, `synonym` or `content` for a word instead of another, or an article with
    + (the candidate has it) or -.
    """

    kind: str
    meanings: Mapping[str, SharedMeaning]

    @property
    def answer(self) -> str:
        """The languages that explain the difference, sorted and joined by commas."""
        return ",".join(sorted(self.meanings))


def pivot(analysis: Analysis) -> Pivot | None:
    """Return what the differences say; None where there are too few, or the text is not English."""
    if analysis.language != "en":
        return None
    signs = signs_of(analysis.differences)
    if len(signs) < FEWEST:
        return None
    odds = log_odds(signs, rates())
    best = max(odds, key=lambda language: (odds[language], language))
    told = [sign for sign in signs if best in sign.meanings]
    return Pivot(
        language=best if odds[best] > 0 else None,
        log_odds=odds[best],
        seen=len(signs),
        explained=len(told),
        examples=_examples(told, best) if odds[best] > 0 else (),
    )


def signs_of(differences: Iterable[Difference]) -> tuple[Sign, ...]:
    """Return the differences that are of use here, in the order of the text."""
    found = (_sign(difference) for difference in differences)
    return tuple(sign for sign in found if sign is not None)


def log_odds(
    signs: Iterable[Sign], counts: Mapping[str, Counter[tuple[str, str]]]
) -> dict[str, float]:
    """Return, by language, the log of the odds that a text passed through it against none.

    `counts` holds how often each (kind, answer) was seen, by language and for `none`.
    """
    found = dict.fromkeys((name for name in counts if name != NONE), 0.0)
    for sign in signs:
        usual = _chance(sign, counts[NONE])
        for name in found:
            found[name] += log(_chance(sign, counts[name]) / usual)
    return found


@cache
def rates() -> Mapping[str, Counter[tuple[str, str]]]:
    """Return the packaged counts of (kind, answer), by language and for `none`."""
    made: dict[str, Counter[tuple[str, str]]] = {}
    for key, value in table("world", "pivot_rates").items():
        name, kind, answer = key.split(" ")
        made.setdefault(name, Counter())[kind, answer.strip("-")] = int(value)
    return made


def _chance(sign: Sign, counts: Counter[tuple[str, str]]) -> float:
    """Return how likely the sign is: an article among all signs, an answer among its kind."""
    seen = counts[sign.kind, sign.answer]
    if sign.kind[-1] in "+-":
        return (seen + 1) / (counts.total() + 2)
    of_kind = sum(count for (kind, _), count in counts.items() if kind == sign.kind)
    answers: int = 2 ** len(known_pivots())
    return (seen + 1) / (of_kind + answers)


def _sign(difference: Difference) -> Sign | None:
    if difference.edit.moved:
        return None
    ours, theirs = _words(difference.candidate), _words(difference.reference)
    if difference.edit.tie in (Tie.INSERTION, Tie.DELETION):
        return _article((*ours, *theirs), "+" if ours else "-")
    if difference.edit.tie not in _SUBSTITUTED or not (
        0 < len(ours) <= _LONGEST and 0 < len(theirs) <= _LONGEST
    ):
        return None
    return _substitution(ours, theirs)


def _article(given: tuple[str, ...], sign: str) -> Sign | None:
    if len(given) != 1 or given[0] not in _ARTICLES:
        return None
    return Sign(kind=("the" if given[0] == "the" else "a") + sign, meanings={})


def _substitution(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Sign | None:
    grammar = words("en", "function_words")
    pairs = [
        (a, b)
        for a in ours
        for b in theirs
        if (a in grammar) == (b in grammar) and {a, *lemmas(a)}.isdisjoint({b, *lemmas(b)})
    ]
    if not pairs:
        return None
    if all(a in grammar for a, _ in pairs):
        kind = FUNCTION
    else:
        kind = SYNONYM if any(_synonyms(a, b) for a, b in pairs) else CONTENT
    meanings: dict[str, SharedMeaning] = {}
    for language in known_pivots():
        for a, b in pairs:
            both = meaning_both(language, a, b)
            if both and language not in meanings:
                meanings[language] = SharedMeaning(candidate=a, reference=b, words=both)
    return Sign(kind=kind, meanings=meanings)


def _synonyms(a: str, b: str) -> bool:
    return any(
        pos == other and synonym(x, y, pos)
        for x, pos in base_forms(a)
        for y, other in base_forms(b)
    )


def _words(text: str) -> tuple[str, ...]:
    """Return the words in lower case letters alone: names and numbers tell of no language."""
    found = (token.text for token in tokens(text, 0, len(text)))
    return tuple(word for word in found if word.isalpha() and word.islower())


def explained(findings: Iterable[Finding], found: Pivot | None) -> tuple[Finding, ...]:
    """Return the findings; where the pivot explains a wrong word, the message says by which word.

    Only words of content that are no synonyms: that *de* is *of* and *from* explains too much.
    """
    findings = tuple(findings)
    if found is None or found.language is None:
        return findings
    name = NAMES.get(found.language, found.language)
    return tuple(_told(finding, found.language, name) for finding in findings)


def _told(finding: Finding, language: str, name: str) -> Finding:
    if finding.reference is None or not finding.reference.text:
        return finding
    sign = _substitution(_words(finding.text), _words(finding.reference.text))
    if sign is None or sign.kind != CONTENT or language not in sign.meanings:
        return finding
    shared = sign.meanings[language]
    reason = f"{name} {shared.words[0]} means both “{shared.candidate}” and “{shared.reference}”"
    return replace(finding, message=f"{finding.message}; {reason}")


def _examples(told: list[Sign], language: str) -> tuple[SharedMeaning, ...]:
    """Return different pairs that the language explains: those of few languages, content first."""
    order = {CONTENT: 0, SYNONYM: 1, FUNCTION: 2}
    ranked = sorted(told, key=lambda sign: (order[sign.kind], len(sign.meanings)))
    return tuple(dict.fromkeys(sign.meanings[language] for sign in ranked))[:MOST_EXAMPLES]
