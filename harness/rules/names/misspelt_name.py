"""A name whose letters changed beside the reference's.

Engines that cut names into pieces put them together otherwise: letters swapped, dropped or doubled.
A reader searches in vain for the person or place.

Another transliteration of the same name is right, or at most inconsistent: the two are compared by
their consonants, sounds folded, and stay quiet here, unless the name became a word of the language.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.name_forms import plain, same_name
from harness.analyse.names import stem
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        mine, theirs = difference.candidate, difference.reference
        if not mine[:1].isupper() or not theirs[:1].isupper():
            continue
        turned = analysis.language == "en" and _turned(mine, theirs)
        if difference.edit.tie is Tie.NAME_VARIANT and not turned:
            continue
        if difference.edit.tie not in (Tie.SPELLING, Tie.NAME_VARIANT):
            continue
        if analysis.language == "en" and _ordinary(mine, theirs):
            continue
        if not turned and same_name(mine, theirs):
            continue
        yield Hit(
            difference.edit.candidate,
            because=f"the reference spells it “{theirs}”",
            suggestion=theirs,
            reference=difference.edit.reference,
        )


def _turned(mine: str, theirs: str) -> bool:
    """Whether a name became a word ("Pillar" for "Pilar"), or its letters were shuffled."""
    from harness.data.lexicon import known, proper_name

    word, name = stem(mine), stem(theirs)
    here, there = plain(word), plain(name)
    if here == there:
        return False
    if sorted(here) == sorted(there):
        return True
    return known(word.lower()) and not proper_name(word) and not known(name.lower())


def _ordinary(mine: str, theirs: str) -> bool:
    """Whether both are words of the language and not names: "Form" and "From" open sentences."""
    from harness.data.lexicon import known, proper_name

    both = [stem(mine), stem(theirs)]
    return all(known(word.lower()) and not proper_name(word) for word in both)


RULE = Rule(
    code="NAM352",
    name="misspelt-name",
    family="names",
    summary="name spelt otherwise than in the reference",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="Judge [[Pillow]] Soto freed the men from Oaxaca.",
            fixed="Judge Pilow Soto freed the men from Oaxaca.",
            reference="Judge Pilow Soto freed the men from Oaxaca.",
        ),
        Bad(
            marked="The trial of [[Karlsen]] began in Oslo.",
            fixed="The trial of Karlsten began in Oslo.",
            reference="The trial of Karlsten began in Oslo.",
        ),
        Bad(
            marked="Snow fell in [[Grenolbe]] on Monday.",
            fixed="Snow fell in Grenoble on Monday.",
            reference="Snow fell in Grenoble on Monday.",
        ),
        Bad(
            marked="Mayor [[Lindkvits]] opened the hall.",
            fixed="Mayor Lindkvist opened the hall.",
            reference="Mayor Lindkvist opened the hall.",
        ),
    ),
    good=(
        Good(text="They fled to Saraqib.", reference="They fled to Saraqeb."),
        Good(text="Muhammad Salih spoke.", reference="Mohammed Saleh spoke."),
        Good(text="Form follows function.", reference="From here it goes on."),
        Good(text="Idlib's roads are shut.", reference="Idlib’s roads are shut."),
    ),
    doc=__doc__,
)
