"""Report and policy to verdict, and nothing else: no I/O, no clock, no state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from harness.metrics.rate import extent, per_1000
from harness.model.finding import Confidence, Finding, Severity, Skipped
from harness.model.report import (
    Bound,
    Count,
    Countable,
    DocumentReport,
    ExitCode,
    Facts,
    Limit,
    LimitKind,
    Policy,
    Report,
    Verdict,
)
from harness.model.score import Score


def judge(report: Report, policy: Policy) -> Verdict:
    """Return whether the run passes: what was broken, what was not measured, and the exit code."""
    facts = facts_of(report.documents, policy.confidence, repeats_once=policy.repeats_once)
    density, unmeasured = _density(facts, policy.max_density)
    breaches = (
        *_findings(facts.counts, policy),
        *_limits(facts.counts, policy.limits),
        *density,
        *_bounds(report.scores, policy.bounds),
    )
    unjudged = (*unmeasured, *_unmeasured(report, facts, policy), *_missing(report, facts, policy))
    return Verdict(
        exit_code=_exit_code(report, policy, breaches, unjudged),
        breaches=breaches,
        unjudged=unjudged,
    )


def blamed(report: Report, policy: Policy) -> Iterator[tuple[Finding, ...]]:
    """Yield, document by document, the findings that break the gate by being there.

    They are too severe, or fall under a limit that was exceeded. Bounds on all findings together
    and on metrics are nobody's own fault, and are in the verdict alone.
    """
    facts = facts_of(report.documents, policy.confidence, repeats_once=policy.repeats_once)
    broken = [limit for limit in policy.limits if any(_limits(facts.counts, (limit,)))]
    for document in report.documents:
        counted = _counted(document.findings, policy.confidence, once=policy.repeats_once)
        yield tuple(
            finding
            for finding in counted
            if _forbidden(finding, policy) or any(_falls_under(finding, one) for one in broken)
        )


def facts_of(
    documents: Sequence[DocumentReport], confidence: Confidence, *, repeats_once: bool
) -> Facts:
    """Return what a gate looks at; documents that lie in tables are not read for it."""
    if isinstance(documents, Countable):
        return documents.facts(confidence, repeats_once=repeats_once)
    sizes = [extent(document) for document in documents]
    left = (item for document in documents for item in document.skipped)
    return Facts(
        counts=tuple(
            count
            for document in documents
            for count in _counts(document, confidence, once=repeats_once)
        ),
        documents=len(documents),
        size=sum(sum(size.segments) + size.rest for size in sizes),
        units=frozenset(size.unit for size in sizes),
        systems=frozenset(document.article.document.system for document in documents),
        skipped=tuple(dict.fromkeys(Skipped(what=item.what, why=item.why) for item in left)),
    )


def _counts(document: DocumentReport, confidence: Confidence, *, once: bool) -> Iterator[Count]:
    origin = document.article.document
    found = Counter(
        (finding.rule, finding.name, finding.family, finding.severity)
        for finding in _counted(document.findings, confidence, once=once)
    )
    for (rule, name, family, severity), number in found.items():
        yield Count(
            document=origin.id,
            system=origin.system,
            source_language=origin.source_language,
            language=origin.language,
            path=origin.path,
            rule=rule,
            name=name,
            family=family,
            severity=severity,
            findings=number,
        )


def _counted(
    findings: tuple[Finding, ...], confidence: Confidence, *, once: bool
) -> tuple[Finding, ...]:
    """Return the findings that count: of repeats the worst, and of equals the first."""
    sure = tuple(finding for finding in findings if finding.shown(confidence))
    if not once:
        return sure
    worst: dict[str, Finding] = {}
    for finding in sure:
        known = worst.get(finding.group)
        if known is None or finding.severity > known.severity:
            worst[finding.group] = finding
    return tuple(worst.values())


def _findings(counts: tuple[Count, ...], policy: Policy) -> tuple[str, ...]:
    breaches = []
    forbidden: Counter[Severity] = Counter()
    for count in counts:
        if _forbidden(count, policy):
            forbidden[count.severity] += count.findings
    for severity, number in sorted(forbidden.items(), reverse=True):
        breaches.append(f"{number} {severity.label} finding{'s' * (number > 1)}, none allowed")
    whole = sum(count.findings for count in counts)
    if policy.max_findings is not None and whole > policy.max_findings:
        breaches.append(f"{whole} findings, at most {policy.max_findings} allowed")
    return tuple(breaches)


def _forbidden(finding: Finding | Count, policy: Policy) -> bool:
    """Whether the finding is too severe; a severity with a limit of its own is judged by that."""
    if policy.fail_on is None or finding.severity < policy.fail_on:
        return False
    return not any(
        limit.kind is LimitKind.SEVERITY and limit.name == finding.severity.label
        for limit in policy.limits
    )


def _limits(counts: tuple[Count, ...], limits: tuple[Limit, ...]) -> Iterator[str]:
    """Yield one breach for each severity, rule or family that has more findings than allowed."""
    for limit in limits:
        count = sum(one.findings for one in counts if _falls_under(one, limit))
        if count > limit.most:
            few = f"finding{'s' * (count != 1)}"
            severity = limit.kind is LimitKind.SEVERITY
            what = (
                f"{limit.name} {few}" if severity else f"{few} of {limit.kind.value} {limit.name}"
            )
            yield f"{count} {what}, at most {limit.most} allowed"


def _falls_under(finding: Finding | Count, limit: Limit) -> bool:
    match limit.kind:
        case LimitKind.SEVERITY:
            return finding.severity.label == limit.name
        case LimitKind.RULE:
            return limit.name in (finding.rule, finding.name)
        case LimitKind.FAMILY:
            return finding.family == limit.name


def _density(facts: Facts, most: float | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the breach of the density's limit, or that there was no text to measure it on."""
    if most is None:
        return (), ()
    found = per_1000(
        (float(sum(count.findings for count in facts.counts)), float(facts.size)),
    )
    if found is None:
        return (), ("findings per 1,000 words were not measured: no words",)
    if found <= most:
        return (), ()
    unit = " and ".join(sorted(facts.units))
    return (f"{found:.2f} findings per 1,000 {unit}, at most {most:g} allowed",), ()


def _bounds(scores: Iterable[Score], bounds: tuple[Bound, ...]) -> tuple[str, ...]:
    """Return one breach for each score on the wrong side, so for each system of its own."""
    return tuple(
        f"{bound.metric}{f' of {score.system}' if score.system else ''} is {score.value:.2f}, "
        f"{'at least' if score.higher_is_better else 'at most'} {bound.value:g} asked"
        for bound in bounds
        for score in scores
        if score.metric == bound.metric and score.trusted and not score.meets(bound.value)
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
