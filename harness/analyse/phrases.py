"""Phrases that betray where a text comes from, found in one pass by the words they are made of.

A phrase is written in a small language of its own: `word~` is any inflected form, `a|b` either
word, `word?` may lack, `<#>` a number, `<*>` any word, `<name>` a capitalised word, `<weekday>`,
`<month>`, `<year>`, `<tens>` (a decade); `=a|b` must follow, `!a|b` must not, `^=a|b` must
precede, `^!a|b` must not, `^.` begins a sentence. Marks (`. , ; : " / ( )`) are words. A phrase
is compared only where that word of it stands which the text has least, so a long list costs little.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from harness.analyse.terms import inflected
from harness.data import languages, table, words
from harness.model.text import Span

_NUMBER = (
    r"(?:\d[\d.,]*+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh"
    r"|nine)ty(?:[- ][a-z]++)?|several|many)"
)
_MARKS = frozenset('.,;:"/()')
_GAP = r"[ \u00a0]++"
_START_OF_WORD = r"(?<![\w-])"
_END_OF_WORD = r"(?![\w-])"
_START_OF_SENTENCE = r"(?:(?<=[.!?\n]\s)|(?<=[.!?]\s[\"“])|(?<=[\n\"“])|(?<![\s\S]))"
_PLAIN = re.compile(r"[a-z]++", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]++(?:[-'’.,](?=[^\W_])[^\W_]++)*+")


Anchor = tuple[frozenset[str], tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One entry of a list: its expression, what English has instead, and whose it is.

    `language` is the language that shines through; `weak` says that natives write it as well.
    `anchors` are the places of which each has to be filled: the words that can fill it, and how
    many words may stand before it, at least and at most.
    """

    list: str
    language: str
    written: str
    regex: str
    anchors: tuple[Anchor, ...]
    instead: str
    weak: bool

    @property
    def plain(self) -> bool:
        """Whether the phrase is fixed, so that what stands instead can take its place."""
        return self.written.replace(" ", "").replace("'", "").isalpha()


@dataclass(frozen=True, slots=True)
class Met:
    """A phrase where it stands."""

    phrase: Phrase
    span: Span


@lru_cache(maxsize=8)
def met(text: str, names: tuple[str, ...]) -> tuple[Met, ...]:
    """Return every phrase of the lists that stands in the text, the longest at each place."""
    starts, places = _row(text)
    found: dict[tuple[Phrase, int], Met] = {}
    for word, sought in _by_anchor(names, places).items():
        # Only where a phrase's rarest word stands is it compared, from the words before it on.
        for place in places.get(word, ()):
            for phrase, match, (least, most) in sought:
                for start in starts[max(0, place - most) : place - least + 1]:
                    if one := match(text, start):
                        found[phrase, start] = Met(phrase, Span(*one.span()))
                        break
    ordered = sorted(
        found.values(),
        key=lambda m: (m.span.start, -m.span.end, m.phrase.weak, m.phrase.written),
    )
    kept: list[Met] = []
    for one_met in ordered:
        if not kept or one_met.span.start >= kept[-1].span.end:
            kept.append(one_met)
    return tuple(kept)


@lru_cache(maxsize=4)
def _row(text: str) -> tuple[Sequence[int], Mapping[str, Sequence[int]]]:
    """Return where each word of a text begins, and at what places among them each word stands."""
    starts: list[int] = []
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, match in enumerate(_WORDS.finditer(text)):
        starts.append(match.start())
        places[match[0].lower()].append(place)
    return starts, dict(places)


def count(text: str) -> int:
    """Return the number of words, from the pass that looks for phrases."""
    return len(_row(text)[0])


def _by_anchor(
    names: tuple[str, ...], places: Mapping[str, Sequence[int]]
) -> Mapping[str, list[Sought]]:
    """Return the phrases that a text with these words may hold, by the words to look at.

    A phrase costs far more to make than to rule out by words that it cannot lack, near each other.
    """
    by_anchor: defaultdict[str, list[Sought]] = defaultdict(list)
    for name, language, written, value, required in _entries(names):
        if all(not places.keys().isdisjoint(either) for either, _, _ in required) and _stand(
            required, places
        ):
            phrase = _phrase(name, language, written, value)
            if not _stand(_inflected(phrase), places):
                continue
            forms, reach = min(
                phrase.anchors, key=lambda anchor: sum(len(places.get(w, ())) for w in anchor[0])
            )
            for form in forms:
                by_anchor[form].append((phrase, _compiled(phrase.regex).match, reach))
    return by_anchor


def _inflected(phrase: Phrase) -> Required:
    """Return the words that a phrase cannot lack, inflected ones among them, with a genitive's end.

    A word with an apostrophe inside may be written in two ways, and is left out.
    """
    return tuple(
        (forms | {form + end for form in forms for end in ("'s", "’s")}, least, most)
        for forms, (least, most) in phrase.anchors
        if not any("'" in form for form in forms)
    )


def _stand(required: Required, places: Mapping[str, Sequence[int]]) -> bool:
    """Return whether all that is required stands somewhere as far apart as in the phrase."""
    if len(required) < 2:
        return True
    rarest, *others = sorted(
        required, key=lambda one: sum(len(places.get(word, ())) for word in one[0])
    )
    either, least, most = rarest
    return any(
        all(
            _reached(other, places, place + first - most, place + last - least)
            for other, first, last in others
        )
        for word in either
        for place in places.get(word, ())
    )


def _reached(
    either: frozenset[str], places: Mapping[str, Sequence[int]], first: int, last: int
) -> bool:
    """Return whether one of the words stands from one place to another, both included."""
    for word in either:
        row = places.get(word, ())
        at = bisect_left(row, first)
        if at < len(row) and row[at] <= last:
            return True
    return False


