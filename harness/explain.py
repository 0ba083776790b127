"""A rule or a metric in words: one text for `explain`, for the documentation and for reports."""

from __future__ import annotations

from collections.abc import Iterable

from harness.rules.rule import FAMILIES, Bad, Rule


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
        _listed("Leaves alone:", [_text(good.text, good.reference) for good in rule.good]),
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
    return _text(bad.marked, bad.reference) + mended


def _text(text: str, reference: str | None) -> str:
    beside = f"\n    reference: {_indented(reference)}" if reference is not None else ""
    return f"    {_indented(text)}{beside}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")
