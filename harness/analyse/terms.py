"""The user's own terms in a text: where they stand, in which form, and where one is missing.

English terms are met in their inflected forms: the last word, and the first of several, may
stand in any form of the same noun or verb ("ceasefires", "carried out"). Other languages are
compared as written. Hyphens and spaces are the same, a possessive 's does not count.
A term written with a capital letter is met with its capitals, or in a stretch all of capitals;
one in lower case is met in any case; `case = true` or `false` in the entry decides otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from harness.analyse import Analysis
from harness.analyse.tokens import fold, tokens
from harness.model.edit import Alignment, Tie
from harness.model.terms import Term, TermKind
from harness.model.text import Segment, Span
from harness.segment.scripts import has_unspaced

# Written without spaces between words: looked for as it stands.
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
# Longer than this, what stands opposite the reference's term is a rephrased passage.
_LONGEST_PLACE = 60
_RARE = 4


class Piece(NamedTuple):
    """A word, a part of a hyphenated word, a number or a mark."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a wording of an entry stands."""

    entry: int
    wording: str
    span: Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry that the source or the reference calls for in a segment that does not have it.

    `place` is where it should stand, as far as that is known, else the segment's end. `written`
    says that the wording stands there in other letters' case. `opposed` says that the
    reference does without the term too.
    """

    term: Term
    segment: Segment
    place: Span
    called: str
    by: str
    reference: Span | None = None
    written: str | None = None
    opposed: bool = False


class Index:
    """Wordings of many entries, met in one pass over a text."""

    def __init__(self, wordings: tuple[tuple[int, str, bool | None], ...], language: str) -> None:
        self.unspaced = tuple(item for item in wordings if has_unspaced(item[1]))
        self.spaced: dict[str, list[tuple[tuple[frozenset[str], ...], int, str, bool]]]
        self.spaced = defaultdict(list)
        for entry, wording, cased in wordings:
            if has_unspaced(wording):
                continue
            forms = tuple(_forms(wording, language))
            exact = any(map(str.isupper, wording)) if cased is None else cased
            for first in forms[0] if forms else ():
                self.spaced[first].append((forms, entry, wording, exact))
        for found in self.spaced.values():
            found.sort(key=lambda item: (-len(item[0]), item[2], item[1]))

    def uses(self, text: str, start: int, end: int, *, nested: bool = False) -> Iterator[Use]:
        """Yield what stands in a stretch of text: the longest at each place, or nested ones too."""
        for entry, wording, _ in self.unspaced:
            at = text.find(wording, start, end)
            while at >= 0:
                yield Use(entry, wording, Span(at, at + len(wording)))
                at = text.find(wording, at + len(wording), end)
        if not self.spaced:
            return
        row = pieces(text, start, end)
        at = 0
        while at < len(row):
            longest = 0
            for forms, entry, wording, exact in self.spaced.get(fold(row[at].text), ()):
                if len(forms) < longest and not nested:
                    break
                if _stands(forms, wording, row, at, exact=exact):
                    longest = max(longest, len(forms))
                    last = row[at + len(forms) - 1]
                    yield Use(entry, wording, Span(row[at].start, last.end))
            at += 1 if nested else longest or 1


@lru_cache(maxsize=32)
def index(wordings: tuple[tuple[int, str, bool | None], ...], language: str) -> Index:
    """Return the index of (entry, wording, whether case counts) triples, made once a run."""
    return Index(wordings, language)


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Return words, with hyphenated ones in parts and without a possessive, numbers and marks.

    >>> [piece.text for piece in pieces("a cease-fire's end.")]
    ['a', 'cease', 'fire', 'end', '.']
    """
    row: list[Piece] = []
    for token in tokens(text, start, end):
        if not token.is_word:
            row.append(Piece(token.start, token.end, token.text))
            continue
        word = _POSSESSIVE.sub("", token.text) or token.text
        at = token.start
        for part in _HYPHEN.split(word):
            if part:
                row.append(Piece(at, at + len(part), part))
            at += len(part) + 1
    return row


