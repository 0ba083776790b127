"""Place names of the world: whether a name is one, of what kind, and which sound like it.

Names are compared without case, accents, apostrophes and hyphens, so that al-Bāb is Al Bab.
Source: GeoNames (CC BY 4.0), CLDR and WordNet; see the compiled files' headers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from harness.data import table
from harness.data.sorted_lines import open_table

SHORTEST_GUESSED = 4  # shorter names are near to everything
KINDS = {"0": "country", "1": "capital", "2": "city", "3": "region"}
# Letters that Unicode does not take apart into a base letter and a mark.
PLAIN = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ə": "e", "ß": "ss", "æ": "ae", "œ": "oe",
        "ð": "d", "þ": "th", "ħ": "h", "-": " ", "‐": " ", "‑": " ", "–": " ", ".": None,
        "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None, "`": None,
    }
)  # fmt: skip
ARTICLE = re.compile(r"\b(?:a[lnrstzd]|e[lnrstzd]|ash|ath|adh|esh)[ ](?=\w{3})")
# What transliterations of one name differ in: aspirates, gutturals, sibilants, doubled letters.
SOUNDS = (
    (re.compile(r"ph"), "f"), (re.compile(r"tsch|tch|ch|sch|sh|cz|ts|tz"), "s"),
    (re.compile(r"kh|gh|qu|ck|q|x"), "k"), (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c"), "k"), (re.compile(r"dj|dz|zh|j"), "j"), (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"), (re.compile(r"[vw]"), "v"), (re.compile(r"z"), "s"),
    (re.compile(r"(?<=.)[aeiouyh ]+"), ""), (re.compile(r"^[aeiouyh]+"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip


@lru_cache(maxsize=16384)
def folded(name: str) -> str:
    """A name as it is compared: lower case, no accents or apostrophes, hyphens as blanks.

    >>> folded("Deir ez-Zōr")
    'deir ez zor'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@lru_cache(maxsize=16384)
def bare(name: str) -> str:
    """A folded name without Arabic articles, which assimilate and come and go.

    >>> bare("Ma'arrat an-Nu'man"), bare("Ar Raqqah")
    ('maarrat numan', 'raqqah')
    """
    return ARTICLE.sub("", folded(name))


@lru_cache(maxsize=16384)
def sound_key(name: str) -> str:
    """The consonants of a name that its transliterations have in common.

    >>> sound_key("Saraqib") == sound_key("Sarakeb")
    True
    """
    key = bare(name)
    for pattern, sound in SOUNDS:
        key = pattern.sub(sound, key)
    return key


@lru_cache(maxsize=16384)
def _entry(name: str) -> tuple[str, ...] | None:
    """Kind, country code and size class of a place; None for what is no place."""
    if not any(c.isupper() for c in name):
        return None  # lower-case "reading" and "nice" are words
    line = open_table("world", "places").get(folded(name))
    return tuple(line.split("\t")) if line else None


def is_place(name: str) -> bool:
    """Whether a capitalised name is a place's, in one of its Latin spellings.

    >>> is_place("Aleppo"), is_place("al-Bab"), is_place("Aleppoo"), is_place("nice")
    (True, True, False, False)
    """
    return _entry(name) is not None


def place_kind(name: str) -> str | None:
    """country, capital, city or region; None for what is no known place."""
    entry = _entry(name)
    return KINDS[entry[0]] if entry else None


def country_of(name: str) -> str | None:
    """ISO 3166 code of the country that a place lies in, where the data say it; else None."""
    entry = _entry(name)
    return entry[1] or None if entry else None


def place_size(name: str) -> int:
    """Size class of a place: 2 to the power of it is about its population; 0 if unknown."""
    entry = _entry(name)
    return int(entry[2]) if entry else 0


def same_place(a: str, b: str) -> bool:
    """Whether two names are spellings of one place: Saraqib, Saraqeb."""
    mine, theirs = _entry(a), _entry(b)
    return bool(mine and theirs and mine[3] == theirs[3])


@lru_cache(maxsize=4096)
def nearest_places(name: str, limit: int = 5) -> tuple[str, ...]:
    """The places whose names sound and look most like a name, nearest first; () if none does.

    Equally near places come in order of size. A name that is a place is its own nearest.

    >>> nearest_places("Aleppoo", 1)
    ('Aleppo',)
    """
    from rapidfuzz.distance import OSA

    wanted, key = bare(name), sound_key(name)
    own = ((name,) if is_place(name) else ())[:limit]
    if len(wanted) < SHORTEST_GUESSED:
        return own
    most = max(1, len(wanted) // 4)
    found: list[tuple[int, int, str]] = []
    for other, line in open_table("world", "place_sounds").starting_with(key[:2]):
        apart = OSA.distance(key, other, score_cutoff=1)
        if apart > 1:
            continue
        for place in line.split("\t"):
            size, _, shown = place.partition(":")
            allowed = most if apart else most + 2  # vowels are what transliterations differ in
            distance = OSA.distance(wanted, bare(shown), score_cutoff=allowed)
            if distance <= allowed:
                found.append((distance + apart, -int(size), shown))
    others = (shown for _, _, shown in sorted(found) if folded(shown) != folded(name))
    return (*own, *dict.fromkeys(others))[:limit]


def demonym_of(word: str) -> str | None:
    """The country that a demonym or its adjective belongs to, by its English name; else None.

    >>> demonym_of("Syrian"), demonym_of("Turks"), demonym_of("table")
    ('Syria', 'Turkey', None)
    """
    names = table("en", "demonyms")
    if not word[:1].isupper():
        return None  # to polish, a pole
    lower = word.lower()
    endings = ("", "s", "'s", "es")
    for form in (lower.removesuffix(ending) for ending in endings):
        if form in names:
            return names[form]
    return None
