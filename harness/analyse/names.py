"""Capitalised name sequences with their particles: "Hay'at Tahrir al-Sham", "Ursula van de Laar"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis


@dataclass(frozen=True, slots=True)
class Name:
    """A sequence of capitalised words, particles between them included.

    `words` are its tokens; `opens_sentence` says that its first capital proves nothing.
    """

    span: Span
    words: tuple[Token, ...]
    segment: int
    opens_sentence: bool

    def of(self, text: str) -> str:
        """Return the name as written, without a possessive ending."""
        return stem(self.span.of(text))


def stem(word: str) -> str:
    """Return a word without its possessive ending.

    >>> stem("Idlib's"), stem("Paris’")
    ('Idlib', 'Paris')
    """
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def names(analysis: Analysis) -> tuple[Name, ...]:
    """Return every name of the document, in order."""
    from harness.data import has, words

    language = analysis.language
    particles = words("en", "name_particles") if has("en", "name_particles") else frozenset()
    function = words(language, "function_words") if has(language, "function_words") else frozenset()
    found: list[Name] = []
    for segment, starts in zip(analysis.segments, analysis.segment_sentences, strict=True):
        firsts = {span.start for span in starts}
        found += _in_segment(
            analysis.segment_tokens[segment.index], segment.index, firsts, particles, function
        )
    return tuple(found)


def _in_segment(
    row: tuple[Token, ...],
    segment: int,
    firsts: set[int],
    particles: frozenset[str],
    function: frozenset[str],
) -> list[Name]:
    found: list[Name] = []
    run: list[Token] = []

    def close() -> None:
        while run and not _capital(run[-1]):
            run.pop()
        if run and not (len(run) == 1 and fold(run[0].text) in function):
            opens = _opens(row, run[0], firsts)
            found.append(Name(Span(run[0].start, run[-1].end), tuple(run), segment, opens))
        run.clear()

    previous: Token | None = None
    for token in row:
        adjacent = previous is not None and token.start - previous.end == 1
        if _capital(token) and not (not run and fold(token.text) in function):
            if run and not adjacent:
                close()
            run.append(token)
        elif run and adjacent and token.is_word and fold(token.text) in particles:
            run.append(token)
        else:
            close()
        if run and stem(token.text) != token.text:
            close()
        previous = token
    close()
    return found


def _capital(token: Token) -> bool:
    """A capital first, or after a lower-case article clitic: "al-Assad", "d'Estaing"."""
    if not token.is_word:
        return False
    first, _, rest = token.text.replace("’", "-").replace("'", "-").partition("-")
    return first[:1].isupper() or (len(first) <= 3 and first.islower() and rest[:1].isupper())


def _opens(row: tuple[Token, ...], first: Token, firsts: set[int]) -> bool:
    if first.start in firsts:
        return True
    before = [token for token in row if token.end <= first.start]
    return bool(before) and before[-1].kind == "mark" and before[-1].text in "\"'“‘«„:(["
