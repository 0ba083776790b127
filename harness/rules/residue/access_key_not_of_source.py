"""A menu entry whose access key is lost, doubled, or was never there.

Programs underline the letter after `&` (Windows, Qt) or `_` (GTK) and open the entry with it. An
engine that drops the sign leaves the entry without a key, one that keeps a stray one shows it.

Only translation units of a few words are looked at. Where the translation is written without
letters, the key may stand behind it in brackets, as in 开く(_O). Names with such a sign between
capitals, AT&T and R&D, have no key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Needs, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

# An entity, a doubled sign (which is shown as one) and a sign between capitals are no keys.
_KEYS = {
    "&": re.compile(r"(?<![&A-Z])&(?!#?\w+;)(?=[^\W_])|(?<=[a-z])&(?=[a-z])(?!\w+;)"),
    "_": re.compile(r"(?<!\w)_(?=[^\W_])(?!\w*_)"),
}
_LOOSE = re.compile(r"(?<!_)_(?=[^\W_])|&(?!#?\w+;)(?=[^\W_])")
_WORDS = 8


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    for segment in analysis.segments:
        if segment.kind is not SegmentKind.UNIT or segment.source is None:
            continue
        other = segment.source.of(source)
        if ("&" not in other and "_" not in other) or len(other.split()) > _WORDS:
            continue
        sign = next((sign for sign, key in _KEYS.items() if len(key.findall(other)) == 1), None)
        if sign is None:
            continue
        found = [
            match.start()
            for match in _LOOSE.finditer(analysis.text, segment.span.start, segment.span.end)
            if match[0] == sign
        ]
        if len(found) == 1:
            continue
        at = found[1] if found else segment.span.end
        yield Hit(
            Span(at, at + bool(found)),
            because=f"the source has one access key, “{_key(other, sign)}”"
            + (f", and here are {len(found)}" if found else ""),
            suggestion="" if found else None,
        )


def _key(source: str, sign: str) -> str:
    found = _KEYS[sign].search(source)
    return source[found.start() : found.start() + 2] if found else sign


RULE = Rule(
    code="RES212",
    name="access-key-not-of-source",
    family="residue",
    summary="access key of a menu entry that is not as in the source",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    needs=Needs.SOURCE,
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="Open a map[[]]", source="Karte &öffnen", unit=True),
        Bad(marked="Save as...[[]]", source="Guardar _como…", unit=True),
        Bad(marked="&Save [[&]]as", fixed="&Save as", source="Enregistrer &sous", unit=True),
    ),
    good=(
        Good(text="&Open a map", source="Karte &öffnen", unit=True),
        Good(text="E_xit", source="_Beenden", unit=True),
        Good(text="開く(_O)", source="_Open", language="ja", unit=True),
        Good(text="Research at AT&T", source="Forschung bei AT&T", unit=True),
        Good(text="Bread and butter", source="Brot &amp; Butter", unit=True),
        Good(text="R&D costs fell.", source="Die Kosten für F&E sanken.", unit=True),
    ),
    doc=__doc__,
)
