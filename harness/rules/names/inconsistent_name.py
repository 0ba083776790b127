"""A name that is spelt in two ways in one article.

Names that an engine does not know are transliterated anew in every sentence, and foreign scripts
leave room: "Tarkhun" becomes "Tarkhan" a paragraph later, and the reader meets two towns. The
rarer spelling is flagged, and where nothing else tells the later one, since a reader takes the
first for the right one; the other spelling is shown beside it.

The reader's evidence decides between two that are as frequent: who is named in full is named with
care, and a surname that nobody was introduced by is a slip of the one that somebody was.

It stays quiet on plurals and on demonyms (Somali, Somalia), on words of the language, on given
names and on places that exist under both names, and where one is the other with an ending.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.kinds import Kind
from harness.analyse.names import Name, stem
from harness.analyse.spellings import (
    SHORTEST_APART,
    Spelling,
    plain,
    same_vowels,
    similar,
    spellings,
)
from harness.analyse.tokens import Token, fold
from harness.data import words
from harness.data.gazetteer import ARTICLE, folded, is_place, same_place, sound_key
from harness.data.lexicon import known
from harness.data.people import first_name_gender
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# From this length on, the same letters in another order are one name misspelt.
_SHORTEST_SWAPPED = 7
# So many letters may part two transliterations of one name: "Khatib", "Khateeb".
_FAR = 3


def _check(analysis: Analysis) -> Iterable[Hit]:
    flagged: set[str] = set()
    forms = spellings(analysis)
    yield from _divided(analysis, forms)
    yield from _doubled(analysis)
    for right, wrong in similar(forms):
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


def _divided(analysis: Analysis, forms: tuple[Spelling, ...]) -> Iterator[Hit]:
    """Names that are written apart here and as one word elsewhere: "Jing Hai", "Jinghai"."""
    whole = {
        form.plain: form
        for form in forms
        # "LotteHermans" is two words glued together, which is not the name's fault.
        if len(form.plain) > SHORTEST_APART and form.written[1:].islower()
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


def _doubled(analysis: Analysis) -> Iterator[Hit]:
    """Names in full whose short last words differ by a doubled letter: "Ras Hadd", "Ras Had".

    Words as short as these are compared nowhere else.
    """
    groups: dict[tuple[str, ...], dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for name in analysis.names:
        last = stem(name.words[-1].text)
        if len(name.words) > 1 and len(last) > 2 and last.isalpha() and not last.isupper():
            key = (*(fold(word.text) for word in name.words[:-1]), _undoubled(fold(last)))
            groups[key][fold(last)].append(name)
    for group in groups.values():
        if len(group) != 2 or all(map(plain, group)) or all(map(known, group)):
            continue
        # Letters get lost on the way as accents do.
        right, wrong = sorted(
            group.values(),
            key=lambda row: (
                -len(row),
                not is_place(row[0].of(analysis.text)),
                -len(row[0].of(analysis.text)),
                row[0].span.start,
            ),
        )
        shown = stem(right[0].words[-1].text)
        for name in wrong:
            word = name.words[-1]
            yield Hit(
                Span(word.start, word.start + len(stem(word.text))),
                because=f"“{right[0].of(analysis.text)}” elsewhere",
                suggestion=shown,
                related=tuple(one.span for one in right[:3]),
            )


def _worded(first: Token, second: Token) -> bool:
    """Whether one of two parts is a word of the language: "Intra Corporeal"."""
    return known(fold(first.text)) or known(fold(stem(second.text)))


def _sureness(analysis: Analysis, right: Spelling, wrong: Spelling) -> Confidence | None:
    """How sure we are that two spellings are one name; None where they are two."""
    a, b = right.plain, wrong.plain
    if len(wrong.places) > max(2, len(right.places) // 2) or _two_people(right, wrong):
        return None
    if _quoted(analysis, right) != _quoted(analysis, wrong) and _undoubled(a) == _undoubled(b):
        return None  # who is quoted spells as he does
    if a == b:
        # One and the same without its accents: "Pärn", "Parn".
        return Confidence.MEDIUM if right.written[0] == wrong.written[0] or a[0] == b[0] else None
    distance = _distance(a, b)
    alike = same_vowels(a) == same_vowels(b)
    if (
        distance <= _FAR
        and right.partners & wrong.partners
        and (alike or _full_alike(right, wrong))
    ):
        return Confidence.MEDIUM  # "Rasha Al-Khatib", "Rasha Al-Khateeb"; "Agathe", "Agatha Ruel"
    if distance == 1 and _called_again(analysis, right, wrong):
        return Confidence.MEDIUM  # "Rimma Golovina", "Golovin"
    if distance == 1 and right.partners & wrong.partners and _misspelt_given(right, wrong):
        return Confidence.MEDIUM  # "Capucine Roy", "Capucin Roy"
    if a.startswith(b) or b.startswith(a):
        return _with_silent_end(a, b)
    if right.partners & wrong.partners and distance == 1 and a[0] == b[0]:
        return Confidence.MEDIUM  # "Kenza Tazi", "Kenza Tazzi"
    return _of_long_words(right, wrong, distance)


def _of_long_words(right: Spelling, wrong: Spelling, distance: int) -> Confidence | None:
    """How sure we are of two words of which neither begins with the other."""
    a, b = right.plain, wrong.plain
    if min(len(a), len(b)) < SHORTEST_APART or _derived(a, b):
        return None
    if distance <= _FAR and same_vowels(a) == same_vowels(b) and sound_key(a) == sound_key(b):
        return Confidence.MEDIUM  # "Zubayr", "Zubair"
    if _two_places(right, wrong):
        return None
    return None if distance > (1 if len(a) < 8 else 2) else _by_letters(right, wrong, distance)


def _with_silent_end(a: str, b: str) -> Confidence | None:
    """How sure we are where one has a last letter more: "Zaryma", "Zarymah"."""
    short, long = sorted((a, b), key=len)
    silent = len(long) - len(short) == 1 and long[-1] in "hk" and sound_key(a) == sound_key(b)
    return Confidence.MEDIUM if silent and len(short) >= SHORTEST_APART else None


def _misspelt_given(right: Spelling, wrong: Spelling) -> bool:
    """Whether one is a given name and the other nobody's, before one surname."""
    return bool(_given(right)) != bool(_given(wrong)) and right.full is wrong.full is None


