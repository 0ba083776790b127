"""`mt-harness explain CODE`: one rule in words."""

from __future__ import annotations

from typing import Annotated

import typer

from harness.errors import HarnessError, suggest


def explain(
    codes: Annotated[list[str], typer.Argument(help="Rule codes or names.")],
) -> None:
    """Say what a rule looks for, why, what it flags and what it leaves alone."""
    from harness.explain import explain as words
    from harness.rules import RULES

    known = {key: rule for rule in RULES for key in (rule.code.lower(), rule.name)}
    for code in codes:
        if code.lower() not in known:
            raise HarnessError(
                "H203", "explain", f'unknown rule "{code}"', suggest(code, known)
            )
    print("\n".join(words(known[code.lower()]) for code in codes), end="")
