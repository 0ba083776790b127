"""What number words and digits are worth: the part of reading quantities that knows no units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from harness.data import has, table

_SPACES = "\u00a0\u202f\u2009"
# A plain space groups digits only where three digits and no more follow each time.
DIGITS = re.compile(
    rf"\d{{1,3}}(?: \d{{3}}(?!\d)){{1,6}}+(?![.,]\d{{3}})"
    rf"|\d++(?:[.,'\u2019{_SPACES}]\d++){{0,12}}+"
)
_LONGEST = 40
_SEPARATOR = re.compile(r"\D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """Digits as a number. `step` is what one more in the last significant digit would add.

    `separator` names the sign whose use is foreign to the language, or is empty; `readings` are
    the other values that another language gives to the same signs. `value` is None for what is
    no single number (versions, addresses, lists).
    """

    value: float | None
    step: float = 1.0
    separator: str = ""
    readings: tuple[float, ...] = ()


@lru_cache(maxsize=16)
def _signs(language: str) -> tuple[str, str]:
    if not has(language, "number_separators"):
        return ".", f",{_SPACES}"
    rows = table(language, "number_separators")
    groups = "".join(value for key, value in rows.items() if key.startswith("group"))
    return rows["decimal"], groups + _SPACES + "'\u2019"


def numeral(raw: str, language: str) -> Numeral:
    """Return what `raw` (digits with signs between them) is worth in `language`.

    >>> numeral("235,000", "en").value, numeral("1.234,5", "de").value, numeral("2,5", "en").value
    (235000.0, 1234.5, 2.5)
    """
    if len(raw) > _LONGEST:
        return Numeral(value=None)  # a key or a dump of digits; int() refuses the longest
    parts = _SEPARATOR.split(raw)
    signs = _SEPARATOR.findall(raw)
    if not signs:
        value = float(raw)
        return Numeral(value=value, step=_round_step(value))
    decimal, groups = _signs(language)
    if len(set(signs)) == 1:
        return _one_sign(parts, signs[0], decimal, groups)
    *leading, last = signs
    if len(set(leading)) == 1 and last in ".," and _grouped(parts[:-1]):
        odd = last if last != decimal else "" if leading[0] in groups else leading[0]
        return _decimal("".join(parts[:-1]), parts[-1], odd)
    return Numeral(value=None)


def _one_sign(parts: list[str], sign: str, decimal: str, groups: str) -> Numeral:
    grouped = float("".join(parts)) if _grouped(parts) else None
    if sign == decimal and len(parts) == 2:
        found = _decimal(parts[0], parts[1], "")
        if grouped is None:
            return found
        return Numeral(value=found.value, step=found.step, readings=(grouped,))
    if grouped is not None:
        odd = "" if sign in groups else sign
        return Numeral(value=grouped, step=_round_step(grouped), separator=odd)
    if len(parts) == 2 and sign in ".,":
        return _decimal(parts[0], parts[1], sign)
    return Numeral(value=None)


def _decimal(whole: str, fraction: str, separator: str) -> Numeral:
    return Numeral(
        value=float(f"{whole}.{fraction}"), step=10.0 ** -len(fraction), separator=separator
    )


def _grouped(parts: Sequence[str]) -> bool:
    """Whether the parts are groups of three, or of two before the last three as in India."""
    if not 1 <= len(parts[0]) <= 3 or parts[0][0] == "0":
        return False
    if len(parts) == 1:
        return True
    inner = {len(part) for part in parts[1:-1]}
    return len(parts[-1]) == 3 and (inner <= {3} or (inner == {2} and len(parts[0]) <= 2))


def _round_step(value: float) -> float:
    """One in the last digit that is not zero: 1,000 for 235,000."""
    step = 1.0
    while value and value % (step * 10) == 0 and step < 1e15:
        step *= 10
    return step


@dataclass(frozen=True, slots=True)
class Entry:
    """A number word: its value and its kind (cardinal, ordinal, multiplier, vague, fraction)."""

    value: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A language's number words, the small words between them, and a pattern that finds one."""

    words: Mapping[str, Entry]
    roles: Mapping[str, str]
    factors: Mapping[str, float]
    anchor: re.Pattern[str]


