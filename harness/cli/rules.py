"""`mt-harness rules`: every rule, a line each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from harness.rules.rule import Rule


def rules(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="In full, as the page docs/rules.md.")
    ] = False,
) -> None:
    """List every rule: code, name, family, severity, confidence, and what it needs."""
    from harness.rules import RULES

    if markdown:
        from harness.explain import catalogue

        print(catalogue(RULES), end="")
        return
    rows = [_row(rule) for rule in sorted(RULES, key=lambda rule: rule.code)]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    wide = max(len(str(row["name"])) for row in rows)
    for row in rows:
        print(
            f"{row['rule']}  {row['name']:{wide}}  {row['severity']:8}  {row['confidence']:6}  "
            f"{row['needs']:9}  {row['summary']}"
        )


def _row(rule: Rule) -> dict[str, Any]:
    from harness.data.measured import measured, worth

    found = measured(rule.code)
    made = worth(found, rule.confidence)
    return {
        "rule": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.label,
        "confidence": rule.confidence.label,
        "needs": rule.needs.value,
        "languages": list(rule.languages),
        "summary": rule.summary,
        "worth": made.confidence.label if made.confidence is not None else None,
        "measured": [
            {
                "set": one.where.name,
                "marking": one.where.marking.value,
                "confidence": one.confidence.label,
                "judged": one.judged,
                "right": one.right,
            }
            for one in found
        ],
    }
