"""A rule or a metric in words: one text for `explain`, for the documentation and for reports."""

from __future__ import annotations

from collections.abc import Iterable

from harness.model.terms import Terms
from harness.rules.rule import FAMILIES, Bad, Good, Rule


def explain(rule: Rule) -> str:
    """Return a rule's record as Markdown."""
    limits = [
        f"- Severity: at most {rule.severity.label}.",
        f"- Confidence: at most {rule.confidence.label}.",
        f"- Needs: {rule.needs.value}.",
        f"- Languages: {', '.join(rule.languages) or 'any'}.",
        f"- To be mended in: {rule.cause.value}.",
        f"- MQM: {rule.mqm}.",
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
    return text.replace("\n", "\n    ")
