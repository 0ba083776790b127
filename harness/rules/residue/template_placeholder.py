"""A placeholder that a template engine, a minifier or a program should have replaced.

Page builders swap scripts and styles for tokens such as `%MINIFYHTML…%` before they work on a
page and put them back at the end; what is scraped in between carries the token into the text.
Mail merges, message catalogues and content systems leave `{{ name }}`, `%(count)s`, `%1$s`,
`__TITLE__`, short codes and hash keys in the same way, and engines add spaces inside.

Quiet on a placeholder that the source has as well: there it belongs to the format of the file.
Forms that also occur in prose (`{0}`, `%s`) are less sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_SURE = (
    # %NAME…%, spaces and a hash key allowed inside; %%NAME%%
    (
        "%",
        (
            r"%%?\s?(?:[A-Z][A-Z_]*[0-9a-f]{16,}\d*|[A-Z][A-Z_]{2,}[0-9a-f]*"
            r"|[A-Z][A-Z_]{5,} [0-9a-f]{16,}\d*)\s?%%?"
        ),
    ),
    ("%", r"%\s?\([a-z_]\w{0,40}\)\s?[sdf](?!\w)"),
    ("%", r"(?<![\d%])%\d{1,2}\$[sd@](?!\w)"),
    ("{", r"\{ ?\{[^{}\n]{1,120}\} ?\}|\{%\s*\w[^{}%]{0,80}%\}|\{\$[\w.>-]{1,40}\}"),
    ("{", r"\{\s?[\"“”]@?\w[\w:-]{0,40}[\"“”]\s?:[^\n]{0,400}"),
    ("{", r"[$#]\s?\{\s?[\w.]+\s?\}"),
    ("[[", r"\[\[\s?[+*$~!]?[\w.:-]+(?:\|[^\[\]]{0,60})?\s?\]\]"),
    (
        "[",
        (
            r"\[/?(?:caption|gallery|embed|vc_\w+|et_pb_\w+|youtube|video|audio|playlist"
            r"|adrotate|shortcode|contact-form-7|url|img|quote|object Object)\b[^\[\]]{0,200}\]"
        ),
    ),
    ("__", r"(?<!\w)__ ?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)* ?__(?!\w)"),
    ("$", r"(?<![\w$])\$[A-Z][A-Z_]{2,30}\$(?!\w)"),
    ("_", r"\[/?[a-z]+(?:_[a-z0-9]+)+(?:\s[^\[\]]{0,200})?\]"),
    ("$", r"\$\w{1,30}\[['\"]\w{1,40}['\"]\]"),
    ("<|", r"<\|[^<>|]{1,40}\|>"),
    ("think>", r"</?think>"),
    ("INST]", r"\[/?INST\]"),
    ("PLACEHOLDER", r"(?<![\w-])[A-Za-z_-]{0,40}PLACEHOLDER(?:[_-]?\d+)?(?![\w-])"),
    ("[", r"\[(?:INSERT|Insert|ENTER|Enter) [^\[\]\n]{1,40}\]"),
    ("[", r"\[(?:YOUR|Your)(?: [A-Z][A-Za-z]{1,20}){1,3}\]"),
    ("[/", r"\[/(?:b|i|u|s|center|color|size|font|list|code|spoiler)\]"),
    ("=", r"\[(?:color|size|font|url|quote|align)=[^\[\]\n]{1,80}\]"),
    ("[", r"\[(?:b|i|u|s|center|code)\](?=[^\[\]\n]{1,300}\[/)"),
    ("###", r"###[A-Z][A-Z_]{2,30}###"),
    ("@@", r"@@[A-Za-z_]{2,30}@@|(?<=[^\W\d_])@@(?=\s)"),
    ("@-@", r"(?<!\S)@-@(?!\S)"),
    ("▁", r"▁+"),
    ("unk", r"<\s?unk\s?>"),
    # Any short code by its attributes, and a name between signs that mirror one another.
    (
        "=",
        r"\[[a-z][\w-]{1,30}(?:\s+[\w-]{1,30}=(?:\"[^\"\n]{0,200}\"|“[^”\n]{0,200}”|[^\s\]]{1,80}))+\s*/?\]",
    ),
    ("{#", r"\{# ?[\w .:-]{1,60}#\}"),
    ("*|", r"\*\|[A-Z][A-Z0-9_:=!-]{1,60}\|\*"),
    ("<<", r"<<\s?[A-Za-z][\w.:-]{1,40}\s?>>"),
    ("##", r"(?<!#)##[A-Z][A-Z0-9_]{2,40}##(?!#)"),
    ("@{", r"@\{\s?[\w.]{1,40}\s?\}"),
    ("<%", r"<%[=-]?[^<>%\n]{0,100}%>"),
    ("_", r"(?<![\w#])#_?[a-z]+(?:_[a-z0-9]+)+#(?!\w)"),
    ("here]", r"\[(?i:your|insert|enter|add|type)\b[^\[\]\n]{2,50}\bhere\]"),
    (");", r"(?m)^[\w.$]{3,40}\([^()\n]{0,200}\);$"),
    ("Lorem ipsum", r"Lorem ipsum dolor[^\n]{0,400}"),
    ("<?", r"<\?(?:php|=)[^<>]{0,200}\??>?"),
    ("⟦", r"⟦[^⟦⟧]{0,40}⟧"),
)
_LIKELY = (
    ("Invalid Date", r"(?<!\w)Invalid Date(?!\w)"),
    ("undefined", r"(?m)(?<=\b(?:at|on|by|in|of|to) )undefined(?=[.,;]|$)"),
    ("NaN", r"(?<!\w)NaN(?!\w)"),
    ("{", r"(?<![\w$#{\\])\{[a-z]{4,20}\}(?!\})"),
    ("{", r"(?<![\w$#{])\{(?:\d{1,2}|[a-z]+(?:_[a-z]+)+|[a-z]{2,}[A-Z]\w*)\}(?!\})"),
    ("%", r"(?<![\w%])(?<!\d )%[sd@](?![\w'’])"),
)
# A hash key: long, with letters and digits mixed, which no word, number or amount is.
_HASH = re.compile(
    r"(?<![\w/.=&#%-])(?=[0-9a-f]{0,40}?\d)(?=[0-9a-f]{0,40}?[a-f])[0-9a-f]{24,128}(?![\w/.-]*[/=])(?!\w)"
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    end = 0
    found = sorted(_found(text), key=lambda one: (one[0].start, -one[0].end))
    for span, sure in found:
        if span.start < end or _in_source(analysis, span):
            continue
        end = span.end
        yield Hit(
            span,
            because="nothing was put in its place",
            suggestion="",
            confidence=None if sure else Confidence.MEDIUM,
        )


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Return a form's pattern: made when its sign is met, as few texts have more than one."""
    return re.compile(form)