@lru_cache(maxsize=16)
def vocabulary(language: str) -> Vocabulary:
    """Return the number words of a language; empty where there is no data for it."""
    rows = table(language, "number_words") if has(language, "number_words") else {}
    words: dict[str, Entry] = {}
    for name, given in rows.items():
        value, _, kind = given.partition("\t")
        words[name] = Entry(float(value), kind)
    grammar = table(language, "number_grammar") if has(language, "number_grammar") else {}
    factors = {k: float(v) for k, v in grammar.items() if v[:1].isdigit()}
    roles = {k: v for k, v in grammar.items() if k not in factors}
    found = [name for name, entry in words.items() if entry.kind != "multiple"]
    # Compounds written together begin with a number word and go on in letters.
    suffixes = [name for name, role in roles.items() if role == "suffix"]
    tail = f"(?:{alternatives(suffixes)})?" if suffixes else ""
    tail = tail if language != "de" else r"[a-zäöüß]*+"
    found += ["ein"] if language == "de" else []
    anchor = rf"\d|\b{alternatives(found)}{tail}\b" if found else r"\d"
    return Vocabulary(
        words=words, roles=roles, factors=factors, anchor=re.compile(anchor, re.IGNORECASE)
    )


def alternatives(names: Iterable[str]) -> str:
    """Return a pattern for any of `names` that shares their beginnings.

    Plain alternation over a hundred words costs five times as much (0.35 s against 0.07 s over
    100,000 words).

    >>> alternatives(["ten", "tens", "two"])
    't(?:en(?:s)?|wo)'
    """
    tree: dict[str, Any] = {}
    for name in names:
        node = tree
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _branches(rest) for letter, rest in node.items() if letter]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return joined + ("?" if "" in node else "")


