"""The verdict in words, the same on the terminal and on every page."""

from __future__ import annotations

from harness.model.report import ExitCode, Verdict

_WORDS = {
    ExitCode.PASSED: "passed",
    ExitCode.GATE_FAILED: "failed",
    ExitCode.USAGE: "not all input could be read",
    ExitCode.NOT_EVALUATED: "could not be judged",
    ExitCode.INTERRUPTED: "interrupted",
}


def verdict_words(verdict: Verdict) -> str:
    """Return the verdict as a word; a failure that `--no-fail` let through is still called one.

    >>> verdict_words(Verdict(exit_code=ExitCode.PASSED, breaches=("3 critical findings",)))
    'failed, let through by --no-fail'
    """
    if verdict.exit_code is ExitCode.PASSED and verdict.breaches:
        return "failed, let through by --no-fail"
    return _WORDS[verdict.exit_code]


def is_good(verdict: Verdict) -> bool:
    """Whether the run passed and nothing had to be let through."""
    return verdict.exit_code is ExitCode.PASSED and not verdict.breaches