def _full_alike(right: Spelling, wrong: Spelling) -> bool:
    """Whether two given names that sound alike stand before one surname: hardly two people."""
    a, b = right.written, wrong.written
    genders = {first_name_gender(a), first_name_gender(b)}
    same = len(a) == len(b) or _undoubled(right.plain) == _undoubled(wrong.plain)
    return len(genders) == 1 and sound_key(a) == sound_key(b) and same


def _by_letters(right: Spelling, wrong: Spelling, distance: int) -> Confidence:
    """How sure we are of two spellings that nothing but their letters speaks for or against."""
    a, b = right.plain, wrong.plain
    if sound_key(a) == sound_key(b):
        return Confidence.MEDIUM
    if len(a) >= _SHORTEST_SWAPPED and sorted(a) == sorted(b) and a[0] == b[0]:
        return Confidence.MEDIUM if _unheard(right) or _unheard(wrong) else Confidence.LOW
    # Another consonant makes another name as often as not, unless one is a slip beside the many.
    once = len(wrong.places) == 1 and len(right.places) > 1 and a[0] == b[0]
    return Confidence.MEDIUM if once and distance == 1 and _unheard(wrong) else Confidence.LOW


def _called_again(analysis: Analysis, right: Spelling, wrong: Spelling) -> bool:
    """Whether a bare surname that nobody was introduced by is a slip of one that somebody was."""
    a, b = right.plain, wrong.plain
    if right.full is None or wrong.partners or a[0] != b[0] or "s" in (a[-1], b[-1]):
        return False
    if not right.introduced and analysis.cast.of_name(right.full)[0] is not Kind.PERSON:
        return False
    if right.offices & wrong.offices:
        return True  # "Mayor Lisi", "Mayor Lizi": one office, one holder
    if min(len(a), len(b)) < SHORTEST_APART or not _unheard(wrong):
        return False
    return not (right.offices and wrong.offices)


