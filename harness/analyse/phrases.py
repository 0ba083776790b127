"""Phrases that betray where a text comes from, found in one pass by the words they are made of.

A phrase is written in a small language of its own: `word~` is any inflected form, `a|b` either
word, `word?` may lack, `<#>` a number, `<*>` any word, `<name>` a capitalised word, `<weekday>`,
`<month>`, `<country>`, `<year>`, `<tens>` (a decade); `=a|b` must follow, `!a|b` must not, `^!a|b`
must not precede, `^.` begins a sentence. Marks (`. , ; : " / ( )`) are words. A phrase is looked
for only where the document has one of its rarer words, so a long list costs little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
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
_WORDS = re.compile(r"[a-z]++(?:['’][a-z]++)*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One entry of a list: its expression, what English has instead, and whose it is.

    `language` is the language that shines through; `weak` says that natives write it as well.
    `anchors` are words of which the document must have one; empty where any will do.
    """

    list: str
    language: str
    written: str
    regex: str
    anchors: frozenset[str]
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
    vocabulary = set(_WORDS.findall(text.lower()))
    by_anchor, unanchored = _phrases(names)
    candidates = {
        phrase: None
        for anchor in sorted(vocabulary & by_anchor.keys())
        for phrase in by_anchor[anchor]
    }
    found = [
        Met(phrase, Span(*one.span()))
        for phrase in (*candidates, *unanchored)
        for one in _compiled(phrase.regex).finditer(text)
    ]
    found.sort(key=lambda m: (m.span.start, -m.span.end, m.phrase.weak, m.phrase.written))
    kept: list[Met] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


@cache
def _phrases(
    names: tuple[str, ...],
) -> tuple[Mapping[str, tuple[Phrase, ...]], tuple[Phrase, ...]]:
    by_anchor: defaultdict[str, list[Phrase]] = defaultdict(list)
    unanchored = []
    for phrase in phrases(names):
        for anchor in phrase.anchors:
            by_anchor[anchor].append(phrase)
        if not phrase.anchors:
            unanchored.append(phrase)
    return (
        MappingProxyType({anchor: tuple(found) for anchor, found in by_anchor.items()}),
        tuple(unanchored),
    )


def phrases(names: tuple[str, ...]) -> Iterator[Phrase]:
    """Yield the entries of the lists of these names, of every language that has one."""
    for name in names:
        for language in languages(name):
            for written, value in table(language, name).items():
                instead, _, mark = value.partition("\t")
                regex, anchors = _made(written)
                yield Phrase(
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


def _made(written: str) -> tuple[str, frozenset[str]]:
    """Return the regular expression of a phrase and the words that a text with it must have."""
    before = [r"(?<![\w-])"]
    body: list[str] = []
    after: list[str] = []
    anchors: list[frozenset[str]] = []
    for token in written.split(" "):
        if token == "^.":
            before.append(r"(?:(?<=[.!?\n]\s)|(?<=[.!?]\s[\"“])|(?<=[\n\"“])|(?<![\s\S]))")
        elif token.startswith("^!"):
            before += [rf"(?<!\b{re.escape(word)}\s)" for word in token[2:].split("|")]
        elif token.startswith("!"):
            after.append(f"(?!{_following(token[1:])})")
        elif token.startswith("="):
            after.append(f"(?={_following(token[1:])})")
        else:
            optional = token.endswith("?")
            forms = _forms(token.rstrip("?"))
            mark = all(form in _MARKS for form in forms)
            either = "|".join(_pattern(form) for form in sorted(forms, key=lambda f: (-len(f), f)))
            gap = r"\s*" if mark else _GAP
            item = f"(?:{either})"
            if body:
                item = f"{gap}{item}"
            elif optional:
                item = f"{item}{_GAP}"
            body.append(f"(?:{item})?" if optional else item)
            if not optional and all(form.isascii() and form.isalpha() for form in forms):
                anchors.append(frozenset(forms))
    expression = "".join(body)
    if expression.startswith("(?:(?:") and written.split(" ")[0].endswith("?"):
        # The first word may lack: then no space stands before the second.
        expression = expression.replace(f")?{_GAP}", ")?", 1)
    closing = "" if written.split(" ")[-1] in _MARKS else r"(?![\w-])"
    rarest = min(anchors, key=_frequency) if anchors else frozenset()
    return "".join(before) + expression + closing + "".join(after), rarest


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


def _frequency(forms: frozenset[str]) -> tuple[int, int]:
    """Order by how common the commonest of some words is: function words are everywhere."""
    common = sum(form in words("en", "function_words") for form in forms)
    return common, len(forms)
