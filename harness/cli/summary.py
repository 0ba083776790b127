"""What a person reads at the end of a command."""

from __future__ import annotations

from pathlib import Path

from harness.model.report import ExitCode, Report, Verdict

_WORDS = {
    ExitCode.PASSED: "passed",
    ExitCode.GATE_FAILED: "failed",
    ExitCode.USAGE: "not all input could be read",
    ExitCode.NOT_EVALUATED: "could not be judged",
    ExitCode.INTERRUPTED: "interrupted",
}


def one_line(report: Report, verdict: Verdict) -> str:
    """Return counts by severity, the verdict and its reasons in one line."""
    reasons = "; ".join((*verdict.breaches, *verdict.unjudged))
    return f"{counts(report)}: {state(verdict)}{f' ({reasons})' if reasons else ''}"


def counts(report: Report) -> str:
    """Return how many findings of each severity there are, and in how much text."""
    totals = report.totals
    found = sum(count for _, count in totals.by_severity)
    parts = ", ".join(f"{count} {name}" for name, count in totals.by_severity if count)
    text = f"{totals.documents} document{'s' * (totals.documents != 1)}, {totals.words:,} words"
    return f"{found} finding{'s' * (found != 1)}{f' ({parts})' if parts else ''} in {text}"


def state(verdict: Verdict) -> str:
    """Return the verdict as a word."""
    return _WORDS[verdict.exit_code]


def long_summary(report: Report, verdict: Verdict, folder: Path) -> str:
    """Return the summary of a run: findings, scores, what was not checked, where the report is."""
    lines = [f"{state(verdict)}: {counts(report)}"]
    lines += [f"  {reason}" for reason in (*verdict.breaches, *verdict.unjudged)]
    if report.scores:
        lines.append("scores: " + "  ".join(f"{s.metric} {s.value:.2f}" for s in report.scores))
    lines += [f"not checked: {item}" for item in not_checked(report)]
    lines.append(f"report: {_page(folder)}")
    return "\n".join(lines)


def not_checked(report: Report) -> list[str]:
    """Return, a line each, what was skipped and why, with the rules of one reason together."""
    reasons: dict[str, set[str]] = {}
    for item in (*report.skipped, *(s for d in report.documents for s in d.skipped)):
        reasons.setdefault(item.why, set()).add(item.what)
    return [
        f"{', '.join(sorted(what)) if len(what) <= 4 else f'{len(what)} rules'}: {why}"
        for why, what in sorted(reasons.items())
    ]


def _page(folder: Path) -> Path:
    one = folder / "report.html"
    return one if one.exists() else folder / "index.html"