def _forms(wording: str, language: str) -> Iterator[frozenset[str]]:
    row = pieces(wording)
    for number, piece in enumerate(row):
        ends = number in (0, len(row) - 1)
        if language == "en" and ends and piece.text.isalpha():
            yield inflected(piece.text)
        else:
            yield frozenset((fold(piece.text),))


@lru_cache(maxsize=16384)
def inflected(word: str) -> frozenset[str]:
    """Return the forms of an English noun or verb, folded; an acronym has a plural and no more.

    >>> sorted(inflected("ceasefire")), sorted(inflected("NGO"))
    (['ceasefire', 'ceasefires'], ['ngo', 'ngos'])
    """
    from harness.data import words
    from harness.data.lexicon import lemmas, noun_forms, parts_of_speech, verb_forms

    low = fold(word)
    if len(word) > 1 and word.isupper():
        return frozenset((low, f"{low}s"))
    if low in words("en", "function_words"):
        return frozenset((low,))
    bases = lemmas(low)
    base = low if low in bases or not bases else bases[0]
    kinds = parts_of_speech(base)
    # A rare use as a verb does not make "numbered" a form of "number".
    noun, verb = kinds.get("n", -1), kinds.get("v", -1)
    found = {low}
    if (noun >= 0 and _RARE * noun >= verb) or not kinds:
        found |= noun_forms(base)
    if verb >= 0 and _RARE * verb >= noun:
        found |= verb_forms(base)
    return frozenset(found)


def _stands(
    forms: tuple[frozenset[str], ...], wording: str, row: list[Piece], at: int, *, exact: bool
) -> bool:
    stretch = row[at : at + len(forms)]
    if len(stretch) < len(forms):
        return False
    if any(fold(p.text) not in allowed for p, allowed in zip(stretch, forms, strict=True)):
        return False
    if not exact:
        return True
    if len(forms) > 1 and all(p.text.isupper() for p in stretch if p.text.isalpha()):
        return True  # a heading in capitals
    return all(_same_case(p.text, w.text) for p, w in zip(stretch, pieces(wording), strict=True))


def _same_case(found: str, wanted: str) -> bool:
    """Whether the letters that two forms of a word share stand in the same case.

    A small first letter may be a capital where a sentence begins.
    """
    pairs = list(zip(found, wanted, strict=False))
    if wanted[:1].islower() and found[:1].isupper() and not any(map(str.isupper, wanted)):
        pairs = pairs[1:]
    return all(a == b or a.lower() != b.lower() for a, b in pairs)


def forbidden_uses(analysis: Analysis) -> Iterator[tuple[Term, Use]]:
    """Yield each place of a forbidden wording that no wanted wording covers."""
    terms = analysis.terms.of(TermKind.FORBIDDEN, analysis.language)
    if not terms:
        return
    rows = [(n, w, term.cased) for n, term in enumerate(terms) for w in term.wordings]
    # What is asked for may contain what is forbidden: the longer wording decides.
    rows += [(-1, term.use, term.cased) for term in terms if term.use]
    for kind in (TermKind.REQUIRED, TermKind.KEEP):
        for term in analysis.terms.of(kind, analysis.language):
            rows += [(-1, wording, term.cased) for wording in term.wordings]
    table = index(tuple(rows), analysis.language)
    for segment in analysis.segments:
        uses = list(table.uses(analysis.text, segment.span.start, segment.span.end))
        wanted = [use.span for use in uses if use.entry < 0]
        for use in uses:
            if use.entry >= 0 and not any(span.covers(use.span) for span in wanted):
                yield terms[use.entry], use


