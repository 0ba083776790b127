"""Options that say which machines share the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from harness.errors import HarnessError, suggest

if TYPE_CHECKING:
    from harness.cluster import Cluster

_ENGINES = ("ray",)
_PANEL = "Cluster"

Name = Annotated[
    str | None,
    typer.Option("--cluster", help="Spread the documents by ray.", rich_help_panel=_PANEL),
]
RayAddress = Annotated[
    str | None,
    typer.Option("--ray-address", help="A running Ray; else one of -j.", rich_help_panel=_PANEL),
]
GpusPerWorker = Annotated[
    float | None,
    typer.Option("--gpus-per-worker", min=0, help="For COMET.", rich_help_panel=_PANEL),
]


def cluster(
    name: str | None, address: str | None, gpus: float | None, workers: int
) -> Cluster | None:
    """Return the cluster that the options describe; None where none is named.

    Raises H116 for one that is not known, or for options of one that is not named.
    """
    if name is None:
        if address is not None or gpus is not None:
            option = "--ray-address" if address is not None else "--gpus-per-worker"
            raise HarnessError("H116", option, "there is no cluster", "Add --cluster ray.")
        return None
    if name not in _ENGINES:
        raise HarnessError("H116", "--cluster", f'unknown "{name}"', suggest(name, _ENGINES))
    from harness.cluster import Cluster
    from harness.engines.ray_data import require

    require()
    return Cluster(workers=workers, address=address, gpus=gpus or 0.0)
