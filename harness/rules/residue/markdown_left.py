"""Markdown or wiki markup that was never rendered: `**bold**`, `[text](url)`, `== Heading ==`.

Language models answer in Markdown, and wikis are scraped as they are written; the text then
shows stars and brackets where a reader expects a face of type or a link.

Quiet in files that are Markdown themselves, on powers (`2 ** 3`), footnote stars, and where
the source has the same mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_FORMS = (
    ("**", re.compile(r"(?P<open>\*\*)(?P<words>[^\s*](?:[^*\n]{0,200}[^\s*])?)(?P<close>\*\*)")),
    (
        "__",
        re.compile(r"(?<!\w)(?P<open>__)(?P<words>[^\s_][^_\n]{0,200}[^\s_])(?P<close>__)(?!\w)"),
    ),
    ("~~", re.compile(r"(?P<open>~~)(?P<words>[^\s~][^~\n]{0,200})(?P<close>~~)")),
    (
        "](",
        re.compile(r"!?\[(?P<words>[^\[\]\n]{0,200})\]\( ?(?:https?:|/|#|www\.)[^()\s]{0,300} ?\)"),
    ),
    ("] (http", re.compile(r"!?\[(?P<words>[^\[\]\n]{0,200})\] \(https?:[^()\n]{0,300}\)")),
    ("'''", re.compile(r"(?P<open>''')(?P<words>[^'\n]{1,200})(?P<close>''')")),
    ("==", re.compile(r"^(?P<open>={2,4} ?)(?P<words>[^=\n]{1,100}?)(?P<close> ?={2,4})$", re.M)),
    ("# ", re.compile(r"^(?P<open>#{1,6} )(?P<words>(?=[^\W\d_])[^\n]{1,120})$", re.M)),
    (
        "** ",
        re.compile(r"(?P<open>\*\* )(?P<words>[^\s*][^*\n]{0,100}[^\s*])(?P<close> \*\*)(?!\*)"),
    ),
    ("[edit", re.compile(r"(?P<words>)\[edit\]$", re.M)),
    ("```", re.compile(r"^(?P<words>)```\w*$", re.M)),
)
# What an encyclopaedia refers to its notes with: "a fort.[12]", "a fort [3][4]".
_NOTE = re.compile(r"(?<=[a-z.,;\"”)])(?:\[\d{1,3}\])+| (?:\[\d{1,3}\]){2,}")
_MANY = 3


def _check(analysis: Analysis) -> Iterable[Hit]:
    document = analysis.article.document
    if (document.path or "").lower().endswith((".md", ".markdown", ".mdx", ".rst", ".wiki")):
        return
    text = analysis.text
    yield from _notes(analysis)
    for sign, form in _FORMS:
        if sign not in text:
            continue
        for found in form.finditer(text):
            if not _in_source(analysis, found.start(), sign):
                yield Hit(
                    Span(*found.span()),
                    because="markup that was not rendered",
                    suggestion=found["words"],
                )


def _notes(analysis: Analysis) -> Iterable[Hit]:
    """Yield the numbers of notes, less surely where the text is written with many of them."""
    if "[" not in analysis.text:
        return
    found = list(_NOTE.finditer(analysis.text))
    for one in found:
        if not _in_source(analysis, one.start(), one[0].strip()):
            yield Hit(
                Span(*one.span()),
                because="the notes it refers to are not here",
                suggestion="",
                confidence=Confidence.LOW if len(found) > _MANY else None,
            )


def _in_source(analysis: Analysis, start: int, sign: str) -> bool:
    source = analysis.article.document.source
    segment = analysis.segment_at(start)
    if source is None or segment is None or segment.source is None:
        return False
    return sign in segment.source.of(source)


RULE = Rule(
    code="RES203",
    name="markdown-left",
    family="residue",
    summary="Markdown or wiki markup left in the text",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="The port is [[**shut**]] today.", fixed="The port is shut today."),
        Bad(
            marked="Ask [[[the harbour master](https://example.org/h)]] for the times.",
            fixed="Ask the harbour master for the times.",
        ),
        Bad(marked="[[## The port is shut]]\n\nIt was.", fixed="The port is shut\n\nIt was."),
        Bad(
            marked="It was a fort.[[[12]]] Then it was sold[[ [3][4]]].",
            fixed="It was a fort. Then it was sold.",
        ),
        Bad(
            marked="It is [[[a port] (https://example.org/p)]] and [[** shut **]].",
            fixed="It is a port and shut.",
        ),
        Bad(marked="[[== History ==]]\n\nIt was a fort.", fixed="History\n\nIt was a fort."),
    ),
    good=(
        Good(text="2 ** 3 is eight, 5*4*3 is sixty and **Not including Sundays."),
        Good(text="The # 1 song and the #harbour tag; C# and F# are keys too."),
        Good(text="He (the mayor) [sic] said so [1](as before)."),
        Good(text="The port is **shut**.", source="Der Hafen ist **zu**."),
        Good(text="a_b__c and snake__case; 3 == 3"),
    ),
    doc=__doc__,
)
