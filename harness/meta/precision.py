"""How often findings are right, and how much of what people marked they meet.

A finding is right where it touches a mark of any rater and is not much longer; a mark of the first
rater is met the other way round. What no rater marked is not certainly right: two raters of WMT
2020 agree on few places, so precision here is a lower estimate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from harness.data.measured import wilson_lower
from harness.meta.flagged import Answer, Flag
from harness.meta.human_text import poisson_upper
from harness.meta.judged import HumanMark, Judged

# A finding does not meet a mark by covering half the paragraph.
_LONGER, _SLACK = 3, 25
Case = tuple[Judged, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """How many findings were judged, and how many were right."""

    name: str
    judged: int
    right: int

    @property
    def precision(self) -> float:
        """The share that is right."""
        return self.right / self.judged

    @property
    def lower(self) -> float:
        """The lower end of Wilson's 95 % interval of the precision."""
        return wilson_lower(self.right, self.judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """How many marks there are, and how many a shown finding meets."""

    name: str
    marks: int
    met: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """Findings on text that people wrote, that no rater's mark explains.

    `rate` is in 1,000 words, `upper` the upper end of its exact 95 % Poisson interval.
    """

    name: str
    count: int
    words: int

    @property
    def rate(self) -> float:
        """Findings in 1,000 words."""
        return 1000 * self.count / self.words

    @property
    def upper(self) -> float:
        """The most that so many findings leave open, in 1,000 words."""
        return 1000 * poisson_upper(self.count) / self.words


def hits_by(cases: Iterable[Case], key: Callable[[Judged, Flag], str]) -> tuple[Hits, ...]:
    """Return the findings judged, by whatever `key` says, sorted by name."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for judged, answer in cases:
        if judged.complete:
            for flag in answer.flags:
                count = counts[key(judged, flag)]
                count[0] += 1
                count[1] += is_right(flag, judged.marks)
    return tuple(
        Hits(name=name, judged=seen, right=right) for name, (seen, right) in sorted(counts.items())
    )


def recall_by(cases: Iterable[Case], key: Callable[[Judged, HumanMark], str]) -> tuple[Recall, ...]:
    """Return the first raters' marks and how many are met, by whatever `key` says, sorted."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for judged, answer in cases:
        if judged.complete:
            for mark in judged.gold:
                count = counts[key(judged, mark)]
                count[0] += 1
                count[1] += any(meets(flag, mark) for flag in answer.flags)
    return tuple(
        Recall(name=name, marks=marks, met=met) for name, (marks, met) in sorted(counts.items())
    )


def alarms_by(cases: Iterable[Case], key: Callable[[Judged, Flag], str]) -> tuple[Alarms, ...]:
    """Return the unexplained findings on human text, the most first; `all` stands for them all.

    Empty where there is no human text.
    """
    counts: defaultdict[str, int] = defaultdict(int)
    words = 0
    for judged, answer in cases:
        if judged.human:
            words += answer.words
            for flag in answer.flags:
                if not is_right(flag, judged.marks):
                    counts[key(judged, flag)] += 1
    if not words:
        return ()
    counts["all"] = sum(counts.values())
    return tuple(
        Alarms(name=name, count=count, words=words)
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def is_right(flag: Flag, marks: Iterable[HumanMark]) -> bool:
    """Whether any rater holds the place to be wrong."""
    return any(mark.counts and meets(flag, mark) for mark in marks)


def meets(flag: Flag, mark: HumanMark) -> bool:
    """Whether a finding touches a mark and is not much longer; a point is met beside it too."""
    length = mark.end - mark.start
    return (
        flag.start <= mark.end
        and mark.start <= flag.end
        and (
            length == 0
            or flag.start == flag.end
            or (flag.start < mark.end and mark.start < flag.end)
        )
        and flag.end - flag.start <= max(_LONGER * length, length + _SLACK)
    )
