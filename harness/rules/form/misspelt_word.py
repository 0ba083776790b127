"""A word whose letters changed beside the reference's: "goverment", "a goo idea".

A slip of one or two letters, or a word broken in the pipeline. It may be a word no more: then it
counts where the reference has the word that was meant, or where raters would mark it. Or the slip
made another word, which only the reference shows: it has one with a letter more, or two letters
swapped, at the same place. A spelling of another variant ("colour", "color") and a word with or
without its hyphen are right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.tokens import Token, fold, tokens
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule, slight, surety

_SHORTEST = 3
_TIES = frozenset({Tie.SUBSTITUTION, Tie.INSERTION, Tie.SPELLING, Tie.FUNCTION, Tie.RELATED})
# SCOWL's size: a slip is of a word that people use.
_COMMON = 35
# From this length on two letters may have changed.
_LONG = 8


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        mine, theirs = difference.candidate, difference.reference
        edit = difference.edit
        if _bare(mine) == _bare(theirs):
            continue
        if edit.tie is Tie.SPELLING and mine[:1].isalpha() and not _name(mine, theirs):
            if analysis.language != "en" or not _known(mine):
                yield _hit(edit.candidate, theirs, difference, Confidence.MEDIUM)
        elif analysis.language == "en" and edit.tie in _TIES and not edit.moved:
            yield from _slips(analysis, difference)


def _bare(word: str) -> str:
    """Return a word without hyphens: "post-war" and "postwar" are both right."""
    return fold(word).replace("-", "")


def _name(mine: str, theirs: str) -> bool:
    return mine[:1].isupper() and theirs[:1].isupper()


def _slips(analysis: Analysis, difference: Difference) -> Iterator[Hit]:
    """Yield the slips among the words of a difference."""
    start = difference.edit.candidate.start
    there = _there(analysis, difference)
    for token in tokens(difference.candidate):
        place = Span(start + token.start, start + token.end)
        if not _plain(analysis, token, place):
            continue
        if not _known(token.text):
            meant = next((word for word in there if _near(token.lower, word)), None)
            if meant is not None:
                yield _hit(place, meant, difference, Confidence.MEDIUM)
            elif difference.suspect and _meant_another(token.lower):
                yield _hit(place, None, difference, slight(difference))
        else:
            meant = _other_word(token.lower, difference)
            if meant is not None:
                yield _hit(place, meant, difference, surety(difference))


def _plain(analysis: Analysis, token: Token, place: Span) -> bool:
    """Whether a token is a small word (a capital only where a sentence opens) of some letters."""
    word = token.text
    if not (token.is_word and word.isalpha() and word.isascii()) or len(word) < _SHORTEST - 1:
        return False
    # The end of a contraction that was cut ("we 've"), and what a stop cuts short.
    around = analysis.text[place.start - 1 : place.start], analysis.text[place.end : place.end + 1]
    if around[0] in tuple("'’") or (around[1] == "." and len(word) <= _SHORTEST):
        return False
    if token.text.islower():
        return True
    segment = analysis.segment_at(place.start)
    opens = segment is not None and segment.span.start == place.start
    return opens and token.text[1:].islower() and not _listed(token.text)


def _there(analysis: Analysis, difference: Difference) -> tuple[str, ...]:
    """Return the words of the segment's reference, those of the difference first."""
    place = analysis.segments[difference.segment].references[0]
    whole = place.of(analysis.article.document.references[0]) if place else ""
    rows = (*tokens(difference.reference), *tokens(whole))
    return tuple(token.lower for token in rows if token.is_word)


def _near(mine: str, theirs: str) -> bool:
    from rapidfuzz.distance import OSA

    longest = max(len(mine), len(theirs))
    allowed = 2 if longest >= _LONG else 1
    if longest < _SHORTEST or _bare(mine) == _bare(theirs):
        return False
    return OSA.distance(mine, theirs, score_cutoff=allowed) <= allowed


