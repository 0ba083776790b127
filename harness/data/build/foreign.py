"""foreign_words.txt: words that are common in another language and that English does not use.

Counted in subtitles, news, books, encyclopedias and the web: a word is kept where one language has
it at least once in a million words and English not even a thirtieth as often, and where no list of
English has it. Frequencies are Zipf's: the logarithm of how often in a thousand million words.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from harness.data.build.sources import write_table
from harness.data.lexicon import known, lemmas, proper_name

LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "pt", "tr")
SHORTEST = 4
# Once in a million; in English at most once in ten million, and thirty times less than there.
_COMMON, _RARE, _APART = 3.0, 2.0, 1.5

HEADER = (
    "Key: word; value: the languages that have it, the one that has it most often first.",
    "Source: wordfreq 3.1.1 (PyPI) by Robyn Speer; its data from Wikipedia, OpenSubtitles,",
    "SUBTLEX, Google Books, NewsCrawl, OSCAR and others.",
    "Licence: CC BY-SA 4.0; this table CC BY-SA 4.0, see licences/LICENSE-wordfreq.txt.",
)


def build() -> Path:
    """The written table."""
    english = _frequencies("en")
    found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for language in LANGUAGES:
        for word, often in _frequencies(language).items():
            apart = often - english.get(word, 0.0)
            if often >= _COMMON and english.get(word, 0.0) <= _RARE and apart >= _APART:
                found[word].append((-often, language))
    rows = {
        word: ",".join(language for _, language in sorted(places))
        for word, places in found.items()
        if _fit(word)
    }
    return write_table("world", "foreign_words", HEADER, rows)


def _fit(word: str) -> bool:
    """Whether it is a small word of letters that no list of English has, as a name or otherwise."""
    plain = len(word) >= SHORTEST and word.isalpha() and word == word.lower()
    return plain and not (known(word) or lemmas(word) or proper_name(word.capitalize()))


def _frequencies(language: str) -> Mapping[str, float]:
    """The Zipf frequency of each word of a language; the file has a row for each hundredth."""
    import msgpack

    spec = find_spec("wordfreq")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the build needs the Python package wordfreq 3.1.1")
    folder = Path(next(iter(spec.submodule_search_locations))) / "data"
    path = folder / f"large_{language}.msgpack.gz"
    path = path if path.is_file() else folder / f"small_{language}.msgpack.gz"
    _, *rows = msgpack.loads(gzip.decompress(path.read_bytes()))
    return {word: (900 - step) / 100 for step, row in enumerate(rows) for word in row}
