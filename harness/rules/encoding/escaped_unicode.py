r"""A character written as a program's escape: `\u00e9`, `\x27`, `U+2019`, `%C3%A9`.

JSON, JavaScript and URLs escape what is not plain ASCII; where the text is taken out by a
pattern and not by a parser, the escapes go through translation like words. Some lose their
backslash on the way (`donu2019t`).

Quiet on code points that are named as such (`the sign U+00E9`), on paths and on web
addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_BACKSLASH = re.compile(
    r"(?<![:\\])(?:\\ ?u ?[0-9a-fA-F]{4})+"
    r"|(?<![:\\])(?:\\x[0-9a-fA-F]{2})+|(?<![:\\])\\[\"'](?!\\)"
)
_CODE = re.compile(r"u ?([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})")
_LOST = re.compile(
    r"(?<=[a-z])u(?:(?:201[3489]|2026|00[ae]\d)(?=[^\W\d_])|(?:201[cd]|00[ae][a-f])(?![^\W_]{4}))|%u[0-9a-fA-F]{4}"
)
_POINT = re.compile(r"(?:(?<=[a-z])U\+[0-9A-F]{4}(?![0-9A-F])|U\+[0-9A-F]{4}(?=[a-z]))")
_PERCENT = re.compile(
    r"(?:%(?:C[2-9]|[DE][0-9A-F])(?:%[89AB][0-9A-F])+)+|(?<=[a-z])%27(?=[a-z])|(?<=[a-z])%20(?=[A-Za-z])"
)
# What mail programs make of it (=E2=80=99), and what spreadsheets do (_x000D_).
_QUOTED = re.compile(
    r"(?:=(?:C[2-9]|D[0-9A-F])=[89AB][0-9A-F]|=E[0-9A-F](?:=[89AB][0-9A-F]){2}"
    r"|=F0(?:=[89AB][0-9A-F]){3})+"
)
_SHEET = re.compile(r"_x[0-9A-F]{4}_")
# A line's end in a program's spelling: "…on Monday.\n\nThe mayor".
_LINE_END = re.compile(r"(?<=[a-z.!?\"”’,:])(?:\\r)?\\n(?=\\|[A-Z“\"]|\s|\Z)")
_PATH = re.compile(r"\W?[A-Za-z]:\\|\\\\\w")
_ADDRESS = re.compile(r"://|www\.|[/=]\S*\Z")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    if "\\" in text:
        for found in _BACKSLASH.finditer(text):
            start = max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
            if not _PATH.match(text, start) and not _shown(text, found):
                yield _hit(found, _unescaped(found[0]))
        for found in _LINE_END.finditer(text):
            start = max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
            if not _PATH.match(text, start):
                yield Hit(Span(*found.span()), because="ends a line", suggestion="\n")
    yield from _percents(text)
    yield from _mailed(text)
    for pattern, sign in ((_LOST, "u2"), (_LOST, "u0"), (_POINT, "U+")):
        if sign in text:
            for found in pattern.finditer(text):
                if sign in found[0]:
                    yield _hit(found, chr(int(found[0][-4:], 16)))


def _shown(text: str, found: re.Match[str]) -> bool:
    """Whether the backslash itself is what the text quotes, as in: 5C is a backslash."""
    return len(found[0]) == 2 and text[found.start() - 1 : found.start()] == found[0][1]


def _percents(text: str) -> Iterable[Hit]:
    if "%" not in text:
        return
    for found in _PERCENT.finditer(text):
        start = max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
        if not _ADDRESS.search(text, start, found.start()):
            yield _hit(found, unquote(found[0], errors="replace"))


def _mailed(text: str) -> Iterable[Hit]:
    if "=" in text:
        for found in _QUOTED.finditer(text):
            meant = bytes.fromhex(found[0].replace("=", "")).decode("utf-8", errors="replace")
            yield _hit(found, meant)
    if "_x" in text:
        for found in _SHEET.finditer(text):
            yield _hit(found, chr(int(found[0][2:6], 16)))


def _hit(found: re.Match[str], meant: str) -> Hit:
    return Hit(Span(*found.span()), because=f"stands for {meant}", suggestion=meant)


def _unescaped(written: str) -> str:
    codes = [int(long or short, 16) for long, short in _CODE.findall(written)]
    if not codes:
        return written[1:]
    if "x" in written and len(codes) > 1:
        return bytes(codes).decode("utf-8", errors="replace")
    raw = b"".join(code.to_bytes(2, "little") for code in codes)
    return raw.decode("utf-16-le", errors="replace")


RULE = Rule(
    code="ENC107",
    name="escaped-unicode",
    family="encoding",
    summary="character left in escaped form",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/character-encoding",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked=r"The caf[[\u00e9]] is shut.", fixed="The café is shut."),
        Bad(marked=r"It[[\x27]]s a long way.", fixed="It's a long way."),
        Bad(marked="They don[[u2019]]t mind.", fixed="They don’t mind."),
        Bad(marked="the mayor[[U+0027]]s office", fixed="the mayor's office"),
        Bad(marked="in S[[%C3%A3]]o Paulo", fixed="in São Paulo"),
        Bad(marked="They[[=E2=80=99]]re late.", fixed="They’re late."),
        Bad(marked="The caf[[_x00E9_]] is shut.", fixed="The café is shut."),
        Bad(marked=r"It rained.[[\n]]The port is shut.", fixed="It rained.\nThe port is shut."),
        Bad(marked=r"a [[\"]]deal[[\"]] was off", fixed='a "deal" was off'),
    ),
    good=(
        Good(text="The letter has the code point U+00E9, not U+0065."),
        Good(text=r'The code 5C means "\" here, and a "\" ends the line.'),
        Good(text=r"It lies in C:\users\x64\udine2019."),
        Good(text="See https://example.org/S%C3%A3o_Paulo or example.org/?q=%27a%27."),
        Good(text=r"It lies in D:\new\n and x=20, y=E2 in the sheet."),
        Good(text="Wages rose 20% Cash fell 30% and the menu2017 list grew."),
    ),
    doc=__doc__,
)
