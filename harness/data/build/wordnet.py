"""wordnet_*.txt: WordNet's words, senses and relations without its definitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from harness.data.build.sources import Sources, write_table

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_SENSES = 8

SOURCE = (
    "Source: WordNet 3.0 (Debian package wordnet-base 1:3.0-37), Princeton University.",
    "Licence: WordNet 3.0 licence, permissive with notice; see licences/LICENSE-WordNet.txt.",
)

# Roots whose hyponyms make a kind of noun, by (lemma, sense number).
KINDS = {
    "p": (("person", 1), ("people", 1)),
    "o": (
        ("organization", 1), ("court", 1), ("legislature", 1), ("government", 1),
        ("administration", 2), ("jury", 1), ("council", 1), ("crew", 1), ("press", 2),
    ),
    "l": (
        ("location", 1), ("geological_formation", 1), ("body_of_water", 1), ("structure", 1),
        ("land", 4), ("way", 6), ("island", 1),
    ),
    "t": (("time_period", 1), ("time_unit", 1), ("point", 6)),
    "u": (("unit_of_measurement", 1),),
    "e": (("event", 1),),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """One relation of a synset or, where `source` and `target` are not 0, of a word in it."""

    symbol: str
    synset: str
    source: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Synset:
    """One meaning: its part of speech, words, relations and definition."""

    key: str
    pos: str
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    gloss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordNet:
    """The whole database: synsets by key, and each (word, part of speech)'s senses in order."""

    synsets: dict[str, Synset]
    senses: dict[tuple[str, str], tuple[str, ...]]
    counts: dict[tuple[str, str, int], int]


def read_wordnet(sources: Sources) -> WordNet:
    """WordNet as records; FileNotFoundError where it is not installed."""
    synsets = {synset.key: synset for synset in _read_synsets(sources.wordnet)}
    return WordNet(
        synsets=synsets,
        senses=dict(_read_index(sources.wordnet)),
        counts=_read_counts(sources.wordnet),
    )


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8", errors="strict").split("\n"):
        if line and not line.startswith("  "):  # the licence is indented
            yield line


def _read_synsets(folder: Path) -> Iterator[Synset]:
    for pos, name in FILES.items():
        for line in _lines(folder / f"data.{name}"):
            data, _, gloss = line.partition(" | ")
            fields = data.split()
            count = int(fields[3], 16)
            words = [fields[4 + 2 * i].partition("(")[0].lower() for i in range(count)]
            at = 4 + 2 * count
            pointers = []
            for i in range(int(fields[at])):
                symbol, offset, target_pos, places = fields[at + 1 + 4 * i : at + 5 + 4 * i]
                pointers.append(
                    Pointer(
                        symbol=symbol,
                        synset=target_pos.replace("s", "a") + offset,
                        source=int(places[:2], 16),
                        target=int(places[2:], 16),
                    )
                )
            yield Synset(
                key=pos + fields[0], pos=pos, words=tuple(words),
                pointers=tuple(pointers), gloss=gloss.strip(),
            )  # fmt: skip


def _read_index(folder: Path) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    for pos, name in FILES.items():
        for line in _lines(folder / f"index.{name}"):
            fields = line.split()
            senses = int(fields[2])
            yield (fields[0], pos), tuple(pos + offset for offset in fields[-senses:])


def _read_counts(folder: Path) -> dict[tuple[str, str, int], int]:
    """How often each (word, part of speech, sense number) is tagged in WordNet's corpora."""
    counts: dict[tuple[str, str, int], int] = {}
    for line in _lines(folder / "cntlist.rev"):
        key, number, count = line.split()
        word, _, rest = key.partition("%")
        counts[word, "nvara"[int(rest[0]) - 1], int(number)] = int(count)
    return counts


def _short_keys(net: WordNet) -> dict[str, str]:
    """A short name for each synset: its part of speech and a number in base 36."""
    short = {}
    for number, key in enumerate(sorted(net.synsets)):
        digits, rest = "", number
        while rest or not digits:
            rest, digit = divmod(rest, 36)
            digits = LETTERS[digit] + digits
        short[key] = key[0] + digits
    return short