Sought = tuple[Phrase, Callable[[str, int], re.Match[str] | None], tuple[int, int]]
# The alternatives of each plain word, and how many words may stand before it, least and most.
Required = tuple[tuple[frozenset[str], int, int], ...]
Entry = tuple[str, str, str, str, Required]


@cache
def _entries(names: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(
        (name, language, written, value, _required(written))
        for name in names
        for language in languages(name)
        for written, value in table(language, name).items()
    )


def _required(written: str) -> Required:
    """Return, for each plain word of a phrase, its alternatives: one of them has to be there."""
    found: list[tuple[frozenset[str], int, int]] = []
    least = most = 0
    for token in written.split(" "):
        if token[0] in "^!=":
            continue
        either = token.rstrip("?").split("|")
        if all(map(_PLAIN.fullmatch, token.split("|"))):
            found.append((frozenset(token.lower().split("|")), least, most))
        mark = _MARKS.issuperset(either)
        least += not (mark or token.endswith("?"))
        # A number may be two words.
        most += 0 if mark else 2 if "<#>" in either else 1
    return tuple(found)


def phrases(names: tuple[str, ...]) -> Iterator[Phrase]:
    """Yield the entries of the lists of these names, of every language that has one."""
    for name, language, written, value, _ in _entries(names):
        yield _phrase(name, language, written, value)


@cache
def _phrase(name: str, language: str, written: str, value: str) -> Phrase:
    instead, _, mark = value.partition("\t")
    regex, anchors = _made(written)
    return Phrase(
        list=name,
        language=language,
        written=written,
        regex=regex,
        anchors=anchors,
        instead=instead,
        weak=mark == "weak",
    )


@lru_cache(maxsize=4096)
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE)


def _made(written: str) -> tuple[str, tuple[Anchor, ...]]:
    """Return a phrase's regular expression and its anchors."""
    tokens = written.split(" ")
    around = [_condition(token) for token in tokens if token[0] in "^!="]
    body: list[str] = []
    anchors: list[Anchor] = []
    least = most = 0
    for token in (token for token in tokens if token[0] not in "^!="):
        optional = token.endswith("?")
        forms = _forms(token.rstrip("?"))
        mark = forms <= _MARKS
        either = "|".join(_pattern(form) for form in sorted(forms, key=lambda f: (-len(f), f)))
        item = f"(?:{either})" + ("" if mark else _END_OF_WORD)
        begun = bool(anchors) or least > 0
        gap = r"\s*" if mark else _GAP
        if begun:
            body.append(f"(?:{gap}{item})?" if optional else f"{gap}{item}")
        else:
            body.append(f"(?:{item}{gap})?" if optional else item)
        if not optional and all(_WORDS.fullmatch(form) for form in forms):
            anchors.append((forms, (least, most)))
        least += not (optional or mark)
        # A number may be two words.
        most += 0 if mark else 2 if "<#>" in forms else 1
    if not anchors:
        raise ValueError(f"no plain word in {written!r} to look for it by")
    before = "".join(regex for regex, ahead in around if not ahead)
    after = "".join(regex for regex, ahead in around if ahead)
    return _START_OF_WORD + before + "".join(body) + after, tuple(anchors)


def _condition(token: str) -> tuple[str, bool]:
    """Return what must or must not stand beside a phrase, and whether after it."""
    if token == "^.":
        return _START_OF_SENTENCE, False
    if token.startswith("^!"):
        return "".join(rf"(?<!\b{re.escape(word)}\s)" for word in token[2:].split("|")), False
    if token.startswith("^="):
        either = "|".join(rf"(?<={re.escape(word)}\s)" for word in token[2:].split("|"))
        return f"(?:{either})", False
    return f"(?{token[0]}{_following(token[1:])})", True


def _forms(token: str) -> frozenset[str]:
    """Return the words, marks or classes that a token stands for."""
    found: set[str] = set()
    for part in re.findall(r"<[^>]*>|[^|<>]+", token):
        for word in part.strip("<>").split("|"):
            if part.startswith("<"):
                found.add(f"<{word}>")
            elif word.endswith("~"):
                found |= inflected(word[:-1])
            elif word:
                found.add(word)
    return frozenset(found)


def _pattern(form: str) -> str:
    return _classes().get(form) or re.escape(form).replace("'", "['’]")


@cache
def _classes() -> Mapping[str, str]:
    months = "|".join(sorted((m for m in words("en", "months") if len(m) > 2), key=len)[::-1])
    weekdays = "|".join(sorted(words("en", "weekdays"), key=len)[::-1])
    return MappingProxyType(
        {
            "<#>": _NUMBER,
            "<*>": r"[^\W\d_]++",
            "<name>": r"(?-i:[A-Z][a-z]++)",
            "<weekday>": f"(?:{weekdays})",
            "<month>": f"(?:{months})",
            "<year>": r"(?:1[89]|20)\d\d",
            "<tens>": r"[1-9]0(?!\d)",
        }
    )


def _following(given: str) -> str:
    """Return what a look ahead matches: words after a space, marks with or without one."""
    alternatives = []
    for form in sorted(_forms(given)):
        if form in _MARKS:
            alternatives.append(rf"\s*{re.escape(form)}")
            if form == ".":
                alternatives.append(r"\s*(?:$|\n)")
        elif form == "<tens>":
            alternatives.append(rf"{_GAP}{_pattern(form)}")
        else:
            alternatives.append(rf"{_GAP}{_pattern(form)}(?![\w-])")
    return f"(?:{'|'.join(alternatives)})"