_WORD = re.compile(r"[^\W\d_]+")
# One line break is a space inside a wrapped paragraph; two are its end.
_GAP = re.compile(r"[-\u2010\u2011]|[ \u00a0]*+(?:\n(?!\n))?[ \u00a0]*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A number in words, from `start` to `end`."""

    start: int
    end: int
    value: float
    step: float
    kind: str


def spelled(text: str, start: int, end: int, language: str) -> Spelled | None:
    """Return the number in words that begins at `start`, as far as it goes, or None.

    >>> spelled("a hundred and forty-four thousand men", 2, 37, "en").value
    144000.0
    """
    known = vocabulary(language)
    parts: list[Entry] = []
    stop = start
    joined = False
    for _, finish, word in _run(text, start, end):
        if known.roles.get(word) in ("join", "of") and parts and not joined:
            if known.roles[word] == "of" and parts[-1].kind != "vague":
                break
            joined = True
            continue
        entries = _entries(word, known, language)
        if entries and _one_part(parts, entries):
            parts, stop = [Entry(1 / entries[0].value, "fraction")], finish
            break
        if entries is None or not _continues(parts, entries, joined=joined):
            break
        parts.extend(entries)
        stop, joined = finish, False
        if entries[-1].kind in ("ordinal", "fraction"):
            break
    value = worth(parts)
    if value is None:
        return None
    kind = parts[-1].kind if parts[-1].kind != "multiplier" else "cardinal"
    if kind == "vague" and parts[0].kind == "cardinal" and parts[0].value > 1:
        kind = "cardinal"  # "seventy millions" is as exact as seventy million
    if kind == "fraction" and len(parts) > 1:
        value = _fraction(parts)
    dozens = parts[-1].kind == "multiplier" and parts[-1].value < 100
    step = parts[-1].value if dozens else _round_step(value)
    return Spelled(start=start, end=stop, value=value, step=step, kind=kind)


def _one_part(parts: list[Entry], entries: list[Entry]) -> bool:
    """Whether this is "one fifth": the ordinal after a one is a fraction."""
    ordinal = entries[0].kind == "ordinal" and 3 <= entries[0].value <= 20
    return len(parts) == 1 and parts[0] == Entry(1.0, "cardinal") and ordinal


def _run(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the words from `start` on that only spaces or hyphens part."""
    at = start
    while found := _WORD.match(text, at, end):
        yield found.start(), found.end(), found[0].casefold()
        gap = _GAP.match(text, found.end(), end)
        if not gap or gap.end() == found.end():
            return
        at = gap.end()


def _entries(word: str, known: Vocabulary, language: str) -> list[Entry] | None:
    """Return a word's entries: its own, or those of the number words it is composed of."""
    entry = known.words.get(word)
    if entry is not None:
        return [entry] if entry.kind != "multiple" else None
    for name, role in known.roles.items():
        if role == "suffix" and word.endswith(name):
            return _entries(word.removesuffix(name), known, language)
    return _compound(word, known) if language == "de" else None


@lru_cache(maxsize=1024)
def _parts(word: str, names: tuple[str, ...]) -> tuple[str, ...] | None:
    if not word:
        return ()
    for name in names:
        if word.startswith(name):
            rest = _parts(word[len(name) :], names)
            if rest is not None:
                return (name, *rest)
    return None


def _compound(word: str, known: Vocabulary) -> list[Entry] | None:
    """German writes numbers below a million together, the ones before the tens."""
    names = sorted((*known.words, "ein", "und"), key=len, reverse=True)
    parts = _parts(word, tuple(names))
    if not parts or len(parts) < 2:
        return None
    entries: list[Entry] = []
    for number, name in enumerate(parts):
        if name == "und":
            continue
        entry = known.words.get(name) or Entry(1.0, "cardinal")
        if number and parts[number - 1] == "und" and entries and entries[-1].value < 10:
            entries[-1] = Entry(entries[-1].value + entry.value, entry.kind)
        else:
            entries.append(entry)
    return entries


def _continues(parts: list[Entry], entries: list[Entry], *, joined: bool) -> bool:
    if not parts:
        return True
    last, new = parts[-1], entries[0]
    if new.kind == "vague":
        return new.value >= 100 and (joined if last.kind == "vague" else not joined)
    if last.kind == "vague":
        return False
    if new.kind == "fraction":
        return not joined and new.value < 0.5
    if joined and last.kind == "cardinal" and not (20 <= last.value < 1000 and new.value < 100):
        return False
    return worth([*parts, *entries]) is not None


def worth(parts: Sequence[Entry]) -> float | None:
    """Return the value of number words in a row, or None where they make no one number."""
    if not parts:
        return None
    total = current = 0.0
    ceiling = float("inf")
    for entry in parts:
        value = entry.value
        if entry.kind == "multiplier" and value >= 1000:
            if value >= ceiling:
                return None
            total, current, ceiling = total + (current or 1) * value, 0.0, value
        elif entry.kind == "multiplier":
            if current >= value or (total and not current):
                return None if current else total + value if len(parts) == 1 else None
            current = (current or 1) * value
        elif entry.kind == "vague" and (total or current):
            total, current = (total + current) * value, 0.0
        elif entry.kind == "fraction" and entry is not parts[0]:
            return total + current + value if entry is parts[-1] else None
        elif not _fits(current, value):
            return None
        else:
            current += 76 if value == 20 and current % 100 == 4 else value
    return total + current


def _fits(current: float, value: float) -> bool:
    """Whether a number below a hundred has room after what was read: twenty-one, not ten-one."""
    if current == 0:
        return True
    rest = current % 100
    if value >= 100:
        return False
    if rest == 0 and current >= 100:
        return True
    if rest >= 20 and rest % 10 == 0 and 0 < value < 10:
        return True
    return (rest in (60, 80) and 10 <= value < 20) or (rest == 4 and value == 20)


def _fraction(parts: list[Entry]) -> float:
    count = worth(parts[:-1])
    return (count if count is not None else 1.0) * parts[-1].value
