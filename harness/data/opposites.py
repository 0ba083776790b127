"""Whether two words differ by a negative or reversing prefix, or by -ful and -less.

Most pairs that differ by such letters are no opposites (press/depress, valuable/invaluable,
liberation/deliberation). A word that WordNet has is an opposite when WordNet shows it
(`opposites.txt`); one that it lacks is judged by how the prefix is used to make new words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from harness.data import words
from harness.data.inflection import base_forms, lemmas, senses, spelling_class
from harness.data.sorted_lines import open_table
from harness.data.wordnet import derived, node

PREFIXES = ("counter", "anti", "non", "dis", "mis", "de", "un", "in", "im", "il", "ir")
HYPHENATING = frozenset(("counter", "anti", "non", "dis", "mis", "de", "un"))
SHORTEST_REST = 4
# Endings of verbs, and of nouns made from them, that take de- freely.
REVERSIBLE = re.compile(r"(?:ify|i[sz]e|ate|(?:fic|i[sz])?ation)$")
OXFORD = re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)")


@lru_cache(maxsize=16384)
def opposite_prefix(a: str, b: str) -> bool:
    """Whether one word is the other with a negative or reversing prefix (or -less for -ful).

    Inflection may differ; both words must be real, or be made as real ones are.

    >>> opposite_prefix("de-escalation", "escalation"), opposite_prefix("press", "depress")
    (True, False)
    """
    a, b = _normal(a), _normal(b)
    return any(_negates(x, y) for x, y in ((a, b), (b, a)))


def stripped(word: str) -> Iterator[tuple[str, str, bool]]:
    """(prefix, rest, hyphenated) for every negative prefix that the word starts with."""
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest.lstrip("-")) > 2:
            yield prefix, rest.lstrip("-"), rest.startswith("-")


def _normal(word: str) -> str:
    return OXFORD.sub("iz", word.lower().replace("\u2011", "-").replace("\u2010", "-"))


def _lemmas(word: str) -> set[str]:
    return {word, *(_normal(base) for base in lemmas(word))}


def _negates(word: str, base: str) -> bool:
    """Whether `word` is `base` with a negative prefix or -less."""
    bases = _lemmas(base)
    own = _lemmas(word)
    if any(not _shown(mine).isdisjoint(bases) for mine in own):
        return True
    for prefix, rest, hyphen in stripped(word):
        same = not _lemmas(rest).isdisjoint(bases)
        if same or _derivatives(rest, base):
            shown = any(not _shown(mine).isdisjoint(_lemmas(rest)) for mine in own)
            return shown or _productive(word, prefix, rest, hyphen=hyphen)
    return False


def _derivatives(rest: str, base: str) -> bool:
    """Whether the two are verb and noun of one stem: escalate, escalation."""
    return rest[:4] == base[:4] and any(
        derived(x, y) for x in base_forms(rest) for y in base_forms(base)
    )


@lru_cache(maxsize=4096)
def _shown(word: str) -> frozenset[str]:
    """The opposites of a base form that WordNet shows, in either spelling of -ize."""
    found: set[str] = set()
    for spelling in (word, word.replace("-", ""), re.sub("iz(?=e|at)", "is", word)):
        found.update((open_table("en", "opposites").get(spelling) or "").split(","))
    return frozenset(_normal(entry) for entry in found if entry)


def _productive(word: str, prefix: str, rest: str, *, hyphen: bool) -> bool:
    """Whether a word that WordNet does not explain is made with the prefix as new words are."""
    if len(rest) < SHORTEST_REST and not hyphen:
        return False
    if spelling_class(rest) is None and not senses(rest):
        return False
    if word.replace("-", "") in words("en", "lexicalised_prefixes"):
        return False
    if hyphen:
        return prefix in HYPHENATING
    if prefix in ("de", "mis"):
        return _reverses(word, prefix, rest)
    kinds = {pos for _, pos in base_forms(rest)}
    if prefix == "un":
        return bool(kinds & {"a", "r"}) or rest.endswith("ed")
    if prefix == "anti":
        return len(rest) > SHORTEST_REST and bool(kinds & {"n", "a"})
    return (prefix == "non" and bool(kinds)) or (prefix == "counter" and _names_an_event(rest))


def _reverses(word: str, prefix: str, rest: str) -> bool:
    """Whether de- or mis- makes a new word of a verb.

    A word that WordNet has without showing an opposition is none.
    """
    if any(senses(base) for base in lemmas(word)):
        return False
    if prefix == "de":
        return any(REVERSIBLE.search(base) for base in {*lemmas(rest), rest})
    return any(pos == "v" for _, pos in base_forms(rest)[:1])


def _names_an_event(word: str) -> bool:
    first = [
        group[0][0]
        for base, pos in base_forms(word)
        if pos == "n"
        for p, group in senses(base)
        if p == "n"
    ]
    return any("e" in node(key).kinds for key in first)
