"""Text that was written in one encoding and read in another: `cafÃ©`, `itâ€™s`.

A scraper or a file converter decodes UTF-8 bytes as Latin-1 or a Windows code page; the
engine then translates around the wreck. What it should have been is worked out by ftfy, which
only answers where the bytes fit another encoding without a remainder.

Quiet on real words with such letters (`pâté`, `São`, `Çağ`), because their bytes make no
sense read the other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# A lead byte of UTF-8 read as Latin-1, Windows-1250 to 1252, Mac Roman or a DOS code page, with
# one of the characters that its trail bytes become. Only such places are handed to the library.
_LEAD = re.compile(
    r"[ÂÃÄÅĂĹÎÏÐÑØÙÚâãäåæçèéêìíîïð][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]"
    r"|[√‚][\u00a0-\u00ff\u0192\u2013-\u2265]|(?:[РС][\u0080-\u00bf\u0402-\u045f\u2013-\u2122]){3}"
    r"|[вГ][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f\u201a-\u2122]|[├┬][^\x00-\x7f]|[ΓÔ]Ç[^\x00-\x7f]|[鈥窶]"
)
_FIRST = re.compile(r"[ÂÃÄÅĂĹÎÏÐÑØÙÚâãäåæçèéêìíîïð√‚РСвГ├┬ΓÔ鈥窶]")
# A no-break space whose second byte was then normalised to a plain one.
_STRAY = re.compile(r"(?<=[a-z.,;:!?])Â(?=\s|$)")
# The first of three bytes, where what cannot be printed was thrown away: "Itâs".
_ALONE = re.compile(r"(?<=[A-Za-z])â(?=(?:s|t|re|ve|ll|d|m)(?![^\W\d_]))")
_RUN = re.compile(r"[^\x00-\x7f]++")
# A quotation mark or a dash read by a code page that the library leaves out.
_FAR = re.compile(r"(?:[ΓÔ]Ç|鈥|窶)[^\x00-\x7f]?[a-z]?")
_CODECS = ("cp437", "cp850", "gbk", "cp932")
_WORD = re.compile(r"[^\W\d_]*")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    if text.isascii() or not _FIRST.search(text):
        return
    for stray in _STRAY.finditer(text):
        yield Hit(Span(*stray.span()), because="stands for a space", suggestion="")
    if analysis.language == "en" and "â" in text:
        for alone in _ALONE.finditer(text):
            yield Hit(Span(*alone.span()), because="stands for ’", suggestion="’")
    if not _LEAD.search(text):
        return
    for run in _RUN.finditer(text):
        if _LEAD.search(run[0]):
            found = tuple(_repaired(run[0], run.start()))
            # A lone pair tells less than the word around it: NyegÃ¥rd.
            yield from found or _repaired(*_whole_word(text, run))
    for far in _FAR.finditer(text):
        yield from _read_again(far)


def _whole_word(text: str, run: re.Match[str]) -> tuple[str, int]:
    """Return the run with the letters on both sides of it, and where that begins."""
    lead = text[max(0, run.start() - 20) : run.start()]
    start = run.start() - len(lead) + len(lead.rstrip("abcdefghijklmnopqrstuvwxyz"))
    tail = _WORD.match(text, run.end())
    start -= text[start - 1 : start].isupper()
    return text[start : tail.end() if tail else run.end()], start


def _read_again(far: re.Match[str]) -> Iterable[Hit]:
    """Yield a mark that one of the far code pages made of three bytes."""
    for codec in _CODECS:
        for seen in (far[0][:-1], far[0]):
            try:
                meant = seen.encode(codec).decode("utf-8")
            except UnicodeError:
                continue
            if "\u2010" <= meant[0] <= "\u2026":
                yield Hit(
                    Span(far.start(), far.start() + len(seen)),
                    because=f"stands for {meant}",
                    suggestion=meant,
                )
                return


def _repaired(chunk: str, offset: int) -> Iterable[Hit]:
    from ftfy import fix_encoding

    fixed = fix_encoding(chunk)
    if fixed == chunk or "\ufffd" in fixed:
        return
    left, right = 0, 0
    shorter = min(len(chunk), len(fixed))
    while left < shorter and chunk[left] == fixed[left]:
        left += 1
    while right < shorter - left and chunk[-1 - right] == fixed[-1 - right]:
        right += 1
    seen, meant = chunk[left : len(chunk) - right], fixed[left : len(fixed) - right]
    yield Hit(
        Span(offset + left, offset + left + len(seen)),
        because=f"stands for {meant}" if meant.strip() else "stands for a space",
        suggestion=meant,
    )


RULE = Rule(
    code="ENC103",
    name="mojibake-text",
    family="encoding",
    summary="text decoded with the wrong encoding",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/character-encoding",
    safe_from=Confidence.MEDIUM,
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="The caf[[Ã©]] on the quay is shut.", fixed="The café on the quay is shut."),
        Bad(marked="A storm[[Â]] broke the pier.", fixed="A storm broke the pier."),
        Bad(marked="It[[â€™]]s a long way home.", fixed="It’s a long way home."),
        Bad(marked="It[[â]]s late.", fixed="It’s late."),
        Bad(marked="Anders Nyeg[[Ã¥]]rd came.", fixed="Anders Nyegård came."),
        Bad(marked="It[[ΓÇÖ]]s late, she[[ÔÇÖ]]d say.", fixed="It’s late, she’d say."),
        Bad(marked="It[[鈥檚]] a long way home.", fixed="It’s a long way home."),
        Bad(marked="The [[â€œ]]deal[[â€\u009d]] is off.", fixed="The “deal” is off."),
        Bad(
            marked="They met in [[ÐœÐ¾Ñ\u0081ÐºÐ²Ð°]] in May.",
            fixed="They met in Москва in May.",
        ),
    ),
    good=(
        Good(text="The pâté at the São Paulo fair was Çağla’s own."),
        Good(text="« Là », dit-il, « c’est là-bas. »", language="fr"),
        Good(text="Temperatures fell to −5 °C; the Å unit is older."),
        Good(text="Привет, Россия! РСФСР и СССР.", language="ru"),
    ),
    doc=__doc__,
)
