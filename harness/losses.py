"""What a run lost since a stored one, for the gate to judge and for people to read."""

from __future__ import annotations

from harness.model.regression import Outcome, Regression, Tested, Untested
from harness.model.report import Against


def regressed(
    regression: Regression | None, against: Against | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is worse than in the stored run, and what could not be told."""
    if regression is None or against is None:
        return (), ()
    breaches = [tested_words(test) for test in regression.tests if test.outcome is Outcome.WORSE]
    if against.max_new is not None and regression.new > against.max_new:
        few = f"new finding{'s' * (regression.new != 1)}"
        breaches.append(f"{regression.new} {few}, at most {against.max_new} allowed")
    unjudged = [untested_words(one) for one in regression.untested if one.required]
    if not against.allow_inconclusive:
        unjudged += [
            tested_words(test) for test in regression.tests if test.outcome is Outcome.INCONCLUSIVE
        ]
    return tuple(breaches), tuple(unjudged)


def regression_lines(regression: Regression) -> tuple[str, ...]:
    """Return a run beside a stored one in a few lines: findings, documents, scores."""
    one = regression
    documents = f"{one.common} document{'s' * (one.common != 1)} of both runs"
    lines = [f"{one.new} new findings, {one.gone} gone in {documents}"]
    for names, found, word in (
        (one.added, one.of_added, "only here"),
        (one.removed, one.of_removed, "only there"),
    ):
        if names:
            lines.append(
                f"{len(names)} document{'s' * (len(names) != 1)} {word}, with {found} findings"
            )
    return (
        *lines,
        *(tested_words(test) for test in one.tests if test.outcome is not None),
        *map(untested_words, one.untested),
        *(tested_words(test) for test in one.tests if test.outcome is None),
    )


def tested_words(test: Tested) -> str:
    """Return a test in words: what it ended with, and on what that rests."""
    fell = f"{_whose(test.metric, test.system, test.pair)} was {_told(test, test.before)}"
    fell += f" and is {_told(test, test.after)} over {test.segments} segments of both runs"
    if test.outcome is None or test.tolerance is None:
        return fell
    told = f"{test.outcome.value} (p = {test.worse:.4f}, tolerance {test.tolerance:g})"
    if test.outcome is Outcome.INCONCLUSIVE:
        assert test.detectable is not None
        told = (
            f"inconclusive: a loss below {_told(test, test.detectable)} is not told from none"
            f" (tolerance {test.tolerance:g})"
        )
    return f"{fell}: {told}"


def untested_words(one: Untested) -> str:
    """Return in words that nothing was tested, and why."""
    return f"{_whose('what is tested', one.system, one.pair)} was not compared: {one.why}"


def _whose(metric: str, system: str | None, pair: str | None) -> str:
    return metric + "".join(f" of {name}" for name in (system, pair) if name)


def _told(test: Tested, value: float) -> str:
    # As far as a tolerance of this size shows: COMET's scores lie within a few tenths.
    digits = 2 if test.tolerance is None or test.tolerance >= 0.1 else 4
    return f"{value:.{digits}f}"
