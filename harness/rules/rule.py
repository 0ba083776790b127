"""What a rule is: a record with a function in it, and its own examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.model.finding import Cause, Confidence, Hit, Needs, Severity
from harness.model.terms import NO_TERMS, Terms
from harness.model.text import Document, SegmentKind, Span, Unit
from harness.segment import segment

Check = Callable[[Analysis], Iterable[Hit]]
Lacks = Callable[[Analysis], str | None]

FAMILIES = (
    "encoding",
    "residue",
    "names",
    "speakers",
    "numbers",
    "meaning",
    "wording",
    "language",
    "coverage",
    "form",
    "grammar",
    "consistency",
    "degenerate",
)

_MARK = re.compile(r"\[\[(.*?)\]\](?!\])", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """Text the rule must flag: exactly the `[[marked]]` parts, and `fixed` once mended.

    `[[]]` marks the place of an omission. `unit` says that the text is one translation unit, as
    it comes in XLIFF or PO, and not an article.
    """

    marked: str
    fixed: str | None = None
    reference: str | None = None
    source: str | None = None
    unit: bool = False
    language: str = "en"
    terms: Terms = NO_TERMS

    @property
    def text(self) -> str:
        """The example without its marks."""
        return _MARK.sub(r"\1", self.marked)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the marks were, in the unmarked text.

        >>> Bad(marked="a [[b]] c [[d]]").spans
        (Span(start=2, end=3), Span(start=6, end=7))
        """
        return tuple(
            Span(found.start() - 4 * n, found.end() - 4 * (n + 1))
            for n, found in enumerate(_MARK.finditer(self.marked))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """Text the rule must leave alone."""

    text: str
    reference: str | None = None
    source: str | None = None
    unit: bool = False
    language: str = "en"
    terms: Terms = NO_TERMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of artifact: its identity, its check, its examples, its known limits.

    `languages` names the target languages the rule has data for; empty means any. Severity and
    confidence are the most a hit of it can have. `misses` are known misses, kept strict. `lacks`
    says what else than `needs` a document has too little of to be looked at, None where it can be.
    `safe_from` is the confidence from which its suggestion may be applied unread, None for never.
    `over_batch`: it looks at `Analysis.corpus`, so a batch is looked over before it runs.
    """

    code: str
    name: str
    family: str
    summary: str
    severity: Severity
    confidence: Confidence
    mqm: str
    check: Check
    bad: tuple[Bad, ...]
    good: tuple[Good, ...]
    misses: tuple[Bad, ...] = ()
    needs: Needs = Needs.TARGET
    lacks: Lacks | None = None
    cause: Cause = Cause.TRANSLATION
    languages: tuple[str, ...] = ()
    safe_from: Confidence | None = None
    over_batch: bool = False
    doc: str | None = field(repr=False)


def example(shown: Bad | Good) -> Analysis:
    """Return the analysis of an example's text, for tests of rules (ours and third parties')."""
    document = Document(
        id="example",
        text=shown.text,
        references=(shown.reference,) if shown.reference is not None else (),
        source=shown.source,
        language=shown.language,
        units=(_unit(shown),) if shown.unit else (),
        unit_kind=SegmentKind.UNIT,
    )
    return Analysis(segment(document), shown.terms)


def _unit(shown: Bad | Good) -> Unit:
    others = (shown.reference, shown.source)
    reference, source = (None if text is None else Span(0, len(text)) for text in others)
    return Unit(span=Span(0, len(shown.text)), references=(reference,), source=source)


def surety(difference: Difference) -> Confidence:
    """Return how sure a difference is to be an error: by what raters mark in such places.

    Where the reference follows the wording closely, a difference stands out by itself.
    """
    return Confidence.MEDIUM if difference.stands_out else slight(difference)


def slight(difference: Difference) -> Confidence:
    """Return how sure a difference of form or style is to be an error: in a post-edit it is one.

    Closeness to the reference says little of style, so only what raters mark counts.
    """
    if difference.sure:
        return Confidence.HIGH
    return Confidence.MEDIUM if difference.mended or difference.suspect else Confidence.LOW


def differing(
    difference: Difference,
    confidence: Confidence,
    *,
    because: str | None = None,
    severity: Severity | None = None,
) -> Hit:
    """Return the hit on a difference: the words that a human would mark, and what answers to them.

    The suggestion is the reference's wording, where it answers to just these words. What is only
    suspected, and not by much, is neutral: worth a look, not an error that is told.
    """
    if difference.doubtful and confidence is Confidence.MEDIUM:
        severity = Severity.NEUTRAL
    words = difference.wording if difference.wording is not None else difference.reference
    told = f"the reference has “{_short(words)}”" if words else "the reference has none"
    return Hit(
        difference.extent,
        because=told if because is None else because,
        suggestion=difference.wording,
        severity=severity,
        confidence=confidence,
        reference=difference.answer,
    )


_QUOTED = 60


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def pattern(
    regex: str,
    *,
    because: str = "",
    suggestion: Callable[[re.Match[str]], str | None] | None = None,
    flags: re.RegexFlag = re.NOFLAG,
) -> Check:
    """Return a check that flags every match of `regex` (its group `span`, where it has one)."""
    compiled = re.compile(regex, flags)
    group = "span" if "span" in compiled.groupindex else 0

    def check(analysis: Analysis) -> Iterable[Hit]:
        for found in compiled.finditer(analysis.text):
            yield Hit(
                Span(*found.span(group)),
                because=because,
                suggestion=suggestion(found) if suggestion else None,
            )

    return check
