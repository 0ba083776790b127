"""English word forms: from a form to its base forms, and from a base form to its forms.

The rules of detachment follow WordNet's morphy in kind (suffix rules checked against a list of
words, exceptions from a table); doubled consonants are added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from harness.data import table, words
from harness.data.sorted_lines import open_table

# Part of speech → (ending of the form, ending of the base form).
DETACHMENTS = {
    "n": (("ies", "y"), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"),
          ("shes", "sh"), ("men", "man"), ("s", "")),
    "v": (("ies", "y"), ("ied", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"),
          ("ed", ""), ("ing", "e"), ("ing", "")),
    "a": (("ier", "y"), ("iest", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e")),
    "r": (("ier", "y"), ("iest", "y")),
}  # fmt: skip
VOWELS = "aeiou"
OPEN_CLASS_COUNT = 20  # fewer tagged uses of "as" or "he" as a noun are chemistry


def spelling_class(word: str) -> str | None:
    """SCOWL's size and region mark of a form as it is written, as `35*`; None if not listed."""
    return open_table("en", "words").get(word)


@lru_cache(maxsize=65536)
def senses(word: str) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """WordNet's senses of a base form: (part of speech, ((synset, count), …)) each."""
    line = open_table("en", "wordnet_words").get(word)
    if line is None:
        return ()
    found = []
    for field in line.split("\t"):
        pos = field[0]
        entries = []
        for sense in field[1:].split(","):
            key, _, count = sense.partition(":")
            entries.append((pos + key, int(count or 0)))
        found.append((pos, tuple(entries)))
    return tuple(found)


def _is_base(word: str, pos: str) -> bool:
    return any(found == pos for found, _ in senses(word))


def _detached(word: str, pos: str) -> Iterator[str]:
    for ending, replacement in DETACHMENTS[pos]:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield word[: -len(ending)] + replacement
    if pos == "v":
        for ending in ("ed", "ing"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 3 and stem[-1] == stem[-2] not in VOWELS:
                yield stem[:-1]


@lru_cache(maxsize=65536)
def base_forms(word: str) -> tuple[tuple[str, str], ...]:
    """(base form, part of speech) pairs of a lower-case form, likeliest first."""
    if word in words("en", "function_words"):
        return _of_function_word(word)
    found: dict[tuple[str, str], int] = {}
    irregular = open_table("en", "irregular_forms").get(word)
    taken: set[str] = set()
    for entry in (irregular or "").split(",") if irregular else ():
        base, _, pos = entry.partition("/")
        if _is_base(base, pos):
            found[base, pos] = 1
            taken.add(pos)
    for pos in DETACHMENTS:
        if _is_base(word, pos):
            found[word, pos] = 0
        if pos not in taken and not (pos == "n" and word.endswith(("ss", "us"))):
            for base in _detached(word, pos):
                if _is_base(base, pos):
                    found[base, pos] = 0
    ranked = sorted(found, key=lambda pair: (-found[pair], -_count(*pair), len(pair[0])))
    return tuple(ranked)


def _of_function_word(word: str) -> tuple[tuple[str, str], ...]:
    """A function word is its own base; common open-class uses (to like, a will) come after."""
    base = table("en", "function_words")[word] or word
    open_class = [pos for pos, _ in senses(base) if _count(base, pos) >= OPEN_CLASS_COUNT]
    return ((base, "f"), *((base, pos) for pos in open_class))


def _count(base: str, pos: str) -> int:
    return sum(count for p, group in senses(base) if p == pos for _, count in group)


@lru_cache(maxsize=65536)
def lemmas(word: str) -> tuple[str, ...]:
    """The base forms that a word form may belong to, likeliest first; () where none is known.

    >>> lemmas("vowed"), lemmas("worse"), lemmas("is")
    (('vow',), ('bad', 'worse'), ('be',))
    """
    word = word.lower()
    bases = tuple(dict.fromkeys(base for base, _ in base_forms(word)))
    return bases or tuple(_unlisted(word))


def _unlisted(word: str) -> Iterator[str]:
    """Base forms of what WordNet does not have, checked against the spelling list."""
    if spelling_class(word) is not None:
        for pos in ("v", "n"):
            for base in _detached(word, pos):
                if spelling_class(base) is not None:
                    yield base
                    return
        yield word


@lru_cache(maxsize=1)
def _irregular_of() -> dict[tuple[str, str], tuple[str, ...]]:
    """Base form and part of speech → its irregular forms: the exception table turned round."""
    forms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form, bases in open_table("en", "irregular_forms").starting_with(""):
        for entry in bases.split(","):
            base, _, pos = entry.partition("/")
            forms[base, pos].append(form)
    return {key: tuple(found) for key, found in forms.items()}


@lru_cache(maxsize=4096)
def verb_forms(base: str) -> frozenset[str]:
    """All forms of a verb: base, third person, past, participles; British doublings as well.

    >>> sorted(verb_forms("say"))
    ['said', 'say', 'saying', 'says']
    """
    irregular = frozenset(_irregular_of().get((base, "v"), ()))
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) else base
    past = base[:-1] + "ied" if _ends_in_y(base) else stem + "ed"
    if base.endswith(("ee", "ye", "oe")):
        past = base + "d"
    forms = {_with_s(base), base + ("es" if base.endswith("o") else "s"), stem + "ing", past}
    if _doubles(base):
        forms |= {base + base[-1] + "ing", base + base[-1] + "ed"}
    listed = frozenset(form for form in forms if spelling_class(form) is not None)
    if not listed and not irregular:
        listed = frozenset(forms)  # a verb of no list goes by the rules
    return listed | irregular | {base}


def _doubles(base: str) -> bool:
    """Whether a base form ends in one vowel and one consonant that may double."""
    return (
        base[-1] not in VOWELS + "wxy"
        and base[-2:-1] in tuple(VOWELS)
        and base[-3:-2] not in tuple(VOWELS)
    )


def noun_forms(base: str) -> frozenset[str]:
    """Singular and plural of a noun, and irregular plurals.

    >>> sorted(noun_forms("agency"))
    ['agencies', 'agency']
    """
    irregular = _irregular_of().get((base, "n"), ())
    return frozenset((base, *(irregular or (_with_s(base),))))


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in VOWELS


def _with_s(base: str) -> str:
    if _ends_in_y(base):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
