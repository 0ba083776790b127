"""An acronym that does not fit the name in front of its brackets.

The name is translated and the acronym is left as it was, or its letters change places on the way:
"Ministry of Emergency Situations (MSE)". Where the article uses the right letters elsewhere, they
are suggested.

It stays quiet where the letters stand in the name in their order, wherever in its words, where
the acronym may belong to the original language (none of the capitals fit), and on what else stands
in brackets: party and state, ticker symbols, units, years.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.names import stem
from harness.analyse.tokens import fold
from harness.data import words
from harness.data.gazetteer import is_place
from harness.data.lexicon import known
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_BRACKETED = re.compile(r"\(([A-Z]{3,7})\)")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_JOINERS = frozenset({"of", "for", "the", "and", "on", "in", "to", "against", "de", "&"})
_LOOK_BACK = 120
_LETTERS = 4


def _check(analysis: Analysis) -> Iterable[Hit]:
    flagged = set()
    for hit in _against_name(analysis):
        flagged.add(hit.span.of(analysis.text))
        yield hit
    yield from _against_itself(analysis, flagged)


def _against_itself(analysis: Analysis, flagged: set[str]) -> Iterator[Hit]:
    """Acronyms of the same letters in another order, the rarer and later one of each."""
    places: dict[str, list[Span]] = defaultdict(list)
    for name in analysis.names:
        word = stem(name.words[0].text)
        if len(name.words) == 1 and len(word) >= _LETTERS and word.isupper() and word.isalpha():
            places[word].append(Span(name.span.start, name.span.start + len(word)))
    groups: dict[str, list[str]] = defaultdict(list)
    for word in places:
        groups["".join(sorted(word))].append(word)
    for group in groups.values():
        ranked = sorted(group, key=lambda word: (-len(places[word]), places[word][0].start))
        for wrong in ranked[1:2]:
            if flagged.isdisjoint(ranked) and not _is_word(wrong) and not _is_word(ranked[0]):
                yield Hit(
                    places[wrong][0],
                    because=f"{ranked[0]} elsewhere",
                    suggestion=ranked[0],
                    related=tuple(places[ranked[0]][:3]),
                    severity=Severity.MINOR,
                )


def _is_word(acronym: str) -> bool:
    return known(acronym.lower()) or is_place(acronym.capitalize())


def _against_name(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if "(" not in text:
        return
    for found in _BRACKETED.finditer(text):
        name = _name_before(text, found.start())
        if name is None:
            continue
        initials = _initials(name.of(text))
        acronym = found[1]
        if not _slipped(acronym, initials):
            continue
        spelt = "".join(initials)
        known = re.search(rf"\b{spelt}\b", text)
        yield Hit(
            Span(*found.span(1)),
            because=f"the name before it gives {spelt}",
            suggestion=spelt if known else None,
            related=(name,),
            severity=None if known else Severity.MINOR,
        )


def _name_before(text: str, end: int) -> Span | None:
    """The capitalised words right before a bracket, small words between them included."""
    start = max(0, end - _LOOK_BACK)
    taken: list[re.Match[str]] = []
    for word in reversed(list(_WORD.finditer(text, start, end))):
        following = taken[-1].start() if taken else end
        if text[word.end() : following].strip(" \n") or word[0].endswith("."):
            break
        if not word[0][0].isupper() and word[0] not in _JOINERS:
            break
        taken.append(word)
    while taken and fold(taken[-1][0]) in words("en", "function_words"):
        taken.pop()
    if len(taken) < 2 or not taken[0][0][0].isupper():
        return None
    return Span(taken[-1].start(), taken[0].end())


def _initials(name: str) -> tuple[str, ...]:
    """The initials of the words that count, parts of hyphenated ones as well."""
    parts = re.split(r"[\s-]+", name)
    return tuple(part[0].upper() for part in parts if part and part.lower() not in _JOINERS)


def _slipped(acronym: str, initials: tuple[str, ...]) -> bool:
    """Whether an acronym is the initials with one letter wrong, too many, or two exchanged."""
    spelt = "".join(initials)
    if len(spelt) < 3 or acronym == spelt or abs(len(acronym) - len(spelt)) > 0:
        return False
    if sorted(acronym) == sorted(spelt):
        return True
    apart = sum(a != b for a, b in zip(acronym, spelt, strict=True))
    return apart == 1 and len(spelt) >= 4


RULE = Rule(
    code="NAM331",
    name="acronym-mismatch",
    family="names",
    summary="acronym that does not fit its name",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked="The Ministry of Fishing Affairs ([[MAF]]) sent two boats. The MFA has nine.",
            fixed="The Ministry of Fishing Affairs (MFA) sent two boats. The MFA has nine.",
        ),
        Bad(marked="The Northern Harbour Pilots Union ([[NHPB]]) called a strike."),
        Bad(
            marked="The tenants' union TRVB met on Monday. The [[TVRB]] has nine members.",
            fixed="The tenants' union TRVB met on Monday. The TRVB has nine members.",
        ),
        Bad(marked="They asked the Office for Rural Water Supply ([[OWRS]]) for a pump."),
    ),
    good=(
        Good(text="The Ministry of Fishing Affairs (MFA) sent two boats."),
        Good(text="The Office for the Coordination of Humanitarian Affairs (OCHA) said so."),
        Good(text="Doctors Without Borders (MSF) runs the clinic."),
        Good(text="The German Social Democratic Party (SPD) won."),
        Good(text="Its shares (NYSE) rose, and Harold Lind Bills (DEM) cheered."),
        Good(text="The National Aeronautics and Space Administration (NASA) launched it."),
    ),
    doc=__doc__,
)
