"""Report and policy to verdict, and nothing else: no I/O, no clock, no state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from harness.metrics.rate import extent, per_1000
from harness.model.finding import Finding
from harness.model.report import Bound, ExitCode, Limit, LimitKind, Policy, Report, Verdict
from harness.model.score import Score


def judge(report: Report, policy: Policy) -> Verdict:
    """Return whether the run passes: what was broken, what was not measured, and the exit code."""
    counted = [
        finding for document in report.documents for finding in _counted(document.findings, policy)
    ]
    density, unmeasured = _density(report, counted, policy.max_density)
    breaches = (
        *_findings(counted, policy),
        *_limits(counted, policy.limits),
        *density,
        *_bounds(report.scores, policy.bounds),
    )
    unjudged = (*unmeasured, *_unmeasured(report, policy), *_missing(report, policy))
    return Verdict(
        exit_code=_exit_code(report, policy, breaches, unjudged),
        breaches=breaches,
        unjudged=unjudged,
    )


def blamed(report: Report, policy: Policy) -> tuple[tuple[Finding, ...], ...]:
    """Return, document by document, the findings that break the gate by being there.

    They are too severe, or fall under a limit that was exceeded. Bounds on all findings together
    and on metrics are nobody's own fault, and are in the verdict alone.
    """
    documents = [_counted(document.findings, policy) for document in report.documents]
    everything = [finding for counted in documents for finding in counted]
    broken = [limit for limit in policy.limits if any(_limits(everything, (limit,)))]
    return tuple(
        tuple(
            finding
            for finding in counted
            if _forbidden(finding, policy) or any(_falls_under(finding, one) for one in broken)
        )
        for counted in documents
    )


def _counted(findings: tuple[Finding, ...], policy: Policy) -> list[Finding]:
    sure = [finding for finding in findings if finding.shown(policy.confidence)]
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
    forbidden = Counter(finding.severity for finding in counted if _forbidden(finding, policy))
    for severity, count in sorted(forbidden.items(), reverse=True):
        breaches.append(f"{count} {severity.label} finding{'s' * (count > 1)}, none allowed")
    if policy.max_findings is not None and len(counted) > policy.max_findings:
        breaches.append(f"{len(counted)} findings, at most {policy.max_findings} allowed")
    return tuple(breaches)


def _forbidden(finding: Finding, policy: Policy) -> bool:
    """Whether the finding is too severe; a severity with a limit of its own is judged by that."""
    if policy.fail_on is None or finding.severity < policy.fail_on:
        return False
    return not any(
        limit.kind is LimitKind.SEVERITY and limit.name == finding.severity.label
        for limit in policy.limits
    )


def _limits(counted: list[Finding], limits: tuple[Limit, ...]) -> Iterator[str]:
    """Yield one breach for each severity, rule or family that has more findings than allowed."""
    for limit in limits:
        count = sum(_falls_under(finding, limit) for finding in counted)
        if count > limit.most:
            few = f"finding{'s' * (count != 1)}"
            severity = limit.kind is LimitKind.SEVERITY
            what = (
                f"{limit.name} {few}" if severity else f"{few} of {limit.kind.value} {limit.name}"
            )
            yield f"{count} {what}, at most {limit.most} allowed"


def _falls_under(finding: Finding, limit: Limit) -> bool:
    match limit.kind:
        case LimitKind.SEVERITY:
            return finding.severity.label == limit.name
        case LimitKind.RULE:
            return limit.name in (finding.rule, finding.name)
        case LimitKind.FAMILY:
            return finding.family == limit.name


def _density(
    report: Report, counted: list[Finding], most: float | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the breach of the density's limit, or that there was no text to measure it on."""
    if most is None:
        return (), ()
    sizes = [extent(document) for document in report.documents]
    found = per_1000(
        (float(len(counted)), float(sum(sum(size.segments) + size.rest for size in sizes)))
    )
    if found is None:
        return (), ("findings per 1,000 words were not measured: no words",)
    if found <= most:
        return (), ()
    unit = " and ".join(sorted({size.unit for size in sizes}))
    return (f"{found:.2f} findings per 1,000 {unit}, at most {most:g} allowed",), ()


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
    # What ran for one document and not for the next is missing as well.
    left = {skipped.what for document in report.documents for skipped in document.skipped}
    return tuple(
        f"{name} was required and did not run"
        f"{' everywhere' if name in ran else ''}: {_why(report, name)}"
        for name in policy.required
        if name not in ran or name in left
    )


def _why(report: Report, what: str) -> str:
    everything = (*report.skipped, *(s for d in report.documents for s in d.skipped))
    return next(
        (skipped.why for skipped in everything if skipped.what == what), "nothing computed it"
    )


def _exit_code(
    report: Report, policy: Policy, breaches: tuple[str, ...], unjudged: tuple[str, ...]
) -> ExitCode:
    """Several at once: unreadable input, then what is missing, then a failed gate.

    Documents that failed are forgiven where others were looked at: none at all never passes.
    """
    if report.failed and not (policy.keep_going and report.documents):
        return ExitCode.USAGE
    if unjudged:
        return ExitCode.NOT_EVALUATED
    if breaches and not policy.no_fail:
        return ExitCode.GATE_FAILED
    return ExitCode.PASSED
