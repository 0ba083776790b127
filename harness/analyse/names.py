"""Capitalised name sequences with their particles: "Hay'at Tahrir al-Sham", "Ursula van de Laar".

A capital proves a name only where nothing else asks for one. What opens a sentence, a quotation
or a bullet has to be no ordinary word, or to recur with its capital in mid-sentence; a heading in
title case and a line in capitals lend their capitals to everything, so that only what the rest of
the article knows as a name counts there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

_OPENERS = frozenset("\"'“‘«„‹:([•*…—–-")
_POSSESSIVES = ("'s", "’s", "'", "’")
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


def stem(word: str) -> str:
    """Return a word without its possessive ending.

    >>> stem("Idlib's"), stem("Paris’")
    ('Idlib', 'Paris')
    """
    if not word.endswith(_POSSESSIVES):
        return word
    for ending in _POSSESSIVES:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def names(analysis: Analysis) -> tuple[Name, ...]:
    """Return every name of the document, in order; months and days of the week are none."""
    found: dict[int, list[Name]] = {}
    shouted: list[int] = []
    for segment in analysis.segments:
        row = analysis.segment_tokens[segment.index]
        if caseless(row):
            shouted.append(segment.index)
            continue
        firsts = {span.start for span in analysis.segment_sentences[segment.index]}
        found[segment.index] = list(_in_segment(analysis, segment.index, row, firsts))
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
    ordinary = sum(_plain(token.text) for token in heavy[1:])
    return len(heavy) >= 3 and ordinary >= 2 and row[-1].text != "."


def _in_segment(
    analysis: Analysis, segment: int, row: tuple[Token, ...], firsts: set[int]
) -> Iterator[Name]:
    lists = _lists(analysis.language)
    openers = {entity.span.end for entity in analysis.entities if entity.quotes}
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


def _runs(text: str, row: tuple[Token, ...], lists: _Lists) -> Iterator[tuple[int, list[Token]]]:
    """Yield each run of capitalised words and the particles between, with its first place."""
    done, last = 0, len(row)
    for place, token in enumerate(row):
        # The cheapest question first: most words are small.
        if token.text.islower() or place < done:
            continue
        if not _capital(token) or fold(token.text) in lists.function:
            continue
        run, ahead = [token], place + 1
        while ahead < last and not run[-1].text.endswith(_POSSESSIVES):
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


def _untitled(run: list[Token], lists: _Lists) -> tuple[Span | None, list[Token]]:
    """Part the forms of address and offices before a name from the name itself."""
    cut = 0
    if fold(run[0].text) in ADDRESS and len(run) > 1:
        return Span(run[0].start, run[0].end), run[1:]
    for place, token in enumerate(run[:-1]):
        word = fold(token.text)
        if word in lists.titles or word.rpartition("-")[2] in lists.titles or _person(word):
            cut = place + 1
        elif not _plain(token.text) and not _of_a_country(token.text):
            break
    rest = run[cut:]
    if not cut or fold(rest[0].text) in lists.heads:
        return None, run
    # "General Assembly", "Supreme Leader", "Prime Minister": an office without a holder.
    if all(fold(token.text) in lists.titles or _plain(token.text) for token in rest):
        return None, run
    return Span(run[0].start, run[cut - 1].end), rest


def _undated(run: list[Token], lists: _Lists) -> list[Token]:
    """Take off months and days: "Khan Friday", "December"; "Black Friday" stays whole."""
    cut = len(run)
    while cut and fold(run[cut - 1].text) in lists.dates:
        cut -= 1
    if cut in (0, len(run)) or not any(_plain(token.text) for token in run[:cut]):
        return run[:cut]
    return run


def _known_again(analysis: Analysis, segment: int, proven: set[str]) -> Iterator[Name]:
    """Yield what the rest of the article knows as names from a line whose capitals mean nothing."""
    lists = _lists(analysis.language)
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


def _abbreviates(word: Token, stop: Token, lists: _Lists) -> bool:
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
        and _plain(word)
        and not _country(word)
    )


@cache
def _plain(word: str) -> bool:
    """Whether a word is one of the language without its capital (English data only)."""
    from harness.data import lexicon

    lower = fold(stem(word))
    return lexicon.known(lower) or all(map(lexicon.known, lower.split("-")))


@cache
def _country(word: str) -> bool:
    from harness.data.gazetteer import place_kind

    return place_kind(word) in ("country", "capital")


@cache
def _person(word: str) -> bool:
    """Whether an ordinary word says what somebody is: "Goalkeeper", "Frenchman"."""
    from harness.data.lexicon import kind_of_noun
    from harness.data.people import first_name_gender

    return "person" in kind_of_noun(word) and first_name_gender(word.capitalize()) is None


def _of_a_country(word: str) -> bool:
    """Whether a capitalised word reads like an adjective of a place: "French", "Syrian"."""
    return fold(word).endswith(("an", "ish", "ese", "ch", "i", "ek"))


@dataclass(frozen=True, slots=True)
class _Lists:
    """The word lists that finding names asks for, in one language."""

    function: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    heads: frozenset[str]
    dates: frozenset[str]


@cache
def _lists(language: str) -> _Lists:
    from harness.data import has, words

    def listed(code: str, name: str) -> frozenset[str]:
        return words(code, name) if has(code, name) else frozenset()

    return _Lists(
        function=listed(language, "function_words"),
        # Particles come with the names, whatever the language of the text.
        particles=frozenset(word for word in listed("en", "name_particles") if word.islower()),
        titles=listed(language, "titles"),
        heads=listed(language, "organisation_heads"),
        dates=listed(language, "months") | listed(language, "weekdays"),
    )