def kinds_of_synsets(net: WordNet) -> dict[str, str]:
    """Each noun synset's kinds, from the closure of hyponyms below the roots."""
    below: dict[str, list[str]] = defaultdict(list)
    for synset in net.synsets.values():
        for pointer in synset.pointers:
            if pointer.symbol in ("@", "@i"):
                below[pointer.synset].append(synset.key)
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind, roots in KINDS.items():
        todo = [net.senses[word, "n"][sense - 1] for word, sense in roots]
        while todo:
            key = todo.pop()
            if kind not in kinds[key]:
                kinds[key].add(kind)
                todo += below[key]
    return {key: "".join(sorted(found)) for key, found in kinds.items()}


def _lemma_entries(net: WordNet, short: dict[str, str]) -> dict[str, str]:
    by_word: dict[str, list[str]] = defaultdict(list)
    for (word, pos), keys in net.senses.items():
        senses = [
            f"{short[key][1:]}:{net.counts.get((word, pos, number), 0) or ''}".rstrip(":")
            for number, key in enumerate(keys[:MOST_SENSES], 1)
        ]
        by_word[word].append(pos + ",".join(senses))
    return {word.replace("_", " "): "\t".join(parts) for word, parts in by_word.items()}


def _synset_entries(net: WordNet, short: dict[str, str]) -> dict[str, str]:
    kinds = kinds_of_synsets(net)
    entries = {}
    for synset in net.synsets.values():
        above, similar, opposite = set(), set(), set()
        for pointer in synset.pointers:
            if pointer.symbol in ("@", "@i"):
                above.add(short[pointer.synset])
            elif pointer.symbol in ("&", "$"):
                similar.add(short[pointer.synset])
            elif pointer.symbol == "!":
                opposite.add(short[pointer.synset])
        fields = (
            kinds.get(synset.key, ""),
            *(",".join(sorted(s)) for s in (above, similar, opposite)),
        )
        if any(fields):
            entries[short[synset.key]] = ";".join(fields)
    return entries


def lexical_links(net: WordNet, symbols: str) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """(word, part of speech) → the words that these lexical pointers lead to."""
    links: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for synset in net.synsets.values():
        for pointer in synset.pointers:
            if pointer.symbol in symbols and pointer.source:
                other = net.synsets[pointer.synset]
                links[synset.words[pointer.source - 1], synset.pos].add(
                    (other.words[pointer.target - 1], other.pos)
                )
    return links


def _link_entries(net: WordNet) -> dict[str, str]:
    opposites = lexical_links(net, "!")
    derived = lexical_links(net, "+\\<")
    entries: dict[str, list[str]] = defaultdict(list)
    for word, pos in sorted(opposites.keys() | derived.keys()):
        if "_" in word and (word, pos) not in opposites:
            continue
        fields = [
            ",".join(
                sorted(f"{other}/{p}" for other, p in found.get((word, pos), ()) if other != word)
            )
            for found in (opposites, derived)
        ]
        if any(fields):
            entries[word].append(f"{pos}{fields[0]};{fields[1]}")
    return {word.replace("_", " "): "\t".join(parts) for word, parts in entries.items()}


def _irregular_entries(sources: Sources) -> dict[str, str]:
    entries: dict[str, set[str]] = defaultdict(set)
    for pos, name in FILES.items():
        for line in _lines(sources.wordnet / f"{name}.exc"):
            form, *lemmas = line.split()
            entries[form.replace("_", " ")] |= {
                f"{lemma}/{pos}" for lemma in lemmas if lemma != form
            }
    return {form: ",".join(sorted(found)) for form, found in entries.items() if found}


def build(sources: Sources, net: WordNet) -> tuple[Path, ...]:
    """The written wordnet_words, wordnet_synsets, wordnet_links and irregular_forms files."""
    short = _short_keys(net)
    return (
        write_table("en", "wordnet_words", (
            "Key: lemma; fields: part of speech (n v a r), then its synsets, commonest first,",
            f"at most {MOST_SENSES}, each with its count in tagged text.", *SOURCE,
        ), _lemma_entries(net, short)),
        write_table("en", "wordnet_synsets", (
            "Key: synset; kinds of noun (p person, o organisation, l place, t time, u unit,",
            "e event); synsets above it; similar ones; opposite ones.", *SOURCE,
        ), _synset_entries(net, short)),
        write_table("en", "wordnet_links", (
            "Key: lemma; fields: part of speech, its antonyms; its derived forms",
            "and pertainyms, each with its part of speech.", *SOURCE,
        ), _link_entries(net)),
        write_table("en", "irregular_forms", (
            "Key: inflected form that no rule explains; value: its base forms.", *SOURCE,
        ), _irregular_entries(sources)),
    )  # fmt: skip