def wanted(analysis: Analysis, kind: TermKind) -> Iterator[Wanted]:
    """Yield required or kept terms that source or reference have and the candidate does not."""
    terms = analysis.terms.of(kind, analysis.language)
    if not terms:
        return
    own = tuple((n, w, term.cased) for n, term in enumerate(terms) for w in term.wordings)
    loose = tuple((n, w, False) for n, w, _ in own if not _is_word(w))
    here = index(own, analysis.language)
    any_case = index(loose, analysis.language)
    source = _of_the_source(terms, analysis)
    aligned: dict[int, Alignment] | None = None
    for segment in analysis.segments:
        called = _called(analysis, segment, source, here)
        if not called:
            continue
        start, end = segment.span.start, segment.span.end
        text = analysis.text
        present = {use.entry for use in here.uses(text, start, end, nested=True)}
        other = {use.entry: use.span for use in any_case.uses(text, start, end, nested=True)}
        for entry, (words, by, place, opposed) in sorted(called.items()):
            if entry in present:
                continue
            if aligned is None:
                # A place is a span, and an empty span is false: ask for None.
                aligned = {one.segment: one for one in analysis.alignments if place is not None}
            spot = other.get(entry)
            opposite = _opposite(aligned.get(segment.index), place) if spot is None else spot
            yield Wanted(
                term=terms[entry],
                segment=segment,
                place=Span(end, end) if opposite is None else opposite,
                called=words,
                by=by,
                reference=place,
                written=terms[entry].wordings[0] if spot is not None else None,
                opposed=opposed,
            )


def _is_word(wording: str) -> bool:
    """Whether a wording without its capitals is a word of its own, as "who" is of "WHO"."""
    from harness.data.lexicon import known

    return " " not in wording and wording != wording.lower() and known(wording.lower())


def lacks_both(analysis: Analysis, kind: TermKind) -> str | None:
    """Return why terms of this kind cannot be looked for: neither source nor reference is there."""
    if not analysis.terms.of(kind, analysis.language):
        return None
    if any(part.source or part.has_reference for part in analysis.segments):
        return None
    return "no source and no reference to say where your terms belong"


_Called = dict[int, tuple[str, str, Span | None, bool]]


def _called(analysis: Analysis, segment: Segment, source: Index | None, here: Index) -> _Called:
    """Return what a segment calls for: entry → (words, by what, place in the reference)."""
    document = analysis.article.document
    found: _Called = {}
    reference = segment.references[0] if segment.references else None
    if reference is not None:
        text = document.references[0]
        for use in here.uses(text, reference.start, reference.end):
            found.setdefault(use.entry, (use.span.of(text), "reference", use.span, False))
    if source is not None and segment.source is not None and document.source is not None:
        text = document.source
        for use in source.uses(text, segment.source.start, segment.source.end):
            opposed = reference is not None
            found.setdefault(use.entry, (use.span.of(text), "source", None, opposed))
    return found


def _of_the_source(terms: tuple[Term, ...], analysis: Analysis) -> Index | None:
    document = analysis.article.document
    if document.source is None:
        return None
    language = (document.source_language or "").split("-")[0].lower()
    rows = []
    for number, term in enumerate(terms):
        if term.kind is TermKind.KEEP:
            rows += [(number, wording, term.cased) for wording in term.wordings]
        rows += [
            (number, wording, None)
            for tag, wording in term.sources
            if not tag or not language or tag.split("-")[0] == language
        ]
    return index(tuple(rows), language) if rows else None


def _opposite(alignment: Alignment | None, place: Span | None) -> Span | None:
    """Return what stands in the candidate where the reference has the term."""
    if alignment is None or place is None:
        return None
    touched = [
        number
        for number, edit in enumerate(alignment.edits)
        if len(edit.reference) and edit.reference.overlap(place) > 0
    ]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    # Words that answer to nothing, beside words that answer to the term, are part of its rendering.
    while first > 0 and alignment.edits[first - 1].tie is Tie.INSERTION:
        first -= 1
    while alignment.edits[last + 1 : last + 2] and alignment.edits[last + 1].tie is Tie.INSERTION:
        last += 1
    spans = [edit.candidate for edit in alignment.edits[first : last + 1]]
    full = [span for span in spans if len(span)] or spans
    start, end = min(s.start for s in full), max(s.end for s in full)
    return Span(start, end if end - start <= _LONGEST_PLACE else start)
