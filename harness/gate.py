"""Report and policy to verdict, and nothing else: no I/O, no clock, no state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from harness.facts import counted, facts_of
from harness.limits import broken, falls_under, missed, over, quota, too_dense, too_many
from harness.losses import regressed
from harness.model.facts import Count, Facts
from harness.model.finding import ASTRAY, ASTRAY_SOURCE, Finding, Severity
from harness.model.report import ExitCode, LimitKind, Policy, Report, Verdict


def judge(report: Report, policy: Policy) -> Verdict:
    """Return whether the run passes: what was broken, what was not measured, and the exit code."""
    facts = facts_of(report.documents, policy.confidence, repeats_once=policy.repeats_once)
    density, unmeasured = too_dense(facts.counts, facts.places, policy.max_density)
    quotas = [quota(report, facts, one) for one in policy.quotas]
    lost, untold = regressed(report.regression, policy.against)
    breaches = (
        *_severe(facts.counts, policy),
        *too_many(facts.counts, policy.max_findings),
        *over(facts.counts, policy.limits),
        *density,
        *(text for bound in policy.bounds for text in missed(report.scores, bound)),
        *(text for found, _ in quotas for text in found),
        *lost,
    )
    unjudged = (
        *unmeasured,
        *(text for _, found in quotas for text in found),
        *untold,
        *_unmeasured(report, facts, policy),
        *_missing(report, facts, policy),
        *_astray(facts),
    )
    return Verdict(
        exit_code=_exit_code(report, policy, breaches, unjudged),
        breaches=breaches,
        unjudged=unjudged,
        required=(*policy.required, *policy.measured),
    )


def blamed(report: Report, policy: Policy) -> Iterator[tuple[Finding, ...]]:
    """Yield, document by document, the findings that break the gate by being there.

    They are too severe, or fall under a limit that was exceeded. Bounds on all findings together
    and on metrics are nobody's own fault, and are in the verdict alone.
    """
    facts = facts_of(report.documents, policy.confidence, repeats_once=policy.repeats_once)
    exceeded = [limit for limit in policy.limits if any(over(facts.counts, (limit,)))]
    local = [one for quota in policy.quotas for one in broken(facts, quota)]
    for number, document in enumerate(report.documents):
        limits = (*exceeded, *(limit for places, limit in local if number in places))
        yield tuple(
            finding
            for finding in counted(document.findings, policy.confidence, once=policy.repeats_once)
            if _forbidden(finding, policy) or any(falls_under(finding, one) for one in limits)
        )


def _severe(counts: tuple[Count, ...], policy: Policy) -> tuple[str, ...]:
    forbidden: Counter[Severity] = Counter()
    for count in counts:
        if _forbidden(count, policy):
            forbidden[count.severity] += count.findings
    return tuple(
        f"{number} {severity.label} finding{'s' * (number > 1)}, none allowed"
        for severity, number in sorted(forbidden.items(), reverse=True)
    )


def _forbidden(finding: Finding | Count, policy: Policy) -> bool:
    """Whether the finding is too severe; a severity with a limit of its own is judged by that."""
    if policy.fail_on is None or finding.severity < policy.fail_on:
        return False
    return not any(
        limit.kind is LimitKind.SEVERITY and limit.name == finding.severity.label
        for limit in policy.limits
    )


def _unmeasured(report: Report, facts: Facts, policy: Policy) -> tuple[str, ...]:
    """Return the metrics that were limited or named and not measured, in all or in one system.

    A limit is not judged by the score of an untrained model.
    """
    found = []
    limited = {bound.metric for bound in policy.bounds}
    for metric in dict.fromkeys((*(bound.metric for bound in policy.bounds), *policy.measured)):
        own = [score for score in report.scores if score.metric == metric]
        if metric in limited and any(not score.trusted for score in own):
            found.append(f"{metric} was not judged: its model is not trained")
            continue
        measured = {score.system for score in own}
        # A score without a system is over all there is.
        if not measured:
            found.append(f"{metric} was not measured: {_why(report, facts, metric)}")
        elif None not in measured:
            found += [
                f"{metric} of {name} was not measured: {_why(report, facts, metric)}"
                for name in sorted(system for system in facts.systems - measured if system)
            ]
    return tuple(found)


def _missing(report: Report, facts: Facts, policy: Policy) -> tuple[str, ...]:
    ran = {engine.name for engine in report.engines}
    # What ran for one document and not for the next is missing as well.
    left = {skipped.what for skipped in facts.skipped}
    return tuple(
        f"{name} was required and did not run"
        f"{' everywhere' if name in ran else ''}: {_why(report, facts, name)}"
        for name in policy.required
        if name not in ran or name in left
    )


def _astray(facts: Facts) -> tuple[str, ...]:
    """Return why references and sources that were given are not those of the text."""
    found = dict.fromkeys(
        (item.what, item.why) for item in facts.skipped if item.what in (ASTRAY, ASTRAY_SOURCE)
    )
    return tuple(f"the {what} was not made everywhere: {why}" for what, why in found)


def _why(report: Report, facts: Facts, what: str) -> str:
    everything = (*report.skipped, *facts.skipped)
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
