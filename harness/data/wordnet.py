"""How two English words are related, from WordNet: alike, opposite, broader, narrower.

Only the senses that a word is commonly used in count: with all of them, everything is related
to everything. A sense counts when it is among the first few of its part of speech, or bears a
fair share of the word's tagged uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from harness.data.inflection import base_forms, senses
from harness.data.sorted_lines import open_table

FIRST_SENSES = 4
FIRST_SENSES_OF_KIND = 3
FAIR_SHARE = 0.1


class Relation(Enum):
    """How one word stands to another; read `relation(a, b)` as "b is … of a"."""

    SAME_LEMMA = "same lemma"
    SYNONYM = "synonym"
    DERIVED = "derived"
    ANTONYM = "antonym"
    BROADER = "broader"
    NARROWER = "narrower"
    SIBLING = "sibling"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A synset: kinds of noun it is below, and the synsets above, like and opposite to it."""

    kinds: str
    above: tuple[str, ...]
    similar: tuple[str, ...]
    opposite: tuple[str, ...]


EMPTY = Node(kinds="", above=(), similar=(), opposite=())


@lru_cache(maxsize=32768)
def node(synset: str) -> Node:
    """The record of a synset; an empty one where nothing is known of it."""
    line = open_table("en", "wordnet_synsets").get(synset)
    if line is None:
        return EMPTY
    kinds, *fields = line.split(";")
    above, similar, opposite = (tuple(f.split(",")) if f else () for f in fields)
    return Node(kinds=kinds, above=above, similar=similar, opposite=opposite)


@lru_cache(maxsize=32768)
def links(base: str, pos: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The direct antonyms of a base form, and its derived forms as (base form, pos)."""
    line = open_table("en", "wordnet_links").get(base)
    for field in line.split("\t") if line else ():
        if field[0] == pos:
            opposite, _, derived = field[1:].partition(";")
            return (
                frozenset(entry[:-2] for entry in opposite.split(",") if entry),
                frozenset((entry[:-2], entry[-1]) for entry in derived.split(",") if entry),
            )
    return frozenset(), frozenset()


@lru_cache(maxsize=32768)
def common_senses(base: str, pos: str) -> tuple[str, ...]:
    """The synsets of a base form in its common senses, commonest first."""
    everything = senses(base)
    total = sum(count for _, group in everything for _, count in group)
    for found, group in everything:
        if found == pos:
            return tuple(
                key
                for rank, (key, count) in enumerate(group)
                if rank < FIRST_SENSES or (total and count / total >= FAIR_SHARE)
            )
    return ()


def above(synsets: Iterable[str], steps: int) -> set[str]:
    """The synsets up to `steps` above some synsets, those themselves left out."""
    found: set[str] = set()
    edge = set(synsets)
    for _ in range(steps):
        edge = {key for synset in edge for key in node(synset).above}
        found |= edge
    return found


def synonym(a: str, b: str, pos: str) -> bool:
    """Whether two base forms share a common sense."""
    return not set(common_senses(a, pos)).isdisjoint(common_senses(b, pos))


def antonym(a: str, b: str, pos: str) -> bool:
    """Whether two base forms are opposites, directly or by words of the same sense.

    Of adjectives the similar senses count as well.
    """
    if b in links(a, pos)[0] or a in links(b, pos)[0]:
        return True
    mine, theirs = (set(common_senses(word, pos)[:2]) for word in (a, b))
    if pos == "a":
        mine, theirs = _with_similar(mine), _with_similar(theirs)
    return any(not theirs.isdisjoint(node(key).opposite) for key in mine)


def _with_similar(synsets: Iterable[str]) -> set[str]:
    kept = set(synsets)
    return kept | {key for synset in kept for key in node(synset).similar}


def derived(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two (base form, pos) pairs are derivationally related, directly or by a third."""
    mine, theirs = links(*a)[1], links(*b)[1]
    if b in mine or a in theirs:
        return True
    return a[1] == b[1] and _share_stem(a[0], b[0]) and not mine.isdisjoint(theirs)


def _share_stem(a: str, b: str) -> bool:
    length = max(4, min(len(a), len(b)) - 4)
    return a[:length] == b[:length]


def hierarchical(a: str, b: str, pos: str) -> Relation | None:
    """BROADER, NARROWER, SIBLING or SIMILAR between two base forms of a part of speech."""
    mine, theirs = (set(common_senses(word, pos)[:FIRST_SENSES_OF_KIND]) for word in (a, b))
    if not theirs.isdisjoint(above(mine, 2)):
        return Relation.BROADER
    if not mine.isdisjoint(above(theirs, 2)):
        return Relation.NARROWER
    if any(not theirs.isdisjoint(node(key).similar) for key in mine):
        return Relation.SIMILAR
    if not above(mine, 1).isdisjoint(above(theirs, 1)):
        return Relation.SIBLING
    return None


def pairs(a: str, b: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Every reading of one form with every reading of the other, as (base form, pos)."""
    for mine in base_forms(a):
        for theirs in base_forms(b):
            yield mine, theirs