def _other_word(mine: str, difference: Difference) -> str | None:
    """Return the word one letter away at the same place in the reference, if it is no relative."""
    from harness.data.lexicon import relation

    there = [token.lower for token in tokens(difference.reference) if token.text.isalpha()]
    if mine in there:
        return None
    for word in there:
        if _lost_letter(mine, word) and not relation(mine, word):
            return word
    return None


def _lost_letter(mine: str, theirs: str) -> bool:
    """Whether one letter of a word is gone, or two are swapped; another letter is another word."""
    if len(theirs) < _SHORTEST:
        return False
    if len(mine) == len(theirs):
        return sorted(mine) == sorted(theirs) and _near(mine, theirs)
    gone = (theirs[:n] + theirs[n + 1 :] for n in range(len(theirs)))
    return len(mine) + 1 == len(theirs) and mine in gone


def _hit(span: Span, meant: str | None, difference: Difference, confidence: Confidence) -> Hit:
    return Hit(
        span,
        because=f"the reference has “{meant}”" if meant else "no list of English has it",
        suggestion=meant,
        reference=difference.edit.reference,
        confidence=confidence,
    )


def not_a_word(analysis: Analysis, difference: Difference) -> bool:
    """Whether a difference is one small word that no list of English has, and a slip of one."""
    word = difference.candidate
    lone = word.isalpha() and word.islower() and len(word) >= _SHORTEST
    if not (lone and analysis.language == "en" and difference.edit.tie in _TIES):
        return False
    meant = any(_near(word, other) for other in _there(analysis, difference))
    return not _known(word) and (meant or (difference.suspect and _meant_another(word)))


def _meant_another(word: str) -> bool:
    """Whether an unknown word is a slip; of three letters or fewer it may be a unit or a name."""
    return len(word) > _SHORTEST and slip_of(word)


@lru_cache(maxsize=16384)
def slip_of(word: str) -> bool:
    """Whether one letter more, less, changed or swapped makes a common word: else it is foreign.

    >>> slip_of("goverment"), slip_of("formalmente")
    (True, False)
    """
    from harness.data.lexicon import commonness

    letters = "abcdefghijklmnopqrstuvwxyz"
    for n in range(len(word) + 1):
        head, tail = word[:n], word[n:]
        near = [head + letter + tail for letter in letters]
        near += [head + letter + tail[1:] for letter in letters if tail]
        near += [head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]]
        if any((commonness(form) or _COMMON + 1) <= _COMMON for form in near):
            return True
    return False


def _known(word: str) -> bool:
    from harness.data.lexicon import known

    return known(fold(word))


def _listed(word: str) -> bool:
    from harness.data.lexicon import proper_name

    return proper_name(word)


RULE = Rule(
    code="FRM151",
    name="misspelt-word",
    family="form",
    summary="misspelt beside the reference",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/spelling",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The [[goverment]] fell on Friday.",
            fixed="The government fell on Friday.",
            reference="The government fell on Friday.",
        ),
        Bad(
            marked="Prices [[incresaed]] again.",
            fixed="Prices increased again.",
            reference="Prices increased again.",
        ),
        Bad(
            marked="It was an [[unforgetable]] night.",
            fixed="It was an unforgettable night.",
            reference="It was an unforgettable night.",
        ),
        Bad(
            marked="It was a [[goo]] idea to build it here.",
            fixed="It was a good idea to build it here.",
            reference="It was a good idea to build it here.",
        ),
        Bad(
            marked="The council will repair the [[brigde]] before winter.",
            reference="The council means to mend the crossing before winter.",
        ),
    ),
    good=(
        Good(text="The colour faded.", reference="The color faded."),
        Good(text="He went from here.", reference="He went to the form."),
        Good(text="They trailed by two.", reference="They trained by two."),
        Good(text="Saraqib fell.", reference="Saraqeb fell."),
    ),
    doc=__doc__,
)
