"""spelling_variants.txt: forms spelt so only in American, or only in British English."""

from __future__ import annotations

from pathlib import Path

from harness.data.build.sources import Sources, write_table
from harness.data.build.spelling import SIZES, read_list
from harness.data.build.wordnet import SOURCE, WordNet

HEADER = (
    "Key: word form; value: US or GB, where alone it is so spelt; the other's form.",
    "Only forms with a counterpart of the same meaning count; -ize is at home in both.",
    "Source: SCOWL 2020.12.07 (Debian package scowl): forms listed for one country only.",
    "Licence: SCOWL's, permissive with notice; see licences/LICENSE-SCOWL.txt.",
    *SOURCE,
)
# American ending or letters, British ones: where a difference may lie.
CHANGES = (
    ("or", "our"), ("er", "re"), ("yz", "ys"), ("iz", "is"), ("og", "ogue"), ("ens", "enc"),
    ("e", "ae"), ("e", "oe"), ("l", "ll"), ("ll", "l"), ("ow", "ough"), ("ay", "ey"),
    ("old", "ould"), ("olt", "oult"), ("ire", "yre"), ("eck", "eque"), ("p", "pp"), ("s", "ss"),
    ("m", "mme"), ("actic", "actis"), ("k", "c"), ("ct", "x"), ("ped", "pped"), ("f", "ph"),
    ("t", "tt"), ("g", "gu"), ("u", "ou"), ("a", "ea"), ("cur", "ker"), ("dg", "dge"),
    ("gement", "gment"), ("gment", "gement"), ("", "e"), ("ens", "ence"), ("i", "y"),
    ("e", ""), ("z", "s"),
)  # fmt: skip


def counterparts(word: str) -> set[str]:
    """The forms that one regular change of spelling makes of an American form."""
    found = set()
    for here, there in CHANGES:
        at = word.find(here)
        while at >= 0 and (here or at < len(word)):
            found.add(word[:at] + there + word[at + len(here) :])
            at = word.find(here, at + 1)
    return found


def _forms(sources: Sources, name: str) -> set[str]:
    return {
        word
        for size in SIZES
        for word in read_list(sources.scowl / f"{name}-words.{size}")
        if word.isalpha() and word.islower()
    }


def _same_meaning(a: str, b: str, meanings: dict[str, set[str]]) -> bool:
    """Whether WordNet gives both a sense in common; what it lacks is taken on the spelling."""
    mine, theirs = meanings.get(a), meanings.get(b)
    return not mine or not theirs or not mine.isdisjoint(theirs)


def build(sources: Sources, net: WordNet) -> Path:
    """The written spelling_variants.txt."""
    american = _forms(sources, "american") | _forms(sources, "english")
    oxford = _forms(sources, "british_z") | _forms(sources, "british") | _forms(sources, "english")
    only_american = american - oxford - _forms(sources, "british_variant_1")
    only_british = _forms(sources, "british") - american
    with_is = _forms(sources, "british_z")  # prise, not organise
    meanings: dict[str, set[str]] = {}
    for (word, _), keys in net.senses.items():
        meanings.setdefault(word, set()).update(keys)
    entries: dict[str, str] = {}
    for word in sorted(only_american):
        for other in sorted(counterparts(word) & only_british):
            if _with_z(other) & {word} and other in with_is:
                continue  # prizing is no way to spell prising
            if _same_meaning(word, other, meanings):
                entries.setdefault(word, f"US\t{other}")
                entries.setdefault(other, f"GB\t{word}")
    for word in sorted(only_british - entries.keys()):
        for other in sorted(_with_z(word) & american):
            entries[word] = f"GB\t{other}"
    return write_table("en", "spelling_variants", HEADER, entries)


def _with_z(word: str) -> set[str]:
    """Every form with one -is- written -iz-, as in organise."""
    return {
        f"{word[:at]}iz{word[at + 2 :]}" for at in range(2, len(word)) if word[at : at + 2] == "is"
    }
