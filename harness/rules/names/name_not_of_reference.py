"""A name where the reference has quite another one.

Parts of a name are translated (*Hay'et* begins like Spanish *hay*, there is), a person or place is
replaced by a better-known one, or letters are lost until the name is no longer the same.

A name to which no word of the reference answers counts where raters would mark it, or where the
reference names somebody or something else whom the candidate leaves out.

Variants of transliteration are no such thing ("Saraqib", "Saraqeb"; "Lviv", "Lvov"), nor are
other accents, a place's name in its own language, initials, or a name that the reference has
elsewhere in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.name_forms import abbreviates, plain, same_name, whole_name
from harness.analyse.names import stem
from harness.analyse.tokens import Token, fold, tokens
from harness.data.gazetteer import same_place
from harness.data.lexicon import known, proper_name
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule, differing, slight


def _check(analysis: Analysis) -> Iterable[Hit]:
    found = tuple(_hits(analysis))
    for hit in found:
        # One name in several words is one error.
        if not any(other.span != hit.span and other.span.covers(hit.span) for other in found):
            yield hit


def _hits(analysis: Analysis) -> Iterable[Hit]:
    other = analysis.article.document.references[0]
    for difference in analysis.differences:
        edit = difference.edit
        if edit.moved or edit.tie not in (Tie.NAME, Tie.SUBSTITUTION):
            yield from _added(analysis, difference)
            continue
        mine, theirs = _names(difference.candidate), _names(difference.reference)
        if not theirs:
            yield from _added(analysis, difference)
            continue
        if not mine or not _name_there(theirs, other, edit.reference.start):
            continue
        segment = analysis.segments[difference.segment]
        place = segment.references[0]
        around = fold(place.of(other)) if place else ""
        if any(fold(stem(token.text)) in around for token in mine):
            continue
        if _one_name(analysis, difference, mine, theirs):
            continue
        yield differing(difference, _surety(difference))


def names_another(analysis: Analysis, difference: Difference) -> tuple[Token, ...]:
    """Return the names that a difference adds and the reference has nowhere in the segment.

    Empty where a word of the reference may be the same name. The tokens' places count from the
    beginning of the difference.
    """
    edit = difference.edit
    if edit.moved or edit.tie not in (Tie.INSERTION, Tie.SUBSTITUTION):
        return ()
    said = _names(difference.candidate)
    segment = analysis.segments[difference.segment]
    place = segment.references[0]
    if not said or place is None or _names(difference.reference):
        return ()
    opens = any(
        edit.candidate.start + said[0].start == sentence.start
        for sentence in analysis.segment_sentences[difference.segment]
    )
    if not all(_is_name(token, opens=opens and token is said[0]) for token in said):
        return ()
    there = _names(place.of(analysis.article.document.references[0]))
    if any(_akin(token.text, other.text) for token in said for other in there):
        return ()
    start = edit.candidate.start
    if _part_of_another(analysis.text, start + said[0].start, start + said[-1].end):
        return ()
    return tuple(said)


def _added(analysis: Analysis, difference: Difference) -> Iterator[Hit]:
    """Yield the hit on an added name alone, without the small words around it."""
    names = names_another(analysis, difference)
    if not names:
        return
    start = difference.edit.candidate.start
    if difference.suspect:
        yield differing(difference, slight(difference))
        return
    yield Hit(
        Span(start + names[0].start, start + names[-1].end),
        because="the reference does not name it",
        reference=difference.edit.reference,
        confidence=_of_another(analysis, difference),
    )


def _part_of_another(text: str, start: int, end: int) -> bool:
    """Whether a capital stands on either side: "Toyota Motor", "Mr Erdem" say a name at length."""
    before = text[max(0, start - 40) : start].split()[-1:] if text[start - 1 : start] == " " else []
    after = text[end : end + 2].strip()
    return any(word[:1].isupper() for word in before) or after[:1].isupper()


def _of_another(analysis: Analysis, difference: Difference) -> Confidence:
    """Return how sure an added name is wrong: surer where one of the reference is missing."""
    segment = analysis.segments[difference.segment]
    place = segment.references[0]
    if place is None:
        return slight(difference)
    mine = _names(segment.span.of(analysis.text))
    there = _names(place.of(analysis.article.document.references[0]))
    lost = [
        one
        for one in there[1:]
        if _is_name(one, opens=True) and not any(_akin(one.text, other.text) for other in mine)
    ]
    return max(slight(difference), Confidence.MEDIUM if lost else Confidence.LOW)


def _is_name(token: Token, *, opens: bool) -> bool:
    """Whether a capital can only be a name's: no acronym, no ordinary word that `opens`."""
    if token.text.isupper():
        return False
    bare = stem(token.text)
    return not opens or proper_name(bare) or not known(bare)


