"""Capitalised name sequences with their particles: "Hay'at Tahrir al-Sham", "Ursula van de Laar".

A capital proves a name only where nothing else asks for one. What opens a sentence, a quotation
or a bullet has to be no ordinary word, or to recur with its capital in mid-sentence; a heading in
title case and a line in capitals lend their capitals to everything, so that only what the rest of
the article knows as a name counts there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.analyse.name_words import (
    POSSESSIVES,
    Lists,
    is_country,
    is_person,
    is_plain,
    lists_of,
    reads_as_demonym,
)
from harness.analyse.name_words import stem as stem
from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

_OPENERS = frozenset("\"'“‘«„‹:([•*…—–-")
# Short forms whose full stop ends no sentence when a capital follows.
_ABBREVIATED = frozenset({"st", "ste", "mt", "ft"})
# Forms of address, which are never the first word of anything but a person's name.
ADDRESS = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "sen", "rep", "gov"}
)
_CASELESS_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Name:
    """A sequence of capitalised words, particles between them included.

    `words` are its tokens; `opens_sentence` says that its first capital proves nothing. `title`
    covers the forms of address and offices that stand before it and are no part of it.
    """

    span: Span
    words: tuple[Token, ...]
    segment: int
    opens_sentence: bool
    title: Span | None = None

    def of(self, text: str) -> str:
        """Return the name as written, without a possessive ending."""
        return stem(self.span.of(text))


def names(analysis: Analysis) -> tuple[Name, ...]:
    """Return every name of the document, in order; months and days of the week are none."""
    # Once for all segments: what an entity that stands for a quotation mark opens.
    openers = frozenset(entity.span.end for entity in analysis.entities if entity.quotes)
    found: dict[int, list[Name]] = {}
    shouted: list[int] = []
    for segment in analysis.segments:
        row = analysis.segment_tokens[segment.index]
        if caseless(row):
            shouted.append(segment.index)
            continue
        firsts = {span.start for span in analysis.segment_sentences[segment.index]}
        found[segment.index] = list(_in_segment(analysis, segment.index, row, firsts, openers))
    proven = {
        word.text
        for row in found.values()
        for name in row
        for word in (name.words[1:] if name.opens_sentence else name.words)
    }
    for index in shouted:
        found[index] = list(_known_again(analysis, index, proven))
    return tuple(
        name
        for index in sorted(found)
        for name in found[index]
        if not name.opens_sentence or not _ordinary(name, proven)
    )


def caseless(row: tuple[Token, ...]) -> bool:
    """Whether capitals mean nothing in a segment: title case, or capitals throughout."""
    heavy = [token for token in row if token.kind == "word" and len(token.text) > 3]
    first = next((token for token in row if token.kind == "word"), None)
    if len(heavy) < 2 or first is None or not first.text[0].isupper():
        return False
    capitals = sum(token.text[0].isupper() for token in heavy)
    if capitals < _CASELESS_SHARE * len(heavy):
        return False
    if sum(token.text.isupper() for token in heavy) >= _CASELESS_SHARE * len(heavy):
        return True
    # A list of names is all capitals as well, but then its words are no ordinary ones.
    ordinary = sum(is_plain(token.text) for token in heavy[1:])
    return len(heavy) >= 3 and ordinary >= 2 and row[-1].text != "."


def _in_segment(
    analysis: Analysis,
    segment: int,
    row: tuple[Token, ...],
    firsts: set[int],
    openers: frozenset[int],
) -> Iterator[Name]:
    lists = lists_of(analysis.language)
    for place, run in _runs(analysis.text, row, lists):
        opens = run[0].start in firsts or (
            place > 0 and (row[place - 1].text in _OPENERS or row[place - 1].end in openers)
        )
        title, rest = _untitled(run, lists)
        rest = rest if title is not None else _undated(rest, lists)
        if rest:
            # A title takes the capital that opens the sentence upon itself.
            yield Name(
                Span(rest[0].start, rest[-1].end),
                tuple(rest),
                segment,
                opens and title is None,
                title,
            )


def _runs(text: str, row: tuple[Token, ...], lists: Lists) -> Iterator[tuple[int, list[Token]]]:
    """Yield each run of capitalised words and the particles between, with its first place."""
    done, last = 0, len(row)
    for place, token in enumerate(row):
        # The cheapest question first: most words are small.
        if token.text.islower() or place < done:
            continue
        if not _capital(token) or fold(token.text) in lists.function:
            continue
        run, ahead = [token], place + 1
        while ahead < last and not run[-1].text.endswith(POSSESSIVES):
            token = row[ahead]
            if token.text == "." and _abbreviates(run[-1], token, lists):
                if ahead + 1 < last and _capital(row[ahead + 1]):
                    ahead += 1
                    continue
                break
            gap = token.start - row[ahead - 1].end
            if gap != 1 and not (1 < gap < 4 and text[token.start - gap : token.start].isspace()):
                break
            if not _capital(token) and not (
                token.kind == "word" and fold(token.text) in lists.particles
            ):
                break
            run.append(token)
            ahead += 1
        while not _capital(run[-1]):
            run.pop()
        yield place, run
        done = ahead


def _untitled(run: list[Token], lists: Lists) -> tuple[Span | None, list[Token]]:
    """Part the forms of address and offices before a name from the name itself."""
    cut = 0
    if fold(run[0].text) in ADDRESS and len(run) > 1:
        return Span(run[0].start, run[0].end), run[1:]
    for place, token in enumerate(run[:-1]):
        word = fold(token.text)
        if word in lists.titles or word.rpartition("-")[2] in lists.titles or is_person(word):
            cut = place + 1
        elif not is_plain(token.text) and not reads_as_demonym(token.text):
            break
    rest = run[cut:]
    if not cut or fold(rest[0].text) in lists.heads:
        return None, run
    # "General Assembly", "Supreme Leader", "Prime Minister": an office without a holder.
    if all(fold(token.text) in lists.titles or is_plain(token.text) for token in rest):
        return None, run
    return Span(run[0].start, run[cut - 1].end), rest


def _undated(run: list[Token], lists: Lists) -> list[Token]:
    """Take off months and days: "Khan Friday", "December"; "Black Friday" stays whole."""
    cut = len(run)
    while cut and fold(run[cut - 1].text) in lists.dates:
        cut -= 1
    if cut in (0, len(run)) or not any(is_plain(token.text) for token in run[:cut]):
        return run[:cut]
    return run


def _known_again(analysis: Analysis, segment: int, proven: set[str]) -> Iterator[Name]:
    """Yield what the rest of the article knows as names from a line whose capitals mean nothing."""
    lists = lists_of(analysis.language)
    shouting = {word.upper(): word for word in proven}
    for _, run in _runs(analysis.text, analysis.segment_tokens[segment], lists):
        part: list[Token] = []
        for token in (*run, None):
            known = token is not None and (
                stem(token.text) in proven or stem(token.text) in shouting
            )
            if token is not None and (known or (part and not _capital(token))):
                part.append(token)
                continue
            while part and not _capital(part[-1]):
                part.pop()
            if part:
                span = Span(part[0].start, part[-1].end)
                yield Name(span, tuple(part), segment, opens_sentence=True)
            part = []


def _capital(token: Token) -> bool:
    """A capital first, or after a lower-case article clitic: "al-Assad", "d'Estaing"."""
    word = token.text
    if token.kind != "word":
        return False
    if word[0].isupper():
        return True
    if not ("-" in word or "'" in word or "’" in word):
        return False
    first, _, rest = word.replace("’", "-").replace("'", "-").partition("-")
    return len(first) <= 3 and first.islower() and rest[:1].isupper()


def _abbreviates(word: Token, stop: Token, lists: Lists) -> bool:
    """Whether a full stop belongs to the word before it: an initial, "St.", "Gen."."""
    text = word.text
    if stop.start != word.end:
        return False
    return len(text) == 1 or (
        len(text) <= 4
        and (fold(text) in lists.titles or fold(text) in ADDRESS or fold(text) in _ABBREVIATED)
    )


def _ordinary(name: Name, proven: set[str]) -> bool:
    """Whether a capital that opens a sentence is all that makes this a name."""
    word = stem(name.words[0].text)
    return (
        len(name.words) == 1
        and name.title is None
        and word not in proven
        and is_plain(word)
        and not is_country(word)
    )
