"""Phrases of several words of which only the contrary stands on the other side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from harness.analyse.tokens import straight
from harness.data import table
from harness.model.text import Span


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    listed = table("en", "reversing_phrases")
    return tuple((tuple(a.split(",")), tuple(b.split(","))) for a, b in listed.items())


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    known = {phrase for pair in _groups() for group in pair for phrase in group}
    either = "|".join(re.escape(p) for p in sorted(known, key=len, reverse=True))
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


def _said(text: str, place: Span) -> dict[str, list[Span]]:
    """Return the listed phrases of a stretch and where they stand."""
    found: dict[str, list[Span]] = {}
    for match in _phrases().finditer(straight(text), place.start, place.end):
        found.setdefault(match[0].lower(), []).append(Span(*match.span()))
    return found


def contraries(text: str, mine: Span, other: str, theirs: Span) -> Iterator[tuple[Span, Span]]:
    """Yield each English phrase whose contrary alone stands on the other side, and that one.

    >>> list(contraries("at most 4", Span(0, 9), "at least 4", Span(0, 10)))
    [(Span(start=0, end=7), Span(start=0, end=8))]
    """
    here, there = _said(text, mine), _said(other, theirs)
    if not here or not there:
        return
    for pair in _groups():
        for own, contrary in (pair, pair[::-1]):
            a = [span for phrase in own for span in here.get(phrase, ())]
            b = [span for phrase in contrary for span in there.get(phrase, ())]
            kept = any(phrase in there for phrase in own) or any(p in here for p in contrary)
            if len(a) == len(b) == 1 and not kept:
                yield a[0], b[0]
