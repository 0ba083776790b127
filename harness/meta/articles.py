"""What the harness says of whole articles: those with all errors marked, and sound prose.

An article with a reference is checked twice, as text alone and beside it: a rule is measured with
no more than it needs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from harness.config import Settings
from harness.examination import examine
from harness.meta.human_text import poisson_upper
from harness.meta.judged import Article, Judged
from harness.meta.marks import Mark, meets
from harness.meta.precision import Hits
from harness.model.finding import Finding, Needs, Severity
from harness.model.report import DocumentReport
from harness.model.text import Document

_A_SHARE = 16  # articles a process takes at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article with what is said of it: alone, and beside its reference where it has one."""

    article: Article
    alone: DocumentReport
    beside: DocumentReport | None

    def given(self, needs: Needs) -> DocumentReport:
        """Return the report of what saw no more than `needs`."""
        return self.alone if needs is Needs.TARGET or self.beside is None else self.beside

    def shown(self, needs: Needs) -> tuple[Finding, ...]:
        """Return what is shown up to where marking ended, given no more than `needs`."""
        found = self.given(needs).shown
        return tuple(one for one in found if one.span.start <= self.article.until)

    @property
    def judged(self) -> tuple[Finding, ...]:
        """Every rule's findings, each rule given what it needs."""
        return tuple(
            finding
            for needs in Needs
            for finding in self.shown(needs)
            if finding.needs is needs and (needs is Needs.TARGET or self.beside is not None)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One set of marked articles: how much is met, and how much is said beside every mark.

    `met` counts marks that a shown finding meets which was given what the mark needs; `judged` and
    `right` count findings, each rule's given what it needs.
    """

    name: str
    texts: int
    words: int
    marks: int
    met: int
    judged: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """Sound prose of one set and language: how much is said of it, and how much is loud.

    `loud` counts findings of major or worse. Words are those that rates are counted by.
    """

    name: str
    texts: int
    words: int
    findings: int
    loud: int

    def rate(self, count: int) -> float:
        """Return so many findings in 1,000 words."""
        return 1000 * count / self.words

    def upper(self, count: int) -> float:
        """Return the most that so many findings leave open, in 1,000 words."""
        return 1000 * poisson_upper(count) / self.words


def read(articles: Sequence[Article], *, jobs: int = 1) -> tuple[Read, ...]:
    """Return what is said of every article, in their order, whatever the number of processes."""
    if jobs == 1 or len(articles) < _A_SHARE:
        return tuple(map(_read, articles))
    with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as pool:
        return tuple(pool.map(_read, articles, chunksize=_A_SHARE))


def _read(article: Article) -> Read:
    alone = Document(id=article.name, text=article.text, language=article.language)
    return Read(
        article=article,
        alone=examine(alone, Settings()),
        beside=None
        if article.reference is None
        else examine(
            Document(
                id=article.name,
                text=article.text,
                language=article.language,
                references=(article.reference,),
            ),
            Settings(),
        ),
    )


def sources_of(segments: Iterable[Judged]) -> tuple[Article, ...]:
    """Return what was translated as sound prose: a text a document, a paragraph a segment.

    Only of sets that know documents and languages: single sentences are no text.
    """
    documents: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for one in segments:
        language = one.lang_pair.partition("-")[0]
        if one.document and language and one.source.strip():
            key = (f"sources of {one.dataset}", language, one.document)
            # Systems may count their segments otherwise; a sentence of theirs is one all the same.
            documents[key][one.source] = None
    return tuple(
        Article(
            dataset=dataset,
            name=name,
            language=language,
            text=(text := "\n\n".join(lines)),
            until=len(text),
            clean=True,
        )
        for (dataset, language, name), lines in documents.items()
    )


def marked(texts: Iterable[Read]) -> tuple[Marked, ...]:
    """Return how each set of marked articles came out, by name."""
    return tuple(_marked(name, of) for name, of in _sets(texts, clean=False))


def _marked(name: str, of: list[Read]) -> Marked:
    pairs = [pair for one in of for pair in met(one)]
    right = [is_right(one, finding) for one in of for finding in one.judged]
    return Marked(
        name=name,
        texts=len(of),
        words=sum(one.alone.words for one in of),
        marks=len(pairs),
        met=sum(found for _, found in pairs),
        judged=len(right),
        right=sum(right),
    )


def clean(texts: Iterable[Read]) -> tuple[Clean, ...]:
    """Return what is said of sound prose, by set and language, where there is a word."""
    rows: dict[str, list[DocumentReport]] = defaultdict(list)
    for name, of in _sets(texts, clean=True):
        for one in of:
            rows[f"{name} {one.alone.article.document.language}"].append(one.alone)
    made = (
        Clean(
            name=name,
            texts=len(reports),
            words=sum(report.words for report in reports),
            findings=sum(len(report.shown) for report in reports),
            loud=sum(f.severity >= Severity.MAJOR for report in reports for f in report.shown),
        )
        for name, reports in sorted(rows.items())
    )
    return tuple(one for one in made if one.words)


def _sets(texts: Iterable[Read], *, clean: bool) -> list[tuple[str, list[Read]]]:
    sets: dict[str, list[Read]] = defaultdict(list)
    for one in texts:
        if one.article.clean is clean:
            sets[one.article.dataset].append(one)
    return sorted(sets.items())


def met(text: Read) -> Iterator[tuple[Mark, bool]]:
    """Yield each mark with whether what was given what it needs meets it, in the text's order."""
    for mark in text.article.marks:
        yield mark, any(meets(mark, finding) for finding in text.shown(mark.needs))


def is_right(text: Read, finding: Finding) -> bool:
    """Whether a finding is at a mark; at a neutral one only what says no more than that."""
    return any(
        meets(mark, finding)
        for mark in text.article.marks
        if mark.severity != "neutral" or finding.severity is Severity.NEUTRAL
    )


def hits_of(texts: Iterable[Read]) -> tuple[Hits, ...]:
    """Return each rule's findings in marked articles and how many are at a mark, sorted.

    Named `RULE CONFIDENCE SET`, the confidence being that of the finding.
    """
    judged: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in texts:
        for finding in () if one.article.clean else one.judged:
            name = f"{finding.rule} {finding.confidence.label} {one.article.dataset}"
            judged[name] += 1
            right[name] += is_right(one, finding)
    return tuple(Hits(name=name, judged=judged[name], right=right[name]) for name in sorted(judged))
