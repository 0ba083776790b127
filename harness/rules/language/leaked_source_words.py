"""A stretch of the source's language inside a sentence of the translation.

Engines copy words they do not know, and a clause that was skipped stays as it was. What shows
it are the small words of the other language, several close together and none of them a word
here. In English a single word is told as well: by its being common in another language and
all but unknown in English ("comarca"), or by letters that English has not ("søkemåte").

Quiet on names and titles (mostly capitals), on quotations and italics that cite, on glosses
(in brackets, after "called") and on loan words (café, naïve); a paragraph wholly in the other
language belongs to `foreign-line`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from harness.analyse import Analysis
from harness.analyse.quotes import quoted
from harness.analyse.tokens import Token
from harness.data import has, languages, words, words_if_any
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_NEEDED = 3
# So many words may stand between two small ones of the same stretch.
_GAP = 2
_WHOLE = 0.7
# A word of four letters and more in lower case, none of whose letters is of another script.
_SHORTEST = 4
_LETTERS = r"[a-z\u00df-\u00f6\u00f8-\u024f]{4,}+"
_LATIN = re.compile(rf"{_LETTERS}\Z")
_SMALL = re.compile(rf"(?<![\w'’@/.#-]){_LETTERS}(?![\w'’@/#-]|\.\w)")
_GLOSSED = re.compile(
    r"(?:[(\[*_“\"‘«][^()\[\]\n”\"’»]{0,12}|\b(?:or|called|as|word|term|means|say)) ?\Z"
)
_GLOSS = re.compile(r"[*_”\"’»]{0,2},? [(\[]")
_PARTICLES = r"(?:(?:d[aeiou]s?|l[aeo]s?|el|et|y|e|van|von)[ \n]){0,2}"
_NAME_BEFORE = re.compile(rf"(?P<name>[^\W\d_a-z][\w’'-]*)[ \n](?:of[ \n])?{_PARTICLES}\Z")
_NAME_AFTER = re.compile(rf"[ \n]{_PARTICLES}[^\W\d_a-z]")
# So often in one text a foreign word is a term that the writer chose.
_TERM = 3


@cache
def _tell_tale(target: str) -> dict[str, frozenset[str]]:
    """Return, for each word that no text in `target` has, the languages it is a small word of."""
    own = words_if_any(target, "function_words")
    found: dict[str, set[str]] = {}
    for language in languages("function_words"):
        if language == target:
            continue
        for word in words(language, "function_words"):
            if word not in own and word not in _loans(target) and word.isalpha():
                found.setdefault(word, set()).add(language)
    return {word: frozenset(where) for word, where in found.items()}


@cache
def _loans(target: str) -> frozenset[str]:
    if target != "en":
        return frozenset()
    from harness.data.lexicon import commonness

    listed = {w for code in languages("function_words") for w in words(code, "function_words")}
    return frozenset(word for word in listed if (commonness(word) or 99) <= 50 or len(word) == 1)


def _check(analysis: Analysis) -> Iterable[Hit]:
    target = analysis.language
    if not has(target, "function_words"):
        return
    runs = tuple(_runs(analysis, target))
    yield from runs
    if target == "en":
        for hit in _single_words(analysis):
            place = bisect_right(runs, hit.span.start, key=_start)
            if not place or not runs[place - 1].span.covers(hit.span):
                yield hit


def _start(hit: Hit) -> int:
    return hit.span.start


def _runs(analysis: Analysis, target: str) -> Iterable[Hit]:
    """Yield stretches with several small words of another language."""
    known = _tell_tale(target)
    own = words(target, "function_words")
    for row in analysis.segment_tokens:
        marked = [place for place, token in enumerate(row) if token.text in known]
        if len(marked) < _NEEDED or len(marked) > _WHOLE * len(row):
            continue
        for stretch in _stretches(marked, row, known):
            first, last = stretch[0], stretch[-1]
            inside = row[first : last + 1]
            span = Span(inside[0].start, inside[-1].end)
            if _is_name(row, first, last, known) or _own_word(inside, own, stretch, row, known):
                continue
            low = quoted(analysis, span) or target != "en"
            yield Hit(
                span,
                because="small words of another language",
                confidence=Confidence.LOW if low else None,
            )


def _single_words(analysis: Analysis) -> Iterable[Hit]:
    """Yield small words that English has not; often used ones are terms."""
    seen = set().union(*analysis.segment_small)
    foreign = {word: because for word in seen if (because := _not_english(word))}
    if not foreign:
        return
    text = analysis.text
    row = [found for found in _SMALL.finditer(text) if found[0] in foreign]
    counts = Counter(found[0] for found in row)
    for found in row:
        span = Span(*found.span())
        if counts[found[0]] >= _TERM:
            continue
        before = max(0, span.start - 60)
        glossed = _GLOSSED.search(text, before, span.start) or _GLOSS.match(text, span.end)
        if glossed or _in_name(text, span):
            continue
        yield Hit(span, because=foreign[found[0]])


@lru_cache(maxsize=65536)
def _not_english(word: str) -> str | None:
    """Why a small word is none of English's: another language's, or with letters it has not."""
    from harness.data.foreign import language_of_word
    from harness.data.gazetteer import folded
    from harness.data.lexicon import known, lemmas

    if len(word) < _SHORTEST or not word.isalpha() or not _LATIN.match(word):
        return None
    if language := language_of_word(word):
        return f"a word of “{language}” that English has not"
    if word.isascii():
        return None
    # "café" is listed as "cafe": a loan word, or a word that both languages have.
    plain = folded(word)
    return None if known(plain) or lemmas(plain) else "no word of English"


def _in_name(text: str, span: Span) -> bool:
    """Whether a capital or a foreign small word stands beside: "Projet de développement"."""
    before = _NAME_BEFORE.search(text, max(0, span.start - 40), span.start)
    named = before is not None and before["name"].lower() not in words("en", "function_words")
    near = (
        text[max(0, span.start - 20) : span.start].split()[-1:]
        + text[span.end : span.end + 20].split()[:1]
    )
    return (
        named
        or _NAME_AFTER.match(text, span.end) is not None
        or any(word in _tell_tale("en") for word in near)
    )


def _stretches(
    marked: list[int], row: tuple[Token, ...], known: dict[str, frozenset[str]]
) -> Iterable[list[int]]:
    """Yield places of tell-tale words of one language, each near the one before."""
    run: list[int] = []
    shared: frozenset[str] = frozenset()
    for place in marked:
        here = known[row[place].text]
        both = shared & here
        if run and place - run[-1] - 1 <= _GAP and both:
            run.append(place)
            shared = both
            continue
        if len(run) >= _NEEDED and len({row[k].text for k in run}) > 1:
            yield run
        run, shared = [place], here
    if len(run) >= _NEEDED and len({row[k].text for k in run}) > 1:
        yield run


def _own_word(
    inside: tuple[Token, ...],
    own: frozenset[str],
    stretch: list[int],
    row: tuple[Token, ...],
    known: dict[str, frozenset[str]],
) -> bool:
    """Whether a small word of the target stands among them that is none of the other language."""
    shared = frozenset.intersection(*(known[row[place].text] for place in stretch))
    theirs = {word for code in shared for word in words(code, "function_words")}
    return any(token.text in own and token.text not in theirs for token in inside)


def _is_name(
    row: tuple[Token, ...], first: int, last: int, known: dict[str, frozenset[str]]
) -> bool:
    """Whether it is a name or a title: capitals between the small words, or right before them."""
    near = row[max(0, first - 1) : last + 2]
    full = [token for token in near if token.is_word and not token.text.islower()]
    lead = row[max(1, first - 3) : first]
    return len(full) >= 2 or any(t.capitalised and t.text.lower() in known for t in lead)


RULE = Rule(
    code="LAN802",
    name="leaked-source-words",
    family="language",
    summary="words of another language left in the sentence",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/untranslated",
    check=_check,
    bad=(
        Bad(marked="The mayor said [[que no se puede entrar en el]] port today."),
        Bad(marked="They waited [[und dann mit den anderen]] boats for the tide."),
        Bad(marked="The crew slept [[dans une salle pour les]] men of the port."),
        Bad(marked="The price of [[çimento]] has doubled since the storm."),
        Bad(marked="The [[ayuntamiento]] will mend the roof before winter."),
        Bad(marked="The [[répétition]] in the hall began at nine."),
        Bad(marked="Nobody saw the [[søkemåte]] of the crew again."),
    ),
    good=(
        Good(text="The Ministère de l'Éducation nationale et de la Recherche said no."),
        Good(text="He read El amor en los tiempos del cólera and Los de abajo."),
        Good(text="It was a fait accompli, a coup d'état and a tour de force."),
        Good(text="Der Hafen ist zu und die Boote warten auf die Flut.", language="de"),
        Good(text="The naïve owner of two cafés wrote a résumé and a cliché."),
        Good(text="The forex desk, the fintech firm and driverless trams; tests in vivo."),
        Good(text="The ayuntamiento (town hall) is shut, and the “comarca” is silent."),
        Good(text="They eat smørrebrød, called smørrebrød by all who love smørrebrød."),
        Good(text="The Assemblée générale voted; a bread (brød) was baked."),
        Good(text="De la Cruz and Van den Berg met Dos Santos at Las Palmas."),
    ),
    doc=__doc__,
)
