"""A content word that has nothing to do with the reference's word at the same place.

An engine picks the other sense of the source's word: Spanish *campo* is both the countryside and
a camp, *dirigirse* both to head and to address. The sentence stays fluent, so only a reader with
the reference at hand notices.

A synonym, a broader or narrower word, another form of the same word and a variant of a name are
no such thing and are left to other rules. Beside an independent translation most differences are
paraphrase; there the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.tokens import tokens
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.form.misspelt_word import not_a_word
from harness.rules.rule import Bad, Good, Rule, differing, surety

# Longer stretches are rewritten sentences, not a word taken in the wrong sense.
_LONGEST = 4


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        if not another_sense(analysis, difference) or not_a_word(analysis, difference):
            continue
        mine, theirs = _both(analysis, difference)
        yield differing(
            difference,
            surety(difference),
            severity=_severity(mine, theirs, analysis.language),
        )


def another_sense(analysis: Analysis, difference: Difference) -> bool:
    """Whether a few words stand where the reference has others that are no relatives of them."""
    if difference.edit.tie is not Tie.SUBSTITUTION:
        return False
    mine, theirs = _both(analysis, difference)
    few = bool(mine and theirs) and max(len(mine), len(theirs)) <= _LONGEST
    return few and not _akin(mine, theirs, analysis.language)


def _both(analysis: Analysis, difference: Difference) -> tuple[list[str], list[str]]:
    return _content(analysis, difference.candidate), _content(analysis, difference.reference)


def _severity(mine: list[str], theirs: list[str], language: str) -> Severity:
    """Translators differ in verbs more than in things: one verb for another is minor."""
    if language != "en" or len(mine) != 1 or len(theirs) != 1:
        return Severity.MAJOR
    return Severity.MINOR if _mostly_verb(mine[0]) and _mostly_verb(theirs[0]) else Severity.MAJOR


def _mostly_verb(word: str) -> bool:
    from harness.data.lexicon import parts_of_speech

    counts = parts_of_speech(word)
    return "v" in counts and counts["v"] == max(counts.values())


def _content(analysis: Analysis, text: str) -> list[str]:
    from harness.data import words_if_any

    language = analysis.language
    function = words_if_any(language, "function_words")
    return [t.lower for t in tokens(text) if t.is_word and t.lower not in function]


def _akin(mine: list[str], theirs: list[str], language: str) -> bool:
    """Whether any word of the one is a near relative of any word of the other."""
    if language != "en":
        return False
    from harness.data.lexicon import Relation, relation

    close = {Relation.SAME_LEMMA, Relation.SYNONYM, Relation.DERIVED, Relation.SIMILAR}
    near = {*close, Relation.BROADER, Relation.NARROWER}
    wanted = near if len(mine) == len(theirs) == 1 else close
    if any(relation(a, b) in wanted for a in mine for b in theirs):
        return True
    if len(mine) == len(theirs) == 1:
        return _exchangeable(mine[0], theirs[0])
    return False


def _exchangeable(a: str, b: str) -> bool:
    """Whether two words share their beginning or are kinds of one place: "mass" and "massive"."""
    from harness.data.lexicon import Relation, kind_of_noun, relation

    if len(a) >= 4 and len(b) >= 4 and a[:4] == b[:4] and abs(len(a) - len(b)) <= 4:
        return True
    return relation(a, b) is Relation.SIBLING and "place" in kind_of_noun(a) & kind_of_noun(b)


RULE = Rule(
    code="MEA603",
    name="wrong-word",
    family="meaning",
    summary="word that does not mean what the reference says",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="Farmers drove their tractors into the [[camp]] at dawn.",
            fixed="Farmers drove their tractors into the countryside at dawn.",
            reference="Farmers drove their tractors into the countryside at dawn.",
        ),
        Bad(
            marked="The [[bank]] of the river was flooded for a week.",
            reference="The bench of the river was flooded for a week.",
        ),
        Bad(
            marked="Troops were told to [[address]] the northern pass.",
            reference="Troops were told to march towards the northern pass.",
        ),
    ),
    good=(
        Good(text="The massive march began at noon.", reference="The mass march began at noon."),
        Good(text="Armed combatants held the town.", reference="Armed fighters held the city."),
        Good(text="The strike increased prices.", reference="The strike raised prices."),
        Good(text="The children were taken home.", reference="The kids were taken home."),
    ),
    doc=__doc__,
)
