"""Quotation marks and what stands between them, told apart from apostrophes, feet and inches.

Each paragraph is read once, left to right, with a stack of open quotations. The shape of a mark
(what it clings to) says whether it can open or close; where the shape leaves both, or neither,
what is open decides. A damaged entity that stands for a quotation mark is a quotation mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from harness.model.text import SegmentKind, Span
from harness.segment.scripts import UNSPACED_LANGUAGES

if TYPE_CHECKING:
    from harness.analyse import Analysis


class Role(StrEnum):
    """What a quotation mark does."""

    OPENS = "opens"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMark:
    """One quotation mark: where it is, what it stands for, whether its other half is there.

    `continued` marks the opening of a paragraph whose quotation goes on in the next one.
    """

    span: Span
    character: str
    role: Role
    segment: int
    damaged: bool = False
    paired: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quoted stretch: `span` with its marks, `inner` without; one level for each nesting.

    `opened` and `closed` say which marks are there; one without an end reaches to the end of
    its segment. `continued` says that the next paragraph goes on with it (English convention).
    """

    span: Span
    inner: Span
    segment: int
    opened: bool
    closed: bool
    continued: bool = False
    level: int = 0


# Marks of one kind can close one another: translations mix straight and curly ones.
_KIND = {
    **dict.fromkeys('"“”„‟＂〝〞〟', "double"),
    **dict.fromkeys("'‘’‚‛`´", "single"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "small angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
}
_MARK = re.compile(r"''|``|,,(?=\w)|[\"“”„‟＂〝〞〟'‘’‚‛`´«»‹›「」『』]")
_TWIN = {"''": '"', "``": "“", ",,": "„"}
_ALWAYS_OPENS = "„‚「『〝"
_ALWAYS_CLOSES = "」』〞"
# Where these are written, the drawing of an angle or a curly mark tells its role, whatever
# stands beside it; German, Danish and their neighbours turn the angles round, Swedes the curls.
_ANGLES_BY_DRAWING = re.compile(
    r"(?:fr|es|it|pt|ca|gl|eu|ru|uk|be|bg|tr|ar|fa|ur|el|hy|az|kk|ro|no|nb|nn|vi|sq|zh|ja|ko)\Z"
)
_CURLS_BY_DRAWING = frozenset(["zh", "ja", "ko", "yue"])
_OPENING_NEIGHBOURS = "([{<-–—/¿¡|=:;,*_>…"
# What a word may lose at its start: 'tis, 'em, rock 'n' roll, the '90s.
_ELIDED = re.compile(
    r"(?:t(?:is|was|were|will|il|ill)|em|er|im|cause|cos|cuz|coz|n|round|bout|neath|fraid|gainst"
    r"|kay|sup|nother|nuff|stache|hood|burbs|s|k|d|ll|ve|re|\d0s?|\d\d)(?![^\W_])",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\d\s?$")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A candidate mark with the characters beside it, spaces kept."""

    span: Span
    character: str
    damaged: bool
    before: str
    after: str

    @property
    def kind(self) -> str:
        return _KIND[self.character]

    @property
    def can_open(self) -> bool:
        free = self.before.isspace() or self.before in _OPENING_NEIGHBOURS or self.before in _KIND
        return free and not self.after.isspace() and self.after not in ",;:!?)]}"

    @property
    def can_close(self) -> bool:
        return not self.before.isspace() and not self.after.isalnum()

    @property
    def inside_word(self) -> bool:
        return self.before.isalnum() and self.after.isalnum()


def quote_marks(analysis: Analysis) -> tuple[QuoteMark, ...]:
    """Return every quotation mark in order; apostrophes, feet and inches are left out."""
    marks: list[QuoteMark] = []
    for segment, seen in _candidates(analysis):
        marks += _read(analysis.text, seen, segment, analysis.language)
    return tuple(_with_continuations(analysis, marks))


def quotations(analysis: Analysis) -> tuple[Quotation, ...]:
    """Return every quoted stretch, by its start; a lone closing mark makes none."""
    found: list[Quotation] = []
    open_marks: list[QuoteMark] = []

    def end(mark: QuoteMark, close: QuoteMark | None) -> None:
        stop = close.span if close else None
        last = analysis.segments[mark.segment].span.end
        found.append(
            Quotation(
                span=Span(mark.span.start, stop.end if stop else last),
                inner=Span(mark.span.end, stop.start if stop else last),
                segment=mark.segment,
                opened=True,
                closed=close is not None,
                continued=mark.continued,
                level=len(open_marks),
            )
        )

    for mark in analysis.quote_marks:
        while open_marks and open_marks[-1].segment != mark.segment:
            end(open_marks.pop(), None)
        if mark.role is Role.OPENS:
            if mark.paired or mark.continued or not open_marks:
                open_marks.append(mark)
        elif mark.paired:
            while open_marks:
                opening = open_marks.pop()
                if opening.paired and _KIND[opening.character] == _KIND[mark.character]:
                    end(opening, mark)
                    break
                end(opening, None)
    while open_marks:
        end(open_marks.pop(), None)
    return tuple(sorted(found, key=lambda quotation: (quotation.span.start, quotation.level)))


def around(quotations: Sequence[Quotation], place: int) -> Quotation | None:
    """Return the one of a segment's outermost quotations that holds a place, marks included."""
    following = bisect_right(quotations, place, key=_begins)
    found = quotations[following - 1] if following else None
    return found if found is not None and place < found.span.end else None


def _begins(quotation: Quotation) -> int:
    return quotation.span.start


def quoted(analysis: Analysis, span: Span) -> bool:
    """Whether `span` lies wholly inside one quotation (its marks do not count)."""
    found = analysis.quotations
    place = bisect_right(found, span.start, key=_begins)
    # Nesting is shallow: what could hold the span is among the last few that began before it.
    return any(one.inner.covers(span) for one in found[max(0, place - 6) : place])


def _candidates(analysis: Analysis) -> Iterable[tuple[int, list[_Seen]]]:
    text = analysis.text
    entities = [e for e in analysis.entities if e.quotes]
    place = 0
    for segment in analysis.segments:
        start, end = segment.span.start, segment.span.end
        while place < len(entities) and entities[place].span.start < start:
            place += 1
        spans = [
            (Span(*m.span()), _TWIN.get(m[0], m[0]), False)
            for m in _MARK.finditer(text, start, end)
        ]
        if place < len(entities) and entities[place].span.start < end:
            inside = [e for e in entities[place:] if e.span.start < end]
            spans = [one for one in spans if not any(e.span.covers(one[0]) for e in inside)]
            spans += [(e.span, e.character, e.damaged) for e in inside]
            spans.sort(key=lambda one: one[0])
        if spans:
            yield (
                segment.index,
                [
                    _Seen(
                        span,
                        character,
                        damaged,
                        text[span.start - 1] if span.start > start else " ",
                        text[span.end] if span.end < end else " ",
                    )
                    for span, character, damaged in spans
                ],
            )


def _read(text: str, seen: Sequence[_Seen], segment: int, language: str) -> list[QuoteMark]:
    """Give each mark of one paragraph its role and pair them off."""
    marks: list[QuoteMark] = []
    stack: list[int] = []
    for place, one in enumerate(seen):
        kinds = [_KIND[marks[k].character] for k in stack]
        drawn = _by_drawing(one, language, is_open=one.kind in kinds)
        role = drawn or _role(text, seen, place, kinds, language)
        if role is None:
            continue
        nests = drawn is not None or one.character in _ALWAYS_OPENS
        if role is Role.OPENS and kinds[-1:] == [one.kind] and not nests:
            # A kind opens directly inside itself only where the first one was never closed.
            stack.pop()
        mark = QuoteMark(
            span=one.span,
            character=one.character,
            role=role,
            segment=segment,
            damaged=one.damaged,
        )
        if role is Role.OPENS:
            stack.append(len(marks))
        elif one.kind in kinds:
            at = len(kinds) - 1 - kinds[::-1].index(one.kind)
            opening = stack[at]
            del stack[at:]
            marks[opening] = replace(marks[opening], paired=True)
            mark = replace(mark, paired=True)
        marks.append(mark)
    return marks


def _by_drawing(one: _Seen, language: str, *, is_open: bool) -> Role | None:
    """What a mark does where the language leaves no choice, else None."""
    character = one.character
    clings = one.before.isalnum() and not one.after.isalnum()
    if (character in "«‹" and clings and is_open) or (character in "»›" and one.can_open):
        # Some close with the half that opens: «así«.
        return None
    if character in "«‹»›" and _ANGLES_BY_DRAWING.match(language):
        return Role.OPENS if character in "«‹" else Role.CLOSES
    if character in "“”" and language in _CURLS_BY_DRAWING:
        return Role.OPENS if character == "“" else Role.CLOSES
    return None


def _role(
    text: str, seen: Sequence[_Seen], place: int, kinds: Sequence[str], language: str
) -> Role | None:
    one = seen[place]
    is_open = one.kind in kinds
    if one.kind == "single":
        return _single(text, seen, place, is_open=is_open)
    if one.character in _ALWAYS_OPENS:
        return Role.OPENS
    if one.character in _ALWAYS_CLOSES:
        return Role.CLOSES
    if one.character in '"＂' and not one.damaged and _is_named(one):
        return None if not is_open else Role.CLOSES
    if one.character in '"＂' and language in UNSPACED_LANGUAGES:
        # Nothing but the order tells in a script without spaces.
        return Role.CLOSES if is_open else Role.OPENS
    if one.inside_word and one.character in '"＂“”' and not one.damaged and not is_open:
        # Hebrew abbreviations carry a mark inside the word.
        return None if "\u0590" < one.before < "\u0600" else Role.OPENS
    if (
        not is_open
        and one.character in '"”'
        and _MEASURED.search(text, one.span.start - 1, one.span.start)
    ):
        return None if not one.after.isalnum() else Role.CLOSES
    return _by_shape(one, is_open=is_open)


def _is_named(one: _Seen) -> bool:
    """Whether the mark itself is spoken of: `the characters <, ", :` or `(")`."""
    return one.before in " (" and one.after in ",);"


def _by_shape(one: _Seen, *, is_open: bool) -> Role:
    """What a double mark does: its shape first, then what is open, then its own drawing."""
    if one.can_open and not one.can_close and not (is_open and one.after == "."):
        return Role.OPENS
    leads = one.before == ":" and one.after.isspace() and not is_open
    if one.can_close and not one.can_open and not leads:
        return Role.CLOSES
    if is_open:
        return Role.CLOSES
    if leads and one.character not in "”»›":
        # said:“ We go: what is said follows, whatever the mark clings to
        return Role.OPENS
    if one.character in "”»›" and not one.can_open:
        return Role.CLOSES
    return Role.OPENS


def _single(text: str, seen: Sequence[_Seen], place: int, *, is_open: bool) -> Role | None:
    one = seen[place]
    if one.character in "‚‛" and not one.inside_word:
        # A low mark that clings to nothing is a comma in disguise.
        return Role.OPENS if one.can_open else None
    if one.inside_word or one.character == "´":
        return None
    if one.before.isspace() and one.after.isspace():
        if is_open:
            return Role.CLOSES
        return Role.OPENS if _closer_follows(seen, place) else None
    if one.can_open and not is_open:
        if one.character == "’" or _ELIDED.match(text, one.span.end):
            return _elided_or_opening(text, seen, place)
        return Role.OPENS if one.character == "‘" or _closer_follows(seen, place) else None
    if one.can_open and not one.can_close:
        return None if _ELIDED.match(text, one.span.end) or one.character == "’" else Role.OPENS
    if not is_open or not one.can_close:
        return None
    if one.before in "sSzZxX" and one.after == " " and _closes_later(seen, place):
        return None
    return Role.CLOSES


def _elided_or_opening(text: str, seen: Sequence[_Seen], place: int) -> Role | None:
    one = seen[place]
    if _ELIDED.match(text, one.span.end):
        return None
    # Swedish and Finnish open with the mark that English closes with.
    return Role.OPENS if _closer_follows(seen, place) and one.character == "’" else None


def _closer_follows(seen: Sequence[_Seen], place: int) -> bool:
    """Whether a later single mark can end what this one would begin."""
    return any(
        other.kind == "single"
        and not other.inside_word
        and (other.can_close or (other.before.isspace() and other.after.isspace()))
        for other in seen[place + 1 : place + 12]
    )


def _closes_later(seen: Sequence[_Seen], place: int) -> bool:
    """Whether a mark after a plural's apostrophe is the one that closes."""
    for other in seen[place + 1 : place + 12]:
        if other.kind != "single" or other.inside_word:
            continue
        return other.can_close and not other.can_open
    return False


def _with_continuations(analysis: Analysis, marks: Sequence[QuoteMark]) -> list[QuoteMark]:
    """Mark openings that the next paragraph takes up by opening again."""
    first: dict[int, QuoteMark] = {}
    last_open: dict[int, int] = {}
    for place, mark in enumerate(marks):
        first.setdefault(mark.segment, mark)
        if mark.role is Role.OPENS and not mark.paired:
            last_open.setdefault(mark.segment, place)
    result = list(marks)
    for segment, place in last_open.items():
        following = first.get(_next_paragraph(analysis, segment))
        if (
            following is not None
            and following.role is Role.OPENS
            and _KIND[following.character] == _KIND[marks[place].character]
            and following.span.start == analysis.segments[following.segment].span.start
        ):
            result[place] = replace(marks[place], continued=True)
    return result


def _next_paragraph(analysis: Analysis, segment: int) -> int:
    for later in analysis.segments[segment + 1 : segment + 3]:
        if later.kind is not SegmentKind.HEADING:
            return later.index
    return -1
