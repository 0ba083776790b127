"""A name that is spelt in two ways in one article.

Names that an engine does not know are transliterated anew in every sentence, and foreign scripts
leave room: "Tarkhun" becomes "Tarkhan" a paragraph later, and the reader meets two towns. The
rarer spelling is flagged, and where both are as frequent the later one, since a reader takes the
first for the right one; the other spelling is shown beside it.

It stays quiet on plurals and on demonyms (Somali, Somalia), on words of the language, on given
names and on places that exist under both names, and where one is the other with an ending.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from harness.analyse import Analysis
from harness.analyse.names import stem
from harness.analyse.tokens import Token, fold
from harness.data import words
from harness.data.gazetteer import ARTICLE, demonym_of, folded, is_place, same_place, sound_key
from harness.data.lexicon import known
from harness.data.people import first_name_gender
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_SHORTEST = 4
# More spellings than this in one bucket share nothing but a common shape.
_CROWD = 12
# Shorter names are too near to each other for one letter to tell anything.
_SHORTEST_APART = 5


@dataclass(frozen=True, slots=True)
class _Form:
    """One spelling of a word of a name and every place of it."""

    written: str
    plain: str
    partners: frozenset[str]
    places: tuple[Span, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        """Commoner spellings first, then those with accents, then those that come first.

        Accents get lost on the way; none is ever gained.
        """
        return (
            -len(self.places),
            -sum(letter > "\x7f" for letter in self.written),
            self.places[0].start,
        )


def _check(analysis: Analysis) -> Iterable[Hit]:
    flagged: set[str] = set()
    forms = _forms(analysis)
    yield from _divided(analysis, forms)
    for right, wrong in _pairs(forms):
        if wrong.written in flagged or right.written in flagged:
            continue
        confidence = _sureness(analysis, right, wrong)
        if confidence is None:
            continue
        flagged.add(wrong.written)
        for place in wrong.places:
            yield Hit(
                place,
                because=f"“{right.written}” elsewhere",
                suggestion=right.written,
                related=right.places[:3],
                confidence=confidence,
            )


def _divided(analysis: Analysis, forms: tuple[_Form, ...]) -> Iterator[Hit]:
    """Names that are written apart here and as one word elsewhere: "Jing Hai", "Jinghai"."""
    whole = {
        form.plain: form
        for form in forms
        # "LotteHermans" is two words glued together, which is not the name's fault.
        if len(form.plain) > _SHORTEST_APART and form.written[1:].islower()
    }
    for name in analysis.names:
        for first, second in pairwise(name.words):
            end = second.start + len(stem(second.text))
            form = whole.get(folded(first.text).replace(" ", "") + folded(stem(second.text)))
            if form is not None and first.end + 1 == second.start and not _worded(first, second):
                yield Hit(
                    Span(first.start, end),
                    because=f"“{form.written}” elsewhere",
                    suggestion=form.written,
                    related=form.places[:3],
                )


def _worded(first: Token, second: Token) -> bool:
    """Whether one of two parts is a word of the language: "Intra Corporeal"."""
    return known(fold(first.text)) or known(fold(stem(second.text)))


def _forms(analysis: Analysis) -> tuple[_Form, ...]:
    places: dict[str, list[Span]] = defaultdict(list)
    partners: dict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for name in analysis.names:
        for word in name.words:
            bare = stem(word.text)
            if not _plain(bare) or not bare[-1:].isalpha() or bare.isupper():
                continue
            key = unicodedata.normalize("NFC", fold(bare))
            written.setdefault(key, bare)
            partners[key].update(folded(stem(other.text)) for other in name.words if other != word)
            places[key].append(Span(word.start, word.start + len(bare)))
    return tuple(
        _Form(written[key], _plain(written[key]), frozenset(partners[key]), tuple(places[key]))
        for key in sorted(places)
    )


@cache
def _plain(word: str) -> str:
    """The word as it is compared, without accents, apostrophes and article; empty for no name."""
    plain = ARTICLE.sub("", folded(word))
    if len(plain) < _SHORTEST or " " in plain or known(plain) or demonym_of(word):
        return ""
    return plain


def _pairs(forms: tuple[_Form, ...]) -> Iterator[tuple[_Form, _Form]]:
    """Yield (commoner, rarer) for every two spellings that sound or look alike, once."""
    buckets: dict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        plain = form.plain
        buckets["=" + sound_key(plain)].append(form)
        if len(plain) >= _SHORTEST_APART:
            # Two words one letter apart are the same with one letter left out.
            for place in range(1, len(plain)):
                buckets[plain[:place] + plain[place + 1 :]].append(form)
            buckets[plain].append(form)
    seen: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        for one, other in combinations(bucket[:_CROWD], 2):
            pair = (one.written, other.written)
            if one is not other and pair not in seen:
                seen |= {pair, pair[::-1]}
                right, wrong = sorted((one, other), key=lambda form: form.rank)
                yield right, wrong


def _sureness(analysis: Analysis, right: _Form, wrong: _Form) -> Confidence | None:
    """How sure we are that two spellings are one name; None where they are two."""
    a, b = right.plain, wrong.plain
    if len(wrong.places) > max(2, len(right.places) // 2) or _two_people(right, wrong):
        return None
    if _quoted(analysis, right) != _quoted(analysis, wrong) and _undoubled(a) == _undoubled(b):
        return Confidence.LOW
    if a == b:
        # One and the same without its accents: "Pärn", "Parn".
        return Confidence.MEDIUM if right.written[0] == wrong.written[0] or a[0] == b[0] else None
    distance = _distance(a, b)
    if a.startswith(b) or b.startswith(a):
        return None
    if right.partners & wrong.partners and distance == 1 and a[0] == b[0]:
        return Confidence.MEDIUM  # "Kenza Tazi", "Kenza Tazzi"
    if min(len(a), len(b)) < _SHORTEST_APART or _derived(a, b) or _two_places(right, wrong):
        return None
    if distance > (1 if len(a) < 8 else 2):
        return None
    if sound_key(a) == sound_key(b):
        return Confidence.MEDIUM
    # Another consonant makes another name as often as not, unless one is a slip beside the many.
    once = len(wrong.places) == 1 and len(right.places) > 1 and a[0] == b[0]
    return Confidence.MEDIUM if once and distance == 1 and _unheard(wrong) else Confidence.LOW


def _unheard(form: _Form) -> bool:
    """Whether a spelling is nobody's name and no place's that we know of."""
    return not is_place(form.written) and first_name_gender(form.written) is None


def _derived(a: str, b: str) -> bool:
    """Whether two words differ in their ending alone: Mexico, Mexican; Rossi, Rosso."""
    if a[:-1] == b[:-1] and {a[-1], b[-1]} == {"i", "y"}:
        return False
    shared = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
    return shared >= min(len(a), len(b)) - 1


def _two_people(right: _Form, wrong: _Form) -> bool:
    """Whether both are known names, or each goes with given names of its own."""
    if right.plain == wrong.plain:
        return False
    family = words("en", "family_names_first")
    if right.plain in family and wrong.plain in family:
        return True
    if first_name_gender(right.written) and first_name_gender(wrong.written):
        return True
    return bool(right.partners and wrong.partners) and not right.partners & wrong.partners


def _two_places(right: _Form, wrong: _Form) -> bool:
    a, b = right.written, wrong.written
    return is_place(a) and is_place(b) and not same_place(a, b)


def _distance(a: str, b: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(a, b))


def _undoubled(word: str) -> str:
    return "".join(
        letter for place, letter in enumerate(word) if place == 0 or letter != word[place - 1]
    )


def _quoted(analysis: Analysis, form: _Form) -> bool:
    """Whether a spelling stands in quotations only."""
    return all(
        any(quotation.span.covers(place) for quotation in analysis.segment_quotations[at.index])
        for place in form.places
        if (at := analysis.segment_at(place.start)) is not None
    )


RULE = Rule(
    code="NAM302",
    name="inconsistent-name",
    family="names",
    summary="name spelt in two ways",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="terminology/inconsistent",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked=(
                "Shells fell on Tarkhun on Monday. Half of Tarkhun is empty.\n\n"
                "The people of [[Tarkhan]] have gone south."
            ),
            fixed=(
                "Shells fell on Tarkhun on Monday. Half of Tarkhun is empty.\n\n"
                "The people of Tarkhun have gone south."
            ),
        ),
        Bad(
            marked="The trial of Yusuf Merzoughi began. [[Merzoghi]] denies the charge.",
            fixed="The trial of Yusuf Merzoughi began. Merzoughi denies the charge.",
        ),
        Bad(
            marked=(
                "The talks with Ilir Dreshaj failed. He met Dreshaj twice, and [[Dreshej]]'s "
                "brother once."
            ),
            fixed=(
                "The talks with Ilir Dreshaj failed. He met Dreshaj twice, and Dreshaj's "
                "brother once."
            ),
        ),
        Bad(
            marked="Tiina Pärna keeps bees in Rakvere. [[Parna]] sells the honey in the square.",
            fixed="Tiina Pärna keeps bees in Rakvere. Pärna sells the honey in the square.",
        ),
    ),
    good=(
        Good(text="Troops from Somalia met Somali elders; the Somalis agreed."),
        Good(text="Maria Conti and her brother Mario Conti spoke with Contis from Padua."),
        Good(text="Anders Lund and his son Anders Lunde share a wall with the Lunds."),
        Good(text="Spurley beat Sparks 2-0; Spurs and Sparkes drew."),
        Good(
            text=(
                "Fighters of al-Shabab held the road. A report says: "
                '"Al-Shabaab retains the ability to cut the road."'
            )
        ),
        Good(text="The Zhang family met the Zheng family; Mr Zhang and Mr Zheng shook hands."),
    ),
    doc=__doc__,
)
