"""Whether a name of the translation is in the source, whatever the source's script.

Names go from script to script by sound, and every language hears and writes other vowels and
voices. What stays is the order of the consonants by class: lips, teeth, throat, hissing, l and r,
m, n. A name answers to a source word whose classes begin or nearly read like its own; in scripts
that put no space between words it may stand anywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from harness.segment.scripts import has_unspaced

_CLASSES = (
    ("sch", "s"), ("tch", "s"), ("tsch", "s"), ("sh", "s"), ("zh", "s"), ("ch", "s"), ("ts", "s"),
    ("tz", "s"), ("ph", "p"), ("kh", "k"), ("gh", "k"), ("th", "t"), ("dh", "t"), ("ck", "k"),
    ("x", "ks"), ("z", "s"), ("d", "t"), ("b", "p"), ("f", "p"), ("v", "p"), ("q", "k"),
    ("r", "l"),
)  # fmt: skip
# Letters that languages say in several ways.
_READINGS = (
    (("c", "k"), ("j", ""), ("g", "k"), ("w", ""), ("h", "")),
    (("c", "s"), ("j", "s"), ("g", "s"), ("w", "p"), ("h", "")),
    (("c", "k"), ("j", "s"), ("g", "k"), ("w", "p"), ("h", "k")),
)
_VOWELS = re.compile(r"[aeiouy]+")
_OTHER = re.compile(r"[^a-z]")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc\u05f3\u05f4-][^\W\d_]+)*")
_LEAST = 2
_NEAR = 0.66


@lru_cache(maxsize=16384)
def sound_classes(name: str) -> frozenset[str]:
    """Return the classes of a name's consonants, one string a reading; any script.

    >>> bool(sound_classes("Obama") & sound_classes("奥巴马"))
    True
    >>> bool(sound_classes("Tchaikovsky") & sound_classes("Чайковский"))
    True
    """
    from anyascii import anyascii

    written = _OTHER.sub("", anyascii(name).lower())
    for old, new in _CLASSES:
        written = written.replace(old, new)
    return frozenset(_read(written, reading) for reading in _READINGS)


def _read(written: str, reading: tuple[tuple[str, str], ...]) -> str:
    for old, new in reading:
        written = written.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", written))


def judgeable(name: str) -> bool:
    """Whether a name has enough consonants to be told from others."""
    return min(map(len, sound_classes(name))) >= _LEAST


def in_source(name: str, source: str) -> bool:
    """Whether a name answers to some word of the source, or stands in it where none are spaced.

    >>> in_source("Gaddafi", "قال القذافي ذلك"), in_source("Kimura", "キムラさんが言った")
    (True, True)
    >>> in_source("Merkel", "Владимир Путин сказал это"), in_source("Putin", "Путина видели")
    (False, True)
    """
    mine = sound_classes(name)
    if has_unspaced(source):
        # Syllables that end in no consonant lose l and r: 默克尔 is Merkel, シュナイダー Schneider.
        whole = {other.replace("l", "") for other in sound_classes(source)}
        bare = {one.replace("l", "") for one in mine} - {""}
        return any(one in other for one in bare for other in whole)
    row, joined = _words(source)
    return any(_answers(mine, word) for word in row) or any(mine & word for word in joined)


@lru_cache(maxsize=256)
def _words(source: str) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
    """Return the classes of every word of a source, and of neighbours read as one."""
    row = _WORD.findall(source)
    joined = (a + b for a, b in pairwise(row))
    return tuple(map(sound_classes, row)), tuple(map(sound_classes, joined))


def _answers(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    from rapidfuzz.distance import OSA

    for one in mine:
        for other in theirs:
            # An ending of the source's grammar, or its article, is no part of the name.
            if len(other) >= _LEAST and (other.startswith(one) or other.endswith(one)):
                return True
            if len(one) > _LEAST and OSA.normalized_similarity(one, other) >= _NEAR:
                return True
    return False
