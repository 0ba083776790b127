"""`mt-harness rules`: every rule, a line each."""

from __future__ import annotations

import json
from typing import Annotated

import typer


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
    rows = [
        {
            "rule": rule.code,
            "name": rule.name,
            "family": rule.family,
            "severity": rule.severity.label,
            "confidence": rule.confidence.label,
            "needs": rule.needs.value,
            "languages": list(rule.languages),
            "summary": rule.summary,
        }
        for rule in sorted(RULES, key=lambda rule: rule.code)
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    wide = max(len(str(row["name"])) for row in rows)
    for row in rows:
        print(
            f"{row['rule']}  {row['name']:{wide}}  {row['severity']:8}  {row['confidence']:6}  "
            f"{row['needs']:9}  {row['summary']}"
        )
