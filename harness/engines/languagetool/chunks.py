"""Texts that are sent together, and the matches of each told apart again."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.engines.languagetool.match import Match
from harness.engines.languagetool.server import START_S
from harness.model.text import Span

_GAP = "\n\n"  # ends a paragraph for LanguageTool, so no sentence runs from one text into the next
_LEAST = 2000  # characters: below, a request costs more than what is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is asked at once, and how long an answer may take.

    Every request costs the server some 6 ms beside its text: 500 paragraphs of 29 words took 8.8 s
    of processor time with twenty a request and 5.8 s with a hundred. More threads than cores only
    make it load its rules once more. A public server takes 20,000 characters at most. The first
    answer in a language waits for its dictionaries: German's took over 60 s on a busy machine.

    `many` is the number of characters from which a server of our own looks for no suggestions
    before it is asked for them: of 1,000 paragraphs, four fifths of the time went into words that
    names of people might be misspellings of. A second server then answers the few questions left,
    which is not worth its start for less.
    """

    texts: int = 50
    characters: int = 16_000
    many: int = 60_000
    requests: int = min(4, os.cpu_count() or 1)
    answer_s: float = 120.0
    start_s: float = START_S


@dataclass(frozen=True, slots=True)
class Chunk:
    """Texts sent together, and where each starts."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]

    @property
    def text(self) -> str:
        """What is sent."""
        return _GAP.join(self.texts)


def chunked(texts: Sequence[str], limits: Limits) -> list[Chunk]:
    """Return the texts in order, as many together as the limits allow, and some for each thread."""
    share = -(-sum(len(text) + len(_GAP) for text in texts) // limits.requests)
    most = min(limits.characters, max(_LEAST, share))
    chunks: list[Chunk] = []
    first, starts, size = 0, list[int](), 0
    for place, text in enumerate(texts):
        full = len(starts) >= limits.texts or size + len(text) > most
        if starts and full:
            chunks.append(Chunk(tuple(texts[first:place]), tuple(starts)))
            first, starts, size = place, [], 0
        starts.append(size)
        size += len(text) + len(_GAP)
    if starts:
        chunks.append(Chunk(tuple(texts[first:]), tuple(starts)))
    return chunks


def apart(matches: tuple[Match, ...], chunk: Chunk) -> tuple[tuple[Match, ...], ...]:
    """Return the matches of each text of a chunk; one that reaches into the next is left out."""
    rows: list[list[Match]] = [[] for _ in chunk.starts]
    ends = tuple(s + len(t) for s, t in zip(chunk.starts, chunk.texts, strict=True))
    for match in matches:
        place = bisect_right(chunk.starts, match.span.start) - 1
        if match.span.end <= ends[place]:
            start = chunk.starts[place]
            span = Span(match.span.start - start, match.span.end - start)
            rows[place].append(replace(match, span=span))
    return tuple(tuple(row) for row in rows)
