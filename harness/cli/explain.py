"""`mt-harness explain CODE`: one rule or metric in words."""

from __future__ import annotations

from typing import Annotated

import typer

from harness.errors import HarnessError, suggest


def explain(
    codes: Annotated[
        list[str] | None, typer.Argument(help="Rule codes or names, or metrics.")
    ] = None,
    metrics: Annotated[
        bool, typer.Option("--metrics", help="All metrics, as the page docs/metrics.md.")
    ] = False,
) -> None:
    """Say what a rule or a metric looks for, why, what it flags and what it leaves alone."""
    from harness.explain import explain as words
    from harness.explain import explain_metric, metrics_page
    from harness.metrics import METRICS
    from harness.rules import RULES

    if metrics:
        print(metrics_page(METRICS.values()), end="")
        return
    if not codes:
        raise HarnessError("H135", "explain", "no code", "Give a rule's code or a metric's name.")
    rules = {key: rule for rule in RULES for key in (rule.code.lower(), rule.name)}
    for code in codes:
        if code.lower() not in rules and code not in METRICS:
            known = (*rules, *METRICS)
            raise HarnessError("H203", "explain", f'unknown rule "{code}"', suggest(code, known))
    print(
        "\n".join(
            explain_metric(METRICS[code]) if code in METRICS else words(rules[code.lower()])
            for code in codes
        ),
        end="",
    )
