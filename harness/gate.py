"""Report and policy to verdict, and nothing else: no I/O, no clock, no state."""

from __future__ import annotations

from collections.abc import Iterable

from harness.model.finding import Finding, Severity
from harness.model.report import Bound, ExitCode, Policy, Report, Verdict
from harness.model.score import Score


def judge(report: Report, policy: Policy) -> Verdict:
    """Return whether the run passes: what was broken, what was not measured, and the exit code."""
    counted = [
        finding
        for document in report.documents
        for finding in _counted(document.findings, policy)
    ]
    breaches = (*_findings(counted, policy), *_bounds(report.scores, policy.bounds))
    measured = {score.metric for score in report.scores}
    unjudged = tuple(
        f"{bound.metric} was not measured: {_why(report, bound.metric)}"
        for bound in policy.bounds
        if bound.metric not in measured
    ) + _missing(report, policy)
    return Verdict(
        exit_code=_exit_code(report, breaches, unjudged, no_fail=policy.no_fail),
        breaches=breaches,
        unjudged=unjudged,
    )


def _counted(findings: tuple[Finding, ...], policy: Policy) -> list[Finding]:
    sure = [finding for finding in findings if finding.confidence >= policy.confidence]
    if not policy.repeats_once:
        return sure
    seen: set[str] = set()
    return [f for f in sure if not (f.group in seen or seen.add(f.group))]  # type: ignore[func-returns-value]


def _findings(counted: list[Finding], policy: Policy) -> tuple[str, ...]:
    breaches = []
    if policy.fail_on is not None:
        for severity in sorted(Severity, reverse=True):
            count = sum(finding.severity is severity for finding in counted)
            if severity >= policy.fail_on and count:
                breaches.append(
                    f"{count} {severity.label} finding{'s' * (count > 1)}, none allowed"
                )
    if policy.max_findings is not None and len(counted) > policy.max_findings:
        breaches.append(f"{len(counted)} findings, at most {policy.max_findings} allowed")
    return tuple(breaches)


def _bounds(scores: Iterable[Score], bounds: tuple[Bound, ...]) -> tuple[str, ...]:
    found = {score.metric: score for score in scores}
    return tuple(
        f"{bound.metric} is {found[bound.metric].value:.2f}, "
        f"{'at least' if found[bound.metric].higher_is_better else 'at most'} {bound.value:g} asked"
        for bound in bounds
        if bound.metric in found and not found[bound.metric].meets(bound.value)
    )


def _missing(report: Report, policy: Policy) -> tuple[str, ...]:
    ran = {engine.name for engine in report.engines}
    return tuple(
        f"{name} was required and did not run: {_why(report, name)}"
        for name in policy.required
        if name not in ran
    )


def _why(report: Report, what: str) -> str:
    everything = (*report.skipped, *(s for d in report.documents for s in d.skipped))
    return next(
        (skipped.why for skipped in everything if skipped.what == what), "nothing computed it"
    )


def _exit_code(
    report: Report, breaches: tuple[str, ...], unjudged: tuple[str, ...], *, no_fail: bool
) -> ExitCode:
    """Several at once: unreadable input, then what is missing, then a failed gate."""
    if report.failed:
        return ExitCode.USAGE
    if unjudged:
        return ExitCode.NOT_EVALUATED
    if breaches and not no_fail:
        return ExitCode.GATE_FAILED
    return ExitCode.PASSED
