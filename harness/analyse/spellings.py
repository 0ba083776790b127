"""The spellings of an article's names, word by word, and which of them may be one name.

Only what may be a name is compared: a word of the language, a demonym and a word of three
letters say nothing by their spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from harness.analyse.names import ADDRESS, Name, stem
from harness.analyse.tokens import fold
from harness.data.gazetteer import ARTICLE, demonym_of, folded, sound_key
from harness.data.lexicon import known
from harness.data.people import first_name_gender
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

SHORTEST = 4
# A running number behind a name: "Yukagir-2".
_SERIAL = re.compile(r"(?<=[^\W\d_A-Z][^\W\d_A-Z])-\d+\Z")
_HYPHENED = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+-[^\W\d_a-z][^\W\d_A-Z]+")
# Long vowels, diphthongs and a last h, as Arabic, Persian and Cyrillic names are written in ours.
_VOWELS = (
    (re.compile(r"ee|iy|yi|y"), "i"), (re.compile(r"oo|ou|u"), "o"), (re.compile(r"ei"), "ai"),
    (re.compile(r"h\Z"), ""), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
# Shorter names are too near to each other for one letter to tell anything.
SHORTEST_APART = 5
# More spellings than this in one bucket share nothing but a common shape.
_CROWD = 12
# No name has more words, though a line in capitals may; and no word of a name more letters.
_BESIDE = 8
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a word of a name and every place of it.

    `partners` are the other words of its names, `offices` the titles before it, forms of address
    left out. `full` is the first name of several words that ends in it; `introduced` says that a
    known given name opens that.
    """

    written: str
    plain: str
    partners: frozenset[str]
    offices: frozenset[str]
    full: Name | None
    introduced: bool
    places: tuple[Span, ...]

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """Commoner spellings first, then those of a name in full, with accents, and the first.

        Who is named in full is named with care. Accents get lost on the way; none is gained.
        """
        return (
            -len(self.places),
            not self.introduced,
            -sum(letter > "\x7f" for letter in self.written),
            self.places[0].start,
        )


def spellings(analysis: Analysis) -> tuple[Spelling, ...]:
    """Return every spelling of a word that names are made of, by its folded form."""
    found: dict[str, list[tuple[Name, int, str]]] = defaultdict(list)
    for name in analysis.names:
        for place, word in enumerate(name.words):
            key, bare = _key(word.text)
            if key:
                found[key].append((name, place, bare))
    return tuple(_spelling(analysis, found[key]) for key in sorted(found))


def _spelling(analysis: Analysis, mentions: list[tuple[Name, int, str]]) -> Spelling:
    written = mentions[0][2]
    full = next((name for name, place, _ in mentions if 0 < place == len(name.words) - 1), None)
    return Spelling(
        written=written,
        plain=plain(written),
        partners=frozenset(
            folded(stem(other.text))
            for name, place, _ in mentions
            for other in (
                *name.words[max(0, place - _BESIDE) : place],
                *name.words[place + 1 : place + 1 + _BESIDE],
            )
        ),
        offices=frozenset(
            office
            for name, _, _ in mentions
            if name.title is not None
            and (office := fold(name.title.of(analysis.text)).split()[-1]) not in ADDRESS
        ),
        full=full,
        introduced=full is not None and first_name_gender(stem(full.words[0].text)) is not None,
        places=tuple(
            Span(name.words[place].start, name.words[place].start + len(bare))
            for name, place, bare in mentions
        ),
    )


@lru_cache(maxsize=65536)
def _key(word: str) -> tuple[str, str]:
    """The folded form of a word of a name and the word itself; empty for what tells nothing."""
    bare = _SERIAL.sub("", stem(word))
    if not bare[-1:].isalpha() or bare.isupper() or not plain(bare):
        return "", bare
    return unicodedata.normalize("NFC", fold(bare)), bare


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """The word as it is compared, without accents, apostrophes and article; empty for no name."""
    bare = ARTICLE.sub("", folded(word))
    if len(bare) < SHORTEST or known(bare) or demonym_of(word):
        return ""
    if " " in bare and _HYPHENED.fullmatch(word) is None:
        return ""
    if " " in bare:
        # "Roy-Delmas" is one name, "Spanish-American" two words.
        parts = bare.split()
        bare = "" if any(map(known, parts)) or min(map(len, parts)) < 3 else "".join(parts)
    return bare


@lru_cache(maxsize=16384)
def same_vowels(word: str) -> str:
    """The plain word with its vowels as any system of transliteration writes them.

    >>> same_vowels("khateeb") == same_vowels("khatib"), same_vowels("tayma")
    (True, 'taima')
    """
    for pattern, sound in _VOWELS:
        word = pattern.sub(sound, word)
    return word


def similar(found: tuple[Spelling, ...]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield (right, wrong) for every two spellings that sound or look alike, once."""
    buckets: dict[str, list[Spelling]] = defaultdict(list)
    for one in found:
        for key in _buckets(one.plain):
            buckets[key].append(one)
    seen: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        for one, other in combinations(bucket[:_CROWD], 2):
            pair = (one.written, other.written)
            if one is not other and pair not in seen:
                seen |= {pair, pair[::-1]}
                right, wrong = sorted((one, other), key=lambda spelling: spelling.rank)
                yield right, wrong


@lru_cache(maxsize=16384)
def _buckets(word: str) -> tuple[str, ...]:
    """The keys that a word shares with those that sound like it, or are a letter or a swap away."""
    if len(word) > _LONGEST:
        return (word,)
    found = ["=" + sound_key(word)]
    # Two words one letter apart are the same with one letter left out.
    found += [word[:place] + word[place + 1 :] for place in range(1, len(word))]
    found.append(word)
    if len(word) >= SHORTEST_APART:
        found.append("~" + word[0] + "".join(sorted(word)))
    return tuple(dict.fromkeys(found))