_BEGINS = 4


def _akin(mine: str, theirs: str) -> bool:
    """Whether two words may be one name: the same, begun alike, or written by another system."""
    a, b = stem(mine), stem(theirs)
    here, there = plain(a), plain(b)
    begun = here.startswith(there[:_BEGINS]) or there.startswith(here[:_BEGINS])
    return begun or same_name(a, b) or same_place(a, b) or b.isupper()


def _names(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.is_word and token.capitalised]


def _one_name(
    analysis: Analysis, difference: Difference, mine: list[Token], theirs: list[Token]
) -> bool:
    """Whether both are forms of one name: written otherwise, or one the other's initials."""
    other = analysis.article.document.references[0]
    whole = difference.extent.of(analysis.text), difference.answer.of(other)
    own = difference.candidate, difference.reference
    segment = analysis.segments[difference.segment]
    named = (
        whole_name(analysis.text, difference.edit.candidate, segment.span),
        whole_name(other, difference.edit.reference, segment.references[0] or Span(0, 0)),
    )
    for here, there in (own, whole, named):
        if same_name(here, there) or same_place(here.strip(), there.strip()):
            return True
        if len(mine) == 1 and abbreviates(mine[0].text, there, analysis.language):
            return True
        if len(theirs) == 1 and abbreviates(theirs[0].text, here, analysis.language):
            return True
    return False


def _name_there(theirs: list[Token], other: str, start: int) -> bool:
    """Whether the reference's word is a name, not an ordinary word that opens a sentence."""
    first = theirs[0].text
    opens = start == 0 or other[:start].rstrip(" \"'“‘")[-1:] in ("", ".", "!", "?", "\n", ":")
    return not opens or proper_name(first) or not known(stem(first))


def _surety(difference: Difference) -> Confidence:
    near = difference.agreement >= 0.6 and (difference.left or difference.right)
    return max(Confidence.MEDIUM if near else Confidence.LOW, slight(difference))


RULE = Rule(
    code="NAM351",
    name="name-not-of-reference",
    family="names",
    summary="name where the reference has another",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The envoy met [[Gonzalez]] in Ankara on Monday.",
            fixed="The envoy met Erdem in Ankara on Monday.",
            reference="The envoy met Erdem in Ankara on Monday.",
        ),
        Bad(
            marked="Thousands fled to [[London]] after the battle.",
            reference="Thousands fled to Afrin after the battle.",
        ),
        Bad(
            marked="The summit that France leads this year began today in [[Oslo]].",
            reference="Led by France this year, the summit has begun in Paris today.",
        ),
        Bad(
            marked="The group [[There]] Tahrir denied it.",
            reference="The group Hay’at Tahrir denied it.",
        ),
    ),
    good=(
        Good(
            text="Thousands fled to Saraqib on Sunday.",
            reference="Thousands fled to Saraqeb on Sunday.",
        ),
        Good(text="Ana Ruiz spoke to Omar.", reference="To Omar, Ana Ruiz spoke."),
        Good(
            text="Nguyễn Thị Lan sells bread in Hà Nội.",
            reference="Nguyen Thi Lan sells bread in Hanoi.",
        ),
        Good(
            text="The WHO praised the clinic in Marn.",
            reference="The World Health Organization praised the clinic in Marn.",
        ),
        Good(text="Officials said so.", reference="Authorities said so."),
        Good(
            text="Al-Shabaab denied it in Kismayo.",
            reference="Al-Shabab denied it in Kismaayo.",
        ),
    ),
    doc=__doc__,
)
