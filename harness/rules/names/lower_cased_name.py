"""A name without its capital, which the article capitalises elsewhere.

An engine that reads all text in lower case has to guess the capitals back, and a name that looks
like no word it knows stays small: "Dunai Agro" here, "dunai agro" there. One capital elsewhere
alone gives low confidence; two, or the rest of the name right beside it, give more.

It stays quiet on words of the language, on what the article writes both ways more than once, on
handles and addresses, and on adjectives and particles that have both forms.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.kinds import Kind, kind_of
from harness.analyse.names import stem
from harness.analyse.tokens import Token, fold
from harness.data import words
from harness.data.gazetteer import is_place
from harness.data.lexicon import known, parts_of_speech
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.form.lost_capital import small_all_over
from harness.rules.rule import Bad, Good, Rule

_SHORTEST = 4
_WHERE = frozenset(["in", "near", "from", "at", "to", "of", "outside", "around", "between"])


def _check(analysis: Analysis) -> Iterable[Hit]:
    capitals: dict[str, list[Token]] = defaultdict(list)
    for name in analysis.names:
        for word in name.words[1:] if name.opens_sentence else name.words:
            bare = stem(word.text)
            if len(bare) >= _SHORTEST and bare.istitle() and bare.replace("-", "").isalpha():
                capitals[bare.lower()].append(word)
    small: dict[str, list[Token]] = defaultdict(list)
    for token in analysis.tokens:
        text = token.text
        # A key of the table is all small letters, so that most words are done with here.
        bare = text if text in capitals else stem(text)
        if bare in capitals and text[0].islower() and not _joined(analysis.text, token):
            small[bare].append(token)
    starts = {token.start: token for row in small.values() for token in row}
    for bare in sorted(small):
        wrong, right = small[bare], capitals[bare]
        if len(wrong) > 1 or any(map(known, fold(bare).split("-"))):
            continue
        token = wrong[0]
        segment = analysis.segment_at(token.start)
        # Where all capitals went, the name is not what is wrong.
        if segment is not None and small_all_over(analysis, segment.index):
            continue
        yield Hit(
            Span(token.start, token.start + len(bare)),
            because="a capital elsewhere",
            suggestion=stem(right[0].text),
            related=(Span(right[0].start, right[0].end),),
            confidence=None
            if len(right) > 1
            or is_place(bare.capitalize())
            or _beside(analysis, token, starts)
            or _placed(analysis, token)
            else Confidence.LOW,
        )


def _beside(analysis: Analysis, token: Token, small: dict[int, Token]) -> bool:
    """Whether the rest of a name stands beside a word: "Blanche verdier", "dunai agro"."""
    before = analysis.cast.name_at(max(0, token.start - 2))
    if before is not None and before.span.end + 1 == token.start:
        return True
    after = analysis.cast.name_at(token.end + 1)
    if after is not None and after.span.start == token.end + 1:
        return True
    return token.end + 1 in small or any(other.end + 1 == token.start for other in small.values())


def _placed(analysis: Analysis, token: Token) -> bool:
    """Whether it stands where a place does, and alone: "the mayor of dunvei", "in dunvei,"."""
    row = analysis.tokens
    at = bisect_left(row, token.start, key=lambda one: one.start)
    if at and row[at - 1].text == "." and row[at - 1].end + 1 == token.start:
        return True  # a sentence begins with it
    if not at or at + 1 == len(row) or fold(row[at - 1].text) not in _WHERE:
        return False
    if row[at - 1].text == "of" and at > 1 and kind_of(fold(row[at - 2].text)) is Kind.PLACE:
        return True  # "in the village of dunvei people came"
    after = fold(row[at + 1].text)
    parts = parts_of_speech(after)
    return (
        row[at + 1].kind != "word"
        or after in words("en", "function_words")
        or parts.get("n", -1) <= parts.get("v", 0)
    )


def _joined(text: str, token: Token) -> bool:
    """Whether a word is part of an address, a handle or a compound."""
    before = text[token.start - 1 : token.start]
    after = text[token.end : token.end + 1]
    follows = text[token.end + 1 : token.end + 2]
    return (
        before in tuple("@#/.-_") or after in tuple("@/_") or (after == "." and follows.isalnum())
    )


RULE = Rule(
    code="NAM332",
    name="lower-cased-name",
    family="names",
    summary="name without its capital",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="linguistic-conventions/spelling",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked="The mill belongs to Dunvei Grain. Some 160 people work for [[dunvei]] today.",
            fixed="The mill belongs to Dunvei Grain. Some 160 people work for Dunvei today.",
        ),
        Bad(
            marked="Clara Verdun wrote it. In 1961 the poet [[verdun]] died in Nice.",
            fixed="Clara Verdun wrote it. In 1961 the poet Verdun died in Nice.",
        ),
        Bad(
            marked="The firm Dunvei Zorlat pays. Then [[dunvei]] [[zorlat]] hired 160 people.",
            fixed="The firm Dunvei Zorlat pays. Then Dunvei Zorlat hired 160 people.",
        ),
        Bad(
            marked="The hall of Dunvei burned. The people of [[dunvei]] are safe.",
            fixed="The hall of Dunvei burned. The people of Dunvei are safe.",
        ),
        Bad(
            marked="Rain fell on Salqeen all day. The road from [[salqeen]]'s gate was cut.",
            fixed="Rain fell on Salqeen all day. The road from Salqeen's gate was cut.",
        ),
    ),
    good=(
        Good(text="Ms March walked in the march, and Bill Barnes paid the bill."),
        Good(text="Write to Verdun at verdun@mill.example or look at mill.example/verdun."),
        Good(text="The Mayor met the mayor of Hull."),
        Good(text="Follow @salqeen for news from Salqeen."),
    ),
    doc=__doc__,
)
