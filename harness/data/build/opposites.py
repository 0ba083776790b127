"""opposites.txt: pairs such as stable/unstable that WordNet itself shows to be opposites.

A pair that differs by a prefix is no evidence (value/invalue, press/depress). Evidence is an
antonym pointer between the two words or between words derived from them, or a definition of
the longer word that uses the shorter one together with a word of negation or reversal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from harness.data.build.sources import Sources, read_lines, write_table
from harness.data.build.wordnet import SOURCE, WordNet, lexical_links
from harness.data.opposites import PREFIXES

NEGATION = re.compile(
    r"\b(not|no|without|lack\w*|free from|opposite|revers\w*|contrary|absen\w*|depriv\w*|"
    r"remov\w*|fail\w*|refus\w*|undo|ceas\w*|wrong\w*|incorrect\w*|bad\w*|poor\w*|inaccurate\w*|"
    r"improper\w*|false\w*|unable|never|loss|lose|less|mistak\w*|erroneous\w*|oppos\w*|against)\b"
)
HEADER = (
    "Key: word with a negative or reversing prefix or the suffix -less; value: its opposites.",
    *SOURCE,
)


def candidates(word: str, known: set[str]) -> Iterator[str]:
    """The words left when a prefix is taken off, or -less becomes -ful."""
    for prefix in PREFIXES:
        rest = word[len(prefix) :].lstrip("-")
        if word.startswith(prefix) and len(rest) > 2 and rest in known:
            yield rest
    if word.endswith("less") and word[:-4] + "ful" in known:
        yield word[:-4] + "ful"


def _joined(entries: dict[str, set[str]]) -> dict[str, str]:
    return {word: ",".join(sorted(bases)) for word, bases in entries.items()}


def _definitions(net: WordNet) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for (word, _), keys in net.senses.items():
        found[word] += [net.synsets[key].gloss.partition('; "')[0] for key in keys[:3]]
    return {word: " ; ".join(glosses) for word, glosses in found.items()}


def _defined_as_opposite(base: str, definition: str) -> bool:
    stem = base[: max(4, len(base) - 3)]
    return any(
        NEGATION.search(part) and re.search(rf"\b{re.escape(stem)}", part)
        for part in definition.split(" ; ")
    )


def _family_shows(
    word: str, base: str, family: dict[str, set[str]], shown: set[tuple[str, str]]
) -> bool:
    """Whether words derived from both make a shown pair: devalue/value for devaluation."""
    prefix = word.removesuffix(base)
    return prefix != word and any(
        (relative, relative.removeprefix(prefix)) in shown
        and relative.removeprefix(prefix) in family[base]
        for relative in family[word]
    )


def build(sources: Sources, net: WordNet) -> Path:
    """The written opposites.txt."""
    known = {word for word, _ in net.senses if "_" not in word}
    known |= {form for form in read_lines(sources) if form.isalpha()}
    opposite: dict[str, set[str]] = defaultdict(set)
    family: dict[str, set[str]] = defaultdict(set)
    for symbols, kept in (("!", opposite), ("+\\<", family)):
        for (word, _), others in lexical_links(net, symbols).items():
            kept[word] |= {other for other, _ in others}
    definition = _definitions(net)
    open_pairs: dict[str, set[str]] = {}
    shown: set[tuple[str, str]] = set()
    for word in sorted({word for word, _ in net.senses if "_" not in word}):
        open_pairs[word] = set(candidates(word, known))
        for base in open_pairs[word]:
            near = family[word] | {word}
            if any(opposite[d] & (family[base] | {base}) for d in near) or (
                word.endswith(base) and _defined_as_opposite(base, definition[word])
            ):
                shown.add((word, base))
    entries: dict[str, set[str]] = defaultdict(set)
    for word, bases in open_pairs.items():
        for base in bases:
            if (word, base) in shown or _family_shows(word, base, family, shown):
                entries[word].add(base)
    return write_table("en", "opposites", HEADER, _joined(entries))
