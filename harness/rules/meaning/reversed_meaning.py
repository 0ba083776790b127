"""A word that says the opposite of what the reference says at the same place.

Translation drops or adds a prefix that carries the meaning ("de-escalation" comes back as
"escalation"), or takes the wrong one of a pair ("increase" for "decrease"). N-gram metrics see one
word; a reader is told the contrary.

Quiet where the other half of the sentence turns as well: "not safe" against "unsafe", "the fight
against corruption" against "anti-corruption", and where a whole pair of opposites is rephrased.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.alignment import similarity
from harness.analyse.contraries import contraries
from harness.analyse.differences import Difference
from harness.analyse.polarity import hints, opposed, scope_apart, turned
from harness.analyse.tokens import tokens
from harness.data import words
from harness.data.lexicon import Relation, relation
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, differing, slight

# Opposites as words, hardly ever in use: a preposition follows its verb, a conjunction its clause.
_LOOSE = frozenset(
    [
        "to",
        "from",
        "in",
        "out",
        "into",
        "on",
        "off",
        "up",
        "down",
        "and",
        "nor",
        "or",
        "either",
        "neither",
        "go",
        "come",
        "going",
        "coming",
        "gone",
        "came",
    ]
)


_AGREES = 0.7
_LEFT_OVER = frozenset({Tie.INSERTION, Tie.DELETION, Tie.SUBSTITUTION})


def _check(analysis: Analysis) -> Iterable[Hit]:
    by_segment: dict[int, list[Difference]] = {}
    for difference in analysis.differences:
        if _opposite(difference):
            by_segment.setdefault(difference.segment, []).append(difference)
    yield from _phrases(analysis, set(by_segment))
    yield from _apart(analysis, set(by_segment))
    for found in by_segment.values():
        if _exchanged(found, analysis):
            continue
        for difference in found:
            if not turned(analysis, difference):
                yield differing(difference, _surety(difference))


def _phrases(analysis: Analysis, told: set[int]) -> Iterable[Hit]:
    """Yield contrary phrases ("at least", "at most"), where no single word is turned as well."""
    other = analysis.article.document.references[0]
    for alignment in analysis.alignments:
        segment = analysis.segments[alignment.segment]
        place = segment.references[0]
        if place is None or segment.index in told:
            continue
        close = similarity(alignment) >= _AGREES
        for span, answer in contraries(analysis.text, segment.span, other, place):
            yield Hit(
                span,
                because=f"the reference has “{answer.of(other)}”",
                suggestion=answer.of(other),
                reference=answer,
                confidence=Confidence.MEDIUM if close else Confidence.LOW,
            )


def _apart(analysis: Analysis, told: set[int]) -> Iterable[Hit]:
    """Yield suspected words whose opposite stands elsewhere in the reference, answering to nothing.

    "His impersonal formula …" for "… in his personal formula": the clauses changed places.
    """
    rows: dict[int, list[Difference]] = {}
    for difference in analysis.differences:
        if difference.edit.tie in _LEFT_OVER and not difference.edit.moved:
            rows.setdefault(difference.segment, []).append(difference)
    for segment, found in rows.items():
        lost = [word for d in found for word in _content(analysis, d.reference)]
        if segment in told or not lost:
            continue
        for difference in found:
            mine = _content(analysis, difference.candidate)
            there = [*_content(analysis, difference.reference), *lost]
            turned = difference.suspect and any(_contrary(a, b) for a in mine for b in there)
            if turned and not any(hints(word, "en") for word in there):
                yield differing(difference, slight(difference))


def _content(analysis: Analysis, text: str) -> list[str]:
    function = words(analysis.language, "function_words")
    return [t.lower for t in tokens(text) if t.is_word and t.lower not in function]


def _contrary(a: str, b: str) -> bool:
    return a not in _LOOSE and b not in _LOOSE and relation(a, b) is Relation.ANTONYM


def _opposite(difference: Difference) -> bool:
    mine, theirs = difference.candidate.lower(), difference.reference.lower()
    return mine not in _LOOSE and theirs not in _LOOSE and opposed(difference)


def _exchanged(found: list[Difference], analysis: Analysis) -> bool:
    """Whether what was turned was turned twice in one sentence, which says the same.

    More live in the north than in the south; fewer live in the south than in the north. The hall
    is never empty; the hall is always full.
    """
    pairs = [(d.candidate.lower(), d.reference.lower()) for d in found]
    swapped = [pair for pair in pairs if pair[::-1] in pairs]
    if len(swapped) == 2 and len(pairs) == 3:
        spans = [difference.edit.candidate for difference in found]
        sentences = analysis.segment_sentences[found[0].segment]
        return any(all(one.covers(span) for span in spans) for one in sentences)
    return len(pairs) == 2 and any(scope_apart(*pair) for pair in pairs)


def _surety(difference: Difference) -> Confidence:
    near = difference.agreement >= _AGREES or difference.isolated
    return max(Confidence.MEDIUM if near else Confidence.LOW, slight(difference))


RULE = Rule(
    code="MEA601",
    name="reversed-meaning",
    family="meaning",
    summary="says the opposite of the reference",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.REFERENCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="Both sides called for the [[militarisation]] of the border zone.",
            fixed="Both sides called for the demilitarisation of the border zone.",
            reference="Both sides called for the demilitarisation of the border zone.",
        ),
        Bad(
            marked="Bread prices [[rose]] in all four provinces last month.",
            reference="Bread prices fell in all four provinces last month.",
        ),
        Bad(
            marked="The bridge is [[safe]] for lorries, the engineers found.",
            reference="The bridge is unsafe for lorries, the engineers found.",
        ),
        Bad(
            marked="The guard [[agreed]] to open the gate.",
            reference="The guard refused to open the gate.",
        ),
        Bad(
            marked="Thousands marched [[in favour of]] the new tax on salt.",
            fixed="Thousands marched against the new tax on salt.",
            reference="Thousands marched against the new tax on salt.",
        ),
        Bad(
            marked="Turnout was [[lower]] than in the previous election.",
            reference="Turnout was higher than in the previous election.",
        ),
    ),
    good=(
        Good(
            text="The bridge is not safe for lorries, the engineers found.",
            reference="The bridge is unsafe for lorries, the engineers found.",
        ),
        Good(
            text="The fight against corruption has stalled.",
            reference="The anti-corruption drive has stalled.",
        ),
        Good(
            text="Fewer people live in the south than in the north.",
            reference="More people live in the north than in the south.",
        ),
        Good(
            text="The minister went into the hall.",
            reference="The minister came out of the rain and into the hall.",
        ),
        Good(
            text="Few people were not affected by the strike.",
            reference="Few people were unaffected by the strike.",
        ),
        Good(
            text="Both sides want a de-escalation of the conflict.",
            reference="Both sides want de-escalation in the conflict.",
        ),
    ),
    misses=(
        Bad(
            marked="The strike was [[legal]], the court ruled.",
            reference="The strike was unlawful, the court ruled.",
        ),
    ),
    doc=__doc__,
)
