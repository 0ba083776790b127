"""A word longer than any word of the language.

Spaces are lost in bulk, or an engine that spells in pieces never ends its word. Addresses,
keys and hashes are left to the rules on residue.

Quiet on long names that people have given (Welsh stations, Maori hills), on chemical names
and on compounds in languages that build them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# Half as long again as the longest word met in newspapers of the language.
_LIMITS = {"en": 32, "es": 32, "fr": 32, "it": 34, "pt": 34, "ro": 32, "pl": 36, "cs": 36}
_OTHERS = 64
_LONG = re.compile(r"(?<![\w@/.#%=&:-])[^\W\d_]{28,400}(?![\w@/=&%])")
_SPACED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u05ff\u10a0-\u10ff]+\Z")
_CHEMICAL = re.compile(
    r"(?:yl|oxy|amino|methyl|ethyl|phenyl|chlor|fluor|hydro|benz|sulf|phosph)", re.I
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    limit = _LIMITS.get(analysis.language, _OTHERS)
    for found in _LONG.finditer(analysis.text):
        word = found[0]
        # Scripts without spaces have no words to be too long; names are written with a capital.
        if len(word) < limit or not _SPACED.match(word):
            continue
        named = word[0].isupper() and word[1:].islower() and len(set(word)) > 8
        odd = named or len(_CHEMICAL.findall(word)) > 1
        yield Hit(
            Span(*found.span()),
            because=f"{len(word)} letters",
            confidence=Confidence.LOW if odd else None,
        )


RULE = Rule(
    code="DEG405",
    name="over-long-word",
    family="degenerate",
    summary="word longer than any of the language",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/spelling",
    check=_check,
    bad=(
        Bad(marked="They wait [[intheoldharbourwithalltheboatsandthenets]] today."),
        Bad(marked="The [[unsunsunsunsunsunsunsunsunsunsunsunsuns]] port is shut."),
        Bad(marked="El puerto [[estabacerradotodoeldíaylosbarcosesperaban]] ayer.", language="es"),
    ),
    good=(
        Good(
            text="Das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz.",
            language="de",
        ),
        Good(text="See https://example.org/intheoldharbourwithalltheboatsandthenets."),
        Good(
            text="港口关闭了所有的船都在等待明天的潮水到来然后再出发去海上捕鱼回来卖给人们吃饭了吗今天没有。",
            language="zh",
        ),
        Good(text="Antidisestablishmentarianism and counterrevolutionaries met."),
    ),
    doc=__doc__,
)
