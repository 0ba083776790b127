"""A rule or a metric in words: one text for `explain`, for the documentation and for reports."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.data.measured import ENOUGH, Marking, Measured, measured, wilson_lower, worth
from harness.hidden import numbered
from harness.metrics.metric import Metric, Options
from harness.model.terms import Terms
from harness.rules.rule import FAMILIES, Bad, Good, Rule


def explain(rule: Rule, told: Iterable[str] = ()) -> str:
    """Return a rule's record as Markdown; `told` is what else is known of how often it is right."""
    limits = [
        f"- Severity: at most {rule.severity.label}.",
        f"- Confidence: at most {rule.confidence.label}.",
        f"- Needs: {rule.needs.value}.",
        f"- Languages: {', '.join(rule.languages) or 'any'}.",
        f"- To be mended in: {rule.cause.value}.",
        f"- MQM: {rule.mqm}.",
        *(f"- {line}" for line in (*measured_words(rule), *told)),
    ]
    parts = [
        f"# {rule.code} {rule.name}",
        documentation(rule),
        "\n".join(limits),
        _listed("Flags what is in `[[ ]]`:", [_shown(bad) for bad in rule.bad]),
        _listed("Leaves alone:", [_text(good, good.text) for good in rule.good]),
        _listed("Known to miss:", [_shown(bad) for bad in rule.misses]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def measured_words(rule: Rule) -> tuple[str, ...]:
    """Return in a sentence a set how often a rule's findings were at an error that people marked.

    The last sentence says what they are worth, or that they are too few to tell.
    """
    found = measured(rule.code)
    if not found:
        return ("Not measured: it found nothing in texts that people marked.",)
    lines = []
    for marking in (Marking.COMPLETE, Marking.SEVERAL):
        named = sorted({o.where for o in found if o.where.marking is marking}, key=lambda w: w.name)
        lines += [_told(where.name, [o for o in found if o.where == where]) for where in named]
    lone = [one for one in found if one.where.marking is Marking.ONE]
    if lone:
        names = ", ".join(sorted({one.where.name for one in lone}))
        lines.append(_told(f"{names}, where one rater marked (not counted)", lone))
    made = worth(found, rule.confidence)
    if made.confidence is None:
        return (*lines, f"Unmeasured: {made.judged} findings tell, and {ENOUGH} are wanted.")
    return (*lines, f"Worth {made.confidence.label} confidence by {made.judged} findings.")


def _told(where: str, rows: list[Measured]) -> str:
    judged, right = sum(one.judged for one in rows), sum(one.right for one in rows)
    agreed = rows[0].where
    beside = (
        f"; of a rater's own marks {agreed.agreement:.3f} meet another's"
        if agreed.marking is Marking.SEVERAL
        else ""
    )
    return (
        f"Measured on {where}: {right} of {judged} findings at a marked error, at least "
        f"{wilson_lower(right, judged):.3f}{beside}."
    )


_HEAD = """\
# Rules

Made by `make docs` from the rules themselves; do not edit. `mt-harness explain CODE` prints one.

**Severity** says how misled a reader is, **confidence** how often such a finding is right; both are
the most a finding of the rule can have. *Needs* says what has to be there: the target text alone,
a reference, or the source. What is in `[[ ]]` is flagged.
"""


def catalogue(rules: Iterable[Rule]) -> str:
    """Return all rules as one Markdown page: a table a family, then every rule in words."""
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    parts = [_HEAD]
    for family in (name for name in FAMILIES if name in families):
        members = sorted(families[family], key=lambda rule: rule.code)
        rows = [
            f"| [{rule.code}](#{_anchor(rule)}) | {rule.name} | {rule.severity.label} "
            f"| {rule.confidence.label} | {rule.needs.value} | {rule.summary} |"
            for rule in members
        ]
        head = "| code | name | severity | confidence | needs | what |\n|---|---|---|---|---|---|"
        parts.append(f"## {family.capitalize()}\n\n{head}\n" + "\n".join(rows) + "\n")
        # One level below the family's heading.
        parts += [f"##{explain(rule)}" for rule in members]
    return "\n".join(parts)


def _anchor(rule: Rule) -> str:
    return f"{rule.code} {rule.name}".lower().replace(" ", "-")


_METRICS_HEAD = """\
# Metrics

Made by `make docs` from the metrics themselves; do not edit. `mt-harness explain NAME` prints one.

Every score comes with a signature (how to get it again) and with the number of segments behind
it. A segment that has no place in any reference is in no score: its value is null, and the report
names it under `skipped`. Scores of documents and systems are worked out from summed counts, so
they do not depend on how a batch was shared out. With several systems each has scores of its own.
"""
# What makes a signature depend on the text: here, English words and one reference.
_MARKS = {"bleu": "13a"}


def metrics_page(metrics: Iterable[Metric]) -> str:
    """Return all metrics as one Markdown page: a table, then every metric in words."""
    metrics = tuple(metrics)
    rows = [
        f"| [{metric.name}](#{_slug(metric.name)}) | {_better(metric)} "
        f"| {metric.needs or ('reference' if metric.needs_reference else 'target')} "
        f"| {metric.summary} |"
        for metric in metrics
    ]
    head = "| name | better | needs | what |\n|---|---|---|---|"
    table = f"{head}\n" + "\n".join(rows) + "\n"
    return "\n".join([_METRICS_HEAD, table, *(f"#{explain_metric(one)}" for one in metrics)])


def explain_metric(metric: Metric) -> str:
    """Return a metric's record as Markdown, with its signature under the default settings."""
    signature = metric.signature(_MARKS.get(metric.name, "words"), frozenset({1}), Options())
    # The version of a library is not what the page is about, and would age it.
    signature = re.sub(r"(version|sacrebleu):[^|]+", r"\1:…", signature)
    facts = [
        f"- Better: {_better(metric)}.",
        f"- Needs: {metric.needs or _needs(metric)}.",
        f"- Findings count: {'yes' if metric.counts_findings else 'no'}.",
        f"- Signature: `{signature}`.",
    ]
    return f"# {metric.name}\n\n{(metric.doc or '').strip()}\n\n" + "\n".join(facts) + "\n"


def _needs(metric: Metric) -> str:
    return "a reference" if metric.needs_reference else "the target text alone"


def _better(metric: Metric) -> str:
    return "higher" if metric.higher_is_better else "lower"


def _slug(name: str) -> str:
    """Return the heading's anchor: marks fall out, so chrf++ is the second chrf."""
    return name.replace("++", "-1")


def documentation(rule: Rule) -> str:
    """Return the rule's documentation: the docstring of the file it lives in."""
    return (rule.doc or "").strip()


def _listed(title: str, items: list[str]) -> str:
    if not items:
        return ""
    return title + "\n\n" + "\n\n".join(items)


def _shown(bad: Bad) -> str:
    mended = f"\n    -> {_indented(bad.fixed)}" if bad.fixed is not None else ""
    return _text(bad, bad.marked) + mended


def _text(shown: Bad | Good, text: str) -> str:
    """Return an example's text with what stands beside it: reference, source, terms."""
    beside = {
        "reference": shown.reference,
        # Most examples need no source; where terms are asked for by one, it is half the example.
        "source": shown.source,
        "terms": _terms(shown.terms),
    }
    lines = [f"    {name}: {_indented(value)}" for name, value in beside.items() if value]
    return "\n".join([f"    {_indented(text)}", *lines])


def _terms(terms: Terms) -> str:
    """Return a glossary of an example in one line: what it asks for, each entry by its kind."""
    entries = [
        f"{entry.kind.value} {' or '.join(entry.wordings)}"
        + (" for " if entry.sources else "")
        + " or ".join(source for _, source in entry.sources)
        + (f" (use {entry.use})" if entry.use else "")
        for entry in terms.entries
    ]
    patterns = [
        f"{'required' if pattern.required else 'forbidden'} /{pattern.regex}/"
        for pattern in terms.patterns
    ]
    return "; ".join((*entries, *patterns))


def _indented(text: str) -> str:
    # A lone carriage return would end the line of the page.
    return numbered(text).replace("\r", "[U+000D]").replace("\n", "\n    ")
