"""What people judged: segments with marks and scores, good and bad texts, and whole articles."""

from __future__ import annotations

from dataclasses import dataclass

from harness.meta.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanMark:
    """One place that a rater marked; offsets are code points into the text, a point is empty."""

    start: int
    end: int
    category: str
    severity: str
    rater: str = ""

    @property
    def major(self) -> bool:
        """Whether a reader is misled: critical counts as major."""
        return self.severity in ("major", "critical")

    @property
    def counts(self) -> bool:
        """Whether the rater held it to be an error."""
        return self.severity != "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One segment of one system, with what people said of it.

    `human` says that a person translated it. `marks` are all raters'; `complete` that each of
    them marked every error, else neither precision nor recall can be told. `score` is higher for
    better, None where it was not given; `raters` are in order.
    """

    dataset: str
    lang_pair: str
    system: str
    document: str
    segment: str
    text: str
    reference: str
    source: str = ""
    human: bool = False
    raters: tuple[str, ...] = ("",)
    marks: tuple[HumanMark, ...] = ()
    complete: bool = False
    score: float | None = None

    @property
    def gold(self) -> tuple[HumanMark, ...]:
        """The first rater's errors."""
        return self.of(self.raters[0]) if self.raters else ()

    def of(self, rater: str) -> tuple[HumanMark, ...]:
        """One rater's errors, in the order given."""
        return tuple(mark for mark in self.marks if mark.counts and mark.rater == rater)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A good text and the same made worse in one known way; `marks` are places in `worse`."""

    dataset: str
    lang_pair: str
    kind: str
    item: str
    better: str
    worse: str
    reference: str
    source: str = ""
    marks: tuple[HumanMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A whole text in which every error up to `until` is marked; a clean one has no mark.

    `until` and the marks are code points into the text. `language` is `und` where nobody said.
    """

    dataset: str
    name: str
    language: str
    text: str
    reference: str | None = None
    marks: tuple[Mark, ...] = ()
    until: int
    clean: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """Everything that was read, in the order of files and rows."""

    segments: tuple[Judged, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    articles: tuple[Article, ...] = ()

    def __add__(self, other: Judgements) -> Judgements:
        """Return both, one after the other."""
        return Judgements(
            segments=self.segments + other.segments,
            contrasts=self.contrasts + other.contrasts,
            articles=self.articles + other.articles,
        )
