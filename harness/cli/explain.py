"""`mt-harness explain CODE`: one rule or metric in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harness.errors import HarnessError, suggest

if TYPE_CHECKING:
    from harness.meta.decided import Decided


def explain(
    codes: Annotated[
        list[str] | None, typer.Argument(help="Rule codes or names, or metrics.")
    ] = None,
    metrics: Annotated[
        bool, typer.Option("--metrics", help="All metrics, as the page docs/metrics.md.")
    ] = False,
    decisions: Annotated[
        list[Path] | None,
        typer.Option("--decisions", help="Editors' decisions.json: how often the rule was right."),
    ] = None,
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
    told = _told(decisions or [])
    print(
        "\n".join(
            explain_metric(METRICS[code])
            if code in METRICS
            else words(rules[code.lower()], told.get(rules[code.lower()].code, ()))
            for code in codes
        ),
        end="",
    )


def _told(paths: list[Path]) -> dict[str, tuple[str]]:
    """Return by rule what editors decided, in a sentence."""
    if not paths:
        return {}
    from harness.decisions import read_decisions
    from harness.meta.decided import decided

    entries = (entry for path in paths for entry in read_decisions(path))
    return {one.rule: (_sentence(one),) for one in decided(entries)}


def _sentence(one: Decided) -> str:
    from harness.data.measured import wilson_lower

    lower = wilson_lower(one.right, one.judged)
    return f"Your editors: {one.right} of {one.judged} findings right, at least {lower:.3f}."
