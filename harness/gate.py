"""Report and policy to verdict, and nothing else: no I/O, no clock, no state."""

from __future__ import annotations

from collections.abc import Iterable

from harness.model.finding import Finding, Severity
from harness.model.report import Bound, ExitCode, Policy, Report, Verdict
from harness.model.score import Score


def judge(report: Report, policy: Policy) -> Verdict:
    """Return whether the run passes: what was broken, what was not measured, and the exit code."""
    counted = [
        finding for document in report.documents for finding in _counted(document.findings, policy)
    ]
    breaches = (*_findings(counted, policy), *_bounds(report.scores, policy.bounds))
    unjudged = (*_unmeasured(report, policy), *_missing(report, policy))
    return Verdict(
        exit_code=_exit_code(report, breaches, unjudged, no_fail=policy.no_fail),
        breaches=breaches,
        unjudged=unjudged,
    )


def _counted(findings: tuple[Finding, ...], policy: Policy) -> list[Finding]:
    sure = [finding for finding in findings if finding.confidence >= policy.confidence]
    if not policy.repeats_once:
        return sure
    worst: dict[str, Finding] = {}
    for finding in sure:
        known = worst.get(finding.group)
        if known is None or finding.severity > known.severity:
            worst[finding.group] = finding
    return list(worst.values())


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
    """Return one breach for each score on the wrong side, so for each system of its own."""
    return tuple(
        f"{bound.metric}{f' of {score.system}' if score.system else ''} is {score.value:.2f}, "
        f"{'at least' if score.higher_is_better else 'at most'} {bound.value:g} asked"
        for bound in bounds
        for score in scores
        if score.metric == bound.metric and not score.meets(bound.value)
    )


def _unmeasured(report: Report, policy: Policy) -> tuple[str, ...]:
    """Return the limits that nothing was measured for, in all of the run or in one system."""
    systems = {document.article.document.system for document in report.documents}
    found = []
    for bound in dict.fromkeys(policy.bounds):
        measured = {score.system for score in report.scores if score.metric == bound.metric}
        # A score without a system is over all there is.
        if not measured:
            found.append(f"{bound.metric} was not measured: {_why(report, bound.metric)}")
        elif None not in measured:
            found += [
                f"{bound.metric} of {name} was not measured: {_why(report, bound.metric)}"
                for name in sorted(system for system in systems - measured if system)
            ]
    return tuple(found)


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
