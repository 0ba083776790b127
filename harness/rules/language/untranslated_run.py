"""Several words in a row that stand in the segment as they stand in its source.

Engines copy what they cannot read: a clause, a name of a thing, half a line. With the source
beside it no list of foreign words is needed: the run is there, word for word.

A run without one small word of the source's language is a term of a trade or a command, and one in
a source of another script was foreign there: their confidence is low.

Quiet on names, figures and code, on words that are the target language's own (a quotation in the
source, a term in both languages), and on fewer than three words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.language import script_of
from harness.analyse.names import stem
from harness.analyse.source_figures import source_language
from harness.analyse.tokens import Token, fold
from harness.data import words_if_any
from harness.data.lexicon import known
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_RUN = 3
# A copied run of this share of words that the target language has is the target language's.
_OWN = 0.34


def _check(analysis: Analysis) -> Iterable[Hit]:
    for segment, row, answer in zip(
        analysis.segments, analysis.segment_tokens, analysis.source_tokens, strict=True
    ):
        if segment.source is None:
            continue
        theirs = [t.text for t in answer]
        known_runs = {tuple(theirs[n : n + _RUN]) for n in range(len(theirs) - _RUN + 1)}
        for run in _runs(row, known_runs):
            if len(run) < len([t for t in row if t.is_word]) and _foreign(run, analysis.language):
                yield Hit(
                    Span(run[0].start, run[-1].end),
                    because="the source has just these words",
                    confidence=_surety(run, answer, source_language(analysis, segment.source)),
                )


def _surety(run: list[Token], source: tuple[Token, ...], language: str) -> Confidence:
    """Return how sure a run is: commands and terms of a trade have no small words.

    In a source of another script the run was foreign already.
    """
    small = words_if_any(language, "function_words")
    plain = not small or any(fold(token.text) in small for token in run)
    own = script_of(" ".join(token.text for token in source)) is None
    return Confidence.MEDIUM if plain and own else Confidence.LOW


def _runs(row: tuple[Token, ...], theirs: set[tuple[str, ...]]) -> Iterator[list[Token]]:
    """Yield the longest runs of small words of which every three are in the source so."""
    run: list[Token] = []
    for n in range(len(row) - _RUN + 1):
        window = row[n : n + _RUN]
        small = all(token.is_word and token.text.islower() for token in window)
        if small and tuple(token.text for token in window) in theirs:
            run = [*run, window[-1]] if run else list(window)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _foreign(run: list[Token], language: str) -> bool:
    own = words_if_any(language, "function_words")
    mine = [
        fold(token.text) in own or (language == "en" and known(stem(token.text))) for token in run
    ]
    return bool(own) and sum(mine) <= _OWN * len(mine)


RULE = Rule(
    code="LAN805",
    name="untranslated-run",
    family="language",
    summary="words left as they are in the source",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/untranslated",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="The harbour is closed, [[die meisten boote warten]] outside.",
            source="Der Hafen ist zu, die meisten boote warten draußen.",
        ),
        Bad(
            marked="He said that [[los vecinos siguen esperando]] for water.",
            source="Dijo que los vecinos siguen esperando el agua.",
        ),
        Bad(
            marked="They went home [[après une longue attente]] in the rain.",
            source="Ils sont rentrés après une longue attente sous la pluie.",
        ),
    ),
    good=(
        Good(
            text="The port is closed and the boats wait.",
            source="Der Hafen ist zu und die Boote warten.",
        ),
        Good(
            text="He wrote “to be or not to be” on the wall.",
            source="Er schrieb „to be or not to be“ an die Wand.",
        ),
        Good(
            text="Anna de la Torre lives in Rio de Janeiro.",
            source="Anna de la Torre vive en Rio de Janeiro.",
        ),
        Good(text="It grew in vitro and in vivo.", source="Es wuchs in vitro und in vivo."),
    ),
    doc=__doc__,
)
