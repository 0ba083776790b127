"""A run of characters that is no word, number or code: `#$&^@`, `xkqzvwtr`, `aaaaaaa`.

Broken decoding, a wrong vocabulary or an engine without a clue end in soup. One odd token can
be a name or a code, so marks must be mixed, a letter repeated without end, or letters stand
as no language of the script puts them.

Quiet on drawn-out words in quotation marks, on censored swear words, on rows of one mark, on
addresses and on abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quotes import quoted
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_MARKS = re.compile(r"(?<!\S)[#$%&^*@~`|\\<>{}\[\]+=§¤¬¦_/;:?!]{5,}(?!\S)")
_LETTER = re.compile(r"(?P<letter>[a-zA-Z])(?P=letter){4,}")
_WORD = re.compile(r"(?<![\w@/.#%=&:'’-])[bcdfghjklmnpqrstvwxz]{7,24}(?![\w@/.=&'’-])")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for found in _MARKS.finditer(text):
        # One mark again and again is a line or a swear word; soup is mixed.
        if len(set(found[0])) >= 4 and not quoted(analysis, Span(*found.span())):
            yield Hit(Span(*found.span()), because="marks that say nothing")
    for found in _LETTER.finditer(text):
        if found["letter"] in "wWxXiIvV0" or not found["letter"].isascii():
            continue
        span = Span(*found.span())
        low = quoted(analysis, span) or len(span) < 7
        yield Hit(
            span,
            because=f"“{found['letter']}” {len(span)} times",
            confidence=Confidence.LOW if low else None,
        )
    if analysis.language not in ("en", "de", "fr", "es"):
        return
    for found in _WORD.finditer(text):
        if len(set(found[0])) > 4:
            yield Hit(Span(*found.span()), because="letters that make no syllable")


RULE = Rule(
    code="DEG406",
    name="garbled-characters",
    family="degenerate",
    summary="characters that make no word",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/character-encoding",
    check=_check,
    bad=(
        Bad(marked="The port [[#$^&@~]] is shut."),
        Bad(marked="The b[[oooooooo]]at is shut."),
        Bad(marked="They wait in the [[xkqzvwtrb]] today."),
    ),
    good=(
        Good(text="He cried no. Hmmm. The www address and XXXXXX."),
        Good(text="What the #@%! is that? ***** ===== //// 0000000"),
        Good(text="The rhythms of the lynxs, HTML and npm."),
        Good(text="Čtvrť zmrzl, scvrkl a prst.", language="cs"),
    ),
    doc=__doc__,
)
