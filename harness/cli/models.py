"""Options of COMET's models, and what is made of them before any work is done."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import click
import typer
from click.core import ParameterSource

from harness.cli.options import chosen, several
from harness.config import Settings
from harness.engines.comet.choice import BATCH, ENGINE, PRECISIONS, Choice, chosen_models, is_metric
from harness.errors import HarnessError

_PANEL = "COMET"
USUAL_BATCH = BATCH
CometModel = Annotated[
    list[str] | None,
    typer.Option(
        "--comet-model",
        help="Hub id or path; NAME=MODEL adds the metric comet:NAME.",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Gpus = Annotated[
    int, typer.Option("--gpus", min=0, help="GPUs; 0: the processor.", rich_help_panel=_PANEL)
]
BatchSize = Annotated[
    int, typer.Option("--batch-size", min=1, help="Segments at once.", rich_help_panel=_PANEL)
]
Precision = Annotated[
    str,
    typer.Option(
        "--precision",
        help="Bits of a number: 32, 16 or bf16; comet-score takes 16.",
        rich_help_panel=_PANEL,
    ),
]
Offline = Annotated[
    bool,
    typer.Option(
        "--offline", help="Fetch no model: what is on disk has to do.", rich_help_panel=_PANEL
    ),
]


def with_models(
    settings: Settings,
    models: list[str] | None,
    *,
    gpus: int,
    batch_size: int,
    precision: str,
    offline: bool,
    named: tuple[str, ...],
) -> Settings:
    """Return the settings with COMET's models, and with the metrics that they are for.

    `named` are the metrics that the user asked for by name: where one of them has no model, the
    run is not evaluated. Raises H306 or H118 for a model that is named and not there, H120 for
    one that no metric is computed with (a file or a variable may name what a run has no use for),
    and EngineError H521 or H522 where one that was named cannot be had.
    """
    choice = Choice(
        models=chosen_models(several(models)),
        gpus=gpus,
        batch_size=batch_size,
        precision=chosen(precision, {name: name for name in PRECISIONS}, "--precision"),
        offline=offline,
    )
    asked = settings.metrics
    if ENGINE in settings.engines and not any(map(is_metric, asked)):
        asked = (*asked, "comet")
    metrics = choice.metrics(asked)
    for metric in filter(is_metric, metrics):
        from harness.engines.comet.checkpoint import check_path

        check_path(choice.model_of(metric))
    unused = [name for name, _ in choice.models if name not in metrics]
    if unused and _by_hand("comet_model"):
        seen = f"a model for {unused[0]}, and no metric of that name"
        raise HarnessError("H120", "--comet-model", seen, f"Add -m {unused[0]}.")
    wanted = tuple(name for name in choice.metrics(named) if is_metric(name))
    if ENGINE in settings.policy.required:
        wanted = tuple(filter(is_metric, metrics))
    _found(wanted, choice)
    policy = replace(settings.policy, measured=wanted)
    return replace(settings, metrics=metrics, comet=choice, policy=policy)


def _found(wanted: tuple[str, ...], choice: Choice) -> None:
    """Raise for a named model that cannot be had; what this machine lacks is told in the report."""
    if not wanted:
        return
    from harness.engines.comet.models import opened

    for error in opened(wanted, replace(choice, cached=False)).refused.values():
        if error.code in ("H521", "H522"):
            raise error


def _by_hand(parameter: str) -> bool:
    context = click.get_current_context(silent=True)
    if context is None:
        return False
    return context.get_parameter_source(parameter) is ParameterSource.COMMANDLINE
