"""Two words without the space between them: `DortmundAnd`, `shut.Boats`, `inthe`.

Spaces are lost where tags are removed, lines are joined and sub-word pieces are put together.
The reader sees one strange word; every later program sees an unknown one.

Quiet on names with a capital inside (McTominay, iPhone, LinkedIn), on addresses, file names
and code, and on forms that occur more than once in the article and so are meant.

Measured on English: 62 of 62 shown hits right in the marked articles, and all six in 188,000
words of human translation; other languages are unmeasured.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from harness.analyse import Analysis
from harness.analyse.joints import joints, run_together
from harness.analyse.name_words import lists_of
from harness.data import words, words_if_any
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# Cheap to look for; the forms below are tried only around such a place.
_ANCHOR = re.compile(r"(?<=[a-zà-öø-ÿ]{2}|['’]s)(?:[A-ZÀ-ÖØ-Þ]|[.!?;,:](?=[^\W\d_]))")
# Small letters, then a capital with small letters: only places that might be two words.
_HUMP = re.compile(
    r"(?<![\w@#/.-])(?P<left>[^\W\d_]*?[a-zà-öø-ÿ]{2}(?:['’]s)?)(?P<right>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]*)(?![\w/@])"
)
_STOP = re.compile(
    r"(?<![\w@/.#-])(?P<left>[^\W\d_]*[a-zà-öø-ÿ]{2})(?P<mark>[.!?;,:])"
    r"(?P<right>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+|[AI](?= [a-z]))(?![\w/@=(]|\.\w)"
)
_COMMA = re.compile(
    r"(?<![\w@/.#,-])(?P<left>[a-zà-öø-ÿ]{3,})(?P<mark>,)(?P<right>[a-zà-öø-ÿ]{2,})(?![\w/@=(])"
)
# A remark in brackets has words or a figure; f(x), person(s) and C(2) have not.
_BRACKET = re.compile(
    r"(?<![\w@/.#])(?P<left>[^\W\d_][a-zà-öø-ÿ-]{3,})(?P<right>\("
    r"(?:\d{2,4}\)|\d[^()=]{2,60} [^()=]+\)"
    r"|[a-z]{3,} [^()=;]{2,80}\)|about |[$€£]))"
)
_TITLES = frozenset(["Mc", "Mac", "De", "Le", "La", "Di", "Da", "Van", "Fitz", "Du", "Del", "O"])
_SHORT_GLUE = 2
_PLAIN_HALF = 4
_ENDINGS = frozenset(
    [
        "com",
        "org",
        "net",
        "html",
        "htm",
        "php",
        "js",
        "py",
        "ru",
        "tv",
        "me",
        "uk",
        "eu",
        "ua",
        "cn",
        "ink",
        "io",
        "info",
        "pdf",
        "txt",
        "doc",
    ]
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text, language = analysis.text, analysis.language
    taken: list[Span] = []
    for hit in _worded(analysis):
        taken.append(hit.span)
        yield hit
    for joint in joints(text, language):
        if not any(joint.span.overlap(span) for span in taken):
            yield Hit(
                joint.span,
                because=f"no space after “{joint.mark}”",
                suggestion=joint.mended,
                confidence=Confidence.MEDIUM,
            )


def _worded(analysis: Analysis) -> Iterable[Hit]:
    """The places that two words tell: at a capital, a mark, a bracket, or a small word."""
    text, language = analysis.text, analysis.language
    function = words_if_any(language, "function_words")
    seen: Counter[str] | None = None
    end = 0
    for place in _ANCHOR.finditer(text):
        if place.start() < end:
            continue
        start = _chunk_start(text, place.start())
        for form in (_HUMP, _STOP, _COMMA):
            found = form.search(text, start, min(len(text), place.end() + 40))
            if found and found.end() > place.start():
                end = found.end()
                if seen is None:
                    seen = Counter([token.text for token in analysis.tokens])
                yield from _apart(text, found, language, function, seen)
                break
    if "(" in text:
        for found in _BRACKET.finditer(text):
            start = found.start("right")
            yield Hit(
                Span(found.start(), start + 1),
                because="no space before the bracket",
                suggestion=f"{found['left']} (",
                confidence=Confidence.MEDIUM,
            )
    if language == "en":
        yield from (
            Hit(
                span,
                because=f"“{left}” and “{right}” without a space",
                suggestion=f"{left} {right}",
                confidence=Confidence.MEDIUM,
            )
            for span, left, right in run_together(text)
        )


def _apart(
    text: str,
    found: re.Match[str],
    language: str,
    function: frozenset[str],
    seen: Mapping[str, int],
) -> Iterable[Hit]:
    if found.re is _HUMP:
        surety = _hump(text, found, language, function, seen)
        if surety is not None:
            measured = surety is Confidence.MEDIUM and language == "en"
            yield _parted(found, Confidence.HIGH if measured else surety)
        return
    long = len(found["left"]) > _SHORT_GLUE and found["right"].lower() not in _ENDINGS
    if long and _plain(text, found):
        surety = Confidence.HIGH if language == "en" else Confidence.MEDIUM
        yield _parted(found, surety, found["mark"] + " ")


def _chunk_start(text: str, place: int) -> int:
    """Return where the stretch without a space begins that holds `place`, at most 80 before it."""
    low = max(0, place - 80)
    return max(text.rfind(" ", low, place), text.rfind("\n", low, place), low - 1) + 1


def _parted(found: re.Match[str], surety: Confidence, between: str = " ") -> Hit:
    left, right = found["left"], found["right"]
    return Hit(
        Span(*found.span()),
        because=f"“{left}” and “{right}” without a space",
        suggestion=f"{left}{between}{right}",
        confidence=surety,
    )


def _plain(text: str, found: re.Match[str]) -> bool:
    """Whether the place is prose: nothing of an address, a file name or code around it."""
    start = _chunk_start(text, found.start())
    end = found.end()
    chunk = text[start : end + 40].split(maxsplit=1)[0]
    # Keywords for machines are joined by semicolons.
    return chunk.count(";") < 2 and not any(
        sign in chunk for sign in ("://", "www.", "@", "/", "_", "\\", "=", "{", "#")
    )


def _hump(
    text: str,
    found: re.Match[str],
    language: str,
    function: frozenset[str],
    seen: Mapping[str, int],
) -> Confidence | None:
    """Return how sure two words are glued at a capital inside a word, or None."""
    left, right = found["left"], found["right"]
    if found[0] in _brands() or left in _TITLES or not _plain(text, found):
        return None
    if left.endswith(("'s", "’s")):
        return Confidence.MEDIUM if len(right) > _SHORT_GLUE else None
    if right.casefold() in function and len(left) > _SHORT_GLUE and len(right) > 1:
        return Confidence.MEDIUM
    if left.casefold() in function and left[0].isupper() and len(right) >= _PLAIN_HALF:
        return Confidence.MEDIUM if language == "en" and _known(right) else None  # "TheRules"
    named = len(right) > _PLAIN_HALF and (right in seen or _is_place(right))
    if left in function and (named or right.lower() in lists_of(language).dates):
        return Confidence.MEDIUM  # "inKhartoum"
    if seen.get(found[0], 0) > 1 or len(right) < 3:
        return None
    if left[0].isupper() and left in seen and right in seen:
        return Confidence.MEDIUM
    if left[0].islower() and len(left) > 3 and language == "en" and _known(left):
        return Confidence.MEDIUM if _known(right) else Confidence.LOW
    return None


@cache
def _is_place(word: str) -> bool:
    from harness.data.gazetteer import is_place

    return is_place(word)


@cache
def _brands() -> frozenset[str]:
    return words("en", "camel_case_names")


@cache
def _known(word: str) -> bool:
    from harness.data.lexicon import known

    return known(word)


RULE = Rule(
    code="FRM105",
    name="glued-words",
    family="form",
    summary="words without the space between them",
    severity=Severity.MINOR,
    confidence=Confidence.HIGH,
    mqm="fluency/spelling",
    check=_check,
    bad=(
        Bad(marked="He left [[DortmundAnd]] came home.", fixed="He left Dortmund And came home."),
        Bad(marked="The port is [[shut.Boats]] wait.", fixed="The port is shut. Boats wait."),
        Bad(marked="They wait [[inthe]] harbour.", fixed="They wait in the harbour."),
        Bad(
            marked="A [[panel(]]forty by twenty inches) fell.",
            fixed="A panel (forty by twenty inches) fell.",
        ),
        Bad(marked="They sold [[nets,rope]] and oars.", fixed="They sold nets, rope and oars."),
        Bad(
            marked="Er wohnt in [[BerlinUnd]] arbeitet.",
            fixed="Er wohnt in Berlin Und arbeitet.",
            language="de",
        ),
        Bad(marked="Ships of Norway and Sweden in the [[NorwaySweden]] pact."),
        Bad(
            marked="The pier held [[5,900.The]] guard left.",
            fixed="The pier held 5,900. The guard left.",
        ),
        Bad(marked="He spent a year in [[jail ,Then]] he left."),
        Bad(
            marked="The mayor of [[thevillage]] has left.",
            fixed="The mayor of the village has left.",
        ),
        Bad(marked="[[Hull'sBoats]] wait.", fixed="Hull's Boats wait."),
    ),
    good=(
        Good(text="McTominay, MacDonald and O'Shea use iPhone, LinkedIn and YouTube."),
        Good(text="See example.Org, Node.js, index.Html and https://a.example/x.Yes,no."),
        Good(text="The eBay and macOS apps; JavaScript, TrueTone and PowerPoint."),
        Good(text="Nothing other than another bother; hitherto, therein and whether."),
        Good(text="The St.Gallen route, a Ph.D. and the U.S.Navy."),
        Good(text="Boats;Nets;Rope;Oars;Tide and boats;nets;rope;"),
        Good(text="The person(s), f(x, y), print(x) and item(s) of 32(1)."),
        Good(text="Version 2.The best of 3.5 in 10,000 and 1.5:the end; a thermostat in actin."),
        Good(text='He said "No." The .NET and ,and marks; (the)nly x."y" and f()then.'),
        Good(text="LeBron wore the SunCity shirt; SunCity paid."),
    ),
    doc=__doc__,
)
