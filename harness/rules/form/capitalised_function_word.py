"""A small word with a capital in the middle of a sentence: "left The port", "boats And nets".

Engines translate a sentence in pieces, or a line of a list, and each piece starts like a
sentence; where the pieces are joined the capital stays.

A word that can only be a verb is flagged as well ("spectators Came to"), and a small word behind a
finished name or a date, before a place, or at a sentence's end.

Quiet in headings and titles, after a colon, a dash, a bracket or a quotation mark, and beside
other capitals, where the word is part of a name (The Hague, "Gone With the Wind").

Measured on English: 39 of 40 shown hits right in the marked articles; one hit, in a title, in
188,000 words of human translation; other languages are unmeasured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.kinds import Kind
from harness.analyse.name_words import lists_of
from harness.analyse.quotes import quoted
from harness.analyse.speakers import reporting_forms
from harness.analyse.tokens import Token, fold
from harness.data import words, words_if_any
from harness.data.gazetteer import is_place
from harness.data.lexicon import lemmas, parts_of_speech, verb_forms
from harness.data.people import first_name_gender
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_JOINING = frozenset(["And", "But", "Or", "Which", "Where", "While", "So", "Who", "When"])
_ENDING = frozenset(".,;!?")
_CLOSING = frozenset("\"”’'")


def _check(analysis: Analysis) -> Iterable[Hit]:
    measured = None if analysis.language == "en" else Confidence.MEDIUM
    for segment, row in zip(analysis.segments, analysis.segment_tokens, strict=True):
        if segment.kind is SegmentKind.HEADING:
            continue
        starts: set[int] | None = None
        for place, surety in _places(analysis, row):
            token = row[place]
            if _spoken(row, place):
                yield _hit(token, measured)
                continue
            if starts is None:
                starts = {part.start for part in analysis.segment_sentences[segment.index]}
            span = Span(token.start, token.end)
            if token.start in starts or (quoted(analysis, span) and _title_like(row, place)):
                continue
            yield _hit(token, surety if surety is not None else measured)


def _places(analysis: Analysis, row: tuple[Token, ...]) -> Iterator[tuple[int, Confidence | None]]:
    """Yield where a small word with a capital stands as small words do, and how sure, if less."""
    language = analysis.language
    small = words(language, "never_capital")
    more = words_if_any(language, "seldom_capital")
    dates = lists_of(language).dates
    prepositions = words_if_any(language, "prepositions")
    for place in range(1, len(row) - 1):
        text = row[place].text
        if not text[0].isupper():
            continue
        dated = _before_date(row, place, dates)
        among = dated or _among_small(row, place) or _spoken(row, place)
        if among and _is_small(row, place, small):
            yield place, _after_comma(row, place, prepositions)
        elif dated and text.lower() in prepositions:
            yield place, None
        elif among and text[1:].islower() and text.lower() in more:
            surety = _after_comma(row, place, prepositions)
            yield place, Confidence.MEDIUM if surety is None else surety
        elif language == "en" and _small_after_all(analysis, row, place, small | more):
            yield place, Confidence.MEDIUM


def _after_comma(
    row: tuple[Token, ...], place: int, prepositions: frozenset[str]
) -> Confidence | None:
    """How sure it is after a comma: a list of titles has commas too, but no joining word."""
    if row[place - 1].text != ",":
        return None
    joins = row[place].text in _JOINING and row[place - 2].text[-1:].islower()
    return Confidence.MEDIUM if joins else Confidence.LOW


def _small_after_all(
    analysis: Analysis, row: tuple[Token, ...], place: int, small: frozenset[str]
) -> bool:
    """Whether a mark or a name beside it, or its being a verb, hides that it should be small."""
    before, token, after = row[place - 1], row[place], row[place + 1]
    word = token.text.lower()
    if not token.text[1:].islower() or token.start - before.end != 1:
        return False
    if before.text.islower() and before.kind == "word":
        if word in small:
            return after.text in _ENDING or _names_place(analysis, after, word)
        return after.text.islower() and _is_verb(row, place)
    over = before.text[0].isupper() and _name_over(analysis, before)
    dated = fold(before.text) in lists_of("en").dates
    return over and word in small and (dated or after.text.islower()) and place > 1


def _names_place(analysis: Analysis, token: Token, word: str) -> bool:
    """Whether a name begins that holds no such word: "founded At Bursa"."""
    name = analysis.cast.name_at(token.start)
    if word not in words("en", "prepositions") or name is None or name.span.start != token.start:
        return False
    return analysis.cast.of_name(name)[0] in (Kind.PLACE, Kind.PERSON)


def _name_over(analysis: Analysis, token: Token) -> bool:
    """Whether a name or a date ends that needs no more: "until Sunday In three cinemas"."""
    if fold(token.text) in lists_of("en").dates:
        return True
    name = analysis.cast.name_at(token.start)
    if name is None or name.span.end != token.end:
        return False
    return analysis.cast.of_name(name)[0] in (Kind.PLACE, Kind.PERSON)


def _is_verb(row: tuple[Token, ...], place: int) -> bool:
    """Whether it can only be a verb: "spectators Came to", "the match Will be"."""
    word, after = row[place].text.lower(), row[place + 1].text
    if word == "will":
        return after in ("be", "not", "have", "also")
    if first_name_gender(row[place].text) or is_place(row[place].text):
        return False
    parts = parts_of_speech(word)
    if set(parts) != {"v"} or _main_part(row[place - 1].text) != "n":
        return False
    return any(base != word and word in verb_forms(base) for base in lemmas(word))


def _is_small(row: tuple[Token, ...], place: int, small: frozenset[str]) -> bool:
    """Whether it is such a word; "A" only where no name can be meant, as in vitamin A."""
    word = row[place].text
    if word.casefold() not in small:
        return False
    return word[1:].islower() or (
        word == "A" and (_no_class(row, place, small) or _begins_noun(row, place))
    )


def _no_class(row: tuple[Token, ...], place: int, small: frozenset[str]) -> bool:
    """Whether it is no name of a class, as in "A shares" or "of A share repurchases"."""
    before, after = row[place - 1].text, row[place + 1].text
    return before in small and before != "of" and not after.endswith("s")


def _begins_noun(row: tuple[Token, ...], place: int) -> bool:
    """Whether a verb stands before, adjective and noun after: "finish A temporary bridge"."""
    if place + 2 >= len(row):
        return False
    before, after, noun = row[place - 1].text, row[place + 1].text, row[place + 2].text
    return (
        before.islower()
        and _main_part(noun) == "n"
        and after.islower()
        and _main_part(before) == "v"
        and _main_part(after) == "a"
    )


def _main_part(word: str) -> str:
    """Return the part of speech that an English word mostly is, "" for an unknown one."""
    counts = parts_of_speech(word)
    return max(counts, key=lambda part: counts[part], default="")


def _hit(token: Token, surety: Confidence | None) -> Hit:
    return Hit(
        Span(token.start, token.end),
        because="in the middle of a sentence",
        suggestion=token.text.lower(),
        confidence=surety,
    )


def _spoken(row: tuple[Token, ...], place: int) -> bool:
    """Whether a quotation that ends in a comma stands before: "…," She said."""
    before, after = row[place - 1], row[place + 1]
    return (
        before.text in _CLOSING
        and place > 1
        and row[place - 2].text == ","
        and row[place - 2].end == before.start
        and row[place].start - before.end == 1
        and after.text in reporting_forms()
    )


def _among_small(row: tuple[Token, ...], place: int) -> bool:
    """Whether a small word or a comma stands before, and a small word after."""
    before, after = row[place - 1], row[place + 1]
    if row[place].start - before.end > 1 or before.end == row[place].start:
        return False
    if before.kind == "word":
        if not before.text[0].islower():
            return before.text[0].isupper() and _sentence_like(row, place)
    elif before.text != ",":
        return False
    return after.text[0].islower() or (after.text[0].isdigit() and not _title_like(row, place))


def _before_date(row: tuple[Token, ...], place: int, dates: frozenset[str]) -> bool:
    """Whether a small word stands before and a day or month after: "shut Since Thursday"."""
    before, after = row[place - 1], row[place + 1]
    return (
        before.kind == "word"
        and before.text.islower()
        and row[place].start - before.end == 1
        and fold(after.text) in dates
        and (place + 2 >= len(row) or not row[place + 2].text[0].isupper())
    )


def _sentence_like(row: tuple[Token, ...], place: int) -> bool:
    """A capitalised word before it: only a name that is over, as in "left Oslo And went home"."""
    after = row[place + 1 : place + 4]
    before = row[max(0, place - 3) : place - 1]
    joins = row[place].text.casefold() in ("and", "or", "but", "und", "oder", "et", "ou", "y", "o")
    return (
        joins
        and len(after) == 3
        and all(t.kind != "word" or t.text[0].islower() for t in (*after, *before))
        and all(t.text not in "“”\"'‘’«»" for t in (*after, *before))
    )


def _title_like(row: tuple[Token, ...], place: int) -> bool:
    near = [t for t in row[max(0, place - 4) : place + 5] if t.is_word and len(t.text) > 3]
    return sum(t.capitalised for t in near) * 2 > len(near)


RULE = Rule(
    code="FRM108",
    name="capitalised-function-word",
    family="form",
    summary="small word with a capital inside a sentence",
    severity=Severity.MINOR,
    confidence=Confidence.HIGH,
    mqm="fluency/spelling",
    languages=("en", "de", "fr", "es"),
    check=_check,
    bad=(
        Bad(marked="They left [[The]] port at dawn.", fixed="They left the port at dawn."),
        Bad(marked="Some boats [[And]] nets were lost.", fixed="Some boats and nets were lost."),
        Bad(
            marked="He came from Dortmund [[And]] went home again.",
            fixed="He came from Dortmund and went home again.",
        ),
        Bad(
            marked="They hope to finish [[A]] temporary pier today.",
            fixed="They hope to finish a temporary pier today.",
        ),
        Bad(
            marked="The pier was shut [[Since]] Thursday.",
            fixed="The pier was shut since Thursday.",
        ),
        Bad(marked='"It rains," [[She]] said.', fixed='"It rains," she said.'),
        Bad(marked="The guests [[Came]] to the pier at noon."),
        Bad(marked="The pier was built [[At]] Aleppo.", fixed="The pier was built at Aleppo."),
        Bad(
            marked="It is open until Sunday [[In]] two halls.",
            fixed="It is open until Sunday in two halls.",
        ),
        Bad(marked="They never went back [[There]].", fixed="They never went back there."),
        Bad(
            marked="The pier fell, [[But]] nobody was hurt.",
            fixed="The pier fell, but nobody was hurt.",
        ),
        Bad(marked="Sie gingen [[In]] den Hafen.", fixed="Sie gingen in den Hafen.", language="de"),
        Bad(
            marked="Ayer salieron [[Del]] puerto.", fixed="Ayer salieron del puerto.", language="es"
        ),
    ),
    good=(
        Good(text="She lives in The Hague and read Gone With the Wind."),
        Good(text="He said: The port is shut. The crew - And nobody else - left."),
        Good(text='They sang "The sea is wide" and "And so it goes" there.'),
        Good(text="They met Will at noon, gave Grant a boat, and asked Mark and Bill to row."),
        Good(text="Repurchases Hit a Record High of Over 100 Billion Yuan in Spring Trade."),
        Good(text="How the Port Was Lost And Won"),
        Good(text="They saw Black Friday and read After Friday Falls in May."),
        Good(text="The price of A shares rose, and of A share funds too."),
        Good(text="They take vitamin A daily, have type A blood and call plan A great."),
        Good(text="The band The The played; he wrote to The Times of it."),
        Good(text="Er sagt, dass Die Linke und Der Spiegel irren.", language="de"),
    ),
    doc=__doc__,
)