def _unheard(form: Spelling) -> bool:
    """Whether a spelling is nobody's name and no place's that we know of."""
    return not is_place(form.written) and first_name_gender(form.written) is None


def _derived(a: str, b: str) -> bool:
    """Whether two words differ in their ending alone: Mexico, Mexican; Rossi, Rosso."""
    if a[:-1] == b[:-1] and {a[-1], b[-1]} == {"i", "y"}:
        return False
    shared = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
    return shared >= min(len(a), len(b)) - 1


def _two_people(right: Spelling, wrong: Spelling) -> bool:
    """Whether both are known names, or each goes with given names of its own."""
    if right.plain == wrong.plain:
        return False
    family = words("en", "family_names_first")
    if right.plain in family and wrong.plain in family:
        return True
    if _given(right) and _given(wrong):
        return not _full_alike(right, wrong)
    return bool(right.partners and wrong.partners) and not right.partners & wrong.partners


def _given(form: Spelling) -> str | None:
    """The gender of a spelling as a given name; "Al-Khatib" is not called Al."""
    bare = ARTICLE.sub("", folded(form.written))
    return first_name_gender(bare.title() if bare != folded(form.written) else form.written)


def _two_places(right: Spelling, wrong: Spelling) -> bool:
    a, b = right.written, wrong.written
    return is_place(a) and is_place(b) and not same_place(a, b)


def _distance(a: str, b: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(a, b))


def _undoubled(word: str) -> str:
    return "".join(
        letter for place, letter in enumerate(word) if place == 0 or letter != word[place - 1]
    )


def _quoted(analysis: Analysis, form: Spelling) -> bool:
    """Whether a spelling stands in quotations only, which begin and end with their marks."""
    return all(
        any(
            quotation.span.covers(place)
            for quotation in analysis.segment_quotations[at.index]
            if quotation.opened and (quotation.closed or quotation.continued)
        )
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
        Bad(
            marked="Mayor Carlo Bosi spoke first. Later Mayor [[Bozi]] locked the hall.",
            fixed="Mayor Carlo Bosi spoke first. Later Mayor Bosi locked the hall.",
        ),
        Bad(
            marked="Buses go to Vallemoral twice a day. In [[Vallemolar]] nobody waits for them.",
            fixed="Buses go to Vallemoral twice a day. In Vallemoral nobody waits for them.",
        ),
        Bad(
            marked="Boats left Umm Dakk at dawn. By noon Umm [[Dak]] was empty.",
            fixed="Boats left Umm Dakk at dawn. By noon Umm Dakk was empty.",
        ),
        Bad(
            marked="Rania Al-Khatib left at noon. Later Rania [[Al-Khateeb]] came back.",
            fixed="Rania Al-Khatib left at noon. Later Rania Al-Khatib came back.",
        ),
        Bad(
            marked="The palms of Zaryma are old. Half of [[Zarymah]] lives on them.",
            fixed="The palms of Zaryma are old. Half of Zaryma lives on them.",
        ),
        Bad(
            marked="The probe Yukarin-2 is up. In May [[Yukaryn]]-2 will land.",
            fixed="The probe Yukarin-2 is up. In May Yukarin-2 will land.",
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
        Good(text="Vera Dunin and Olga Dunina are cousins. The Dunins came from Tver."),
        Good(text="The Zhang family met the Zheng family; Mr Zhang and Mr Zheng shook hands."),
    ),
    doc=__doc__,
)