def _found(text: str) -> Iterable[tuple[Span, bool]]:
    for sure, group in ((True, _SURE), (False, _LIKELY)):
        for sign, form in group:
            if sign in text:
                for match in _compiled(form).finditer(text):
                    yield Span(*match.span()), sure
    for match in _HASH.finditer(text):
        yield Span(*match.span()), True


def _in_source(analysis: Analysis, span: Span) -> bool:
    """Whether the source has the same placeholder, so that it belongs there."""
    source = analysis.article.document.source
    segment = analysis.segment_at(span.start)
    if source is None or segment is None or segment.source is None:
        return False
    written, original = span.of(analysis.text), segment.source.of(source)
    # Where the translation changes their order, each says which one of the source's it is.
    unnumbered = _NUMBER.sub("%", written)
    return written in original or (unnumbered != written and unnumbered in original)


_NUMBER = re.compile(r"\A%\d+\$")

RULE = Rule(
    code="RES201",
    name="template-placeholder",
    family="residue",
    summary="placeholder that was never filled in",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="[[%MINIFYHTMLab12cd34ef56ab12cd34ef56ab12cd347%]] Rain fell on the coast."),
        Bad(marked="Dear [[{{ user.name }}]], the port is open again."),
        Bad(marked='The port is shut.\n\n[[{"@type": "NewsArticle", "headline": "Port"}]]'),
        Bad(marked="[[{{ related | limit: 3 }}]]\n\nBy [[[Your Name]]], [[<%= date %>]]"),
        Bad(marked="[[[Your title here]]]\n\nRain fell.\n\n[[_track('scroll','50%');]]"),
        Bad(marked="[[{#headline#}]] Rain fell on [[*|FNAME|*]], said [[<<AUTHOR_1>>]]."),
        Bad(marked='[[[soundcloud url="https://example.org/1" params="x=1"]]] Rain fell.'),
        Bad(marked="The old[[@@]] est [[[b]]]boat[[[/b]]] left; [[###TEASER###]] rain fell."),
        Bad(marked="It was written by [[%AUTHOR_NAME%]] on Monday."),
        Bad(marked="Some [[%(count)s]] boats and [[%1$s]] left; see [[__TITLE__]]."),
        Bad(marked="[[% MINIFYHTML ab12cd34ef56ab12cd34ef56ab12cd34 %]] Rain fell."),
        Bad(marked="Set [[${port.name}]] first, then {% if %}.", source="{% if %}"),
        Bad(marked="The file [[9f86d081884c7d659a2feaa0c55ad015]] was opened by [[$NAME$]]."),
        Bad(marked="You have {0} boats and [[{1}]] oars.", source="Sie haben {0} Boote."),
        Bad(marked="Welcome back, [[%s]]! It opens at [[undefined]]."),
        Bad(marked="The port is shut. [[<|end_of_turn|>]] Read on now [[</think>]]"),
        Bad(marked="[[MAP-WIDGET-PLACEHOLDER]]\n\nScore: [[{score}]]/10"),
    ),
    good=(
        Good(text="%2$d nets for %1$s", source="Für %s %d Netze"),
        Good(text="Prices rose 5% AND wages fell 3% LAST year."),
        Good(text="Some 40 % of the vote and 60 % of the seats."),
        Good(text="She paid $5 {five dollars} for it."),
        Good(text="“Tell [your mother] that [Insert] is a key,” she said [b] and [i]."),
        Good(text="It was 100% COTTON, 20% off."),
        Good(text="Hello, %s! {0} new {{x}}", source="Hallo, %s! {0} neue {{x}}"),
        Good(text="Il a payé 20 %d'intérêts en 2019.", language="fr"),
        Good(
            text="Commit 3f2a91c fixed it; see https://example.org/9f86d081884c7d659a2feaa0c55ad015"
        ),
        Good(text="The sets {1, 2} and {a} are finite [citation needed]."),
    ),
    doc=__doc__,
)
